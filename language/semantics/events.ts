import type { NameNode } from "../syntax/ast.ts";
import type { ColumnValues } from "./catalog.ts";
import { type Scope, type SourceEntry } from "./scope.ts";

/**
 * The events of a source and how many rows have them; undefined while that isn't known. Those of records
 * and totals stand in the text: their counts are 0, since nobody has counted them.
 */
export function eventsOf(source: SourceEntry, scope: Scope): ColumnValues | undefined {
  switch (source.shape) {
    case "events":
      return eventsInData(source, scope);
    case "records":
    case "totals":
      return listed(eventNames(source).map((name) => name.text));
    case "lookup":
      return listed([]);
  }
}

/** The events that a source of records or totals gives names to, where they are written. */
export function eventNames(source: SourceEntry): readonly NameNode[] {
  const names = source.items.flatMap((item) => {
    if (item.kind === "row-stages") return item.stages.map(({ event }) => event);
    return item.kind === "totals" ? item.totals.map(({ event }) => event) : [];
  });
  return names.filter((name) => name !== undefined);
}

function listed(events: readonly string[]): ColumnValues {
  const values = [...new Set(events)].map((value) => ({ value, count: 0 }));
  return { values, complete: true, rows: 0, missing: 0 };
}

function eventsInData(source: SourceEntry, scope: Scope): ColumnValues | undefined {
  const value = source.event?.value;
  if (!value) return undefined;
  if (value.kind === "string") return listed([value.value]);
  // Before the table is known to have the column there is nothing to ask for.
  const [name] = value.path;
  if (!source.location || !source.columns?.some((column) => column.name === name?.text))
    return undefined;
  const column = value.path.map((part) => part.text);
  const values = scope.catalog.values(source.location, column);
  if (!values) scope.need({ kind: "values", location: source.location, column });
  return values;
}
