/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt, Span } from "./chosen.ts";
import { layOut } from "./layout.ts";
import { MAY_ENTER, type FunnelSpec, type TaggedRows } from "./rows.ts";
import { valueGroups } from "./rules/same.ts";
import type { RowColumns } from "./sort.ts";
import { NO_TIME, rankOf } from "./timeless.ts";

/** By stage the row that is the entry of an attempt: in most orders that of one stage. */
export function entryStageOf(
  spec: FunnelSpec,
  { stages }: Pick<TaggedRows, "stages">,
): (attempt: Pick<Attempt, "rows" | "times">) => number {
  const { first } = layOut(spec);
  if (first >= 0) return () => first;
  return ({ rows, times }) => {
    let entry = -1;
    for (let stage = 0; stage < rows.length; stage++) {
      const row = rows[stage]!;
      if (row < 0 || (stages[row]! & MAY_ENTER) === 0) continue;
      const isFirst = entry < 0 || rankOf(times[stage]!) < rankOf(times[entry]!);
      if (isFirst || (times[stage] === times[entry] && row < rows[entry]!)) entry = stage;
    }
    return entry;
  };
}

/** Looks at one actor after another. */
export interface Spans {
  /** Begins with another actor, whose rows these are. */
  begin(columns: RowColumns, start: number, end: number): void;
  /** The time that an attempt takes up which was chosen from the rows `start` to `end` (excluded). */
  of(attempt: Omit<Attempt, "span">, columns: RowColumns, start: number, end: number): Span;
}

/**
 * Where attempts are counted, the others of an actor lie strictly before and strictly after this one: it
 * goes from its entry to its goal or, not converted, to the end of its window or visit. Inverted, it
 * goes back from its entry. In order `any` its goal is its last row if it has all stages. In order
 * `independent` it goes from the earliest of its entries to its last row, if it has all required stages,
 * else to the end of the latest one's window.
 *
 * An attempt whose entry has no time has no window, and one whose goal has none is over all the same: such
 * an attempt goes from the first to the last of its rows that have times. If none has, it takes up no time,
 * and ends before it begins.
 */
export function createSpans(
  spec: FunnelSpec,
  { session, timeless }: Pick<TaggedRows, "session" | "timeless">,
): Spans {
  const { goal, required, window } = layOut(spec);
  const visits = spec.inSession && session ? createVisits(session) : undefined;

  function of(
    { rows, times, starts, entered, entry }: Omit<Attempt, "span">,
    { time }: RowColumns,
    start: number,
    end: number,
  ): Span {
    let first = rankOf(entered);
    let last = entered;
    let final = entered;
    for (let stage = 0; stage < rows.length; stage++) {
      if (rows[stage]! < 0) continue;
      final = Math.max(final, times[stage]!);
      if (starts === undefined) continue;
      first = Math.min(first, rankOf(starts[stage]!));
      last = Math.max(last, starts[stage]!);
    }
    if (timeless !== undefined) {
      const timed = spanOfTimed(rows, times, first);
      const isOver = starts === undefined && rows[goal]! >= 0 && times[goal] === NO_TIME;
      if (last === NO_TIME || isOver) return timed;
      if (starts !== undefined) [first] = timed;
    }
    if (spec.inverted) {
      if (rows[goal]! >= 0) return [times[goal]!, entered];
      if (visits === undefined) return [entered - window, entered];
      return [time[visits.firstFrom(entry, start)]!, entered];
    }
    const ending = (): number =>
      visits === undefined ? last + window : time[visits.lastBefore(entry, end)]!;
    switch (spec.order ?? "sequential") {
      case "any":
        return [first, rows.includes(-1) ? ending() : final];
      case "independent":
        return [
          first,
          required.every((stage) => rows[stage]! >= 0) ? final : Math.max(final, ending()),
        ];
      case "sequential":
      case "strict":
      case "furthest":
        return [first, rows[goal]! >= 0 ? times[goal]! : ending()];
    }
  }

  return { of, begin: (columns, start, end) => visits?.begin(columns.row, start, end) };
}

/** From the first of its rows that have times, or its first entry, to the last. */
function spanOfTimed(rows: Int32Array, times: Float64Array, entered: number): Span {
  let from = entered;
  let until = NO_TIME;
  for (let stage = 0; stage < rows.length; stage++) {
    if (rows[stage]! < 0) continue;
    from = Math.min(from, rankOf(times[stage]!));
    until = Math.max(until, times[stage]!);
  }
  return [from, until];
}

/** Where the rows of an actor's visits stand, by a row of them. */
function createVisits(session: Int32Array): {
  begin(row: Int32Array, start: number, end: number): void;
  firstFrom(entry: number, start: number): number;
  lastBefore(entry: number, end: number): number;
} {
  const places = new Map<number, readonly number[]>();
  const firstAtLeast = (all: readonly number[], place: number): number => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    begin(row, start, end) {
      places.clear();
      for (const own of valueGroups([session], row, start, end)) {
        places.set(session[row[own[0]!]!]!, own);
      }
    },
    firstFrom(entry, start) {
      const own = places.get(session[entry]!)!;
      return own[firstAtLeast(own, start)]!;
    },
    lastBefore(entry, end) {
      const own = places.get(session[entry]!)!;
      return own[firstAtLeast(own, end) - 1]!;
    },
  };
}
