import { diagnose } from "../../diagnostics.ts";
import type { NameNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import type { ColumnInfo } from "../catalog.ts";
import { replacing } from "../fixes.ts";
import type { ValueType } from "../model.ts";
import type { Scope } from "../scope.ts";
import { writeName } from "../write.ts";

/** The type of a column or of a key below it; undefined where there is no such column. */
export function findType(
  path: readonly NameNode[],
  columns: readonly ColumnInfo[],
): ValueType | undefined {
  let level: readonly ColumnInfo[] | undefined = columns;
  let type: ValueType | undefined;
  for (const [depth, name] of path.entries()) {
    const column: ColumnInfo | undefined = level?.find((candidate) => candidate.name === name.text);
    if (!column) {
      // Only some keys of a JSON column may be known, so there a key can't be called unknown.
      return depth > 0 && (type === "json" || type === "unknown") ? "unknown" : undefined;
    }
    type = column.type === "other" ? "unknown" : column.type;
    level = column.fields;
  }
  return type;
}

/**
 * A key that nothing has of what was looked at, with the keys that there are beside it. Only a sample of
 * JSON is looked at, so it may be there nevertheless.
 */
export function unseenKey(
  path: readonly NameNode[],
  columns: readonly ColumnInfo[],
):
  | { readonly key: NameNode; readonly depth: number; readonly known: readonly string[] }
  | undefined {
  let level: readonly ColumnInfo[] | undefined = columns;
  for (const [depth, key] of path.entries()) {
    const column: ColumnInfo | undefined = level?.find(({ name }) => name === key.text);
    if (column) level = column.fields;
    else if (depth === 0 || level === undefined || level.length === 0) return undefined;
    else return { key, depth, known: level.map(({ name }) => name) };
  }
  return undefined;
}

/** Says so where another key is nearly the same. */
export function reportUnseenKey(
  path: readonly NameNode[],
  columns: readonly ColumnInfo[],
  scope: Scope,
): void {
  const unseen = unseenKey(path, columns);
  if (!unseen) return;
  const { key, depth, known } = unseen;
  const near = nearest(key.text, known);
  if (near === undefined) return;
  const column = path.slice(0, depth).map(({ text }) => text);
  const args = { key: key.text, column: column.join("."), suggestion: near };
  const fixes = [replacing(key.span, writeName(near))];
  scope.report(diagnose("FNL2090", args, key.span, { fixes }));
}

/** How many columns a message lists. */
const listed = 6;

/** What a message about an unknown column offers: the one that was meant, or those that there are. */
export function suggestOrList(
  suggestion: string | undefined,
  columns: readonly string[],
): { readonly suggestion?: string; readonly known?: string } {
  if (suggestion !== undefined) return { suggestion };
  if (columns.length === 0) return {};
  const names = columns.slice(0, listed).map((name) => `\`${shorten(name)}\``);
  return { known: [...names, ...(columns.length > listed ? ["…"] : [])].join(", ") };
}

/** A header may be a whole row of text by mistake. */
function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40).replace(/[\uD800-\uDBFF]$/, "")}…` : name;
}
