import type { DurationNode, PeriodNode } from "../syntax/ast.ts";
import type { During, Moment } from "./model.ts";

const MICROSECONDS: Readonly<Record<DurationNode["unit"], number>> = {
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
  week: 604_800_000_000,
};

/** Whole microseconds, rounded; may be larger than what a number holds exactly. */
export function durationMicroseconds(node: DurationNode): number {
  return Math.round(Number(node.amount) * MICROSECONDS[node.unit]);
}

/** A date or time in the language's form, as a point in time. A bare date is its first moment. */
export function momentOf(text: string): Moment {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      text,
    );
  const [, day = "1970-01-01", clock = "00:00", seconds = "00", fraction = "", zone] = parts ?? [];
  const local = `${day}T${clock}:${seconds}.${fraction.slice(0, 6).padEnd(6, "0")}`;
  return zone === undefined ? { local } : { local, offset: offsetMinutes(zone) };
}

function offsetMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}

type End = Pick<Extract<During, { kind: "between" }>, "to" | "toIncluded">;

/** The end of a range: a bare date lies in it as a whole day, so the range ends before the next one. */
export function endOf(text: string): End {
  if (text.length > 10) return { to: momentOf(text), toIncluded: true };
  return endBefore(nextDay(text));
}

/**
 * A range that ends with the year 9999 is open: the day after can't be written, and `9999-12-31` is
 * what people write for "for ever".
 */
function endBefore(day: string): End {
  return day.length > 10 ? { toIncluded: false } : { to: dayMoment(day), toIncluded: false };
}

/** The range of `2026`, `2026-Q1` or `2026-01`; undefined where there is no such period. */
export function periodRange(node: PeriodNode): Extract<During, { kind: "between" }> | undefined {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(node.text);
  if (!parts) return undefined;
  const [, yearText = "", quarter, monthText] = parts;
  const year = Number(yearText);
  const month = quarter ? Number(quarter) * 3 - 2 : Number(monthText ?? "1");
  if (year < 1 || month < 1 || month > 12) return undefined;
  const months = quarter ? 3 : monthText ? 1 : 12;
  const next = month + months - 1;
  const to = isoMonth(year + Math.floor(next / 12), (next % 12) + 1);
  return {
    kind: "between",
    from: dayMoment(isoMonth(year, month)),
    ...endBefore(to),
    months,
  };
}

function isoMonth(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

function dayMoment(day: string): Moment {
  return { local: `${day}T00:00:00.000000` };
}

/** The same few dates end ranges all over a file. */
const dayAfter = new Map<string, string>();
const MOST_DAYS = 1_000;

function nextDay(day: string): string {
  const known = dayAfter.get(day);
  if (known !== undefined) return known;
  const next = addDays(day, 1);
  if (dayAfter.size >= MOST_DAYS) dayAfter.clear();
  dayAfter.set(day, next);
  return next;
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  // A year of five digits comes with a sign and six digits, so it stays longer than a date.
  return date.toISOString().split("T")[0] ?? day;
}

/**
 * Microseconds for telling which of two moments comes first. Without offsets both are taken to be in
 * one time zone; undefined where only one has an offset, since then the zone decides.
 */
export function difference(from: Moment, to: Moment): number | undefined {
  if ((from.offset === undefined) !== (to.offset === undefined)) return undefined;
  return micros(to) - micros(from);
}

function micros(moment: Moment): number {
  const whole = Date.parse(`${moment.local.slice(0, 19)}Z`) * 1000;
  const fraction = Number(moment.local.slice(20, 26));
  return whole + fraction - (moment.offset ?? 0) * 60_000_000;
}

/** Decimal digits with a percent sign applied: moves the point, so that nothing is rounded. */
export function decimalOf(text: string, percent: boolean): string {
  const [whole = "0", fraction = ""] = text.split(".");
  if (!percent) return tidy(whole, fraction);
  const padded = whole.padStart(3, "0");
  return tidy(padded.slice(0, -2), padded.slice(-2) + fraction);
}

function tidy(whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, "");
  const rest = fraction.replace(/0+$/, "");
  return rest === "" ? digits : `${digits}.${rest}`;
}
