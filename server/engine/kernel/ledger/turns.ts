/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import type { FunnelSpec } from "../rows.ts";
import type { RowColumns } from "../sort.ts";

/** When an attempt begins: where what it reached has entries of its own, with the earliest. Microseconds. */
export function beginOf({
  entered,
  rows,
  starts,
}: Pick<Attempt, "entered" | "rows" | "starts">): number {
  let begin = entered;
  starts?.forEach((start, stage) => {
    if (rows[stage]! >= 0) begin = Math.min(begin, start);
  });
  return begin;
}

/** The attempt as it is now, for when all of the actor's are known. */
export function kept({ actor, rows, times, entered, entry, starts, entries }: Attempt) {
  return {
    actor,
    rows: rows.slice(),
    times: times.slice(),
    entered,
    entry,
    begin: beginOf({ entered, rows, ...(starts === undefined ? {} : { starts }) }),
    ...(starts === undefined ? {} : { starts: starts.slice() }),
    ...(entries === undefined ? {} : { entries: entries.slice() }),
  };
}

export type Kept = ReturnType<typeof kept>;

/**
 * Visits the attempts of an actor, each with the rows that it is judged by: those from its entry to the
 * next one's, `from` to `to` (excluded). Inverted, where time runs backwards, the next one is the one
 * before. `until`: the time of the next entry; Infinity or -Infinity of the last.
 */
export function forEachTurn<Each extends { readonly begin: number }>(
  { inverted }: Pick<FunnelSpec, "inverted">,
  attempts: readonly Each[],
  { time }: Pick<RowColumns, "time">,
  start: number,
  end: number,
  visit: (each: Each, from: number, to: number, until: number) => void,
): void {
  const inTime = attempts.toSorted((a, b) => a.begin - b.begin);
  let at = start;
  if (inverted) {
    let until = -Infinity;
    for (const each of inTime) {
      while (at < end && time[at]! <= until) at++;
      let to = at;
      while (to < end && time[to]! <= each.begin) to++;
      visit(each, at, to, until);
      until = each.begin;
    }
    return;
  }
  inTime.forEach((each, index) => {
    const until = inTime[index + 1]?.begin ?? Infinity;
    while (at < end && time[at]! < each.begin) at++;
    let to = at;
    while (to < end && time[to]! < until) to++;
    visit(each, at, to, until);
  });
}
