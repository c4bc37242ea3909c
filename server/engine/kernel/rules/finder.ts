/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { AttemptFinder } from "../attempt.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createFurthestChooser } from "./furthest.ts";
import { createActorRows, reserve, type ActorRows } from "./actor-rows.ts";
import { type Chooser, createChooser } from "./choose.ts";
import { comesBefore, type Candidate } from "./rank.ts";
import { valueGroups } from "./same.ts";
import { createStrictChooser } from "./strict.ts";

/** The columns of the actor's rows from `start` to `end` (excluded). */
interface Slice {
  readonly time: Float64Array;
  readonly stages: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly row: Int32Array;
}

/** The rows that an attempt may be chosen from, in order. */
type Group = "all" | readonly number[];

export interface RulesFinder extends AttemptFinder {
  /** One a `without`: how many actors its `else drop actor` has left out so far. */
  readonly dropped: readonly number[];
  /** Whether an `else drop actor` leaves out the actor whose rows were just looked at. Counts it. */
  drops(): boolean;
}

/**
 * Order `sequential` with rules that the fast way of `attempt.ts` doesn't know: `after`, `at least`,
 * `entry last`, `without` and `same`, and other orders. What all rows of an attempt share is tried value by value.
 */
export function createRulesFinder(spec: FunnelSpec, tagged: TaggedRows): RulesFinder {
  const { marks, same = [] } = tagged;
  const isStrict = spec.order === "strict";
  const chooser = chooserOf(spec);
  const chosen = new Int32Array(spec.stages.length);
  const rows = createActorRows();
  const dropping = (spec.without ?? []).flatMap(({ to, dropActor }, mark) =>
    dropActor ? [{ to, mark }] : [],
  );
  const dropped = (spec.without ?? []).map(() => 0);
  let firstEntry = -1;
  let looked: { slice: Slice; groups: readonly Group[]; depth: number } | undefined;

  function put({ time, stages, row }: Slice, p: number, isOwn: boolean): void {
    const to = rows.length++;
    rows.time[to] = time[p]!;
    rows.stages[to] = isOwn ? stages[p]! : 0;
    rows.marks[to] = marks?.[row[p]!] ?? 0;
    rows.place[to] = p;
  }

  /**
   * Copies the rows of a group; those that a `without` names are looked at whatever theirs is, and in
   * order `strict` all are.
   */
  function fill(slice: Slice, group: Group): ActorRows {
    const { start, end, row } = slice;
    reserve(rows, end - start);
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
  }

  function candidate(depth: number): Candidate {
    const places = Array.from(chooser.chosen, (p) => (p < 0 ? -1 : rows.place[p]!));
    const times = Array.from(chooser.chosen, (p) => (p < 0 ? Infinity : rows.time[p]!));
    return { depth, places, times };
  }

  /** The first `without` but for which the actor would reach its end; -1 if there is none. */
  function droppedBy(slice: Slice, groups: readonly Group[], depth: number): number {
    const found = dropping.find(
      ({ to, mark }) =>
        depth < to &&
        groups.some((group) => chooser.depthLifting(fill(slice, group), 1 << mark) >= to),
    );
    return found?.mark ?? -1;
  }

  /** The chosen attempt among those of the groups. */
  function bestOf(
    slice: Slice,
    groups: readonly Group[],
    entry: "first" | "last",
  ): { readonly candidate: Candidate; readonly group: Group } | undefined {
    let best: { candidate: Candidate; group: Group } | undefined;
    for (const group of groups) {
      const depth = chooser.choose(fill(slice, group), entry);
      if (depth < 0) continue;
      const first = rows.place[chooser.firstEntry()]!;
      if (firstEntry < 0 || first < firstEntry) firstEntry = first;
      const found = candidate(depth);
      if (best === undefined || comesBefore(found, best.candidate, spec, entry)) {
        best = { candidate: found, group };
      }
    }
    return best;
  }

  return {
    chosen,
    dropped,
    firstEntry: () => firstEntry,
    drops() {
      if (looked === undefined || dropping.length === 0) return false;
      const without = droppedBy(looked.slice, looked.groups, looked.depth);
      if (without >= 0) dropped[without]!++;
      return without >= 0;
    },
    find(time, stages, start, end, row) {
      const slice = { time, stages, start, end, row };
      const groups: readonly Group[] =
        same.length === 0 ? ["all"] : valueGroups(same, row, start, end);
      firstEntry = -1;
      let best = bestOf(slice, groups, "first");
      if (best === undefined) return -1;
      looked = { slice, groups, depth: best.candidate.depth };
      if (spec.entry === "last") {
        // Its last row stays, and with it what its rows share; without one, only the entry counts.
        const { candidate: first, group } = best;
        best = bestOf(slice, first.depth === 0 ? groups : [group], "last") ?? best;
      }
      chosen.set(best.candidate.places);
      return best.candidate.depth;
    },
  };
}

function chooserOf(spec: FunnelSpec): Chooser {
  switch (spec.order ?? "sequential") {
    case "sequential":
      return createChooser(spec);
    case "strict":
      return createStrictChooser(spec);
    case "furthest":
      return createFurthestChooser(spec);
  }
}
