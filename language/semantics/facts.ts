import type { ColumnNode } from "../syntax/ast.ts";
import { type ColumnValues, type FilledRows, LOOKED_AT_ROWS } from "./catalog.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { findColumn } from "./source-column.ts";

/** What is known of the data of a source; what isn't yet is asked for. */

/** What is in a column of the table itself; undefined where that isn't known, or only of the first rows. */
export function factsOf(
  column: ColumnNode,
  source: SourceEntry,
  scope: Scope,
): ColumnValues | undefined {
  const place = findColumn(column, source);
  if (!place) return undefined;
  const values = scope.catalog.values(place.location, place.column);
  if (!values) scope.need({ kind: "values", location: place.location, column: place.column });
  return values && values.rows > 0 && values.rows < LOOKED_AT_ROWS ? values : undefined;
}

/** On how many rows of each event a column is filled. */
export function filledOf(
  column: ColumnNode,
  source: SourceEntry,
  scope: Scope,
): readonly FilledRows[] | undefined {
  const event = source.event?.value;
  const place = findColumn(column, source);
  const by = event?.kind === "column" ? findColumn(event, source) : undefined;
  if (!place || !by || source.shape !== "events") return undefined;
  const { location } = place;
  const filled = scope.catalog.filled(location, place.column, by.column);
  if (!filled) scope.need({ kind: "filled", location, column: place.column, by: by.column });
  const rows = filled?.reduce((sum, one) => sum + one.rows, 0) ?? 0;
  return rows < LOOKED_AT_ROWS ? filled : undefined;
}

/** The first and the last time of a column, in microseconds since 1970, as if written in UTC. */
export interface TimeRange {
  readonly first: number;
  readonly last: number;
}

/** Undefined where the ends aren't known, or aren't times. */
export function timesIn(
  column: ColumnNode,
  format: string | undefined,
  source: SourceEntry,
  scope: Scope,
): TimeRange | undefined {
  const facts = factsOf(column, source, scope);
  if (facts?.min === undefined || facts.max === undefined) return undefined;
  const first = microsOf(facts.min, format);
  const last = microsOf(facts.max, format);
  return Number.isFinite(first) && Number.isFinite(last) ? { first, last } : undefined;
}

const epochs: Readonly<Record<string, number>> = {
  epoch_s: 1_000_000,
  epoch_ms: 1000,
  epoch_us: 1,
  epoch_ns: 0.001,
};

function microsOf(text: string, format: string | undefined): number {
  const unit = format === undefined ? undefined : epochs[format];
  if (unit !== undefined) return Number(text) * unit;
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(`${text.slice(0, 19)}Z`) * 1000 : NaN;
}

/** From the first to the last time of the rows of some sources; undefined where one isn't known. */
export function timesOf(sources: readonly SourceEntry[], scope: Scope): TimeRange | undefined {
  const ranges = sources.map((source) => sourceTimes(source, scope));
  if (ranges.length === 0 || ranges.some((range) => range === undefined)) return undefined;
  return joinTimes(ranges);
}

function sourceTimes(source: SourceEntry, scope: Scope): TimeRange | undefined {
  if (source.shape === "records") {
    const ranges = rowDates(source).map((column) => timesIn(column, undefined, source, scope));
    return ranges.length > 0 && ranges.every((range) => range) ? joinTimes(ranges) : undefined;
  }
  const { time } = source;
  return time?.column && timesIn(time.column, time.format?.value, source, scope);
}

/** The columns of dates that are stages of records. */
export function rowDates(source: SourceEntry): readonly ColumnNode[] {
  return source.items.flatMap((item) =>
    item.kind === "row-stages"
      ? item.stages.flatMap(({ value }) => {
          const isDate = value?.kind === "column" && findColumn(value, source)?.type === "time";
          return isDate ? [value] : [];
        })
      : [],
  );
}

function joinTimes(ranges: readonly (TimeRange | undefined)[]): TimeRange {
  const known = ranges.filter((range) => range !== undefined);
  return {
    first: Math.min(...known.map(({ first }) => first)),
    last: Math.max(...known.map(({ last }) => last)),
  };
}

/** `2026-01-31` */
export function dayOf(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 10);
}
