/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { layOut } from "./layout.ts";
import { chooserOf } from "./rules/finder.ts";
import { spokeOf } from "./rules/spokes.ts";
import { createGroups, type Group, type Slice } from "./rules/groups.ts";
import type { ActorRows } from "./rules/actor-rows.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "./rows.ts";

/** A row that may still come: of a stage, at a time. */
interface LaterRow {
  readonly stage: number;
  readonly time: number;
}

/** Looks at one actor after another: what later rows could still bring, under all rules. */
export interface RulesProspects {
  /**
   * Of the required stages in the bit mask `missing`, which are not reached, those that rows of later
   * stages, added after `asOf`, could make these rows reach, without a new entry. `visit`: only within
   * this one.
   */
  open(missing: number, slice: Slice, visit?: number): number;
}

/** For all orders but `any` and inverted funnels. */
export function createRulesProspects(
  spec: FunnelSpec,
  tagged: TaggedRows,
  asOf: number,
): RulesProspects {
  if (spec.order !== "independent") return createChainProspects(spec, tagged, asOf);
  // Each stage but the first is a funnel of two with it.
  const spokes = spec.stages.flatMap((_, stage) => {
    if (stage === 0) return [];
    const { two, bits } = spokeOf(spec, stage);
    return [{ stage, prospects: createChainProspects(two, tagged, asOf, bits) }];
  });
  let masks = new Int32Array(64);
  return {
    open(missing, { stages, ...slice }, visit) {
      if (slice.end > masks.length) masks = new Int32Array(2 * slice.end);
      let found = 0;
      for (const { stage, prospects } of spokes) {
        if ((missing & (1 << stage)) === 0) continue;
        for (let p = slice.start; p < slice.end; p++) {
          masks[p] = (stages[p]! & 1) | (((stages[p]! >> stage) & 1) << 1);
        }
        if (prospects.open(2, { ...slice, stages: masks }, visit) !== 0) found |= 1 << stage;
      }
      return found;
    },
  };
}

/**
 * For the orders `sequential`, `strict` and `furthest` with all of their rules. Rows are added at the
 * best times there are, and the rules' own chooser is asked.
 *
 * Which these are: a stage that is still to come is best reached as early as its `after` allows, for
 * `within` and the window only ask for less time. So from the row of the last stage that is there
 * already, the next one comes as soon as it may, and each of the others as soon as it may behind it.
 * It isn't known which row that will be, so each that could be it gives its times. Without `after`
 * that is one moment, the first after `asOf`.
 */
