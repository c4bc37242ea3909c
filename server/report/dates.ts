import type { During, Moment } from "../../language/index.ts";
import type { FunnelResult } from "../engine/result.ts";
import type { ReportMessages } from "./messages/words.ts";

/**
 * Over which entries a result was measured, as people write dates: "1 Jan – 31 Mar 2026". A range
 * that the text gives is shown as the text gives it, in its own time zone; ends that only the data
 * know (the last row) are shown in `timeZone`.
 */
export function describeRange(
  during: During | undefined,
  result: Pick<FunnelResult, "during" | "as_of">,
  messages: ReportMessages,
  timeZone: string,
): string {
  const last = instant(result.as_of, timeZone);
  if (during === undefined) {
    return last === undefined
      ? messages.during.nothing
      : messages.during.upTo(writeRange(last, last, messages));
  }
  const from =
    during.kind === "between" ? written(during.from, true) : instant(result.during.from, timeZone);
  const to =
    during.kind === "between" && during.to !== undefined
      ? written(during.to, during.toIncluded)
      : during.kind === "last"
        ? (instant(result.during.to, timeZone) ?? last)
        : last;
  if (from === undefined) {
    return to === undefined
      ? messages.during.nothing
      : messages.during.upTo(writeRange(to, to, messages));
  }
  if (to === undefined || to.time < from.time) {
    return messages.during.from(writeRange(from, from, messages));
  }
  return writeRange(from, to, messages);
}

interface LocalTime {
  /** Milliseconds since 1970 in the zone's own wall-clock time, as if it were UTC. */
  readonly time: number;
  readonly wholeDay: boolean;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** An end that lies outside stands for the last day or minute inside. */
function written(moment: Moment, included: boolean): LocalTime | undefined {
  const time = Date.parse(`${moment.local.slice(0, 23)}Z`);
  if (Number.isNaN(time)) return undefined;
  const wholeDay = time % day === 0;
  if (included) return { time, wholeDay };
  return wholeDay ? { time: time - day, wholeDay } : { time: time - minute, wholeDay };
}

/** What the data say is shown by the day: a second would pretend to matter. */
function instant(iso: string | null, timeZone: string): LocalTime | undefined {
  if (iso === null) return undefined;
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return undefined;
  return { time: time + offsetAt(time, timeZone), wholeDay: true };
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. An unknown zone counts as UTC. */
export function offsetAt(time: number, timeZone: string): number {
  try {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(time);
    const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return Number.isNaN(local) ? 0 : local - Math.floor(time / 1000) * 1000;
  } catch {
    return 0;
  }
}

function writeRange(from: LocalTime, to: LocalTime, messages: ReportMessages): string {
  const withTime = !from.wholeDay || !to.wholeDay;
  const format = new Intl.DateTimeFormat(messages.dates, {
    dateStyle: "medium",
    ...(withTime ? { timeStyle: "short" as const } : {}),
    timeZone: "UTC",
  });
  // Thin spaces around the dash are lost in terminals.
  return format.formatRange(from.time, to.time).replaceAll(/[\u2009\u202f]/g, " ");
}
