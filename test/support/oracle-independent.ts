import type { Choice, OracleAttempt, OracleFunnel, OracleRow } from "./oracle.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

interface Sequential {
  readonly allChoices: (log: readonly OracleRow[], actor: number, funnel: OracleFunnel) => Choice[];
  readonly chosenOf: (
    choices: readonly Choice[],
    log: readonly OracleRow[],
    funnel: OracleFunnel,
  ) => Choice | null;
}

/** The definition of order `independent`: a funnel of two stages for each stage but the first. */
export function independentAttempt(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
  { allChoices, chosenOf }: Sequential,
): OracleAttempt | null {
  const timeOf = (index: number): number => log[index]?.time ?? Number.NaN;
  const alone = twoStages(log, funnel, -1);
  const entries = allChoices(alone.log, actor, alone.funnel).flatMap(([entry]) => entry ?? []);
  if (entries.length === 0) return null;

  const spokes = funnel.stages.slice(1).map((_, i) => {
    const two = twoStages(log, funnel, i + 1);
    const choices = allChoices(two.log, actor, two.funnel);
    const [entry = null, row = null] = chosenOf(choices, two.log, two.funnel) ?? [];
    /** Whether it is reached from an entry: with `entry last` by the chosen row. */
    const isReachedFrom = (start: number): boolean =>
      choices.some(
        ([from, to]) => from === start && to !== null && (funnel.entry !== "last" || to === row),
      );
    return { entry, row, isReachedFrom };
  });
  const sign = funnel.entry === "last" ? -1 : 1;
  const moment = (index: number): number =>
    hasTime(timeOf(index)) ? sign * timeOf(index) : rankOfTime(timeOf(index));
  const sizeOf = (start: number): number =>
    spokes.filter(({ isReachedFrom }) => isReachedFrom(start)).length;
  const [main = -1] = entries.toSorted(
    (a, b) => sizeOf(b) - sizeOf(a) || moment(a) - moment(b) || a - b,
  );
  const starts = [main, ...spokes.map(({ entry, row }) => (row === null ? null : entry))];
  const chosen = [main, ...spokes.map(({ row }) => row)];

  const times = (rows: Choice): number[] =>
    rows.flatMap((row) => (row === null ? [] : [timeOf(row)])).filter(hasTime);
  const isWhole = funnel.stages.every(({ optional }, stage) => optional || chosen[stage] !== null);
  const final = Math.max(...times(chosen));
  // Without a time at any entry there is no window; the time that it takes up is that of its rows.
  const isTimed = times(starts).length > 0;
  const end = isTimed ? Math.max(...times(starts)) + (funnel.window ?? Infinity) : final;
  return {
    actor,
    chosen,
    starts,
    values: log[main]?.values ?? [],
    span: [Math.min(...times(starts), ...times(chosen)), isWhole ? final : Math.max(final, end)],
  };
}

/** The first stage and another, -1 being none. */
export function twoStages(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  stage: number,
): { log: OracleRow[]; funnel: OracleFunnel } {
  const { order: _, count: __, ...rules } = funnel;
  const own = funnel.stages[stage];
  const first = funnel.stages.slice(0, 1);
  const marks = [...(funnel.without ?? []).keys()].filter(
    (mark) => funnel.without?.[mark]?.to === stage,
  );
  const exits = Array.from(
    { length: funnel.exits ?? 0 },
    (_exit, index) => (funnel.without ?? []).length + index,
  );
  return {
    log: log.map((row) => ({
      ...row,
      stages: [...(row.stages.includes(0) ? [0] : []), ...(row.stages.includes(stage) ? [1] : [])],
      marks: [...marks, ...exits].flatMap((mark, index) =>
        row.marks?.includes(mark) === true ? [index] : [],
      ),
    })),
    funnel: {
      ...rules,
      stages: own === undefined ? first : [...first, { ...own, optional: false }],
      without: marks.map(() => ({ from: 0, to: 1, dropActor: false })),
    },
  };
}
