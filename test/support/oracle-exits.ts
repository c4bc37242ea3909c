import type { Choice, OracleFunnel, OracleRow } from "./oracle.ts";

/**
 * The way out that an actor took who stopped before a stage, and when: the earliest row of one at or
 * after the row of the last required stage reached, other than the chosen ones.
 */
export function exitOf(
  log: readonly OracleRow[],
  actor: number,
  chosen: Choice,
  stage: number,
  { stages, without = [], exits = 0 }: OracleFunnel,
): { readonly exit: number; readonly time: number } | undefined {
  const place = chosen.findLast((row, s) => s < stage && row !== null && !stages[s]?.optional);
  const since = log[place ?? -1]?.time ?? Number.NaN;
  const [first] = log
    .map((row, index) => ({ row, index }))
    .filter(({ row, index }) => row.actor === actor && row.time >= since && !chosen.includes(index))
    .sort((a, b) => a.row.time - b.row.time || a.index - b.index)
    .flatMap(({ row }) => {
      const ways = (row.marks ?? [])
        .map((mark) => mark - without.length)
        .filter((exit) => exit >= 0 && exit < exits);
      return ways.length === 0 ? [] : [{ exit: Math.min(...ways), time: row.time }];
    });
  return first;
}
