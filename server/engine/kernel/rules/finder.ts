/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { NO_TIME, rankOf } from "../timeless.ts";
import { createAnyChooser } from "./any.ts";
import { createFurthestChooser } from "./furthest.ts";
import type { ActorRows } from "./actor-rows.ts";
import { type Chooser, createChooser } from "./choose.ts";
import { createGroups, type Group, type Slice } from "./groups.ts";
import { createIndependentFinder } from "./independent.ts";
import { createInvertedChooser } from "./inverted.ts";
import type { Candidate } from "./rank.ts";
import type { RulesFinder } from "./rules-finder.ts";
import { createStrictChooser } from "./strict.ts";
import { createTimelessFinder } from "./timeless-finder.ts";

/**
 * Order `sequential` with rules that the fast way of `attempt.ts` doesn't know: `after`, `at least`,
 * `entry last`, `without` and `same`, and other orders. What all rows of an attempt share is tried value by value.
 */
export function createRulesFinder(spec: FunnelSpec, tagged: TaggedRows): RulesFinder {
  return spec.order === "independent"
    ? createIndependentFinder(spec, tagged, createFinder)
    : createFinder(spec, tagged);
}

/** `bits`: of the rows' marks, those of the funnel's `without`, in their order; absent: the first. */
function createFinder(spec: FunnelSpec, tagged: TaggedRows, bits?: readonly number[]): RulesFinder {
  const finder = createTimedFinder(spec, tagged, bits);
  const { order = "sequential" } = spec;
  return tagged.timeless === undefined || order === "any" || order === "furthest"
    ? finder
    : createTimelessFinder(spec, tagged, bits, finder, createTimedFinder);
}

/** All rows have times; the orders `any` and `furthest` know of others themselves. */
function createTimedFinder(
  spec: FunnelSpec,
  tagged: TaggedRows,
  bits?: readonly number[],
): RulesFinder {
  const groupsOf = createGroups(spec, tagged, bits);
  const chooser = chooserOf(spec);
  const chosen = new Int32Array(spec.stages.length);
  const dropping = (spec.without ?? []).flatMap(({ from, to, dropActor }, mark) =>
    dropActor ? [{ stage: spec.inverted ? from : to, mark }] : [],
  );
  const dropped = (spec.without ?? []).map(() => 0);
  let firstEntry = -1;
  let looked: { slice: Slice; groups: readonly Group[]; places: readonly number[] } | undefined;

  function candidate(rows: ActorRows, depth: number): Candidate {
    const places = Array.from(chooser.chosen, (p) => (p < 0 ? -1 : rows.place[p]!));
    const times = Array.from(chooser.chosen, (p) => (p < 0 ? Infinity : rankOf(rows.time[p]!)));
    return { depth, places, times };
  }

  /** The first `without` but for which the actor would reach its end; -1 if there is none. */
  function droppedBy(slice: Slice, groups: readonly Group[], places: readonly number[]): number {
    const found = dropping.find(
      ({ stage, mark }) =>
        places[stage]! < 0 &&
        groups.some((group) => chooser.reaches(groupsOf.copy(slice, group), stage, 1 << mark)),
    );
    return found?.mark ?? -1;
  }

  /** The chosen attempt among those of the groups. */
  function bestOf(
    slice: Slice,
    groups: readonly Group[],
    entry: "first" | "last",
    goal: number,
  ): { readonly candidate: Candidate; readonly group: Group } | undefined {
    let best: { candidate: Candidate; group: Group } | undefined;
    for (const group of groups) {
      const rows = groupsOf.copy(slice, group);
      const last = goal < 0 ? -1 : rows.place.subarray(0, rows.length).indexOf(goal);
      const depth = goal >= 0 && last < 0 ? -1 : chooser.choose(rows, entry, last);
      if (depth < 0) continue;
      const first = rows.place[chooser.firstEntry()]!;
      if (firstEntry < 0 || isEarlier(slice.time, first, firstEntry)) firstEntry = first;
      const found = candidate(rows, depth);
      if (best === undefined || chooser.isBefore(found, best.candidate, entry)) {
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
      const without = droppedBy(looked.slice, looked.groups, looked.places);
      if (without >= 0) dropped[without]!++;
      return without >= 0;
    },
    reachesFrom(time, stages, start, end, row, place, goal) {
      const slice = { time, stages, start, end, row };
      return groupsOf.of(slice).some((group) => {
        const rows = groupsOf.copy(slice, group);
        const known = rows.place.subarray(0, rows.length);
        const entry = known.indexOf(place);
        const last = goal < 0 ? -1 : known.indexOf(goal);
        if (entry < 0 || (goal >= 0 && last < 0)) return false;
        return chooser.reachesFrom?.(rows, entry, last) === true;
      });
    },
    find(time, stages, start, end, row, goal = -1) {
      const slice = { time, stages, start, end, row };
      const groups = groupsOf.of(slice);
      firstEntry = -1;
      const entersLast = spec.entry === "last";
      let best = bestOf(slice, groups, entersLast && spec.inverted ? "last" : "first", goal);
      if (best === undefined) return -1;
      looked = { slice, groups, places: best.candidate.places };
      if (entersLast && !spec.inverted) {
        // Its last row stays, and with it what its rows share; without one, only the entry counts.
        const { candidate: first, group } = best;
        const isEntry = first.places.filter((place) => place >= 0).length === 1;
        best = bestOf(slice, isEntry ? groups : [group], "last", goal) ?? best;
      }
      chosen.set(best.candidate.places);
      return best.candidate.depth;
    },
  };
}

/** Of an actor's rows, those without a time come behind the others, though they stand before them. */
function isEarlier(time: Float64Array, a: number, b: number): boolean {
  return (time[a] === NO_TIME) === (time[b] === NO_TIME) ? a < b : time[b] === NO_TIME;
}

/** The one for the order of a funnel. */
export function chooserOf(spec: FunnelSpec): Chooser {
  if (spec.inverted) return createInvertedChooser(spec);
  switch (spec.order ?? "sequential") {
    case "sequential":
      return createChooser(spec);
    case "strict":
      return createStrictChooser(spec);
    case "any":
      return createAnyChooser(spec);
    case "independent":
      throw new TypeError("Each stage of order independent has a finder of its own.");
    case "furthest":
      return createFurthestChooser(spec);
  }
}
