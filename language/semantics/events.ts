import type { ColumnValues } from "./catalog.ts";
import { type Scope, type SourceEntry } from "./scope.ts";

/** The events of a source and how many rows have them; undefined while that isn't known. */
export function eventsOf(source: SourceEntry, scope: Scope): ColumnValues | undefined {
  const value = source.event?.value;
  if (!value) return undefined;
  if (value.kind === "string")
    return { values: [{ value: value.value, count: 0 }], complete: true, rows: 0, missing: 0 };
  // Before the table is known to have the column there is nothing to ask for.
  const [name] = value.path;
  if (!source.location || !source.columns?.some((column) => column.name === name?.text))
    return undefined;
  const column = value.path.map((part) => part.text);
  const values = scope.catalog.values(source.location, column);
  if (!values) scope.need({ kind: "values", location: source.location, column });
  return values;
}
