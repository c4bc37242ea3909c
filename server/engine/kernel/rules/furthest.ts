/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { MAY_ENTER, type FunnelSpec } from "../rows.ts";
import type { ActorRows } from "./actor-rows.ts";
import type { Chooser } from "./choose.ts";
import { firstTimed } from "../timeless.ts";
import { comesBefore } from "./rank.ts";

/**
 * Order `furthest`: a later stage implies the earlier ones. The entry is the earliest row of any stage
 * that may be one; a stage's row is the earliest of it or of a later stage, from the entry on and
 * within the window. A stage that asks for several rows counts from the last of them on. Rows without a
 * time reach what the others don't.
 */
export function createFurthestChooser(spec: FunnelSpec): Chooser {
  const count = spec.stages.length;
  const window = spec.window ?? Infinity;
  const chosen = new Int32Array(count);
  const all = (1 << count) - 1;
  let firstEntry = -1;

  /** By row: the stages that it counts for. */
  function countedStages({ stages, length }: ActorRows): Int32Array {
    const missing = Int32Array.from(spec.stages, ({ atLeast = 1 }) => atLeast);
    const counted = new Int32Array(length);
    for (let p = 0; p < length; p++) {
      for (let stage = 0; stage < count; stage++) {
        const bit = 1 << stage;
        if ((stages[p]! & bit) !== 0 && --missing[stage]! <= 0) counted[p]! |= bit;
      }
      if ((stages[p]! & MAY_ENTER) !== 0 && counted[p] !== 0) counted[p]! |= MAY_ENTER;
    }
    return counted;
  }

  /** Takes the rows from an entry on; returns the deepest stage. */
  function take({ time, length }: ActorRows, counted: Int32Array, entry: number): number {
    chosen.fill(-1);
    let depth = -1;
    const goOn = (p: number): void => {
      const deepest = 31 - Math.clz32(counted[p]! & all);
      while (depth < deepest) chosen[++depth] = p;
    };
    const timed = firstTimed(time, 0, length);
    if (entry < timed) {
      // An entry without a time has no window.
      for (let p = 0; p < length; p++) goOn(p);
      return depth;
    }
    let first = entry;
    // Rows of the entry's time count in any order.
    while (first > 0 && time[first - 1] === time[entry]) first--;
    for (let p = first; p < length && time[p]! - time[entry]! <= window; p++) goOn(p);
    for (let p = 0; p < timed; p++) goOn(p);
    return depth;
  }

  return {
    chosen,
    firstEntry: () => firstEntry,
    choose(rows, entry) {
      const counted = countedStages(rows);
      const { time } = rows;
      const timed = firstTimed(time, 0, rows.length);
      const isEntry = (mask: number): boolean => (mask & MAY_ENTER) !== 0;
      firstEntry = counted.findIndex((mask, p) => p >= timed && isEntry(mask));
      if (firstEntry < 0) firstEntry = counted.findIndex(isEntry);
      if (firstEntry < 0) return -1;
      const depth = take(rows, counted, firstEntry);
      if (entry === "first" || firstEntry < timed) return depth;
      // The same last row that has a time, by the latest entry: of several of one time the first in the file.
      let last = chosen.findLast((p) => p >= timed)!;
      while (last + 1 < rows.length && time[last + 1] === time[last]) last++;
      while ((counted[last]! & MAY_ENTER) === 0) last--;
      for (let p = last; p >= 0 && time[p] === time[last]; p--) {
        if ((counted[p]! & MAY_ENTER) !== 0) last = p;
      }
      return take(rows, counted, last);
    },
    // It knows no `without`.
    reaches: () => false,
    isBefore: (a, b, entry) => comesBefore(a, b, spec, entry),
  };
}
