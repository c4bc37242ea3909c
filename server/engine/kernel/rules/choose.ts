/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { ActorRows } from "./actor-rows.ts";
import { layOutSlots, type SlotLayout } from "./layout.ts";
import type { FunnelSpec } from "../rows.ts";
import { type Candidate, comesBefore } from "./rank.ts";
import { createSettler } from "./settle.ts";

/** The chosen attempt among rows that all may stand in one. */
export interface Chooser {
  /** By stage: its row; -1 where the attempt doesn't contain the stage. */
  readonly chosen: Int32Array;
  /** The earliest row that may be an entry; -1 without any. */
  readonly firstEntry: () => number;
  /**
   * Returns the deepest stage reached; -1 without an entry. `entry`: which start it has. `goal`: the only
   * row that the last stage may have; -1 any.
   */
  choose(rows: ActorRows, entry: "first" | "last", goal?: number): number;
  /** Whether a required stage, or one behind it, is reached, the `without` of the bit mask not counting. */
  reaches(rows: ActorRows, stage: number, without: number): boolean;
  /** Of two stages: whether the second is reached from an entry at a row, by the row `goal` if not -1; of one, whether it is an entry. */
  reachesFrom?(rows: ActorRows, entry: number, goal: number): boolean;
  /** Whether the first of two attempts among different rows is the chosen one. */
  isBefore(a: Candidate, b: Candidate, entry: "first" | "last"): boolean;
}

/** Order `sequential` with all of its rules, see `settle.ts`; `same` and sessions are the caller's. */
export function createChooser(spec: FunnelSpec, layout: SlotLayout = layOutSlots(spec)): Chooser {
  const { count, required, optional, stageOf, rowSlot } = layout;
  const settler = createSettler(layout);
  const { at, ceiling, pin } = settler;
  const chosen = new Int32Array(count);
  const saved = new Int32Array(layout.slots);
  let rows: ActorRows;
  /** The slots of the stages that are in. */
  let chain: readonly number[] = [];
  let firstEntry = -1;

  const slotsOf = (stages: readonly number[]): number[] =>
    Array.from(stageOf, (_, slot) => slot).filter((slot) => stages.includes(stageOf[slot]!));
  const contains = (stage: number): boolean => chain.includes(rowSlot[stage]!);
  const timeOf = (stage: number): number => rows.time[at[rowSlot[stage]!]!]!;

  /** Settles with what `change` adds; where that can't be, everything is as before. */
  function attempt(next: readonly number[]): boolean {
    saved.set(at);
    if (settler.settle(next)) {
      chain = next;
      return true;
    }
    at.set(saved);
    return false;
  }

  /** Adds a stage, its rows being looked for from the first row on. */
  function add(stage: number): boolean {
    const slots = slotsOf([stage]);
    const before = chain.findLast((slot) => slot < slots[0]!);
    for (const slot of slots) {
      let p = before === undefined ? 0 : at[before]!;
      while (p > 0 && rows.time[p - 1] === rows.time[p]) p--;
      at[slot] = p;
    }
    return attempt([...chain, ...slots].sort((a, b) => a - b));
  }

  /** The chain of the deepest stage that can be reached. */
  function reach(): number {
    chain = [];
    if (!add(0)) return -1;
    firstEntry = at[rowSlot[0]!]!;
    let length = 1;
    while (length < required.length && add(required[length]!)) length++;
    const last = required[length - 1]!;
    for (let stage = layout.next[last]! - 1; stage > last; stage--) if (add(stage)) return stage;
    return last;
  }

  /** The latest entry from which the last row of the attempt can be reached. */
  function enterLate(depth: number): void {
    const last = depth === 0 ? -1 : chosen[depth]!;
    const entry = rowSlot[0]!;
    const entries: number[] = [];
    for (let p = 0; p < rows.length; p++) {
      if (
        (rows.stages[p]! & 1) !== 0 &&
        (p === 0 || rows.time[p] !== rows.time[entries.at(-1) ?? -1])
      ) {
        entries.push(p);
      }
    }
    const from = (p: number): boolean => {
      settler.begin(rows);
      if (depth > 0) pin[rowSlot[depth]!] = last;
      at[entry] = p;
      return settler.settle(chain);
    };
    // Whatever can be reached from an entry can be from an earlier one, or that one itself is valid.
    let low = 0;
    let high = entries.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from(entries[middle]!)) low = middle;
      else high = middle;
    }
    from(entries[low]!);
  }

  function chooseOptionals(depth: number): void {
    for (const stage of required) if (contains(stage)) ceiling[rowSlot[stage]!] = timeOf(stage);
    for (const stage of optional) {
      if (stage > depth) return;
      if (!contains(stage) && !add(stage)) continue;
      ceiling[rowSlot[stage]!] = timeOf(stage);
    }
  }

  /** Among rows of equal times, those first in the file. */
  function settleTies(): void {
    for (const stage of [...required, ...optional]) {
      if (!contains(stage)) continue;
      const slot = rowSlot[stage]!;
      if (pin[slot]! < 0 && settler.isContested(chain, slot)) {
        let p = at[slot]!;
        while (p < rows.length && !takes(slot, p)) p++;
      }
      chosen[stage] = at[slot]!;
    }
  }

  /** Gives a slot a row, if the others still find theirs. */
  function takes(slot: number, p: number): boolean {
    if ((rows.stages[p]! & (1 << stageOf[slot]!)) === 0) return false;
    pin[slot] = p;
    const before = at[slot]!;
    if (attempt(chain)) return true;
    at[slot] = before;
    pin[slot] = -1;
    return false;
  }

  function chooseFrom(depth: number): void {
    chosen.fill(-1);
    chooseOptionals(depth);
    settleTies();
  }

  return {
    chosen,
    firstEntry: () => firstEntry,
    choose(its, entry, goal = -1) {
      rows = its;
      firstEntry = -1;
      settler.begin(rows);
      settler.lift(0);
      pin[rowSlot[count - 1]!] = goal;
      const depth = reach();
      if (depth < 0) return depth;
      const deepest = chain;
      chooseFrom(depth);
      if (entry === "last") {
        chain = deepest;
        enterLate(depth);
        chooseFrom(depth);
      }
      return depth;
    },
    reaches(its, stage, without) {
      rows = its;
      settler.begin(rows);
      settler.lift(without);
      return reach() >= stage;
    },
    reachesFrom(its, entry, goal) {
      rows = its;
      settler.begin(rows);
      settler.lift(0);
      pin[rowSlot[0]!] = entry;
      if (count === 1) return reach() === 0;
      pin[rowSlot[1]!] = goal;
      return reach() > 0;
    },
    isBefore: (a, b, entry) => comesBefore(a, b, spec, entry),
  };
}
