import type { ColumnNode, NameNode, SourceItem } from "../syntax/ast.ts";
import type { Span } from "../text.ts";

/**
 * Statements that nobody wrote, at a place of the text: what is said of them is said there. `rename`
 * gives the columns their names in the table.
 */
export function plantItem(
  item: SourceItem,
  place: Span,
  rename: (column: string) => string = (column) => column,
): SourceItem {
  const plant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plant);
    if (typeof value !== "object" || value === null) return value;
    if (isColumn(value))
      return columnAt(
        value.path.map(({ text }) => text),
        place,
        rename,
      );
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        key,
        key === "span" || key.endsWith("Span") ? place : plant(field),
      ]),
    );
  };
  // The same node at another place; the compiler can't follow that through its fields.
  return plant(item) as SourceItem;
}

function isColumn(value: object): value is ColumnNode {
  return "kind" in value && value.kind === "column";
}

/** A column that is named at a place where it isn't written. */
export function columnAt(
  path: readonly string[],
  place: Span,
  rename: (column: string) => string = (column) => column,
): ColumnNode {
  const names = path.map((text, i): NameNode => ({
    kind: "name",
    span: place,
    text: i === 0 ? rename(text) : text,
    written: "plain",
  }));
  return { kind: "column", span: place, path: names };
}
