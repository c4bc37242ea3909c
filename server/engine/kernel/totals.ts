import type { ComparedStage, TrendPoint } from "../result.ts";
import {
  add,
  compare,
  divide,
  type Fraction,
  fromDecimal,
  round,
  subtract,
  whole,
} from "../statistics/fraction.ts";
import type { FunnelFigures, GroupFigures, StageFigures } from "./figures.ts";
import type { SplitSpec } from "./splits.ts";

/**
 * The first stages of a funnel may be counted already: nobody is followed there, and a step from such a
 * stage is a count by a count. Who was counted may be there several times, and nothing says how the counts
 * came about: so there is no interval, nobody is missing, and a share may be more than all.
 */
export interface CountedRows {
  /** By split; null is missing. */
  readonly values: readonly (string | null)[];
  /** Microseconds; absent: it wasn't asked for. */
  readonly time?: number;
  /** Of the source, with `time`. */
  readonly zone?: string;
  /** By stage. */
  readonly counts: readonly Fraction[];
}

/** One group of the splits: its counts, and its actors, if there are any. */
export interface CountedGroup {
  readonly by: Readonly<Record<string, string | null>>;
  readonly other: boolean;
  readonly counts: readonly Fraction[];
  readonly actors?: GroupFigures;
}

const none = whole(0);

/** The figures where no stage is of actors. */
export const nobody: FunnelFigures = {
  entered: 0,
  converted: 0,
  conversion: null,
  interval: null,
  seconds: null,
  stages: [],
};

export function sumCounts(rows: readonly CountedRows[], stages: number): Fraction[] {
  return Array.from({ length: stages }, (_, stage) =>
    rows.reduce((sum, { counts }) => add(sum, counts[stage] ?? none), none),
  );
}

/** `optional`: of the counted stages. `actors`: of the stages behind them; absent: there are none. */
export function withCounts(
  optional: readonly boolean[],
  counts: readonly Fraction[],
  actors?: FunnelFigures,
): FunnelFigures {
  const [entered = none] = counts;
  let previous: Fraction | undefined;
  const step = (count: Fraction): StageFigures => ({
    count: round(count, 6),
    conversion_from_previous: ratio(count, previous),
    conversion_from_first: ratio(count, entered),
    dropoff: null,
    interval: null,
    seconds_from_previous: null,
  });
  const counted = counts.map((count, stage): StageFigures => {
    const { dropoff, ...figures } = step(count);
    if (optional[stage] === true) return figures;
    previous = count;
    return { ...figures, ...(dropoff === undefined ? {} : { dropoff }) };
  });
  const goal = actors === undefined ? (previous ?? none) : whole(actors.converted);
  const [first, ...others] = actors?.stages ?? [];
  return {
    entered: round(entered, 6),
    converted: round(goal, 6),
    conversion: ratio(goal, entered),
    interval: null,
    seconds: actors?.seconds ?? null,
    stages: [
      ...counted,
      ...(first === undefined ? [] : [{ ...first, ...step(whole(first.count)) }]),
      ...others.map((stage) => ({
        ...stage,
        conversion_from_first: ratio(whole(stage.count), entered),
      })),
    ],
    ...(actors?.positions === undefined ? {} : { positions: actors.positions }),
  };
}

/** To six decimals; null without anything to divide by. */
function ratio(count: Fraction, of: Fraction | undefined): number | null {
  const exact = of && divide(count, of);
  return exact ? round(exact, 6) : null;
}

/**
 * The values of each split that are shown, in order: those with the most of the first count, ties by
 * value, as many as its `top` says; behind them those that only actors have.
 */
export function shownValues(
  rows: readonly CountedRows[],
  splits: readonly SplitSpec[],
): readonly (readonly string[])[] {
  return splits.map(({ values, top }, s) => {
    const counts = new Map<string, Fraction>(values.map((value) => [value, none]));
    for (const row of rows) {
      const value = row.values[s] ?? null;
      if (value !== null) {
        counts.set(value, add(counts.get(value) ?? none, row.counts[0] ?? none));
      }
    }
    return [...counts]
      .sort(([a, left], [b, right]) => compare(right, left) || (a < b ? -1 : a > b ? 1 : 0))
      .map(([value]) => value)
      .slice(0, top);
  });
}

