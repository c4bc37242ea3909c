/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { CohortResult, RetentionTotal } from "../result.ts";
import { isoTime } from "../plan/time.ts";
import { createCells } from "./cells.ts";
import { forEachActor } from "./group.ts";
import type { TaggedRows } from "./rows.ts";
import { share, shareInterval } from "./shares.ts";
import { type SplitGroup, type SplitSpec, groupCells } from "./splits.ts";

/** Bits of the rows that start and of those that return, as of the two stages of a funnel. */
const START = 1;
const RETURN = 2;

export interface RetentionSpec {
  /**
   * Ascending microseconds: period i goes from the i-th of them to the next, excluded. From the period of
   * the first start, or an earlier one, to that of `asOf`, with its end.
   */
  readonly bounds: readonly number[];
  /** Cells of a cohort beside that of its own period. */
  readonly periods: number;
  readonly asOf: number;
  /** One for each array in `TaggedRows.splits`. */
  readonly splits: readonly SplitSpec[];
}

export interface RetentionFigures {
  readonly cohorts: readonly CohortResult[];
  readonly total: RetentionTotal;
}

export interface ComputedRetention extends RetentionFigures {
  readonly splits: readonly (SplitGroup & RetentionFigures)[];
}

/** Of one cohort: how many started, then how many returned in each period. */
type Counts = Int32Array;

/**
 * Actors by the period of their first start, and how many of them returned in each later one. In the
 * period of the start a return counts at or after it, and isn't the row of the start itself: of rows of
 * one time any may be the start.
 */
export function computeRetention(rows: TaggedRows, spec: RetentionSpec): ComputedRetention {
  const { bounds, periods, splits } = spec;
  const count = bounds.length - 1;
  const sizes = splits.map(({ values }) => values.length);
  const cells = createCells(rows.splits, sizes);
  /** By cell of the splits and cohort. */
  const found = new Map<number, Counts>();

  forEachActor(rows, (columns, start, end) => {
    const { time, stages, row } = columns;
    let first = start;
    while (first < end && (stages[first]! & START) === 0) first++;
    if (first === end) return;
    const moment = time[first]!;
    const cohort = periodOf(bounds, moment);
    const key = cells.cellOf(row[first]!) * count + cohort;
    let counts = found.get(key);
    if (counts === undefined) {
      counts = new Int32Array(2 + Math.min(periods, count - 1 - cohort));
      found.set(key, counts);
    }
    counts[0]!++;
    let last = -1;
    if (returnsAt(stages, time, start, end, first)) {
      counts[1]!++;
      last = 0;
    }
    let period = cohort;
    for (let p = first; p < end; p++) {
      if ((stages[p]! & RETURN) === 0 || time[p] === moment) continue;
      while (bounds[period + 1]! <= time[p]!) period++;
      const cell = period - cohort;
      if (cell > periods) return;
      if (cell > last) counts[1 + cell]!++;
      last = cell;
    }
  });

  const [whole = []] = byCohort(found, count, 1, () => 0);
  if (splits.length === 0) return { ...figuresOf(whole, spec), splits: [] };
  const entered = new Float64Array(cells.count());
  for (const [key, counts] of found) entered[Math.floor(key / count)]! += counts[0]!;
  const { groups, groupOf } = groupCells(cells, (cell) => entered[cell]!, splits);
  const parts = byCohort(found, count, groups.length, (cell) => groupOf[cell]!);
  return {
    ...figuresOf(whole, spec),
    splits: groups.map((group, index) => ({ ...group, ...figuresOf(parts[index]!, spec) })),
  };
}

/** The last period that begins at or before a time. */
function periodOf(bounds: readonly number[], moment: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= moment) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether rows of the start's own time are a start and, another one, a return. */
function returnsAt(
  stages: Int32Array,
  time: Float64Array,
  start: number,
  end: number,
  first: number,
): boolean {
  const moment = time[first]!;
  let from = first;
  while (from > start && time[from - 1] === moment) from--;
  let starts = 0;
  let returns = 0;
  let both = 0;
  for (let p = from; p < end && time[p] === moment; p++) {
    const isStart = (stages[p]! & START) !== 0;
    const isReturn = (stages[p]! & RETURN) !== 0;
    if (isStart) starts++;
    if (isReturn) returns++;
    if (isStart && isReturn) both++;
  }
  return returns > 0 && !(starts === 1 && returns === 1 && both === 1);
}

/** The earliest first. */
type Cohorts = readonly (readonly [cohort: number, counts: Counts])[];

/** The counts of the cells of splits that are in a group together, a list a group. */
function byCohort(
  found: ReadonlyMap<number, Counts>,
  count: number,
  groups: number,
  groupOf: (cell: number) => number,
): readonly Cohorts[] {
  const sums = Array.from({ length: groups }, () => new Map<number, Counts>());
  for (const [key, counts] of found) {
    const ofGroup = sums[groupOf(Math.floor(key / count))]!;
    const cohort = key % count;
    const sum = ofGroup.get(cohort);
    if (sum === undefined) ofGroup.set(cohort, counts.slice());
    else for (let i = 0; i < counts.length; i++) sum[i]! += counts[i]!;
  }
  return sums.map((ofGroup) => [...ofGroup].sort(([a], [b]) => a - b));
}

function figuresOf(cohorts: Cohorts, { bounds, asOf }: RetentionSpec): RetentionFigures {
  /** The latest row tells how far the data go: a period is over with its last microsecond. */
  const isOver = (period: number): boolean => bounds[period + 1]! - 1 <= asOf;
  const longest = Math.max(0, ...cohorts.map(([, counts]) => counts.length - 1));
  const totals = Array.from({ length: longest }, () => ({ actors: 0, returned: 0 }));
  let all = 0;
  const results = cohorts.map(([cohort, counts]): CohortResult => {
    const [actors = 0, ...returns] = counts;
    all += actors;
    return {
      start: isoTime(bounds[cohort]!),
      actors,
      cells: returns.map((returned, cell) => {
        if (!isOver(cohort + cell))
          return { returned, share: share(returned, actors), partial: true };
        totals[cell]!.actors += actors;
        totals[cell]!.returned += returned;
        return { returned, share: share(returned, actors) };
      }),
    };
  });
  return {
    cohorts: results,
    total: {
      actors: all,
      cells: totals.map(({ actors, returned }) => ({
        actors,
        returned,
        share: share(returned, actors),
        interval: shareInterval(returned, actors),
      })),
    },
  };
}
