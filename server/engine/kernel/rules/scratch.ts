/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createActorRows, reserve, type ActorRows } from "./actor-rows.ts";
import type { Slice } from "./groups.ts";
import type { Lifted } from "./lifts.ts";

/** Rows of an actor that have times, as a funnel of some of the stages sees them. */
export interface Tagged {
  readonly time: Float64Array;
  readonly stages: Int32Array;
  /** Index in the `TaggedRows`. */
  readonly row: Int32Array;
  readonly length: number;
  /** Where the row stands among all of the actor's; -1 of the one that stands in. */
  readonly place: Int32Array;
}

/** One object serves all actors: what it gives is overwritten. */
export interface Scratch {
  /** Takes the rows in these places, or all from `from` on. */
  copy(slice: Slice, places: readonly number[] | "all", from: number): void;
  /** How many of them match a stage. */
  readonly countOf: (stage: number) => number;
  /** `standIn`: the row without a time that a stage of the funnel stands for. */
  tag(funnel: Lifted, standIn: number | undefined): Tagged;
}

/** `keepsAll`: rows that share something else count for something, too. */
export function createScratch(keepsAll: boolean): Scratch {
  const own: ActorRows = createActorRows();
  let rows = new Int32Array(0);
  const seen = createActorRows();
  let row = new Int32Array(0);
  let slice: Slice | undefined;

  const put = (from: Slice, p: number, isOwn: boolean): void => {
    const to = own.length++;
    own.time[to] = from.time[p]!;
    own.stages[to] = isOwn ? from.stages[p]! : 0;
    own.place[to] = p;
    rows[to] = from.row[p]!;
  };

  return {
    copy(from, places, first) {
      slice = from;
      const most = from.end - first;
      reserve(own, most);
      reserve(seen, most + 1);
      if (rows.length < seen.time.length) rows = new Int32Array(seen.time.length);
      if (row.length < seen.time.length) row = new Int32Array(seen.time.length);
      own.length = 0;
      if (places === "all") for (let p = first; p < from.end; p++) put(from, p, true);
      else if (!keepsAll) for (const p of places) put(from, p, true);
      else {
        let next = 0;
        for (let p = first; p < from.end; p++) {
          const isOwn = places[next] === p;
          if (isOwn) next++;
          put(from, p, isOwn);
        }
      }
    },
    countOf(stage) {
      let count = 0;
      for (let i = 0; i < own.length; i++) count += (own.stages[i]! >> stage) & 1;
      return count;
    },
    tag({ spec, stages, standIn }, standInPlace) {
      seen.length = 0;
      const stand = (time: number): void => {
        if (standIn < 0 || standInPlace === undefined || slice === undefined) return;
        const to = seen.length++;
        seen.time[to] = time;
        seen.stages[to] = 1 << standIn;
        seen.place[to] = -1;
        row[to] = slice.row[standInPlace]!;
      };
      if (!spec.inverted) stand(own.length === 0 ? 0 : own.time[0]! - 1);
      for (let i = 0; i < own.length; i++) {
        const to = seen.length++;
        let mask = 0;
        for (let index = 0; index < stages.length; index++) {
          if (index !== standIn) mask |= ((own.stages[i]! >> stages[index]!) & 1) << index;
        }
        seen.time[to] = own.time[i]!;
        seen.stages[to] = mask;
        seen.place[to] = own.place[i]!;
        row[to] = rows[i]!;
      }
      if (spec.inverted) stand(own.length === 0 ? 0 : own.time[own.length - 1]! + 1);
      return {
        time: seen.time,
        stages: seen.stages,
        row,
        length: seen.length,
        place: seen.place,
      };
    },
  };
}