/** The groups of actors and of counts together, each pair of values that occurs in either. */
export function joinGroups(
  rows: readonly CountedRows[],
  stages: number,
  splits: readonly SplitSpec[],
  shown: readonly (readonly string[])[],
  actors: readonly GroupFigures[],
): readonly CountedGroup[] {
  const placeOf = (value: string | null | undefined, s: number): number => {
    const list = shown[s] ?? [];
    if (value === undefined) return list.length + 1;
    if (value === null) return list.length;
    const place = list.indexOf(value);
    return place < 0 ? list.length + 1 : place;
  };
  const groups = new Map<string, { places: number[]; rows: CountedRows[]; own?: GroupFigures }>();
  const groupAt = (places: number[]) => {
    const key = places.join(" ");
    const found = groups.get(key) ?? { places, rows: [] };
    groups.set(key, found);
    return found;
  };
  for (const row of rows) {
    groupAt(splits.map((_, s) => placeOf(row.values[s] ?? null, s))).rows.push(row);
  }
  for (const own of actors) {
    const places = splits.map(({ text }, s) =>
      placeOf(Object.hasOwn(own.by, text) ? own.by[text] : undefined, s),
    );
    groupAt(places).own = own;
  }
  return [...groups.values()]
    .sort((a, b) => comparePlaces(a.places, b.places))
    .map(({ places, rows: members, own }): CountedGroup => {
      const named = splits.flatMap(({ text }, s) => {
        const place = places[s] ?? 0;
        const list = shown[s] ?? [];
        return place > list.length ? [] : [[text, list[place] ?? null] as const];
      });
      return {
        by: Object.fromEntries(named),
        other: named.length < splits.length,
        counts: sumCounts(members, stages),
        ...(own === undefined ? {} : { actors: own }),
      };
    });
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((place, s) => place !== b[s]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}

/** Steps from counts: what they differ by. Whether by more than noise can't be told of counts. */
export function compareCounts(
  figures: FunnelFigures,
  other: FunnelFigures,
  stages: readonly { readonly name: string; readonly stage: number }[],
): ComparedStage[] {
  return stages.map(({ name, stage }) => {
    const mine = figures.stages[stage]?.conversion_from_previous ?? null;
    const theirs = other.stages[stage]?.conversion_from_previous ?? null;
    return {
      name,
      count: other.stages[stage]?.count ?? 0,
      conversion_from_previous: theirs,
      difference:
        mine === null || theirs === null
          ? null
          : round(subtract(fromDecimal(mine), fromDecimal(theirs)), 6),
      interval: null,
      p: null,
      p_adjusted: null,
    };
  });
}

/** What is counted in the time of each point. `boundsIn`: where points begin and end in a time zone. */
export function countsByPoint(
  rows: readonly CountedRows[],
  stages: number,
  boundsIn: (zone: string | undefined) => readonly number[],
  points: number,
): readonly (readonly Fraction[])[] {
  const byPoint = Array.from({ length: points }, (): CountedRows[] => []);
  for (const row of rows) {
    const { time, zone } = row;
    if (time === undefined) continue;
    byPoint[boundsIn(zone).findLastIndex((bound) => bound <= time)]?.push(row);
  }
  return byPoint.map((counted) => sumCounts(counted, stages));
}

/** The counts of each point before its actors; who converts is told by `actors`, where there are any. */
export function countedTrend(
  counts: readonly (readonly Fraction[])[],
  optional: readonly boolean[],
  points: readonly TrendPoint[],
  hasActors: boolean,
): TrendPoint[] {
  const goal = optional.findLastIndex((each) => !each);
  return points.map((point, index) => {
    const counted = counts[index] ?? [];
    const [entered = none] = counted;
    const converted = hasActors ? whole(point.converted) : (counted[goal] ?? none);
    return {
      ...point,
      entered: round(entered, 6),
      converted: round(converted, 6),
      conversion: ratio(converted, entered),
      interval: null,
    };
  });
}
