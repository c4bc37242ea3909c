import type { Moment } from "../../../language/index.ts";
import type { EntryLimits } from "./plan.ts";
import { isoTime } from "./time.ts";

/** How far the period before lies back. */
export type Distance =
  | { readonly kind: "days" | "months"; readonly count: number }
  /** Microseconds. */
  | { readonly kind: "exact"; readonly duration: number };

export interface PreviousPeriod {
  readonly entry: EntryLimits;
  readonly distance: Distance;
}

const DAY = 86_400_000;

/**
 * The same length just before: for a month, quarter or year the one before; for dates as many days of the
 * calendar, so that it begins and ends at midnight whatever the clocks did; else as many microseconds.
 * `range`: the entries' range, resolved, both ends included. Undefined where it has no length.
 */
export function previousPeriod(
  entry: EntryLimits,
  range: { readonly from: number | null; readonly to: number | null },
): PreviousPeriod | undefined {
  if (entry.kind === "between" && entry.to !== undefined && !entry.toIncluded) {
    const { from, to, months } = entry;
    const before = { kind: "between", to: from, toIncluded: false } as const;
    if (months !== undefined) {
      const moved = monthsBefore(from, months);
      return {
        entry: { ...before, from: moved, months },
        distance: { kind: "months", count: months },
      };
    }
    if (isMidnight(from)) {
      const days = Math.round((dayOf(to) - dayOf(from)) / DAY);
      const moved = withDay(from, dayOf(from) - days * DAY);
      return { entry: { ...before, from: moved }, distance: { kind: "days", count: days } };
    }
  }
  if (range.from === null || range.to === null) return undefined;
  const isLast = entry.kind === "last";
  const duration = isLast ? range.to - range.from : range.to - range.from + 1;
  return {
    entry: {
      kind: "between",
      from: instant(range.from - duration),
      to: instant(range.from - 1),
      toIncluded: true,
    },
    distance: { kind: "exact", duration },
  };
}

function isMidnight({ local, offset }: Moment): boolean {
  return offset === undefined && local.slice(11) === "00:00:00.000000";
}

/** Milliseconds of the date, as if in UTC. */
function dayOf({ local }: Moment): number {
  return Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
}

function withDay({ local }: Moment, day: number): Moment {
  return { local: `${new Date(day).toISOString().slice(0, 10)}${local.slice(10)}` };
}

/** Of the first day of a month. */
function monthsBefore(moment: Moment, months: number): Moment {
  const date = new Date(dayOf(moment));
  return withDay(moment, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
}

function instant(microseconds: number): Moment {
  const [whole = "", fraction = ""] = isoTime(microseconds).slice(0, -1).split(".");
  return { local: `${whole}.${fraction.padEnd(6, "0")}`, offset: 0 };
}
