import type { Choice, OracleFunnel, OracleRow } from "./oracle.ts";
import { hasTime, rankOfTime } from "./oracle-times.ts";

/**
 * The way out that an actor took who stopped before a stage, and when: the earliest row of one at or
 * after the row of the last required stage reached, other than the chosen ones.
 */
export function exitOf(
  log: readonly OracleRow[],
  actor: number,
  chosen: Choice,
  stage: number,
  { stages, without = [], exits = 0, inverted, order }: OracleFunnel,
): { readonly exit: number; readonly time: number } | undefined {
  const isBefore = (s: number): boolean => (inverted ? s > stage : s < stage || order === "any");
  const times = chosen.flatMap((row, s) =>
    isBefore(s) && row !== null && !stages[s]?.optional ? (log[row]?.time ?? Number.NaN) : [],
  );
  // Inverted, time runs backwards.
  const sign = inverted ? -1 : 1;
  const last = order === "any" ? Math.max(...times) : inverted ? times[0] : times.at(-1);
  const since = last ?? Number.NaN;
  // A row without a time is at any, but comes last.
  const rank = ({ time }: OracleRow, moment: number): number =>
    hasTime(time) ? moment : rankOfTime(time);
  const [first] = log
    .map((row, index) => ({ row, index, moment: sign * row.time }))
    .filter(
      ({ row, index, moment }) =>
        row.actor === actor &&
        (!hasTime(row.time) || !hasTime(since) || moment >= sign * since) &&
        !chosen.includes(index),
    )
    .sort((a, b) => rank(a.row, a.moment) - rank(b.row, b.moment) || a.index - b.index)
    .flatMap(({ row }) => {
      const ways = (row.marks ?? [])
        .map((mark) => mark - without.length)
        .filter((exit) => exit >= 0 && exit < exits);
      return ways.length === 0 ? [] : [{ exit: Math.min(...ways), time: row.time }];
    });
  return first;
}
