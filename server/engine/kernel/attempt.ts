/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createChain, groupStart } from "./chain.ts";
import { layOut } from "./layout.ts";
import { bitCount, createMatcher } from "./matching.ts";
import type { FunnelSpec } from "./rows.ts";

/** Finds the chosen attempt of one actor after another; its arrays are overwritten by the next. */
export interface AttemptFinder {
  /**
   * Looks at the rows from `start` to `end` (excluded), ordered by time, equal times in file order.
   * Returns the index of the deepest stage reached; -1 without an entry. `row`: see `RowColumns`.
   */
  find(time: Float64Array, stages: Int32Array, start: number, end: number, row: Int32Array): number;
  /** By stage: its row in the attempt; -1 where the attempt doesn't contain the stage. */
  readonly chosen: Int32Array;
  /** By stage: the time of the entry that its row counts from. Absent: all count from one. */
  readonly starts?: Float64Array;
  /** By stage: that entry's row. With `starts`. */
  readonly entries?: Int32Array;
  /** With `starts`: how many stages have rows that can be reached from the chosen entry. */
  readonly served?: () => number;
  /** The actor's first row that may be an entry, whatever came of it. */
  firstEntry(): number;
}

/**
 * Order `sequential`. An attempt is a choice of distinct rows, one a stage, with times that never
 * decrease in the order of the stages, all within the window from the first, each within its stage's
 * limit from the previous required stage; only optional stages may be left out before its last.
 *
 * Of all valid choices the chosen one reaches the deepest stage, an optional one too; then it has the
 * earliest time at each required stage in order, then at each optional one in order (any time before
 * none); then, times being equal, the rows first in the file, in the same order of stages. As times
 * decide before file order does, permuting the file changes no count and no time.
 */
export function createAttemptFinder(spec: FunnelSpec): AttemptFinder {
  const layout = layOut(spec);
  const { count, required, optional, previous, next, within, window } = layout;
  const matcher = createMatcher(Int32Array.of(...required, ...optional));
  const chain = createChain(layout, matcher);
  const chosen = new Int32Array(count);
  let time: Float64Array = new Float64Array(0);
  let stages: Int32Array = new Int32Array(0);
  let start = 0;
  let end = 0;
  let entry = -1;
  let depth = -1;
  /** While the deepest stage is optional and not chosen yet: its latest possible row; else -1. */
  let pending = -1;

  /** Settles the longest chain; returns its length. */
  function reach(): number {
    let seen = 0;
    for (let p = entry; p < end; p++) seen |= stages[p]!;
    // Rows of the entry's time count in any order.
    for (let p = entry - 1; p >= start && time[p] === time[entry]; p--) seen |= stages[p]!;

    let length = 1;
    while (length < required.length) {
      const stage = required[length]!;
      if ((seen & (1 << stage)) === 0 || !chain.extend(length, stage)) break;
      length++;
    }
    const last = required[length - 1]!;
    for (let stage = next[last]! - 1; stage > last; stage--) {
      if ((seen & (1 << stage)) !== 0 && chain.extend(length, stage)) return length + 1;
    }
    return length;
  }

  /** Whether `stage` may have row `p` beside all that is chosen, the pending stage still finding one. */
  function fits(stage: number, p: number): boolean {
    const moment = time[p]!;
    let wanted = 1 << stage;
    for (let s = 0; s <= depth; s++) {
      if (chosen[s]! >= 0 && time[chosen[s]!] === moment) wanted |= 1 << s;
    }
    if (pending >= 0 && stage !== depth) {
      const latest = time[pending]!;
      if (latest === moment) wanted |= 1 << depth;
    }
    if (bitCount(wanted) === 1) return true;
    return matcher.feasible(time, stages, groupStart(time, p, start), end, wanted);
  }

  /** The latest row of the deepest, optional stage that the chosen required rows allow. */
  function latestOfDeepest(): number {
    const bit = 1 << depth;
    const base = time[chosen[previous[depth]!]!]!;
    const entered = time[chosen[0]!]!;
    for (let p = end - 1; p >= start; p--) {
      if ((stages[p]! & bit) === 0) continue;
      const t = time[p]!;
      if (t - base <= within[depth]! && t - entered <= window) return p;
    }
    return -1;
  }

  function chooseOptional(stage: number, floor: number): void {
    const bit = 1 << stage;
    const base = time[chosen[previous[stage]!]!]!;
    const behind = next[stage]!;
    const ceiling = time[behind <= depth ? chosen[behind]! : pending]!;
    let refused = NaN;
    for (let p = groupStart(time, floor, start); p < end; p++) {
      const t = time[p]!;
      if (t > ceiling || t - base > within[stage]!) return;
      // One row of a time stands for all of them.
      if ((stages[p]! & bit) === 0 || t === refused) continue;
      if (fits(stage, p)) {
        chosen[stage] = p;
        return;
      }
      refused = t;
    }
  }

  function chooseOptionals(): void {
    let floor = 0;
    for (const stage of optional) {
      if (stage > depth) return;
      const before = previous[stage]!;
      if (before === stage - 1) floor = chosen[before]!;
      chooseOptional(stage, floor);
      if (chosen[stage]! >= 0) floor = chosen[stage]!;
      if (stage === depth) pending = -1;
    }
  }

  /** Among rows of equal times, those first in the file. */
  function settleTies(): void {
    let settled = 0;
    for (let stage = 0; stage <= depth; stage++) {
      const row = chosen[stage]!;
      if (row < 0 || (settled & (1 << stage)) !== 0) continue;
      const moment = time[row]!;
      let wanted = 1 << stage;
      for (let s = stage + 1; s <= depth; s++) {
        if (chosen[s]! >= 0 && time[chosen[s]!] === moment) wanted |= 1 << s;
      }
      settled |= wanted;
      if (wanted === 1 << stage) continue;
      matcher.assign(time, stages, groupStart(time, row, start), end, wanted, chosen);
    }
  }

  return {
    chosen,
    firstEntry: () => entry,
    find(itsTime, itsStages, itsStart, itsEnd) {
      for (let stage = 0; stage < count; stage++) chosen[stage] = -1;
      entry = itsStart;
      while (entry < itsEnd && (itsStages[entry]! & 1) === 0) entry++;
      if (entry === itsEnd) {
        entry = -1;
        return -1;
      }
      time = itsTime;
      stages = itsStages;
      start = itsStart;
      end = itsEnd;

      chain.begin(time, stages, start, end, entry);
      const length = reach();
      depth = chain.stage[length - 1]!;
      for (let i = 0; i < length; i++) chosen[chain.stage[i]!] = chain.at[i]!;
      if (optional.length > 0 && optional[0]! <= depth) {
        const deepestOptional = spec.stages[depth]!.optional;
        if (deepestOptional) {
          chosen[depth] = -1;
          pending = latestOfDeepest();
        }
        chooseOptionals();
      }
      if (depth > 0) settleTies();
      return depth;
    },
  };
}
