/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { layOut } from "./layout.ts";
import type { FunnelSpec } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/** Looks at one actor after another: `start` to `end` (excluded) of the columns are the actor's rows. */
export interface Prospects {
  /**
   * Whether rows of later stages, added after `asOf`, could bring an actor further who has not reached
   * the goal: from any attempt, not only from the chosen one, but without a new entry. `depth`: the
   * deepest stage reached.
   */
  isOpen(depth: number, columns: RowColumns, start: number, end: number): boolean;
  /** The deepest stage if only rows at or before `latest` may be entries; -1 without any. */
  depthOfEntriesUntil(latest: number, columns: RowColumns, start: number, end: number): number;
}

/**
 * For funnels that `isPlain`. Whoever has a choice of rows for the first stages that can still go on can
 * go on to the goal: all that is missing may happen in the first microsecond after `asOf`. So an actor
 * is open for all stages that are missing or for none.
 */
export function createProspects(spec: FunnelSpec, asOf: number): Prospects {
  const { required, within, window, goal } = layOut(spec);
  const second = required[1];
  const isLimited = required.some((stage) => within[stage]! < Infinity);
  const buffer = createBuffer();
  // The rows that it is given all lie in one window.
  const unlimited = createAttemptFinder({ stages: spec.stages });
  const finder = createAttemptFinder(spec);

  return {
    isOpen(depth, { time, stages }, start, end) {
      if (second === undefined) return false;
      let from = end;
      let latestEntry = -Infinity;
      while (from > start && asOf - time[from - 1]! < window) {
        from--;
        if ((stages[from]! & 1) !== 0) latestEntry = Math.max(latestEntry, time[from]!);
      }
      if (latestEntry === -Infinity) return false;
      if (asOf - latestEntry < within[second]!) return true;
      // With the entry alone nothing more can come; with more rows it may.
      if (!isLimited || depth < second) return false;
      buffer.begin(end - from + required.length);
      for (let p = from; p < end; p++) buffer.put(time[p]!, stages[p]!);
      for (const stage of required.subarray(1)) buffer.put(asOf + 1, 1 << stage);
      return buffer.find(unlimited) >= goal;
    },
    depthOfEntriesUntil(latest, { time, stages }, start, end) {
      buffer.begin(end - start);
      for (let p = start; p < end; p++) {
        buffer.put(time[p]!, time[p]! <= latest ? stages[p]! : stages[p]! & ~1);
      }
      return buffer.find(finder);
    },
  };
}

interface Buffer {
  begin(rows: number): void;
  put(time: number, stages: number): void;
  find(finder: ReturnType<typeof createAttemptFinder>): number;
}

function createBuffer(): Buffer {
  let time = new Float64Array(64);
  let stages = new Int32Array(64);
  let row = new Int32Array(64);
  let length = 0;
  return {
    begin(rows) {
      length = 0;
      if (rows <= time.length) return;
      time = new Float64Array(2 * rows);
      stages = new Int32Array(2 * rows);
      row = new Int32Array(2 * rows);
    },
    put(moment, bits) {
      time[length] = moment;
      stages[length] = bits;
      row[length] = length;
      length++;
    },
    find: (finder) => finder.find(time, stages, 0, length, row),
  };
}
