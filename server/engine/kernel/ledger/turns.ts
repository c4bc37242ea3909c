/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import type { FunnelSpec } from "../rows.ts";
import { createColumns, type RowColumns } from "../sort.ts";
import { firstTimed, NO_TIME, rankOf, UNTIMED } from "../timeless.ts";

/**
 * When an attempt begins: where what it reached has entries of its own, with the earliest. Without a time
 * there, with the first of its rows that has one, inverted with the last; before all times if none has,
 * inverted behind them. Microseconds.
 */
export function beginOf(
  { entered, rows, times, starts }: Pick<Attempt, "entered" | "rows" | "times" | "starts">,
  inverted = false,
): number {
  let begin = rankOf(entered);
  starts?.forEach((start, stage) => {
    if (rows[stage]! >= 0) begin = Math.min(begin, rankOf(start));
  });
  if (begin < UNTIMED) return begin;
  const known = times.filter((time, stage) => rows[stage]! >= 0 && time !== NO_TIME);
  if (known.length === 0) return inverted ? Infinity : NO_TIME;
  return inverted ? Math.max(...known) : Math.min(...known);
}

/** The attempt as it is now, for when all of the actor's are known. */
export function kept(
  { actor, rows, times, entered, entry, starts, entries }: Attempt,
  inverted?: boolean,
) {
  return {
    actor,
    rows: rows.slice(),
    times: times.slice(),
    entered,
    entry,
    begin: beginOf({ entered, rows, times, ...(starts === undefined ? {} : { starts }) }, inverted),
    ...(starts === undefined ? {} : { starts: starts.slice() }),
    ...(entries === undefined ? {} : { entries: entries.slice() }),
  };
}

export type Kept = ReturnType<typeof kept>;

/**
 * Visits the attempts of an actor, each with the rows that it is judged by: those from its entry to the
 * next one's, `from` to `to` (excluded). Inverted, where time runs backwards, the next one is the one
 * before. `until`: the time of the next entry; Infinity or -Infinity of the last. Rows without a time are
 * the chosen attempt's, the first of `attempts`.
 */
export function forEachTurn<Each extends { readonly begin: number }>(
  { inverted }: Pick<FunnelSpec, "inverted">,
  attempts: readonly Each[],
  columns: RowColumns,
  start: number,
  end: number,
  visit: (each: Each, columns: RowColumns, from: number, to: number, until: number) => void,
): void {
  const { time } = columns;
  const timed = firstTimed(time, start, end);
  const [owner] = attempts;
  const tell = (each: Each, from: number, to: number, until: number): void => {
    if (timed === start || each !== owner) return visit(each, columns, from, to, until);
    const own = joined(columns, start, timed, from, to);
    visit(each, own, 0, own.time.length, until);
  };
  const inTime = attempts.toSorted((a, b) => a.begin - b.begin);
  let at = timed;
  if (inverted) {
    let until = -Infinity;
    for (const each of inTime) {
      while (at < end && time[at]! <= until) at++;
      let to = at;
      while (to < end && time[to]! <= each.begin) to++;
      tell(each, at, to, until);
      until = each.begin;
    }
    return;
  }
  inTime.forEach((each, index) => {
    const until = inTime[index + 1]?.begin ?? Infinity;
    while (at < end && time[at]! < each.begin) at++;
    let to = at;
    while (to < end && time[to]! < until) to++;
    tell(each, at, to, until);
  });
}

/** The rows `start` to `timed`, which have no time, and then those `from` to `to` (excluded). */
export function joined(
  { time, stages, row }: RowColumns,
  start: number,
  timed: number,
  from: number,
  to: number,
): RowColumns {
  const untimed = timed - start;
  const columns = createColumns(untimed + to - from);
  columns.time.set(time.subarray(start, timed));
  columns.time.set(time.subarray(from, to), untimed);
  columns.stages.set(stages.subarray(start, timed));
  columns.stages.set(stages.subarray(from, to), untimed);
  columns.row.set(row.subarray(start, timed));
  columns.row.set(row.subarray(from, to), untimed);
  return columns;
}
