import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode } from "../../syntax/ast.ts";
import { fold, nearest } from "../../syntax/near.ts";
import { replacing } from "../fixes.ts";
import { insertItems } from "../insert-items.ts";
import type { ValueType } from "../model.ts";
import { referTo, type Scope, type SourceEntry, sourceSymbol } from "../scope.ts";
import { writeName } from "../write.ts";
import { findType, suggestOrList } from "./column-names.ts";

/** Whether a column is one of a lookup that the source joins: `regions.name`. */
export function isJoined(node: ColumnNode, source: SourceEntry): boolean {
  const [name] = node.path;
  return node.path.length > 1 && name !== undefined && source.joins.has(name.text);
}

/** The type of a lookup's column. Undefined where there is no such column, which is said here. */
export function joinedType(node: ColumnNode, scope: Scope): ValueType | undefined {
  const [name, ...rest] = node.path;
  const lookup = name && scope.sources.get(name.text);
  // What is wrong with the join itself is said there.
  if (!name || !lookup) return "unknown";
  referTo(scope, sourceSymbol(lookup), name);
  if (!lookup.columns) return "unknown";
  const type = findType(rest, lookup.columns);
  if (type !== undefined) return type;
  const written = rest.map((part) => part.text).join(".");
  const names = lookup.columns.map((column) => column.name);
  const suggestion = nearest(written, names);
  const [first] = rest;
  const span = { start: first?.span.start ?? node.span.start, end: node.span.end };
  const fixes = suggestion === undefined ? [] : [replacing(span, writeName(suggestion))];
  const args = { name: written, source: lookup.name, ...suggestOrList(suggestion, names) };
  scope.report(diagnose("FNL2004", args, span, { fixes }));
  return undefined;
}

/** Whether a column is one of a lookup that the source only has to join; then that is said. */
export function reportUnjoined(node: ColumnNode, source: SourceEntry, scope: Scope): boolean {
  const [name] = node.path;
  const lookup = name && scope.sources.get(name.text);
  if (node.path.length < 2 || !lookup || lookup.shape !== "lookup" || source.shape === "lookup")
    return false;
  const fixes = likelyJoins(lookup, source).map((text, i): Fix => ({
    title: { key: "insertLine", args: { text } },
    edits: [insertItems([text], source, scope)],
    ...(i === 0 && { preferred: true }),
  }));
  const args = { lookup: lookup.name, source: source.name };
  scope.report(diagnose("FNL2027", args, node.span, { fixes }));
  return true;
}

/** The joins by columns that both have, or by `region_id` of the source and `id` of the lookup. */
function likelyJoins(lookup: SourceEntry, source: SourceEntry): readonly string[] {
  const keys = (lookup.columns ?? []).map((column) => column.name);
  const isId = (key: string): boolean => /(?:^|_|\b)(?:id|code|key|код|ключ)$/i.test(key);
  const common = (source.columns ?? [])
    .filter((column) => keys.includes(column.name) && isId(column.name))
    .map((column) => writeName(column.name));
  const stem = fold(lookup.name).replace(/s$/, "");
  const own = (source.columns ?? []).find(
    ({ name }) => fold(name).replace(/_?id$/, "") === stem && fold(name) !== stem,
  );
  const key = keys.find((candidate) => fold(candidate) === "id");
  const named = own && key !== undefined ? [`${writeName(own.name)} = ${writeName(key)}`] : [];
  return [...named, ...common].map((by) => `join ${writeName(lookup.name)} by ${by}`);
}

/** `region.nam` as `regions.name`: the joined column that a misspelt one was meant as. */
export function nearJoined(
  node: ColumnNode,
  sources: readonly SourceEntry[],
  scope: Scope,
): string | undefined {
  const [name, column, ...rest] = node.path;
  if (!name || !column || rest.length > 0) return undefined;
  const joins = sources.flatMap((source) => [...source.joins.keys()]);
  const lookup = scope.sources.get(nearest(name.text, joins) ?? "");
  if (!lookup) return undefined;
  const columns = (lookup.columns ?? []).map((known) => known.name);
  const near = columns.includes(column.text) ? column.text : nearest(column.text, columns);
  return near === undefined ? undefined : `${writeName(lookup.name)}.${writeName(near)}`;
}
