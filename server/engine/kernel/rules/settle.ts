/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { ActorRows } from "./actor-rows.ts";
import type { SlotLayout } from "./layout.ts";
import { canShare, type ForcedRow } from "./ties.ts";

/**
 * The earliest choice of rows for a chain of slots, under all rules of order `sequential`.
 *
 * As in `chain.ts`, all slots only ever move forward: of two valid choices the earlier time of each
 * slot is valid again. That holds for `after` (a later slot gives way), for several rows of a stage
 * (they are slots in order) and for `without`: what the merged choice spans lies within what one of
 * the two spans. So there is one choice that is earliest at every slot at once, and whatever breaks a
 * rule says which slot must come later.
 */
export interface Settler {
  /** By slot: its row, or where to look for it from. */
  readonly at: Int32Array;
  /** By slot: the latest time it may have. */
  readonly ceiling: Float64Array;
  /** By slot: the only row it may have; -1 any. */
  readonly pin: Int32Array;
  /** Begins with all slots before the first row, without ceilings and pins. */
  begin(rows: ActorRows): void;
  /** The bits of the `without` that don't count. */
  lift(without: number): void;
  /** Moves the slots forward to their earliest valid choice; false: there is none, they stand anywhere. */
  settle(chain: readonly number[]): boolean;
  /** Whether another slot of the chain, or a `without`, has a say in which row of its time a slot gets. */
  isContested(chain: readonly number[], slot: number): boolean;
}

