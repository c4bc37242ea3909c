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
