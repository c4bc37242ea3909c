/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { firstTimed, UNTIMED } from "../timeless.ts";
import { assign, type Demand, type Exempting, type TimelessRow } from "./assign.ts";
import type { Slice } from "./groups.ts";
import { isLifted, liftStages, type Lifted, type Lifts, lineOf } from "./lifts.ts";
import type { RulesFinder } from "./rules-finder.ts";
import { valueGroups } from "./same.ts";
import type { Candidate } from "./rank.ts";
import { createScratch } from "./scratch.ts";
import { createWays, type Way } from "./ways.ts";

type CreateFinder = (
  spec: FunnelSpec,
  tagged: TaggedRows,
  bits: readonly number[],
) => Pick<RulesFinder, "find" | "chosen" | "reachesFrom">;

/** What is left of a funnel, and its finder. */
interface Funnel extends Lifted {
  readonly finder: ReturnType<CreateFinder>;
}

/** `last`: the only place that the last row with a time may have, -1 any; `which`: the start that is chosen. */
interface Asked {
  readonly skipped?: number;
  readonly last?: number;
  readonly which?: "first" | "last";
}

/** Which `without` don't count, and how far the funnel must come at least. */
interface Search {
  readonly skipped: number;
  /** A place in the line of the required stages. */
  readonly least: number;
}

/**
 * The orders `sequential` and `strict`, also inverted, over rows some of which have no time (see
 * `timeless.ts`). Which stages rows without a time serve is tried in every way that may be the chosen one;
 * what is left is a funnel over the rows with a time, which the finders of these look at. Mostly there
 * is one way: where a stage has rows of both kinds there are more. `timed` finds attempts of actors all of
 * whose rows have times.
 */
