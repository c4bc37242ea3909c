import type { NameNode } from "../../syntax/ast.ts";
import type { ColumnInfo } from "../catalog.ts";
import type { ValueType } from "../model.ts";

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
