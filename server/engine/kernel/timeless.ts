/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/**
 * The time of a row that has none: a condition that holds or not, nobody knows since when. It sorts such
 * rows before an actor's others, where {@link firstTimed} tells them apart; differences with it are not
 * finite, and of no figure.
 *
 * What a row without a time means is said once, here: it fits anywhere in the order, and each limit of
 * time between it and another row holds. So the window, which counts from the entry, is none where the
 * entry has no time; `without` looks at nothing between two rows one of which has none. But a row that a
 * `without` names strikes wherever it may have been, so anywhere. Where rows with and without a time
 * would do, those with one come first.
 */
export const NO_TIME = -Infinity;

/** Behind all times, before what isn't there at all: in comparisons of what was chosen. */
export const UNTIMED = Number.MAX_VALUE;

/** Which stages and which marks rows without a time may have, as bit masks. */
export interface Timeless {
  readonly stages: number;
  readonly marks: number;
}

/** A time as it is compared where those that there are come first. */
export function rankOf(time: number): number {
  return time === NO_TIME ? UNTIMED : time;
}

/** The first of an actor's rows that has a time; `end` without any. */
export function firstTimed(time: Float64Array, start: number, end: number): number {
  let p = start;
  while (p < end && time[p] === NO_TIME) p++;
  return p;
}

/** Times between rows, without those that one of them hasn't. */
export function known(times: Float64Array): Float64Array {
  return times.every(Number.isFinite) ? times : times.filter(Number.isFinite);
}

/**
 * The stages, as a bit mask, of which it can't be said until when they may be reached, since a row without a
 * time may always come: such ones, and those behind them.
 */
export function undatedStages(
  { stages, order = "sequential" }: FunnelSpec,
  timeless: Timeless | undefined,
): number {
  const direct = timeless?.stages ?? 0;
  if (direct === 0) return 0;
  const all = 2 ** stages.length - 1;
  switch (order) {
    case "any":
      return all;
    case "furthest":
      return 2 ** (32 - Math.clz32(direct & all)) - 1;
    case "independent":
      return (direct & 1) !== 0 ? all : direct & all;
    case "sequential":
    case "strict": {
      const first = stages.findIndex(
        ({ optional }, stage) => !optional && (direct & (1 << stage)) !== 0,
      );
      return (first < 0 ? 0 : all & -(1 << first)) | (direct & all);
    }
  }
}

/**
 * The stages, as a bit mask, that a `without` keeps an actor from whatever comes, for one of the rows
 * `start` to `end` (excluded), which have no time, is what it names.
 */
export function forbidden(
  { stages, order, without = [] }: FunnelSpec,
  { marks }: Pick<TaggedRows, "marks">,
  { row }: Pick<RowColumns, "row">,
  start: number,
  end: number,
): number {
  let found = 0;
  for (let p = start; p < end; p++) found |= marks?.[row[p]!] ?? 0;
  const all = 2 ** stages.length - 1;
  return without.reduce((mask, { to }, mark) => {
    if ((found & (1 << mark)) === 0) return mask;
    return mask | (order === "independent" ? 1 << to : all & -(1 << to));
  }, 0);
}
