import {
  evaluate,
  groupsOf,
  type OracleAttempt,
  type OracleFunnel,
  type OracleGroup,
  type OracleRow,
} from "./oracle.ts";

/** Which row gives a split its value: of the first entry, along the chosen attempt, of a stage. */
export interface OracleSplit {
  readonly at: "entry" | "first" | "last" | "every" | number;
  readonly top?: number;
}

/** The groups of the splits, by the definition. `every` stands alone. */
export function splitGroups(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  splits: readonly OracleSplit[],
): OracleGroup[] {
  const tops = splits.map(({ top }) => top);
  const values = [...new Set(log.map((row) => row.values[0] ?? null))];
  const attempts =
    splits[0]?.at === "every"
      ? // The funnel within the rows of each value on its own.
        values.flatMap((value) => {
          const own = log.filter((row) => (row.values[0] ?? null) === value);
          return evaluate(own, funnel).attempts.map((attempt) => ({ ...attempt, values: [value] }));
        })
      : evaluate(log, funnel).attempts.map((attempt) => ({
          ...attempt,
          values: splits.map(({ at }, split) => valueOf(log, attempt, at, split)),
        }));
  return groupsOf(attempts, tops);
}

function valueOf(
  log: readonly OracleRow[],
  { chosen, values }: OracleAttempt,
  at: OracleSplit["at"],
  split: number,
): string | null {
  if (at === "entry" || at === "every") return values[split] ?? null;
  if (typeof at === "number") return log[chosen[at] ?? -1]?.values[split] ?? null;
  const rows = chosen.flatMap((index) => (index === null ? [] : (log[index] ?? [])));
  // Along the rows in time, of one time in the order of the stages; missing values are passed over.
  const known = rows.toSorted((a, b) => a.time - b.time).flatMap((row) => row.values[split] ?? []);
  return (at === "first" ? known[0] : known.at(-1)) ?? null;
}