export function createTimelessFinder(
  spec: FunnelSpec,
  tagged: TaggedRows,
  bits: readonly number[] | undefined,
  timed: RulesFinder,
  create: CreateFinder,
): RulesFinder {
  const line = lineOf(spec);
  const [entry = 0] = line;
  const required = line.filter((stage) => spec.stages[stage]?.optional === false);
  const order = [...required, ...line.filter((stage) => spec.stages[stage]?.optional)];
  const countOf = (stage: number): number => spec.stages[stage]?.atLeast ?? 1;
  const { same: _, ...unshared } = tagged;
  const same = tagged.same ?? [];
  const without = spec.without ?? [];
  const markOf = (mark: number): number => bits?.[mark] ?? mark;
  const chosen = new Int32Array(spec.stages.length);
  /** One a `without`: actors with rows without a time. */
  const dropped = without.map(() => 0);
  const funnels = new Map<Way, Map<number, Funnel>>();
  const waysOf = createWays(spec, line);
  const waysOfEntry = createWays(spec, [entry]);
  const scratch = createScratch(spec.order === "strict" || tagged.marks !== undefined);
  /** Inverted, the latest entry counts at once; else only among the choices with the same last row. */
  const mode = spec.inverted === true && spec.entry === "last" ? "last" : "first";
  let looked: { slice: Slice; groups: readonly Group[]; best: Found } | undefined;

  /** The rows of one shared value: with times in `scratch`, and without. */
  interface Group {
    readonly places: readonly number[] | "all";
    readonly timeless: readonly TimelessRow[];
    /** All of the actor's that a `without` names, whatever they share. */
    readonly named: readonly TimelessRow[];
    readonly from: number;
  }
  interface Found {
    readonly choice: Candidate;
    readonly group: Group;
  }

  function groupsOf({ time, stages, row, start, end }: Slice): readonly Group[] {
    const from = firstTimed(time, start, end);
    const at = (place: number): TimelessRow => {
      const marked = tagged.marks?.[row[place]!] ?? 0;
      const marks = without.reduce(
        (sum, _each, mark) => sum | (((marked >> markOf(mark)) & 1) << mark),
        0,
      );
      return { place, stages: stages[place]!, marks };
    };
    const all = Array.from({ length: from - start }, (__, i) => at(start + i));
    const named = all.filter(({ marks }) => marks !== 0);
    if (same.length === 0) return [{ places: "all", timeless: all, named, from }];
    return valueGroups(same, row, start, end).map((places) => ({
      places: places.filter((place) => place >= from),
      timeless: places.flatMap((place) => (place < from ? [all[place - start]!] : [])),
      named,
      from,
    }));
  }

  /** The funnel that is left, and its finder. */
  function funnelOf(way: Way, skipped: number, which: "first" | "last"): Funnel {
    let known = funnels.get(way);
    if (known === undefined) funnels.set(way, (known = new Map<number, Funnel>()));
    const key = 2 * skipped + (which === "last" ? 1 : 0);
    let found = known.get(key);
    if (found === undefined) {
      const lifted = liftStages(spec, way.lifts, way.kept, which, bits, skipped);
      found = { ...lifted, finder: create(lifted.spec, unshared, lifted.bits) };
      known.set(key, found);
    }
    return found;
  }

  /** The rows without a time that serve stages: by stage, the place of its row; undefined: they can't. */
  function served(
    { timeless, named }: Group,
    lifts: Lifts,
    kept: readonly number[],
    skipped: number,
    pins?: ReadonlyMap<number, number>,
  ): ReadonlyMap<number, number> | undefined {
    const demands = order.flatMap((stage): Demand[] => {
      const rows = lifts.get(stage) ?? 0;
      return rows === 0 ? [] : [{ stage, rows, isWhole: rows === countOf(stage) }];
    });
    const exempting: Exempting = new Map(
      without.flatMap(({ from, to }, mark): [number, number][] =>
        mark !== skipped && kept.includes(from) && kept.includes(to)
          ? [[mark, (1 << from) | (1 << to)]]
          : [],
      ),
    );
    const isOwn = ({ place }: TimelessRow): boolean => timeless.some((own) => own.place === place);
    const strikes = named.some(
      (row) => !isOwn(row) && [...exempting.keys()].some((mark) => (row.marks & (1 << mark)) !== 0),
    );
    return strikes ? undefined : assign(timeless, demands, exempting, pins);
  }

  /** The best choice in which rows without a time serve just these stages. */
  function choiceOf(
    slice: Slice,
    group: Group,
    way: Way,
    { skipped = -1, last, which = last === undefined ? mode : "last" }: Asked = {},
  ): Candidate | undefined {
    const rows = served(group, way.lifts, way.kept, skipped);
    if (rows === undefined) return undefined;
    const funnel = funnelOf(way, skipped, which);
    const places = spec.stages.map((__, stage) => rows.get(stage) ?? -1);
    const times = places.map((place) => (place < 0 ? Infinity : UNTIMED));
    if (funnel.stages.length > 0) {
      const { time, stages, row, length, place } = scratch.tag(funnel, rows.get(entry));
      const { finder } = funnel;
      const goal = last === undefined || last < 0 ? -1 : place.subarray(0, length).indexOf(last);
      const depth = finder.find(time, stages, 0, length, row, goal);
      for (const [index, stage] of funnel.stages.entries()) {
        const p = depth < 0 ? -1 : finder.chosen[index]!;
        if (p < 0 && spec.stages[stage]?.optional === false) return undefined;
        if (p < 0 || index === funnel.standIn) continue;
        places[stage] = place[p]!;
        times[stage] = slice.time[place[p]!]!;
      }
    }
    const depth = line.findLastIndex((stage) => places[stage]! >= 0);
    return depth < 0 ? undefined : { depth, places, times };
  }

  /** The best of a group, as deep as can be. */
  function bestIn(slice: Slice, group: Group, { skipped, least }: Search): Candidate | undefined {
    scratch.copy(slice, group.places, group.from);
    const ways = waysOf(group.timeless, scratch.countOf);
    for (let length = required.length; length > least; length--) {
      const best = bestOf(
        ways(length).map((way) => choiceOf(slice, group, way, { skipped })),
        mode,
      );
      if (best !== undefined) return best;
    }
    return undefined;
  }

  function bestOf(
    choices: readonly (Candidate | undefined)[],
    which: "first" | "last",
  ): Candidate | undefined {
    let best: Candidate | undefined;
    for (const choice of choices) {
      if (choice === undefined) continue;
      if (best === undefined || isBefore(choice, best, which)) best = choice;
    }
    return best;
  }

  function isBefore(a: Candidate, b: Candidate, which: "first" | "last"): boolean {
    const sign = spec.inverted ? -1 : 1;
    const key = ({ times }: Candidate, stage: number, way: number): number =>
      times[stage]! >= UNTIMED ? times[stage]! : way * times[stage]!;
    const compare = (of: (choice: Candidate) => number): number => of(a) - of(b) || 0;
    const difference =
      b.depth - a.depth ||
      compare((choice) => key(choice, entry, which === "last" ? -1 : 1)) ||
      order.reduce((found, stage) => found || compare((c) => key(c, stage, sign)), 0) ||
      order.reduce((found, stage) => found || a.places[stage]! - b.places[stage]!, 0);
    return difference < 0;
  }

  const lastTimed = ({ times }: Candidate): number =>
    line.findLast((stage) => times[stage]! < UNTIMED) ?? entry;

  /** The same depth and the same last row that has a time, but the latest entry from which it is reached. */
  function latest(slice: Slice, groups: readonly Group[], { choice, group }: Found): Candidate {
    if (choice.times[entry]! >= UNTIMED) return choice;
    const last = lastTimed(choice);
    // Of an entry alone it doesn't matter what it shares with rows without a time.
    const found = (last === entry ? groups : [group]).flatMap((each) => {
      scratch.copy(slice, each.places, each.from);
      const ways = waysOf(each.timeless, scratch.countOf);
      const length = required.filter((stage) => choice.places[stage]! >= 0).length;
      // An entry alone may be any.
      const pin = last === entry ? -1 : choice.places[last]!;
      return ways(length, last).flatMap((way) => {
        const one = choiceOf(slice, each, way, { last: pin });
        const isAlike = one?.depth === choice.depth && lastTimed(one) === last;
        return isAlike ? [one] : [];
      });
    });
    return bestOf(found, "last") ?? choice;
  }

  function find(slice: Slice): number {
    const groups = groupsOf(slice);
    let best: Found | undefined;
    for (const group of groups) {
      const choice = bestIn(slice, group, { skipped: -1, least: 0 });
      if (choice === undefined) continue;
      if (best === undefined || isBefore(choice, best.choice, mode)) best = { choice, group };
    }
    if (best === undefined) return -1;
    looked = { slice, groups, best };
    const isLate = spec.entry === "last" && spec.inverted === undefined;
    const choice = isLate ? latest(slice, groups, best) : best.choice;
    chosen.set(choice.places);
    return chosen.findLastIndex((place) => place >= 0);
  }

  /** The first row that may be an entry, whatever came of it. */
  function firstOf({ slice, groups }: NonNullable<typeof looked>): number {
    const { stages, start, end } = slice;
    const [{ from } = { from: start }] = groups;
    if (same.length === 0 && countOf(entry) === 1) {
      const bit = 1 << entry;
      for (let p = from; p < end; p++) if ((stages[p]! & bit) !== 0) return p;
      for (let p = start; p < from; p++) if ((stages[p]! & bit) !== 0) return p;
    }
    const found = groups.map((group) => {
      scratch.copy(slice, group.places, group.from);
      const ways = waysOfEntry(group.timeless, scratch.countOf)(1);
      return bestOf(
        ways.map((way) => choiceOf(slice, group, way, { which: "first" })),
        "first",
      );
    });
    return bestOf(found, "first")?.places[entry] ?? -1;
  }

  /** The first `without` that leaves the actor out; -1 none. */
  function droppedBy({ slice, best }: NonNullable<typeof looked>): number {
    return without.findIndex(({ from, to, dropActor }, mark) => {
      const end = spec.inverted ? from : to;
      if (!dropActor || best.choice.places[end]! >= 0) return false;
      const search = { skipped: mark, least: required.indexOf(end) };
      return groupsOf(slice).some((group) => bestIn(slice, group, search) !== undefined);
    });
  }

  /** Of two stages, whether rows in these places may be theirs; a goal of -1 is any. */
  function reachesFrom(slice: Slice, place: number, goal: number): boolean {
    return groupsOf(slice).some((group) => {
      scratch.copy(slice, group.places, group.from);
      return waysOf(
        group.timeless,
        scratch.countOf,
      )(2).some((way) => {
        const { lifts, kept } = way;
        const pins = new Map<number, number>([
          [0, place],
          ...(goal < 0 ? [] : [[1, goal] as const]),
        ]);
        const isRight = [...pins].every(
          ([stage, pin]) => isLifted(spec, lifts, stage) === pin < group.from,
        );
        const rows = isRight ? served(group, lifts, kept, -1, pins) : undefined;
        if (rows === undefined) return false;
        const funnel = funnelOf(way, -1, "first");
        const { time, stages, row, length, place: origin } = scratch.tag(funnel, rows.get(0));
        const at = (stage: number): number =>
          funnel.stages[0] === stage && funnel.standIn === 0
            ? 0
            : origin.subarray(0, length).indexOf(pins.get(stage) ?? -1);
        const [only] = funnel.stages;
        if (only === undefined) return true;
        const isAlone = funnel.stages.length === 1;
        if (isAlone && only === 0 && funnel.standIn === 0) return true;
        const from = at(only);
        const to = isAlone || goal < 0 ? -1 : at(1);
        if (from < 0 || (goal >= 0 && !isAlone && to < 0)) return false;
        return funnel.finder.reachesFrom?.(time, stages, 0, length, row, from, to) === true;
      });
    });
  }

  let isTimed = true;
  return {
    chosen,
    get dropped() {
      return dropped.map((count, mark) => count + timed.dropped[mark]!);
    },
    firstEntry: () => (isTimed ? timed.firstEntry() : looked === undefined ? -1 : firstOf(looked)),
    find(time, stages, start, end, row) {
      isTimed = firstTimed(time, start, end) === start;
      if (!isTimed) return find({ time, stages, start, end, row });
      const depth = timed.find(time, stages, start, end, row);
      chosen.set(timed.chosen);
      return depth;
    },
    drops() {
      if (isTimed) return timed.drops();
      const mark = looked === undefined ? -1 : droppedBy(looked);
      if (mark >= 0) dropped[mark]!++;
      return mark >= 0;
    },
    reachesFrom(time, stages, start, end, row, place, goal) {
      return firstTimed(time, start, end) === start
        ? timed.reachesFrom!(time, stages, start, end, row, place, goal)
        : reachesFrom({ time, stages, start, end, row }, place, goal);
    },
  };
}
