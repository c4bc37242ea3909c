/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec } from "../rows.ts";
import type { ActorRows } from "./actor-rows.ts";
import type { Chooser } from "./choose.ts";
import { layOutSlots, type SlotLayout } from "./layout.ts";
import { comesBefore, type Candidate } from "./rank.ts";

/**
 * Order `strict`: every row strictly between the first and the last chosen one is chosen. So from a
 * given start an attempt has hardly a choice: it takes the rows as they come, and ends where one
 * serves no stage. All that is tried is where to start, which optional stages to leave out, and who
 * takes which row of one time; of rows that are alike there, only the first.
 *
 * Merging two choices breaks this rule, so there is no earliest one as in `settle.ts`.
 */
export function createStrictChooser(
  spec: FunnelSpec,
  layout: SlotLayout = layOutSlots(spec),
): Chooser {
  const { count, slots, stageOf, firstSlot, lastSlot, rowSlot, limits } = layout;
  const chosen = new Int32Array(count);
  /** By slot: its row; -1 where the stage is left out. */
  const at = new Int32Array(slots);
  const order = [...layout.required, ...layout.optional];
  let rows: ActorRows;
  let lifted = 0;
  let used = new Set<number>();
  let firstEntry = -1;
  /** A row that is like no other, since it must stay where it is; -1 none. */
  let pinned = -1;
  /** The first slot that has a row. */
  let lead = 0;
  /** Is told of each valid choice, by its last slot. */
  let visit: (last: number) => void;

  const timeOf = (slot: number): number => rows.time[at[slot]!]!;
  const isLeftOut = (stage: number): boolean => at[lastSlot[stage]!]! < 0;

  const kindOf = (p: number): string =>
    `${rows.time[p]!} ${rows.stages[p]!} ${rows.marks[p]!}${p === pinned ? " pinned" : ""}`;

  function groupEnd(p: number): number {
    let end = p;
    while (end < rows.length && rows.time[end] === rows.time[p]) end++;
    return end;
  }

  /** Fills the slots from `slot` on; the rows of the time before begin at `group`. */
  function fill(slot: number, group: number): void {
    if (slot === slots) return;
    const stage = stageOf[slot]!;
    if (spec.stages[stage]!.optional && slot === firstSlot[stage]) {
      for (let s = slot; s <= lastSlot[stage]!; s++) at[s] = -1;
      fill(lastSlot[stage]! + 1, group);
    }
    tryGroup(slot, group);
    // All rows of the time before are chosen, unless it is the first.
    const end = groupEnd(group);
    const isFirst = rows.time[group] === timeOf(lead);
    if (end === rows.length) return;
    if (!isFirst) for (let p = group; p < end; p++) if (!used.has(p)) return;
    tryGroup(slot, end);
  }

  /** Gives a slot each row of the time that begins at `group`. */
  function tryGroup(slot: number, group: number): void {
    const bit = 1 << stageOf[slot]!;
    const alike = new Set<string>();
    for (let p = group; p < rows.length && rows.time[p] === rows.time[group]; p++) {
      if (used.has(p)) continue;
      const kind = kindOf(p);
      if ((rows.stages[p]! & bit) === 0 || alike.has(kind)) continue;
      alike.add(kind);
      at[slot] = p;
      if (!holds(slot)) continue;
      used.add(p);
      const isLast = slot === lastSlot[stageOf[slot]!]!;
      if (!isLast || isClear(stageOf[slot]!)) {
        if (isLast) visit(slot);
        fill(slot + 1, group);
      }
      at[slot] = p;
      used.delete(p);
    }
  }

  /** Whether a slot keeps to the limits of its stage. */
  function holds(slot: number): boolean {
    const now = timeOf(slot);
    return limits[slot]!.every(({ since, least, most }) => {
      if (at[since]! < 0) return true;
      const apart = now - timeOf(since);
      return apart >= least && apart <= most;
    });
  }

  /** Whether no row that a `without` ending with this stage names lies in its span, but its own. */
  function isClear(stage: number): boolean {
    return layout.without.every(({ from, to }, mark) => {
      if (to !== stage || (lifted & (1 << mark)) !== 0) return true;
      const start = timeOf(rowSlot[from]!);
      const end = timeOf(rowSlot[to]!);
      let p = at[rowSlot[from]!]!;
      while (p > 0 && rows.time[p - 1] === start) p--;
      for (; p < rows.length && rows.time[p]! <= end; p++) {
        if ((rows.marks[p]! & (1 << mark)) === 0) continue;
        const own = [from, to].some((end_) => takes(end_, p));
        if (!own) return false;
      }
      return true;
    });
  }

  function takes(stage: number, p: number): boolean {
    for (let slot = firstSlot[stage]!; slot <= lastSlot[stage]!; slot++) {
      if (at[slot] === p) return true;
    }
    return false;
  }

  /** The choice up to a slot: alike rows of one time go to its stages in the order of their rank. */
  function candidate(last: number): Candidate {
    const depth = stageOf[last]!;
    const places = Array.from({ length: count }, (_, stage) =>
      stage > depth || isLeftOut(stage) ? -1 : at[rowSlot[stage]!]!,
    );
    const times = places.map((p) => (p < 0 ? Infinity : rows.time[p]!));
    const pools = new Map<string, number[]>();
    for (let slot = 0; slot <= last; slot++) {
      const p = at[slot]!;
      if (p < 0) continue;
      const pool = pools.get(kindOf(p));
      if (pool === undefined) pools.set(kindOf(p), [p]);
      else pool.push(p);
    }
    for (const pool of pools.values()) pool.sort((a, b) => b - a);
    for (const stage of order) {
      if (places[stage]! >= 0) places[stage] = pools.get(kindOf(places[stage]!))!.pop()!;
    }
    return { depth, places, times };
  }

  /** Tries every start, until those from a time on change nothing any more. */
  function search(
    its: ActorRows,
    without: number,
    each: (last: number) => void,
    isEnough: (next: number) => boolean,
  ): void {
    rows = its;
    lifted = without;
    visit = each;
    used = new Set();
    // Where the first stage may be left out, any start may be of use.
    const canEnd = !spec.stages[0]!.optional;
    for (let group = 0; group < rows.length; group = groupEnd(group)) {
      if (canEnd && isEnough(rows.time[group]!)) return;
      // Without an entry, which has no time, the first stage may be one to leave out.
      for (lead = 0; lead < slots; lead = lastSlot[stageOf[lead]!]! + 1) {
        at.fill(-1);
        tryGroup(lead, group);
        if (!spec.stages[stageOf[lead]!]!.optional) break;
      }
    }
  }

  return {
    chosen,
    firstEntry: () => firstEntry,
    choose(its, entry, goal = -1) {
      let best: Candidate | undefined;
      firstEntry = -1;
      pinned = goal;
      const take = (last: number): void => {
        const found = candidate(last);
        if (goal >= 0 && found.places[count - 1] !== goal) return;
        const [start = -1] = found.places;
        if (found.depth === 0 && (firstEntry < 0 || start < firstEntry)) firstEntry = start;
        if (best === undefined || comesBefore(found, best, spec, "first")) best = found;
      };
      // Of several rows of the first stage the last is the entry: later starts may have the same.
      const isEnough = (next: number): boolean =>
        best?.depth === count - 1 && next > best.times[0]!;
      search(its, 0, take, isEnough);
      const first: Candidate | undefined = best;
      if (first === undefined) return -1;
      if (entry === "last") {
        if (goal < 0 && first.depth > 0) pinned = first.places[first.depth]!;
        const end = first.depth > 0 ? rows.time[first.places[first.depth]!]! : Infinity;
        const takeLast = (last: number): void => {
          const found = candidate(last);
          const isSame =
            found.depth === 0 || found.places[found.depth] === first.places[found.depth];
          if (found.depth !== first.depth || !isSame) return;
          if (best === undefined || comesBefore(found, best, spec, "last")) best = found;
        };
        search(its, 0, takeLast, (next) => next > end);
      }
      chosen.set((best ?? first).places);
      return first.depth;
    },
    reaches(its, stage, without) {
      let isReached = false;
      pinned = -1;
      const take = (last: number): void => void (isReached ||= stageOf[last]! >= stage);
      search(its, without, take, () => isReached);
      return isReached;
    },
    isBefore: (a, b, entry) => comesBefore(a, b, spec, entry),
  };
}
