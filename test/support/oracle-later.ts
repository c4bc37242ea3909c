import { anyAttempt } from "./oracle-any.ts";
import { furthestAttempt } from "./oracle-furthest.ts";
import { twoStages } from "./oracle-independent.ts";
import { isValid, subsets, type OracleFunnel, type OracleRow, type Taken } from "./oracle.ts";

/**
 * Whether rows of later stages after `asOf` could make an actor reach a stage: rows at every moment at
 * which one could be of use are there to be taken, and every choice is tried. Those that aren't taken
 * stand in nobody's way. `values`: of what rows share, where they do, those that a later row may have.
 */
export function couldReach(
  log: readonly OracleRow[],
  actor: number,
  funnel: OracleFunnel,
  stage: number,
  asOf: number,
  values: readonly (string | null)[],
): boolean {
  if (funnel.order === "independent") {
    const two = twoStages(log, funnel, stage);
    return couldReach(two.log, actor, two.funnel, 1, asOf, values);
  }
  const own = log.filter((row) => row.actor === actor);
  const later = laterRows(actor, funnel, stage, asOf, values);
  if (funnel.order === "furthest") {
    const rows = [...own, ...later.filter(({ time }) => time === asOf + 1)];
    return (furthestAttempt(rows, actor, funnel)?.chosen[stage] ?? null) !== null;
  }
  if (funnel.order === "any") {
    // With any of the later rows, none of which is an entry.
    return subsetsOf(later).some((added) => {
      const chosen = anyAttempt([...own, ...added], actor, funnel)?.chosen ?? [];
      const served = chosen.filter((row) => row !== null).length;
      return stage < funnel.stages.length
        ? (chosen[stage] ?? null) !== null
        : served > stage - funnel.stages.length;
    });
  }
  const rows = [...own, ...later];
  const present = [...own.keys()];

  /** `taken` says what each of the first stages has: rows or none. */
  function goesOn(taken: Taken): boolean {
    const next = taken.length;
    if (next > stage) return true;
    const rule = funnel.stages[next];
    if (rule === undefined) return false;
    if (rule.optional && goesOn([...taken, null])) return true;
    const matching = [...rows.keys()].filter((index) => rows[index]?.stages.includes(next));
    return matching.some((last) =>
      subsets(
        matching.filter((index) => index !== last),
        (rule.atLeast ?? 1) - 1,
      ).some((before) => {
        const with_ = [...taken, [...before, last]];
        return isValid(rows, present, with_, funnel) && goesOn(with_);
      }),
    );
  }
  return goesOn([]);
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  return Array.from(items.keys(), (size) => subsets(items, size + 1)).flat();
}

/** As many rows of each later stage as it takes, at each moment up to the last that an `after` asks for. */
function laterRows(
  actor: number,
  { stages, same, order }: OracleFunnel,
  stage: number,
  asOf: number,
  values: readonly (string | null)[],
): OracleRow[] {
  const waits = stages.map(({ after = 0 }) => after).reduce((sum, after) => sum + after, 0);
  const moments = Array.from({ length: 1 + waits }, (_, i) => asOf + 1 + i);
  // Only in order `strict` do rows of an optional stage change others: some of several may be there.
  const isOfUse = (index: number): boolean =>
    order === "strict" || stages[index]?.optional === false;
  const needed = [...stages.keys()].filter(
    (index) => order === "any" || (index > 0 && index <= stage && isOfUse(index)),
  );
  const shared = same === true ? values : [undefined];
  return moments.flatMap((time) =>
    needed.flatMap((index) =>
      shared.flatMap((value) =>
        Array.from({ length: stages[index]?.atLeast ?? 1 }, () => ({
          actor,
          time,
          stages: [index],
          values: [],
          ...(value === undefined ? {} : { same: value }),
          ...(order === "furthest" || order === "any" ? { mayEnter: false } : {}),
        })),
      ),
    ),
  );
}