export function createSettler(layout: SlotLayout): Settler {
  const { slots, stageOf, lastSlot, rowSlot, limits, without } = layout;
  const at = new Int32Array(slots);
  const ceiling = new Float64Array(slots);
  const pin = new Int32Array(slots);
  /** By slot: its place in the chain; -1 where it isn't there. */
  const placeOf = new Int32Array(slots);
  let rows: ActorRows;
  let chain: readonly number[] = [];
  let lifted = 0;
  /** One a `without`: by row, the next row from it on that it names. */
  const marked = without.map(() => new Int32Array(0));

  const timeAt = (slot: number): number => rows.time[at[slot]!]!;

  function markRows(): void {
    for (const mark of marked.keys()) {
      if (marked[mark]!.length <= rows.length) marked[mark] = new Int32Array(2 * rows.length + 1);
      const next = marked[mark]!;
      next[rows.length] = rows.length;
      for (let p = rows.length - 1; p >= 0; p--) {
        next[p] = (rows.marks[p]! & (1 << mark)) === 0 ? next[p + 1]! : p;
      }
    }
  }

  /** Moves a slot to its next row from where it stands, at `moment` or later. */
  function advance(slot: number, moment: number): boolean {
    const bit = 1 << stageOf[slot]!;
    const only = pin[slot]!;
    let p = at[slot]!;
    if (only >= 0) {
      if (p > only || rows.time[only]! < moment) return false;
      at[slot] = only;
      return (rows.stages[only]! & bit) !== 0;
    }
    while (p < rows.length && ((rows.stages[p]! & bit) === 0 || rows.time[p]! < moment)) p++;
    at[slot] = p;
    return p < rows.length;
  }

  /** Moves a slot; returns where the comparisons go on, -1 if there is no row for it. */
  const moved = (place: number, moment: number): number =>
    advance(chain[place]!, moment) ? place : -1;

  /** Compares a place with those before it. Returns the place to go on with; -1: there is no choice. */
  function compare(place: number): number {
    const slot = chain[place]!;
    if (!advance(slot, -Infinity)) return -1;
    const now = timeAt(slot);
    if (now > ceiling[slot]!) return -1;
    if (place > 0) {
      const before = timeAt(chain[place - 1]!);
      if (now < before) return moved(place, before);
    }
    for (const { since, least, most } of limits[slot]!) {
      if (placeOf[since]! < 0) continue;
      const apart = now - timeAt(since);
      if (apart < least) return moved(place, timeAt(since) + least);
      if (apart > most) return moved(placeOf[since]!, now - most);
    }
    const next = share(now, place);
    return next === place + 1 ? spans(slot, place) : next;
  }

  /** Looks at the rows that the `without` ending with this slot name. */
  function spans(slot: number, place: number): number {
    for (const [mark, { from, to }] of without.entries()) {
      if (lastSlot[to] !== slot || !isActive(mark, place)) continue;
      const next = marked[mark]!;
      const last = timeAt(rowSlot[to]!);
      let p = next[groupStart(at[rowSlot[from]!]!)]!;
      while (p < rows.length && rows.time[p]! <= last) {
        const then = share(rows.time[p]!, place);
        if (then !== place + 1) return then;
        p = next[groupEnd(p)]!;
      }
    }
    return place + 1;
  }

  /** Whether both ends of a `without` are in the chain up to `place`. */
  const isActive = (mark: number, place: number): boolean =>
    (lifted & (1 << mark)) === 0 &&
    stageOf[chain[place]!]! >= without[mark]!.to &&
    chain.lastIndexOf(lastSlot[without[mark]!.to]!, place) >= 0;

  /**
   * Whether the places up to `last` that have one time can have distinct rows of it, those that a
   * `without` names being taken by its own stages.
   */
  function share(moment: number, limit: number): number {
    let last = limit;
    while (last >= 0 && timeAt(chain[last]!) > moment) last--;
    let first = last + 1;
    while (first > 0 && timeAt(chain[first - 1]!) === moment) first--;
    if (isFeasible(moment, first, last, limit)) return limit + 1;
    // A stage before may take a row that stands in the way.
    for (let place = first - 1; place >= 0; place--) {
      if (isEnd(stageOf[chain[place]!]!) && isFeasible(moment, place, last, limit)) {
        return moved(place, moment);
      }
    }
    // Nobody stands there who could take it: then at least the slot before must come that far.
    if (first > last) return moved(first - 1, moment);
    // Times are whole, so this is the next one.
    return moved(last, moment + 1);
  }

  const isEnd = (stage: number): boolean =>
    without.some(({ from, to }) => from === stage || to === stage);

  function isFeasible(moment: number, first: number, last: number, limit: number): boolean {
    const forced = without.length === 0 ? [] : forcedRows(moment, first, last, limit);
    if (forced === undefined) return false;
    if (forced.length === 0 && first >= last) return true;
    const group = chain.slice(first, last + 1);
    if (forced.length === 0 && new Set(group.map((slot) => at[slot])).size === group.length) {
      return true;
    }
    if (group.length === 0) return false;
    return canShare(rows, layout, group, pin, firstOf(moment, at[group[0]!]!), forced);
  }

  /** The rows of a time that a `without` names, with the stages that may take them; undefined: too many. */
  function forcedRows(
    moment: number,
    first: number,
    last: number,
    limit: number,
  ): ForcedRow[] | undefined {
    const forced: ForcedRow[] = [];
    for (const [mark, { from, to }] of without.entries()) {
      if (!isActive(mark, limit)) continue;
      const start = placeOf[rowSlot[from]!]!;
      const end = placeOf[rowSlot[to]!]!;
      const timeOf = (place: number): number =>
        place >= first && place <= last ? moment : timeAt(chain[place]!);
      if (timeOf(start) > moment || timeOf(end) < moment) continue;
      const ends = (1 << from) | (1 << to);
      let p = marked[mark]![firstOf(moment, at[chain[start]!]!)]!;
      for (; p < rows.length && rows.time[p] === moment; p = marked[mark]![p + 1]!) {
        const known = forced.find(({ row }) => row === p);
        if (known !== undefined) known.allowed &= ends;
        else forced.push({ row: p, allowed: ends });
        if (forced.length > last - first + 1) return undefined;
      }
    }
    return forced;
  }

  function groupStart(p: number): number {
    let first = p;
    while (first > 0 && rows.time[first - 1] === rows.time[p]) first--;
    return first;
  }

  function groupEnd(p: number): number {
    let end = p;
    while (end < rows.length && rows.time[end] === rows.time[p]) end++;
    return end;
  }

  /** The first row at `moment` or later; `near` is a row to look from. */
  function firstOf(moment: number, near: number): number {
    let low = 0;
    let high = rows.length;
    if (rows.time[near] === moment && (near === 0 || rows.time[near - 1]! < moment)) return near;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows.time[middle]! < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    at,
    ceiling,
    pin,
    begin(its) {
      rows = its;
      at.fill(0);
      ceiling.fill(Infinity);
      pin.fill(-1);
      markRows();
    },
    lift: (bits) => void (lifted = bits),
    settle(its) {
      chain = its;
      placeOf.fill(-1);
      for (let i = 0; i < its.length; i++) placeOf[its[i]!] = i;
      let place = 0;
      while (place >= 0 && place < chain.length) place = compare(place);
      return place >= 0;
    },
    isContested(its, slot) {
      const moment = timeAt(slot);
      if (its.some((other) => other !== slot && timeAt(other) === moment)) return true;
      const start = firstOf(moment, at[slot]!);
      return marked.some(
        (next) => rows.time[next[start]!] === moment && next[start]! < rows.length,
      );
    },
  };
}
