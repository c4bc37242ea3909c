/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { MAY_ENTER, type FunnelSpec } from "../rows.ts";
import { firstTimed } from "../timeless.ts";
import type { ActorRows } from "./actor-rows.ts";
import type { Chooser } from "./choose.ts";
import { createCover } from "./cover.ts";
import { type Moment, serve } from "./serve.ts";
import { type Candidate, lateness } from "./rank.ts";

/**
 * Order `any`: as many stages as possible, each served by a row of its own, all rows within the window.
 * Of all such choices the chosen one has the earliest first, second … time; then the rows of each time
 * serve the first-written stages possible; then rows and stages go by the order of the file. So the
 * order of the file decides neither which stages are served nor when.
 *
 * The sets of rows that can serve stages together are a matroid: going through the rows in time and
 * keeping each that can be served beside those kept gives the most rows and each of them as early as
 * possible. Rows at the time of the entry count only where they may be entries themselves. Rows without a
 * time are within any window, and come behind all others.
 */
export function createAnyChooser(spec: FunnelSpec): Chooser {
  const count = spec.stages.length;
  const window = spec.window ?? Infinity;
  const all = (1 << count) - 1;
  const chosen = new Int32Array(count);
  const cover = createCover(count);
  let rows: ActorRows;
  let firstEntry = -1;
  /** The first row that has a time. */
  let timed = 0;

  const mayEnter = (p: number): boolean =>
    (rows.stages[p]! & MAY_ENTER) !== 0 && (rows.stages[p]! & all) !== 0;

  function groupEnd(p: number): number {
    let end = p;
    while (end < rows.length && rows.time[end] === rows.time[p]) end++;
    return end;
  }

  /** The stages of a row if the entry is at `start`. */
  function stagesOf(p: number, start: number): number {
    const isEntryTime = rows.time[p] === rows.time[start];
    return isEntryTime && !mayEnter(p) ? 0 : rows.stages[p]! & all;
  }

  /** Where the first of the times begins from which most stages are served. */
  function bestStart(): number {
    let best = -1;
    let most = 0;
    let next = timed;
    cover.clear();
    for (let p = 0; p < timed; p++) cover.add(rows.stages[p]! & all);
    for (let start = timed; start < rows.length && most < count;) {
      const end = groupEnd(start);
      while (next < rows.length && rows.time[next]! - rows.time[start]! <= window) {
        cover.add(rows.stages[next++]! & all);
      }
      let isEntry = false;
      for (let p = start; p < end; p++) {
        if (mayEnter(p)) isEntry = true;
        else cover.remove(rows.stages[p]! & all);
      }
      // Without another row there are no more stages than from the start before.
      if (isEntry && (cover.mayHaveGrown() || best < 0)) {
        const size = cover.size();
        if (size > most) {
          most = size;
          best = start;
        }
      }
      for (let p = start; p < end; p++) if (mayEnter(p)) cover.remove(rows.stages[p]! & all);
      start = end;
    }
    return best;
  }

  /** The times of the chosen rows, from a start on and up to a time, with all rows of these times. */
  function moments(start: number, until: number): Moment[] {
    const found: Moment[] = [];
    cover.clear();
    const latest = Math.min(until, rows.time[start]! + window);
    for (let from = start; from < rows.length && rows.time[from]! <= latest;) {
      const end = groupEnd(from);
      let size = 0;
      for (let p = from; p < end; p++) if (cover.keep(stagesOf(p, start))) size++;
      if (size > 0) {
        const places = Array.from({ length: end - from }, (_, i) => from + i);
        const masks = places.map((p) => stagesOf(p, start));
        found.push({ size, places, masks });
      }
      if (cover.kept() === count) break;
      from = end;
    }
    addTimeless(found, 0);
    return found;
  }

  /** Adds, behind all times, the rows without one that have these bits and can be served beside those kept. */
  function addTimeless(found: Moment[], bits: number): void {
    const places = Array.from({ length: timed }, (_, p) => p);
    const masks = places.map((p) =>
      (rows.stages[p]! & bits) === bits ? rows.stages[p]! & all : 0,
    );
    const size = masks.filter((mask) => mask !== 0 && cover.keep(mask)).length;
    if (size > 0) found.push({ size, places, masks });
  }

  const sizeOf = (found: readonly Moment[]): number =>
    found.reduce((sum, { size }) => sum + size, 0);

  /** The latest entry that alone, but for rows without a time, is of as many stages. */
  function lastAlone(size: number): Moment[] {
    for (let end = rows.length; end > timed;) {
      let start = end - 1;
      while (start > timed && rows.time[start - 1] === rows.time[start]) start--;
      const places = Array.from({ length: end - start }, (_, i) => start + i).filter(mayEnter);
      const masks = places.map((p) => rows.stages[p]! & all);
      for (const mask of masks) {
        const found: Moment[] = [{ size: 1, places, masks }];
        cover.clear();
        cover.keep(mask);
        addTimeless(found, 0);
        if (sizeOf(found) === size) return found;
      }
      end = start;
    }
    return [];
  }

  /** The latest start from which as many stages are served by the same last time. */
  function lastStart(size: number, until: number): number {
    for (let p = rows.length - 1; p >= timed; p--) {
      if (rows.time[p]! > until && size > 1) continue;
      if (!mayEnter(p)) continue;
      let start = p;
      while (start > 0 && rows.time[start - 1] === rows.time[p]) start--;
      if (size === 1 || sizeOf(moments(start, until)) === size) return start;
      p = start;
    }
    return -1;
  }

  return {
    chosen,
    firstEntry: () => firstEntry,
    choose(its, entry) {
      rows = its;
      chosen.fill(-1);
      firstEntry = -1;
      timed = firstTimed(rows.time, 0, rows.length);
      for (let p = timed; p < rows.length && firstEntry < 0; p++) if (mayEnter(p)) firstEntry = p;
      for (let p = 0; p < timed && firstEntry < 0; p++) if (mayEnter(p)) firstEntry = p;
      if (firstEntry < 0) return -1;
      let found: Moment[] = [];
      if (firstEntry < timed) {
        cover.clear();
        addTimeless(found, MAY_ENTER);
      } else found = moments(bestStart(), Infinity);
      if (entry === "last" && firstEntry >= timed) {
        const size = sizeOf(found);
        const inTime = found.filter(({ places }) => places[0]! >= timed);
        if (size > 1 && sizeOf(inTime) === 1) found = lastAlone(size);
        else {
          const until = rows.time[inTime.at(-1)!.places[0]!]!;
          const latest = lastStart(size, until);
          found = moments(latest, size === 1 ? rows.time[latest]! : until);
        }
      }
      serve(found, count, chosen);
      return chosen.findLastIndex((p) => p >= 0);
    },
    // It knows no `without`.
    reaches: () => false,
    isBefore: (a, b, entry) => precedes(keys(a, entry), keys(b, entry)),
  };
}

/** What decides between two attempts, in the order in which it does. */
function keys({ places, times }: Candidate, entry: "first" | "last"): number[] {
  const stages = [...places.keys()].filter((stage) => places[stage]! >= 0);
  const byStage = stages.toSorted((a, b) => times[a]! - times[b]! || a - b);
  const byPlace = stages.toSorted((a, b) => times[a]! - times[b]! || places[a]! - places[b]!);
  const inTime = byStage.map((stage) => times[stage]!);
  return [
    -stages.length,
    ...(entry === "last" ? [-lateness(inTime[0]!)] : []),
    ...inTime,
    ...byStage,
    ...byPlace.map((stage) => places[stage]!),
    ...byPlace,
  ];
}

function precedes(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((key, index) => key !== b[index]);
  return i >= 0 && a[i]! < b[i]!;
}
