import type { ColumnNode } from "../syntax/ast.ts";
import type { ColumnType, TableLocation } from "./catalog.ts";
import type { SourceEntry } from "./scope.ts";

export interface SourceColumn {
  readonly location: TableLocation;
  readonly column: readonly string[];
  /** That of the whole column, where a key below it is meant. */
  readonly type: ColumnType;
}

/** A column of the source's own table: no `let`, none of a lookup, no element of a list. */
export function findColumn(node: ColumnNode, source: SourceEntry): SourceColumn | undefined {
  const column = node.path.map((name) => name.text);
  const [first = "", ...rest] = column;
  const { location, columns } = source;
  if (rest.length === 0 && source.lets.has(first)) return undefined;
  if (rest.length > 0 && source.joins.has(first)) return undefined;
  const each = source.items.find((item) => item.kind === "each")?.column?.path[0]?.text;
  const found = columns?.find(({ name }) => name === first);
  return location && found && each !== first ? { location, column, type: found.type } : undefined;
}
