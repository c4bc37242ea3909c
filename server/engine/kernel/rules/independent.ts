/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder, type AttemptFinder } from "../attempt.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createColumns, type RowColumns } from "../sort.ts";
import { firstTimed, NO_TIME } from "../timeless.ts";
import type { RulesFinder } from "./rules-finder.ts";
import { spokeOf } from "./spokes.ts";

/** `bits`: of the rows' marks, those of the funnel's `without`, in their order. */
export type CreateFinder = (
  spec: FunnelSpec,
  tagged: TaggedRows,
  bits: readonly number[],
) => RulesFinder;

/**
 * Order `independent`: the first stage and each other one, a spoke, are a funnel of two stages of their
 * own, with an entry of its own. The entry of the whole, which splits and lists of people take, is the
 * one from which most spokes are reached, then the earliest; with `entry last` the one from which most of
 * the chosen rows are, then the latest; of one time the first in the file.
 */
export function createIndependentFinder(
  spec: FunnelSpec,
  tagged: TaggedRows,
  create: CreateFinder,
): RulesFinder {
  const count = spec.stages.length;
  const spokes = spec.stages.map((_, stage) => createSpoke(spec, stage, tagged, create)).slice(1);
  if (spokes.length === 0) spokes.push(createSpoke(spec, count, tagged, create));
  const chosen = new Int32Array(count);
  const starts = new Float64Array(count);
  const entries = new Int32Array(count);
  const dropped = (spec.without ?? []).map(() => 0);
  let columns = createColumns(64);
  const isLast = spec.entry === "last";
  let length = 0;
  let from = 0;
  let reached: readonly Spoke[] = [];

  /** Of the reached spokes how many are reached from a row. */
  function spokesFrom(place: number): number {
    return reached.filter((spoke) =>
      spoke.reachesFrom(columns, length, place, isLast ? spoke.finder.chosen[1]! : -1),
    ).length;
  }

  /** The entry of the whole. */
  function entryOf(): number {
    const [spoke] = reached;
    if (spoke === undefined) return spokes[0]!.finder.chosen[0]!;
    if (columns.time[0] === NO_TIME) return entryAmongTimeless();
    const own = spoke.finder.chosen[0]!;
    const isShared = reached.every(({ finder }) => finder.chosen[0] === own);
    if (isShared && (isLast || isFirstOfTime(own))) return own;
    let best = -1;
    let most = 0;
    for (const place of isLast ? latestFirst() : everyRow(latestEntry())) {
      const size = spokesFrom(place);
      if (size > most) [best, most] = [place, size];
      if (size === reached.length) return place;
    }
    if (isLast) return best;
    for (const place of everyRow(0)) {
      const size = spokesFrom(place);
      const isEarlier = size === most && columns.time[place]! < columns.time[best]!;
      if (size > most || isEarlier) [best, most] = [place, size];
    }
    return best;
  }

  /** The same where some rows have no time: as entries they come behind the others. */
  function entryAmongTimeless(): number {
    const timed = firstTimed(columns.time, 0, length);
    const all = [...(isLast ? latestFirst() : everyRow(0))];
    let best = -1;
    let most = 0;
    for (const place of [...all.filter((p) => p >= timed), ...all.filter((p) => p < timed)]) {
      const size = spokesFrom(place);
      if (size > most) [best, most] = [place, size];
    }
    return best;
  }

  const isEntry = (place: number): boolean => (columns.stages[place]! & 1) !== 0;

  /** Whether no row before it in the file may be an entry at its time. */
  function isFirstOfTime(place: number): boolean {
    for (let p = place - 1; p >= 0 && columns.time[p] === columns.time[place]; p--) {
      if (isEntry(p)) return false;
    }
    return true;
  }

  /** None before it reaches all of the spokes. */
  function latestEntry(): number {
    let start = Math.max(...reached.map(({ finder }) => finder.chosen[0]!));
    while (start > 0 && columns.time[start - 1] === columns.time[start]) start--;
    return start;
  }

  function* everyRow(start: number): Generator<number> {
    for (let p = start; p < length; p++) if (isEntry(p)) yield p;
  }

  function* latestFirst(): Generator<number> {
    for (let end = length; end > 0;) {
      let start = end - 1;
      while (start > 0 && columns.time[start - 1] === columns.time[end - 1]) start--;
      for (let p = start; p < end; p++) if (isEntry(p)) yield p;
      end = start;
    }
  }

  function look(
    time: Float64Array,
    stages: Int32Array,
    start: number,
    end: number,
    row: Int32Array,
  ) {
    length = end - start;
    from = start;
    if (length > columns.time.length) columns = createColumns(2 * length);
    for (let i = 0; i < length; i++) {
      columns.time[i] = time[start + i]!;
      columns.stages[i] = stages[start + i]!;
      columns.row[i] = row[start + i]!;
    }
  }

  return {
    chosen,
    starts,
    entries,
    dropped,
    served: () => spokesFrom(chosen[0]! - from),
    firstEntry: () => chosen[0]!,
    drops() {
      const by = spokes.flatMap((spoke) => spoke.drops());
      if (by.length === 0) return false;
      dropped[Math.min(...by)]!++;
      return true;
    },
    find(time, stages, start, end, row) {
      look(time, stages, start, end, row);
      chosen.fill(-1);
      const found: Spoke[] = [];
      reached = found;
      let depth = 0;
      for (const spoke of spokes) {
        const deepest = spoke.find(columns, length);
        if (deepest < 0) return -1;
        const entered = spoke.finder.chosen[0]!;
        entries[spoke.stage] = entered + from;
        starts[spoke.stage] = columns.time[entered]!;
        if (deepest === 0) continue;
        found.push(spoke);
        depth = spoke.stage;
        chosen[spoke.stage] = spoke.finder.chosen[1]! + from;
      }
      chosen[0] = entryOf() + from;
      starts[0] = time[chosen[0]]!;
      entries[0] = chosen[0];
      return depth;
    },
  };
}

