import type { TrendModel } from "../../../language/index.ts";
import { duckdb } from "../sql/duckdb.ts";
import { render } from "../sql/fragment.ts";
import type { Interval } from "../sql/dialect.ts";
import type { Database } from "./duckdb.ts";
import type { SourceProfile } from "./profile.ts";
import type { Scanned } from "./scan.ts";

/** More say nothing to anybody, and each costs a look at its actors. */
export const MAX_POINTS = 5_000;

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

/** The longest that a point lasts: with the hour that clocks go back by. */
const LONGEST: Readonly<Record<Interval, number>> = {
  hourly: 2 * HOUR,
  daily: 25 * HOUR,
  weekly: 7 * DAY + HOUR,
  monthly: 31 * DAY + HOUR,
};
export interface TrendPeriods {
  readonly kind: "periods";
  readonly interval: Interval;
  /** Whose hours, days, weeks or months they are. */
  readonly zone: string;
  /** Ascending microseconds: point i goes from the i-th of them to the next, excluded. */
  readonly bounds: readonly number[];
  /** By point: not all of its time lies in `during` and before the latest row. */
  readonly partial: readonly boolean[];
  /** Where the points ahead begin. */
  readonly ahead: readonly number[];
}

/** There would be so many points. */
export type Periods = TrendPeriods | { readonly kind: "too-many"; readonly points: number };

/**
 * The hours, days, weeks or months of a trend in a time zone: from the start of `during`, or the first
 * row, up to the end of `during`, or the latest row, whichever comes first.
 */
export async function trendPeriods(
  { interval, forecast = 0 }: TrendModel,
  {
    range,
    profiles,
    asOf,
  }: Pick<Scanned, "range" | "asOf"> & {
    readonly profiles: readonly Pick<SourceProfile, "first">[];
  },
  zone: string,
  database: Database,
): Promise<Periods> {
  const firsts = profiles.flatMap(({ first }) => (first === null ? [] : [first]));
  const none: TrendPeriods = {
    kind: "periods",
    interval,
    zone,
    bounds: [],
    partial: [],
    ahead: [],
  };
  if (asOf === null || firsts.length === 0) return none;
  const first = Math.min(...firsts);
  const from = range.from ?? first;
  const to = Math.min(range.to ?? asOf, asOf);
  if (from > to) return none;
  const roughly = (to - from) / LONGEST[interval] + forecast;
  if (roughly > MAX_POINTS) return { kind: "too-many", points: estimate(from, to, interval) };

  const until = to + (forecast + 1) * LONGEST[interval];
  const rows = await database.rows(render(duckdb.pointStarts(interval, from, until, zone), duckdb));
  const starts = rows.map(({ start }) => Number(start));
  const begin = starts.findLastIndex((start) => start <= from);
  const end = starts.findIndex((start) => start > to);
  if (end - begin > MAX_POINTS) return { kind: "too-many", points: end - begin };
  const bounds = starts.slice(begin, end + 1);
  const isLong = interval === "weekly" || interval === "monthly";
  return {
    kind: "periods",
    interval,
    zone,
    bounds,
    partial: bounds.slice(0, -1).map((start, index) => {
      const next = bounds[index + 1] ?? Infinity;
      // Where the data begin isn't known to the second: a day with nothing at its start is a day.
      const begins = range.from ?? (isLong ? first - DAY + 1 : start);
      return start < begins || next - 1 > to;
    }),
    ahead: starts.slice(end, end + forecast),
  };
}

/**
 * Where the points begin and end in another zone: a day of a source is a day of its own calendar, as in
 * `during`. Hours are the same everywhere.
 */
export async function boundsIn(
  { interval, zone, bounds }: TrendPeriods,
  other: string,
  database: Database,
): Promise<readonly number[]> {
  const isSame = other === zone || (duckdb.isUtc(other) && duckdb.isUtc(zone));
  if (interval === "hourly" || isSame || bounds.length === 0) return bounds;
  const rows = await database.rows(render(duckdb.sameClock(bounds, zone, other), duckdb));
  return rows.map(({ start }) => Number(start));
}

function estimate(from: number, to: number, interval: Interval): number {
  const usual = { hourly: HOUR, daily: DAY, weekly: 7 * DAY, monthly: 30 * DAY };
  return Math.ceil((to - from) / usual[interval]);
}
