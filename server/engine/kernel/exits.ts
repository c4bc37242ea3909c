/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { gapsOf, type Judged } from "./ledger/gaps.ts";
import { layOut } from "./layout.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import { NO_TIME } from "./timeless.ts";

/** A way out that an actor took. */
export interface Departure {
  /** Which of the funnel's exits. */
  readonly exit: number;
  /** Microseconds. */
  readonly time: number;
  /** The row, by its place in the columns. */
  readonly place: number;
}

/** Who didn't reach the goal because they went another way. */
export interface Exits {
  /**
   * The earliest row of an exit at or after that of the deepest required stage, in order `any` of the last
   * one, but for those that the attempt chose; inverted, where time runs backwards, the latest one at or
   * before. A row without a time is at any, but comes last. Of equal times the first in the file, of several exits the first written. Undefined where there
   * is none, and where nothing more was to be reached. Where the stages are funnels of their own, `stage`
   * says of which it is asked, absent: of the goal.
   */
  of(
    attempt: Judged,
    columns: RowColumns,
    start: number,
    end: number,
    stage?: number,
  ): Departure | undefined;
}

const NONE: Exits = { of: () => undefined };

export function createExits(
  spec: FunnelSpec,
  { actor, marks, timeless }: Pick<TaggedRows, "actor" | "marks" | "timeless">,
): Exits {
  const { exits = 0, without = [] } = spec;
  if (exits === 0 || marks === undefined) return NONE;
  const first = without.length;
  const mask = (2 ** exits - 1) * 2 ** first;
  const layout = layOut(spec);
  const gaps = gapsOf(spec, layout);
  const isEach = spec.count === "attempts";
  const isAlone = spec.order === "independent";

  const isExit = (row: number): boolean => (marks[row]! & mask) !== 0;
  const placesOf = createPlaces(actor, isExit);

  /** Whether the row stands for a stage already. */
  function isTaken({ rows, entry, entries }: Judged, row: number, stage: number): boolean {
    if (!isAlone) return rows.includes(row);
    return row === (isEach ? entry : entries![stage]);
  }

  return {
    of(attempt, { time, row }, start, end, of = layout.goal) {
      const missing = gaps.of(attempt);
      const stage = isAlone ? of : missing[0];
      if (stage === undefined || !missing.includes(stage)) return undefined;
      const since = gaps.since(attempt, stage);
      const leaves = (place: number): boolean =>
        isExit(row[place]!) && !isTaken(attempt, row[place]!, stage);
      const departure = (place: number): Departure => {
        const found = marks[row[place]!]! & mask;
        return { exit: 31 - Math.clz32(found & -found) - first, time: time[place]!, place };
      };
      const places = placesOf(attempt.entry, row, start, end);
      if (spec.inverted) {
        let latest = -1;
        const isTimed = since !== NO_TIME;
        const last = firstOf(places, (p) => p >= end || (isTimed && time[p]! > since));
        for (let i = last - 1; i >= 0 && places[i]! >= start; i--) {
          const place = places[i]!;
          if (latest >= 0 && time[place]! < time[latest]!) break;
          if (leaves(place)) latest = place;
        }
        return latest < 0 ? undefined : departure(latest);
      }
      const from = firstOf(places, (place) => place >= start && time[place]! >= since);
      const timed = timeless === undefined ? 0 : firstOf(places, (p) => time[p] !== NO_TIME);
      let i = Math.max(from, timed);
      while (i < places.length && places[i]! < end && !leaves(places[i]!)) i++;
      if (i < places.length && places[i]! < end) return departure(places[i]!);
      const last = places.slice(0, timed).find((place) => place >= start && leaves(place));
      return last === undefined ? undefined : departure(last);
    },
  };
}

/** The first from which on it holds; their number if there is none. */
function firstOf(places: readonly number[], holds: (place: number) => boolean): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(places[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Where some of an actor's rows stand, at least those among `start` to `end` (excluded): looked for once,
 * for many attempts are asked for among the same rows. `entry`: a row of the actor.
 */
function createPlaces(
  actor: Int32Array,
  isWanted: (row: number) => boolean,
): (entry: number, row: Int32Array, start: number, end: number) => readonly number[] {
  let places: number[] = [];
  let known: { actor: number; row?: Int32Array; start: number; end: number } = {
    actor: -1,
    start: 0,
    end: 0,
  };
  return (entry, row, start, end) => {
    const who = actor[entry]!;
    const isSame = known.actor === who && known.row === row;
    if (!isSame || start < known.start || end > known.end) {
      known = { actor: who, row, start, end };
      places = [];
      for (let place = start; place < end; place++) if (isWanted(row[place]!)) places.push(place);
    }
    return places;
  };
}
