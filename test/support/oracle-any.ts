import type { Choice, OracleAttempt, OracleFunnel, OracleRow } from "./oracle.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

/**
 * The definition of order `any`: every way to give each stage a row of its own or none, all rows within
 * the window, the earliest of them one that may be an entry.
 */
export function anyAttempt(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
): OracleAttempt | null {
  const own = log.flatMap((row, index) => (row.actor === actor ? [index] : []));
  const timeOf = (index: number): number => log[index]?.time ?? Number.NaN;
  const momentOf = (index: number): number => rankOfTime(timeOf(index));
  const choices: Choice[] = [];

  const tryStage = (choice: Choice): void => {
    const stage = choice.length;
    if (stage === funnel.stages.length) {
      if (isValid(choice)) choices.push(choice);
      return;
    }
    tryStage([...choice, null]);
    for (const index of own) {
      if (log[index]?.stages.includes(stage) === true && !choice.includes(index)) {
        tryStage([...choice, index]);
      }
    }
  };
  const rowsOf = (choice: Choice): number[] => choice.filter((index) => index !== null);
  /** The first and the last time; Infinity and its opposite where none has one. */
  const ends = (choice: Choice): [number, number] => {
    const times = rowsOf(choice).map(timeOf).filter(hasTime);
    return [Math.min(...times), Math.max(...times)];
  };
  const isValid = (choice: Choice): boolean => {
    const rows = rowsOf(choice);
    const [first, last] = ends(choice);
    if (rows.length === 0 || last - first > (funnel.window ?? Infinity)) return false;
    const isEntry = (index: number): boolean => timeOf(index) === first || first === Infinity;
    if (rows.some((index) => isEntry(index) && log[index]?.mayEnter === false)) return false;
    const values = rows.map((index) => log[index]?.same ?? null);
    return funnel.same !== true || (values[0] !== null && new Set(values).size === 1);
  };
  tryStage([]);

  const stagesOf = (choice: Choice): number[] =>
    [...choice.keys()].filter((stage) => choice[stage] !== null);
  const at = (choice: Choice, stage: number): number => choice[stage] ?? -1;
  const rankOf = (choice: Choice): number[] => {
    const stages = stagesOf(choice);
    const byName = stages.toSorted(
      (a, b) => momentOf(at(choice, a)) - momentOf(at(choice, b)) || a - b,
    );
    const byFile = stages.toSorted(
      (a, b) => momentOf(at(choice, a)) - momentOf(at(choice, b)) || at(choice, a) - at(choice, b),
    );
    return [
      // The most stages,
      -stages.length,
      // then the earliest first, second … time,
      ...byName.map((stage) => momentOf(at(choice, stage))),
      // at each time the first-written stages,
      ...byName,
      // and what is left by the order of the file, each row serving the first-written stage.
      ...byFile.map((stage) => at(choice, stage)),
      ...byFile,
    ];
  };
  const chosen = least(choices, rankOf);
  const entries = own.filter(
    (index) =>
      log[index]?.mayEnter !== false &&
      (log[index]?.stages.length ?? 0) > 0 &&
      (funnel.same !== true || (log[index]?.same ?? null) !== null),
  );
  const first = entries.toSorted((a, b) => momentOf(a) - momentOf(b) || a - b)[0];
  if (chosen === undefined || first === undefined) return null;
  const attempt = (choice: Choice): OracleAttempt => {
    const [entry, last] = ends(choice);
    const isWhole = rowsOf(choice).length === funnel.stages.length;
    const isTimed = hasTime(last);
    const until = isWhole || !isTimed ? last : entry + (funnel.window ?? Infinity);
    return { actor, chosen: choice, values: log[first]?.values ?? [], span: [entry, until] };
  };
  if (funnel.entry !== "last") return attempt(chosen);
  // As many stages and the same last time, with the same value; but the latest entry.
  const last = (choice: Choice): number => ends(choice)[1];
  const entered = (choice: Choice): number => ends(choice)[0];
  if (!hasTime(last(chosen))) return attempt(chosen);
  const timed = (choice: Choice): number =>
    rowsOf(choice).filter((index) => hasTime(timeOf(index))).length;
  const size = rowsOf(chosen).length;
  const valueOf = (choice: Choice): unknown => log[rowsOf(choice)[0] ?? -1]?.same;
  const alike = choices.filter(
    (choice) =>
      rowsOf(choice).length === size &&
      hasTime(last(choice)) &&
      (size === 1 ||
        ((timed(chosen) === 1 ? timed(choice) === 1 : last(choice) === last(chosen)) &&
          valueOf(choice) === valueOf(chosen))),
  );
  const latest = Math.max(...alike.map(entered));
  const late = alike.filter((choice) => entered(choice) === latest);
  return attempt(least(late, rankOf) ?? chosen);
}

function least<T>(items: readonly T[], rankOf: (item: T) => number[]): T | undefined {
  const ranked = items.map((item) => ({ item, rank: rankOf(item) }));
  ranked.sort((a, b) => {
    const i = a.rank.findIndex((value, index) => value !== b.rank[index]);
    return i < 0 ? 0 : (a.rank[i] ?? 0) - (b.rank[i] ?? 0);
  });
  return ranked[0]?.item;
}