function createChainProspects(
  spec: FunnelSpec,
  tagged: TaggedRows,
  asOf: number,
  bits?: readonly number[],
): RulesProspects {
  const layout = layOut(spec);
  const { required, optional, previous, within, window, goal } = layout;
  const { stages } = spec;
  const isStrict = spec.order === "strict";
  const chooser = chooserOf(spec);
  const groups = createGroups(spec, tagged, bits);
  const bit = entryBit(spec);
  const copies = (stage: number): number => stages[stage]!.atLeast ?? 1;
  const afterOf = (stage: number): number => stages[stage]!.after ?? 0;
  const hasAfter = required.some((stage) => afterOf(stage) > 0);
  /** How long after its entry anybody may still come to any stage that has a deadline. */
  const longest = longestHorizon();
  const isLong = spec.inSession === true;

  function longestHorizon(): number {
    let sum = 0;
    let longest = 0;
    for (const stage of required.subarray(1)) {
      sum += within[stage]!;
      const horizon = Math.min(window, sum);
      if (horizon < Infinity) longest = Math.max(longest, horizon);
    }
    return longest;
  }

  /** The rows that an attempt which is still going on may consist of. */
  function ongoing({ time, start, end, ...rest }: Slice): Slice {
    if (isLong) return { time, start, end, ...rest };
    // Several rows of the first stage lie within one window, the last of them being the entry.
    const reach = copies(0) > 1 ? longest + window : longest;
    let from = end;
    while (from > start && asOf - time[from - 1]! < reach) from--;
    return { time, start: from, end, ...rest };
  }

  const mayEnter = ({ stages: masks, time, start, end }: Slice): boolean => {
    for (let p = end - 1; p >= start; p--) {
      if ((masks[p]! & bit) !== 0 && (isLong || asOf - time[p]! < longest)) return true;
    }
    return false;
  };

  /** What the stages behind the second take together; Infinity where none of them can hold. */
  const laterAfter = required
    .subarray(2)
    .reduce(
      (sum, stage) => (afterOf(stage) <= within[stage]! ? sum + afterOf(stage) : Infinity),
      0,
    );
  const { marks } = tagged;
  const isShared = (tagged.same ?? []).length > 0 || spec.inSession === true;
  const isAlone = !isShared && spec.order !== "furthest" && copies(0) === 1;

  /** The plain case: from the latest entry alone, with no row behind it that could stand in the way. */
  function goesOnAlone({ time, stages: masks, row, start, end }: Slice): boolean {
    let entry = end - 1;
    while (entry >= start && (masks[entry]! & bit) === 0) entry--;
    if (entry < start || laterAfter === Infinity) return false;
    const moment = time[entry]!;
    const second = required[1]!;
    const next = Math.max(asOf + 1, moment + afterOf(second));
    if (next - moment > within[second]! || next + laterAfter - moment > window) return false;
    if (isStrict && time[end - 1]! > moment) return false;
    if (marks === undefined) return true;
    for (let p = end - 1; p >= start && time[p]! >= moment; p--) {
      if (marks[row[p]!] !== 0) return false;
    }
    return true;
  }

  /** Whether rows may still be added to those of a group. */
  function isGoingOn(group: Group, { row, start }: Slice, visit: number | undefined): boolean {
    if (spec.inSession !== true) return true;
    const first = row[group === "all" ? start : group[0]!]!;
    const isOwn = visit === undefined || tagged.session?.[first] === visit;
    return isOwn && tagged.sessionIsOpen?.[first] === 1;
  }

  function candidates(rows: ActorRows): readonly (readonly LaterRow[])[] {
    const bases = hasAfter ? [...new Set(rows.time.subarray(0, rows.length))] : [-Infinity];
    const sets: LaterRow[][] = [];
    for (let from = 1; from < required.length; from++) {
      for (const base of bases) sets.push(...laterRows(from, base));
    }
    return isStrict ? sets : [unique(sets.flat())];
  }

  /**
   * The rows of the required stages from one on, the row of the stage before being at `base`. In order
   * `strict` the rest of an optional one between the two may come first.
   */
  function* laterRows(from: number, base: number): Iterable<LaterRow[]> {
    let time = Math.max(asOf + 1, base + afterOf(required[from]!));
    const behind: LaterRow[] = [];
    for (const stage of required.subarray(from + 1)) {
      time += afterOf(stage);
      behind.push(...repeat({ stage, time }, copies(stage)));
    }
    const stage = required[from]!;
    const first = { stage, time: Math.max(asOf + 1, base + afterOf(stage)) };
    // Of several rows of a stage some may be there already.
    const least = isStrict ? 1 : copies(stage);
    for (let missing = least; missing <= copies(stage); missing++) {
      yield [...repeat(first, missing), ...behind];
    }
    if (!isStrict) return;
    // Those of an optional stage can't be passed over then; the first of them came after its `after`.
    for (const begun of optional.filter((other) => previous[other] === required[from - 1])) {
      const next = { stage: begun, time: asOf + 1 };
      for (let missing = 1; missing < copies(begun); missing++) {
        yield [...repeat(next, missing), ...repeat(first, copies(stage)), ...behind];
      }
    }
  }

  /** As many rows of a stage at a time as the stage takes. */
  function unique(later: readonly LaterRow[]): LaterRow[] {
    const known = new Map(later.map((row) => [`${row.stage} ${row.time}`, row]));
    return [...known.values()].flatMap((row) => repeat(row, copies(row.stage)));
  }

  function add(rows: ActorRows, later: readonly LaterRow[]): void {
    for (const { stage, time } of [...later].sort((a, b) => a.time - b.time)) {
      const to = rows.length++;
      rows.time[to] = time;
      rows.stages[to] = 1 << stage;
      rows.marks[to] = 0;
      rows.place[to] = -1;
    }
  }

  /** The deepest stage of a group, if it is deeper. */
  function deepest(slice: Slice, group: Group, known: number): number {
    let depth = known;
    for (const later of candidates(groups.copy(slice, group))) {
      const rows = groups.copy(slice, group, later.length);
      add(rows, later);
      for (let i = required.length - 1; i > 0 && required[i]! > depth; i--) {
        if (chooser.reaches(rows, required[i]!, 0)) depth = required[i]!;
      }
      if (depth === goal) break;
    }
    return depth;
  }

  /** In order `furthest` all that counts is when the group's entry was. */
  function isEntered(slice: Slice, group: Group): boolean {
    const rows = groups.copy(slice, group);
    if (chooser.choose(rows, "first") < 0) return false;
    return isLong || asOf - rows.time[chooser.firstEntry()]! < longest;
  }

  /** The deepest of the stages behind `depth` that may still come; `depth` if there is none. */
  function reach(depth: number, all: Slice, visit: number | undefined): number {
    // In order `furthest` the entry is the earliest row of all.
    const slice = spec.order === "furthest" ? all : ongoing(all);
    if (!mayEnter(slice)) return depth;
    if (isAlone && goesOnAlone(slice)) return goal;
    let found = depth;
    for (const group of groups.of(slice)) {
      if (found === goal) break;
      if (!isGoingOn(group, slice, visit)) continue;
      if (spec.order !== "furthest") found = deepest(slice, group, found);
      else if (isEntered(slice, group)) found = goal;
    }
    return found;
  }

  return {
    open(missing, slice, visit) {
      if (missing === 0) return 0;
      // Of required stages those behind a missing one are missing, too.
      const first = 31 - Math.clz32(missing & -missing);
      const depth = required.findLast((stage) => stage < first)!;
      const found = reach(depth, slice, visit);
      return missing & (2 ** (found + 1) - 1);
    },
  };
}

function repeat(row: LaterRow, times: number): LaterRow[] {
  return Array.from({ length: times }, () => row);
}
