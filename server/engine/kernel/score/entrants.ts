/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { forEachAttempt } from "../attempts.ts";
import { layOut } from "../layout.ts";
import { horizons } from "../maturity.ts";
import { NO_TIME, rankOf } from "../timeless.ts";
import { undatedStages } from "../undated.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "../rows.ts";

/**
 * Those who entered, by the time of their first entry, equal times in file order: what a score may know
 * of each, and what came of it.
 */
export interface Entrants {
  readonly length: number;
  /** Codes. */
  readonly actor: Int32Array;
  /** The first row that may be an entry, whatever came of it. */
  readonly entry: Int32Array;
  /** Its time, in microseconds. */
  readonly entered: Float64Array;
  /** When the goal's row was, of whoever reached it; else, and if it has no time, NaN. */
  readonly reached: Float64Array;
  /**
   * 1: there was something to foretell, and there was time for it: an entry is so long ago that the goal
   * can no longer be reached from it. Who was at the goal with the first row isn't judged.
   */
  readonly judged: Uint8Array;
  /** 1: the goal was reached from an entry that is so long ago. */
  readonly converted: Uint8Array;
  /** How many were at the goal with their first row: a row of a later stage may be an entry. */
  readonly already: number;
  /** By code of an actor, the place here; -1 never entered. */
  readonly placeOf: Int32Array;
}

/**
 * Each actor once, also where the funnel counts attempts. `asOf` in microseconds; absent: rows have no
 * times, and all is over.
 */
export function findEntrants(
  rows: TaggedRows,
  given: FunnelSpec,
  goal: number,
  asOf: number | undefined,
): Entrants {
  const spec: FunnelSpec = { ...given, count: "actors" };
  const bare = { ...rows, splits: [] };
  const actors: number[] = [];
  const entries: number[] = [];
  const reached: number[] = [];
  const atGoal = new Uint8Array(rows.actors);
  const firstEntry = firstEntries(rows, entryBit(spec));
  let already = 0;
  forEachAttempt(bare, spec, (attempt) => {
    const { actor } = attempt;
    const row = attempt.rows[goal]!;
    actors.push(actor);
    entries.push(firstEntry[actor]!);
    const time = row < 0 ? NaN : attempt.times[goal]!;
    reached.push(time === NO_TIME ? NaN : time);
    if (row === firstEntry[actor]) {
      atGoal[actor] = 1;
      already++;
    }
  });
  const old = withOldEntries(bare, spec, goal, asOf);
  const isOver = new Uint8Array(rows.actors);
  const came = new Uint8Array(rows.actors);
  forEachAttempt(old, spec, (attempt) => {
    isOver[attempt.actor] = 1;
    if (attempt.rows[goal]! >= 0) came[attempt.actor] = 1;
  });

  const order = Uint32Array.from(actors, (_, i) => i);
  const time = (i: number): number => rows.time[entries[i]!]!;
  order.sort((a, b) => time(a) - time(b) || entries[a]! - entries[b]!);
  const placeOf = new Int32Array(rows.actors).fill(-1);
  order.forEach((i, place) => (placeOf[actors[i]!] = place));
  const actor = Int32Array.from(order, (i) => actors[i]!);
  return {
    length: order.length,
    actor,
    entry: Int32Array.from(order, (i) => entries[i]!),
    entered: Float64Array.from(order, time),
    reached: Float64Array.from(order, (i) => reached[i]!),
    judged: Uint8Array.from(actor, (code) => (isOver[code] === 1 && atGoal[code] === 0 ? 1 : 0)),
    converted: Uint8Array.from(actor, (code) => came[code]!),
    already,
    placeOf,
  };
}

/** Whether an actor's row was known when they entered: it lies before the entry, or is the entry itself. */
export function isKnown(
  { placeOf, entered, entry }: Entrants,
  { actor, time }: Pick<TaggedRows, "actor" | "time">,
  row: number,
): boolean {
  const place = placeOf[actor[row]!]!;
  // Nobody can say whether what has no time lies before.
  const isBefore = time[row] !== NO_TIME && time[row]! < entered[place]!;
  return place >= 0 && (isBefore || row === entry[place]);
}

/** By actor, the earliest row that may be an entry, of equal times the first in the file; -1 none. */
function firstEntries(
  { actor, actors, time, stages, length }: TaggedRows,
  bit: number,
): Int32Array {
  const first = new Int32Array(actors).fill(-1);
  for (let row = 0; row < length; row++) {
    if ((stages[row]! & bit) === 0) continue;
    const before = first[actor[row]!]!;
    const isFirst = before < 0 || rankOf(time[row]!) < rankOf(time[before]!);
    if (isFirst) first[actor[row]!] = row;
  }
  return first;
}

/** The rows, of which those may be entries alone whose time for the goal is over. */
function withOldEntries(
  rows: TaggedRows,
  spec: FunnelSpec,
  goal: number,
  asOf: number | undefined,
): TaggedRows {
  if (asOf === undefined) return rows;
  const layout = layOut(spec);
  const isOptional = spec.stages[goal]?.optional === true;
  const horizon = isOptional
    ? layout.window
    : horizons(layout, undatedStages(spec, rows.timeless))[goal]!;
  const { inSession } = spec;
  if (inSession !== true && horizon === Infinity) return rows;
  const bit = entryBit(spec);
  const open = rows.sessionIsOpen;
  const isYoung = (row: number): boolean =>
    inSession === true ? open?.[row] === 1 : rows.time[row]! > asOf - horizon;
  const stages = rows.stages.map((mask, row) => (isYoung(row) ? mask & ~bit : mask));
  return { ...rows, stages };
}
