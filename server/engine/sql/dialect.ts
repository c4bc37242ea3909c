import type { Moment } from "../../../language/index.ts";
import type { Fragment, Quoting } from "./fragment.ts";

/** How a value lies in the data. `text` is read as whatever is asked for. */
export type Stored =
  | "text"
  | "integer"
  /** Whole numbers beyond 64 bits. */
  | "wide-integer"
  | "decimal"
  | "float"
  | "boolean"
  | "date"
  /** A time without an offset, in microseconds or coarser. */
  | "timestamp"
  | "timestamp-ns"
  /** A time with an offset or in UTC. */
  | "instant"
  | "nested"
  | "other";

export type Interval = "hourly" | "daily" | "weekly" | "monthly";
export type Unit = "day" | "month";

export interface StoredColumn {
  readonly value: Fragment;
  readonly stored: Stored;
  /** Text only: numbers are written `1,5`. */
  readonly decimalComma?: boolean;
}

/** A table that can be scanned: one source, all of its files, in file order. */
export interface ScanTable {
  /** Counts, least and greatest values of whole columns cost nothing. */
  readonly hasStatistics: boolean;
  readonly from: Fragment;
  /** The same, keeping the rows that can't be parsed for the ledger. To be scanned once. */
  readonly counted: Fragment;
  column(path: readonly string[]): StoredColumn | undefined;
  /** The number of a row, where rows don't come in file order; else absent. */
  readonly rowNumber?: Fragment;
  /** The name of the row's file, without its folder. */
  readonly fileName: Fragment;
}

/**
 * What a dialect supplies. Times are whole microseconds since 1970 in UTC, durations whole
 * microseconds; a value that can't be read is missing, never an error.
 */
export interface Dialect extends Quoting {
  readonly readText: (column: StoredColumn) => Fragment;
  /** `exact` keeps more than 15 digits of numbers that are stored as text. */
  readonly readNumber: (column: StoredColumn, exact: boolean) => Fragment;
  readonly readBoolean: (column: StoredColumn) => Fragment;
  /** Times without an offset are in `zone`. `format`: see the language's `time`. */
  readonly readTime: (column: StoredColumn, zone: string, format?: string) => Fragment;
  readonly readJson: (column: StoredColumn) => Fragment;

  /** No local time differs from that in UTC. */
  readonly isUtc: (zone: string) => boolean;
  readonly moment: (moment: Moment, zone: string) => Fragment;
  /** Whether a time is one that figures can be computed from (years 1700 to 2250). */
  readonly readableTime: (time: Fragment) => Fragment;

  readonly contains: (operand: Fragment, part: Fragment) => Fragment;
  readonly startsWith: (operand: Fragment, part: Fragment) => Fragment;
  readonly endsWith: (operand: Fragment, part: Fragment) => Fragment;
  /** RE2, found anywhere. */
  readonly matches: (operand: Fragment, pattern: Fragment) => Fragment;
  readonly trim: (operand: Fragment) => Fragment;
  /** In code points. */
  readonly length: (operand: Fragment) => Fragment;
  readonly replace: (operand: Fragment, part: Fragment, by: Fragment) => Fragment;
  readonly lower: (operand: Fragment) => Fragment;
  readonly upper: (operand: Fragment) => Fragment;

  /** Floating-point arithmetic; a division by zero is missing. */
  readonly arithmetic: (
    operator: "+" | "-" | "*" | "/",
    left: Fragment,
    right: Fragment,
  ) => Fragment;
  /** Whole microseconds, exact. */
  readonly addDurations: (operator: "+" | "-", left: Fragment, right: Fragment) => Fragment;
  /** A duration times or divided by a number, rounded to whole microseconds. */
  readonly scaleDuration: (operator: "*" | "/", duration: Fragment, factor: Fragment) => Fragment;
  readonly round: (operand: Fragment, digits: Fragment | undefined) => Fragment;
  readonly absolute: (operand: Fragment) => Fragment;
  readonly floor: (operand: Fragment) => Fragment;
  readonly ceiling: (operand: Fragment) => Fragment;
  readonly numberToText: (operand: Fragment) => Fragment;
  readonly booleanToText: (operand: Fragment) => Fragment;

  readonly datePart: (part: "year" | "weekday" | "hour", time: Fragment, zone: string) => Fragment;
  /** `2026-Q1`, `2026-01` */
  readonly period: (part: "quarter" | "month", time: Fragment, zone: string) => Fragment;
  /** The time at which the local day or week begins. */
  readonly startOf: (part: "week" | "day", time: Fragment, zone: string) => Fragment;
  /**
   * A query for `start`, ascending: where the points of a trend begin, at least from the one in which
   * `from` lies to the one behind that of `to`. Weeks begin on Mondays; an hour that the clock shows twice
   * begins twice.
   */
  readonly pointStarts: (interval: Interval, from: number, to: number, zone: string) => Fragment;
  /** The same local time so many days or months later; of a day that a month lacks, its last one. */
  readonly moved: (time: Fragment, count: number, unit: Unit, zone: string) => Fragment;
  /** A query for `start`: when the clocks of another zone show what they show in one at each of the times. */
  readonly sameClock: (times: readonly number[], zone: string, other: string) => Fragment;
  /** Rows that have a `moment`, each with the `point` it lies in: between two of the ascending bounds. */
  readonly inPoints: (rows: Fragment, bounds: readonly number[]) => Fragment;
  /** `2026-01-31` of the local day. */
  readonly dateText: (time: Fragment, zone: string) => Fragment;
  /** `2026-01-31T12:30:05.25Z` */
  readonly timeText: (time: Fragment) => Fragment;

  /** Which row of its table a row is, from 1 on, in file order. */
  readonly rowNumber: Fragment;
  /** Of a whole number from the least one; the difference fits 32 bits. */
  readonly offset: (operand: Fragment, least: bigint) => Fragment;
  readonly toDouble: (operand: Fragment) => Fragment;
  /** Exact to nine decimals, up to 10^21; what is larger is missing. A double is what it is written as. */
  readonly toDecimal: (operand: Fragment) => Fragment;
  readonly bitAnd: (left: Fragment, right: Fragment) => Fragment;
  readonly bitOr: (operands: readonly Fragment[]) => Fragment;
  /** One text of several, different for different parts; missing where one is. */
  readonly compose: (parts: readonly Fragment[]) => Fragment;
}
