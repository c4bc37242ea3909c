/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { StageLayout } from "./layout.ts";
import type { Matcher } from "./matching.ts";

/**
 * The earliest valid choice of rows for a chain of stages that must all be there: some required ones
 * from the first on, perhaps an optional one at the end.
 *
 * Why it is found by only ever moving forward. Take two valid choices and of each stage the earlier
 * time. The result is valid again: order, `within` and window limit the difference of a stage to an
 * earlier one from above, and a difference of two minima exceeds neither original; of the stages that
 * then share a time, one of the two choices already had all of them at it, in distinct rows. So there
 * is one choice that is earliest at every stage at once. Any set of rows that are not later than it
 * and break a rule shows which stage must come later: the later stage if the order or the distinctness
 * is broken, the earlier one if a limit is. Moving that stage to its next row keeps "not later than
 * the earliest choice", and ends there, or beyond the last row if there is no choice at all.
 *
 * A chain that is settled is not later than any longer one, so it is extended from where it stands.
 */
export interface Chain {
  /** The stage at each place of the chain. */
  readonly stage: Int32Array;
  /** Its row: of the rows of its time that match it the first. */
  readonly at: Int32Array;
  /** Begins with the row `entry`, which matches the first stage. */
  begin(time: Float64Array, stages: Int32Array, start: number, end: number, entry: number): void;
  /** Adds a stage behind `length` settled places. If there is no such choice: false, nothing changed. */
  extend(length: number, stage: number): boolean;
}

export function createChain(layout: StageLayout, matcher: Matcher): Chain {
  const stage = new Int32Array(layout.count);
  const at = new Int32Array(layout.count);
  const saved = new Int32Array(layout.count);
  const { within, window } = layout;
  let time: Float64Array = new Float64Array(0);
  let stages: Int32Array = new Int32Array(0);
  let start = 0;
  let end = 0;

  /** Moves a place to its stage's next row, from where it stands, with `limit - time <= slack`. */
  function advance(place: number, limit: number, slack: number): boolean {
    const bit = 1 << stage[place]!;
    let p = at[place]!;
    while (p < end && ((stages[p]! & bit) === 0 || limit - time[p]! > slack)) p++;
    at[place] = p;
    return p < end;
  }

  /** Whether the places up to `place` that share its time can have distinct rows. */
  function distinct(place: number): boolean {
    const moment = time[at[place]!]!;
    let wanted = 0;
    let clash = false;
    for (let i = place; i >= 0 && time[at[i]!] === moment; i--) {
      wanted |= 1 << stage[i]!;
      for (let j = i + 1; j <= place; j++) clash ||= at[i] === at[j];
    }
    return (
      !clash || matcher.feasible(time, stages, groupStart(time, at[place]!, start), end, wanted)
    );
  }

  /** `unsettled`: bit i says that place i is to be compared with the place before it. */
  function settle(length: number, first: number): boolean {
    const last = length - 1;
    const all = (1 << length) - 2;
    let unsettled = first;
    for (;;) {
      if (unsettled === 0) {
        const latest = time[at[last]!]!;
        if (latest - time[at[0]!]! <= window) return true;
        if (!advance(0, latest, window)) return false;
        unsettled = 2;
        continue;
      }
      const place = 31 - Math.clz32(unsettled & -unsettled);
      const now = time[at[place]!]!;
      const before = time[at[place - 1]!]!;
      const limit = within[stage[place]!]!;
      if (now < before) {
        if (!advance(place, before, 0)) return false;
        unsettled |= (3 << place) & all;
      } else if (now - before > limit) {
        if (!advance(place - 1, now, limit)) return false;
        unsettled |= (3 << (place - 1)) & all;
      } else if (now === before && !distinct(place)) {
        // Times are whole, so this is the next one.
        if (!advance(place, now, -1)) return false;
        unsettled |= (3 << place) & all;
      } else {
        unsettled &= ~(1 << place);
        // More stages may share this time than when the next place was compared.
        if (now === before && place < last && time[at[place + 1]!] === now) unsettled |= 2 << place;
      }
    }
  }

  return {
    stage,
    at,
    begin(itsTime, itsStages, itsStart, itsEnd, entry) {
      time = itsTime;
      stages = itsStages;
      start = itsStart;
      end = itsEnd;
      stage[0] = 0;
      at[0] = entry;
    },
    extend(length, added) {
      const before = time[at[length - 1]!]!;
      stage[length] = added;
      // Rows of the same time may stand before it.
      at[length] = groupStart(time, at[length - 1]!, start);
      if (!advance(length, before, 0)) return false;
      const now = time[at[length]]!;
      const late = now - before > within[added]! || now - time[at[0]!]! > window;
      if (now > before && !late) return true;
      for (let i = 0; i < length; i++) saved[i] = at[i]!;
      if (settle(length + 1, 1 << length)) return true;
      for (let i = 0; i < length; i++) at[i] = saved[i]!;
      return false;
    },
  };
}

/** The first row that has the time of row `p`. */
export function groupStart(time: Float64Array, p: number, start: number): number {
  let first = p;
  while (first > start && time[first - 1] === time[p]) first--;
  return first;
}
