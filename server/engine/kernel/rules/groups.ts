/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createActorRows, reserve, type ActorRows } from "./actor-rows.ts";
import { firstTimed } from "../timeless.ts";
import { valueGroups } from "./same.ts";

/** The columns of the actor's rows from `start` to `end` (excluded). */
export interface Slice {
  readonly time: Float64Array;
  readonly stages: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly row: Int32Array;
}

/** The rows that an attempt may be chosen from, in order. */
export type Group = "all" | readonly number[];

/** An actor's rows by what those of an attempt share. One object serves all: `copy` overwrites its rows. */
export interface Groups {
  of(slice: Slice): readonly Group[];
  /**
   * Copies the rows of a group; those that a `without` names are looked at whatever theirs is, and in
   * order `strict` all are. `room`: for how many more rows.
   */
  copy(slice: Slice, group: Group, room?: number): ActorRows;
}

/** `bits`: of the rows' marks, those of the funnel's `without`, in their order; absent: the first. */
export function createGroups(
  spec: FunnelSpec,
  tagged: TaggedRows,
  bits?: readonly number[],
): Groups {
  const { marks, session } = tagged;
  const same = [...(tagged.same ?? []), ...(spec.inSession && session ? [session] : [])];
  // Rows without a time are in any visit.
  const others = spec.inSession && tagged.timeless !== undefined ? (tagged.same ?? []) : same;
  const isStrict = spec.order === "strict";
  const rows = createActorRows();

  const picked = (all: number): number =>
    bits === undefined || all === 0
      ? all
      : bits.reduce((sum, bit, i) => sum | (((all >> bit) & 1) << i), 0);

  function put({ time, stages, row }: Slice, p: number, isOwn: boolean): void {
    const to = rows.length++;
    rows.time[to] = time[p]!;
    rows.stages[to] = isOwn ? stages[p]! : 0;
    rows.marks[to] = picked(marks?.[row[p]!] ?? 0);
    rows.place[to] = p;
  }

  function withTimeless(from: number, { row, start, end }: Pick<Slice, "row" | "start" | "end">) {
    const parts = valueGroups(same, row, from, end);
    const free = others.length === 0 ? [range(start, from)] : valueGroups(others, row, start, from);
    const keyOf = (p: number): string => others.map((column) => column[row[p]!]).join(" ");
    const groups = parts.map((places) => [
      ...(free.find(([p = -1]) => p >= 0 && keyOf(p) === keyOf(places[0]!)) ?? []),
      ...places,
    ]);
    const alone = free.filter(
      ([p = -1]) => p >= 0 && !parts.some(([other = -1]) => keyOf(other) === keyOf(p)),
    );
    return [...alone, ...groups];
  }

  return {
    of({ time, row, start, end }) {
      if (same.length === 0) return ["all"];
      if (others === same) return valueGroups(same, row, start, end);
      return withTimeless(firstTimed(time, start, end), { row, start, end });
    },
    copy(slice, group, room = 0) {
      const { start, end, row } = slice;
      reserve(rows, end - start + room);
      rows.length = 0;
      if (group === "all") for (let p = start; p < end; p++) put(slice, p, true);
      else if (marks === undefined && !isStrict) for (const p of group) put(slice, p, true);
      else {
        let next = 0;
        for (let p = start; p < end; p++) {
          const isOwn = group[next] === p;
          if (isOwn) next++;
          if (isOwn || isStrict || (marks?.[row[p]!] ?? 0) !== 0) put(slice, p, isOwn);
        }
      }
      return rows;
    },
  };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);
