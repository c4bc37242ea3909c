import type { Span } from "../text.ts";

/** Plain data with all of their places moved; the data themselves where nothing is to be moved. */
export function shift<Data>(data: Data, by: number): Data {
  if (by === 0) return data;
  return mapSpans(data, ({ start, end }) => ({ start: start + by, end: end + by }));
}

/** Plain data with other places, and with their lines moved by so many. */
export function mapSpans<Data>(data: Data, map: (span: Span) => Span, lines = 0): Data {
  // Data of the same shape come out; the compiler can't follow that through a walk over all keys.
  return mapped(data, map, lines) as Data;
}

function mapped(value: unknown, map: (span: Span) => Span, lines: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapped(each, map, lines));
  const from = value as Readonly<Record<string, unknown>>;
  const { start, end, line } = from;
  // Nothing else of ours has both.
  if (typeof start === "number" && typeof end === "number") return map({ start, end });
  const result: Record<string, unknown> = {};
  for (const key in from) {
    const each = from[key];
    result[key] = typeof each === "object" ? mapped(each, map, lines) : each;
  }
  if (lines !== 0 && typeof line === "number") result["line"] = line + lines;
  return result;
}
