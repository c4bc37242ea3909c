import { diagnose } from "../../diagnostics.ts";
import type { ColumnNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { replacing } from "../fixes.ts";
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
