import type { Interval, Unit } from "./dialect.ts";
import { type Fragment, list, number, sql, text } from "./fragment.ts";

/** Local times in DuckDB. */

export function isUtc(zone: string): boolean {
  return zone === "UTC" || zone === "Etc/UTC";
}

/** Microseconds of a local timestamp. A doubled local time is the later one, a skipped one moves forward. */
export function epoch(timestamp: Fragment, zone: string): Fragment {
  return isUtc(zone)
    ? sql`epoch_us(${timestamp})`
    : sql`epoch_us(timezone(${text(zone)}, ${timestamp}))`;
}

export function localTime(time: Fragment, zone: string): Fragment {
  return isUtc(zone)
    ? sql`make_timestamp(${time})`
    : sql`timezone(${text(zone)}, make_timestamptz(${time}))`;
}

/** The same local time so many days or months away; of a day that a month lacks, its last. */
export function moved(time: Fragment, count: number, unit: Unit, zone: string): Fragment {
  const interval = sql`(${number(count)} * ${unit === "day" ? sql`interval 1 day` : sql`interval 1 month`})`;
  return epoch(sql`(${localTime(time, zone)} + ${interval})`, zone);
}

const UNITS = { daily: "day", weekly: "week", monthly: "month" } as const;

export function pointStarts(interval: Interval, from: number, to: number, zone: string): Fragment {
  return interval === "hourly"
    ? hourStarts(from, to, zone)
    : dateStarts(UNITS[interval], from, to, zone);
}

/** From one unit before: where midnight comes twice, the later one begins the day. */
function dateStarts(
  unit: "day" | "week" | "month",
  from: number,
  to: number,
  zone: string,
): Fragment {
  const step = {
    day: sql`interval 1 day`,
    week: sql`interval 7 day`,
    month: sql`interval 1 month`,
  }[unit];
  const begin = (time: number): Fragment =>
    sql`cast(date_trunc(${text(unit)}, ${localTime(number(time), zone)}) as timestamp)`;
  const series = sql`generate_series(${begin(from)} - ${step}, ${begin(to)} + ${step}, ${step})`;
  return sql`select distinct cast(${epoch(sql`b`, zone)} as double) as "start" from (select unnest(${series}) as b) as s order by "start"`;
}

/** What zones are away from UTC, and by how much clocks are changed. */
const QUARTER = 900_000_000;

/** Where the clock shows a full hour, and where it passes over one. */
function hourStarts(from: number, to: number, zone: string): Fragment {
  const first = Math.floor(from / QUARTER) - 8;
  const last = Math.ceil(to / QUARTER) + 8;
  const tick = number(QUARTER);
  const ticks = sql`select unnest(range(${number(first)}, ${number(last)})) * ${tick} as t`;
  const now = localTime(sql`t`, zone);
  const before = localTime(sql`(t - ${tick})`, zone);
  const isStart = sql`minute(${now}) = 0 or date_trunc('hour', ${now}) <> date_trunc('hour', ${before})`;
  return sql`select cast(t as double) as "start" from (${ticks}) as s where ${isStart} order by t`;
}

export function sameClock(times: readonly number[], zone: string, other: string): Fragment {
  const all = sql`select unnest([${list(times.map(number))}]) as t`;
  const moved = epoch(localTime(sql`t`, zone), other);
  return sql`select cast(${moved} as double) as "start" from (${all}) as s order by t`;
}

export function inPoints(rows: Fragment, bounds: readonly number[]): Fragment {
  const all = sql`[${list(bounds.map(number))}]`;
  const starts = sql`select unnest(${all}) as start, unnest(range(0, ${number(bounds.length)})) as point`;
  const last = number(bounds.length - 1);
  return sql`select r.*, p.point from (${rows}) as r asof join (${starts}) as p on r.moment >= p.start where p.point < ${last}`;
}
