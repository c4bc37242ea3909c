/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { ActorRows } from "./actor-rows.ts";
import type { SlotLayout } from "./layout.ts";

/** A row that a `without` forbids unless one of the stages in the bit mask takes it. */
export interface ForcedRow {
  readonly row: number;
  allowed: number;
}

/**
 * Whether `slots` can have distinct rows of the time that begins at row `from`, such that each forced
 * row is taken, by a stage that may. `pin`: by slot, the only row it may have, or -1.
 */
export function canShare(
  rows: ActorRows,
  layout: SlotLayout,
  slots: readonly number[],
  pin: Int32Array,
  from: number,
  forced: readonly ForcedRow[],
): boolean {
  if (forced.length > slots.length) return false;
  const matches = (slot: number, row: number): boolean =>
    (rows.stages[row]! & (1 << layout.stageOf[slot]!)) !== 0 &&
    (pin[slot]! < 0 || pin[slot] === row);
  const free = candidates(rows, slots, from, forced, matches);
  const holder = new Map<number, number>();

  /** Kuhn's augmenting path: a free row, or one whose slot can move to another. */
  const place = (index: number, tried: Set<number>): boolean => {
    for (const row of free[index]!) {
      if (tried.has(row)) continue;
      tried.add(row);
      const owner = holder.get(row);
      if (owner === undefined || place(owner, tried)) {
        holder.set(row, index);
        return true;
      }
    }
    return false;
  };
  const taken = new Set<number>();
  const placeRest = (): boolean => {
    holder.clear();
    return slots.every((_, index) => taken.has(index) || place(index, new Set()));
  };
  /** Gives each forced row to one of the slots that may have it: there are hardly ever more than two. */
  const force = (next: number): boolean => {
    const one = forced[next];
    if (one === undefined) return placeRest();
    for (const [index, slot] of slots.entries()) {
      if (taken.has(index) || (one.allowed & (1 << layout.stageOf[slot]!)) === 0) continue;
      if (!matches(slot, one.row)) continue;
      taken.add(index);
      if (force(next + 1)) return true;
      taken.delete(index);
    }
    return false;
  };
  return force(0);
}

/** By slot, as many rows as there are slots: the others can take no more than they are. */
function candidates(
  { time, length }: ActorRows,
  slots: readonly number[],
  from: number,
  forced: readonly ForcedRow[],
  matches: (slot: number, row: number) => boolean,
): number[][] {
  const found = slots.map((): number[] => []);
  let open = slots.length;
  for (let row = from; row < length && open > 0 && time[row] === time[from]; row++) {
    if (forced.some((one) => one.row === row)) continue;
    slots.forEach((slot, index) => {
      const own = found[index]!;
      if (own.length === slots.length || !matches(slot, row)) return;
      own.push(row);
      if (own.length === slots.length) open--;
    });
  }
  return found;
}
