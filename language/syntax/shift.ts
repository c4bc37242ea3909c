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

/** Copies only what holds a place that is another now. */
function mapped(value: unknown, map: (span: Span) => Span, lines: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    let copied: unknown[] | undefined;
    for (let at = 0; at < list.length; at++) {
      const now = mapped(list[at], map, lines);
      if (now !== list[at]) (copied ??= [...list])[at] = now;
    }
    return copied ?? list;
  }
  const from = value as Readonly<Record<string, unknown>>;
  const { start, end, line } = from;
  // Nothing else of ours has both.
  if (typeof start === "number" && typeof end === "number") return map(value as Span);
  let copy: Record<string, unknown> | undefined;
  for (const key in from) {
    const each = from[key];
    if (typeof each !== "object") continue;
    const now = mapped(each, map, lines);
    if (now !== each) (copy ??= { ...from })[key] = now;
  }
  if (lines !== 0 && typeof line === "number") (copy ??= { ...from })["line"] = line + lines;
  return copy ?? value;
}
