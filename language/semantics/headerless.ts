import { diagnose } from "../diagnostics.ts";
import type { ColumnInfo, TableLocation } from "./catalog.ts";
import { insertOption } from "./insert-items.ts";
import type { Scope, SourceEntry } from "./scope.ts";

/** Whether the names of a CSV's columns are values of its first row, and nothing is said of a header. */
export function isHeaderless(
  { path, options }: TableLocation,
  columns: readonly ColumnInfo[],
): boolean {
  if (!/\.(?:csv|tsv)(?:\.(?:gz|zst))?$/i.test(path) || options.header !== undefined) return false;
  return looksLikeData(columns.map(({ name }) => name));
}

/** Says so once, in the place of all that would be said of columns which aren't there. */
export function reportHeaderless(source: SourceEntry, scope: Scope): boolean {
  const { location, columns, node } = source;
  if (!location || !node.location || !columns || !isHeaderless(location, columns)) return false;
  const args = { path: location.path, first: columns[0]?.name ?? "" };
  const fixes = [insertOption("header false", source, scope)];
  scope.report(diagnose("FNL5038", args, node.location.span, { fixes }));
  return true;
}

/** Names that are numbers, times, addresses or ids, some of them at least not just years. */
export function looksLikeData(names: readonly string[]): boolean {
  const isValue = (name: string): boolean =>
    /^[-+]?\d[\d\s.,:/T+-]*Z?$/.test(name) ||
    /^\S+@\S+\.\S+$/.test(name) ||
    /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name) ||
    /^(?:true|false|null)$/i.test(name);
  const values = names.filter(isValue);
  // Words may be data, too: half of the names decide, if one of them is more than a year.
  const isSure = values.some((name) => !/^(?:19|20)\d\d$/.test(name));
  return names.length > 1 && isSure && values.length * 2 >= names.length;
}