interface Spoke {
  readonly stage: number;
  readonly finder: AttemptFinder;
  find(columns: RowColumns, length: number): number;
  /** Which `without` leave out the actor that was just looked at. */
  drops(): number[];
  /** Whether the stage, with `goal` at that row if not -1, is reached from an entry at a row. */
  reachesFrom(columns: RowColumns, length: number, place: number, goal: number): boolean;
}

function createSpoke(
  spec: FunnelSpec,
  stage: number,
  tagged: TaggedRows,
  create: CreateFinder,
): Spoke {
  const { window = Infinity, inSession, entry } = spec;
  const { two, bits } = spokeOf(spec, stage);
  const first = spec.stages[0]!;
  const { marks: _, ...unmarked } = tagged;
  const rules = create(two, bits.length === 0 ? unmarked : tagged, bits);
  const isPair =
    inSession === undefined &&
    tagged.timeless === undefined &&
    bits.length === 0 &&
    (tagged.same ?? []).length === 0 &&
    two.stages.every(({ atLeast = 1 }) => atLeast === 1);
  const { within = Infinity, after = 0 } = two.stages[1] ?? {};
  const isPlain = isPair && entry !== "last" && after === 0;
  const finder = isPlain ? createAttemptFinder(two) : rules;
  let masks = new Int32Array(64);
  /** The places of the stage's rows; built when they are asked for. */
  let own: Int32Array | undefined;

  /** The same as `reachesFrom` where nothing but the times of the two rows counts. */
  function pairs({ time, stages }: RowColumns, length: number, place: number, goal: number) {
    const since = time[place]! + after;
    const until = time[place]! + Math.min(within, window);
    if (goal >= 0) return goal !== place && time[goal]! >= since && time[goal]! <= until;
    own ??= Int32Array.from(
      Array.from({ length }, (_, p) => p).filter((p) => (stages[p]! & (1 << stage)) !== 0),
    );
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time[own[middle]!]! < since) low = middle + 1;
      else high = middle;
    }
    if (own[low] === place) low++;
    return low < own.length && time[own[low]!]! <= until;
  }

  function tag({ stages }: RowColumns, start: number, end: number): void {
    if (end > masks.length) masks = new Int32Array(2 * end);
    for (let i = start; i < end; i++) {
      const isOwn = stage < spec.stages.length && (stages[i]! & (1 << stage)) !== 0;
      masks[i] = (stages[i]! & 1) | (isOwn ? 2 : 0);
    }
  }

  /** The rows that an attempt with an entry at this one may have. */
  function around(
    { time }: RowColumns,
    length: number,
    place: number,
    goal: number,
  ): [number, number] {
    if (time[0] === NO_TIME) return [0, length];
    const before = (first.atLeast ?? 1) > 1 ? window : 0;
    const until = goal < 0 ? time[place]! + window : time[goal]!;
    let start = place;
    while (start > 0 && time[place]! - time[start - 1]! <= before) start--;
    let end = place + 1;
    while (end < length && time[end]! <= until) end++;
    return [start, end];
  }

  return {
    stage,
    finder,
    find(columns, length) {
      own = undefined;
      tag(columns, 0, length);
      return finder.find(columns.time, masks, 0, length, columns.row);
    },
    drops() {
      if (isPlain) return [];
      const before = [...rules.dropped];
      if (!rules.drops()) return [];
      return bits.filter((_mark, index) => rules.dropped[index]! > before[index]!);
    },
    reachesFrom(columns, length, place, goal) {
      if (isPair) return pairs(columns, length, place, goal);
      const isTimed = goal >= 0 && columns.time[goal] !== NO_TIME;
      if (isTimed && columns.time[goal]! < columns.time[place]!) return false;
      const [start, end] = around(columns, length, place, goal);
      tag(columns, start, end);
      return rules.reachesFrom!(columns.time, masks, start, end, columns.row, place, goal);
    },
  };
}
