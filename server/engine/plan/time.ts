import type { Moment } from "../../../language/index.ts";

/**
 * The times that figures are computed from: the years 1700 to 2250, in microseconds since 1970. So
 * every time and every difference of two is exact as a double. A time outside is unreadable.
 */
export const FIRST_READABLE = Date.UTC(1700, 0, 1) * 1000;
/** The first time after them. */
export const BEFORE_READABLE = Date.UTC(2251, 0, 1) * 1000;

/** Microseconds since 1970; undefined where the time zone has to be asked. */
export function momentMicroseconds(moment: Moment, zone: string): number | undefined {
  if (moment.offset === undefined && zone !== "UTC" && zone !== "Etc/UTC") return undefined;
  return localMicroseconds(moment.local) - (moment.offset ?? 0) * 60_000_000;
}

/** Microseconds of a local time as if it were in UTC. */
export function localMicroseconds(local: string): number {
  const milliseconds = Date.parse(`${local.slice(0, 19)}Z`);
  return milliseconds * 1000 + Number((local.split(".")[1] ?? "").slice(0, 6).padEnd(6, "0"));
}

/** Null of a time that there isn't. */
export function isoTimeOrNull(microseconds: number): string | null {
  return Number.isFinite(microseconds) ? isoTime(microseconds) : null;
}

/** `2026-03-31T22:10:00Z`, with a fraction of up to six digits where there is one. */
export function isoTime(microseconds: number): string {
  const second = Math.floor(microseconds / 1_000_000);
  const fraction = microseconds - second * 1_000_000;
  const whole = new Date(second * 1000).toISOString().slice(0, 19);
  return fraction === 0
    ? `${whole}Z`
    : `${whole}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}Z`;
}
