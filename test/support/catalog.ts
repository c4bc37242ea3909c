import type { Catalog, ColumnInfo, ColumnType, TableInfo } from "../../language/index.ts";

/** A column with the rows of each of its values, or with no more than its type. */
export type FakeColumn =
  | ColumnType
  | Readonly<Record<string, number>>
  | { readonly keys: FakeTable };
export interface FakeTable {
  readonly [column: string]: FakeColumn;
}

const nativeTypes: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  number: "BIGINT",
  boolean: "BOOLEAN",
  time: "TIMESTAMP",
  json: "JSON",
  other: "BLOB",
};

/** Data that exist only as facts, by path; every other path isn't known yet. */
export function fakeCatalog(tables: Readonly<Record<string, FakeTable>>): Catalog {
  return {
    table({ path }): TableInfo | undefined {
      const columns = tables[path];
      if (columns === undefined) return undefined;
      return { kind: "table", files: 1, bytes: 12_345, columns: columnsOf(columns) };
    },
    values({ path }, [name = ""]) {
      const column = tables[path]?.[name];
      if (!hasValues(column)) return undefined;
      const values = Object.entries(column).map(([value, count]) => ({ value, count }));
      const rows = values.reduce((sum, { count }) => sum + count, 0);
      values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return { values, complete: true, rows, missing: 0 };
    },
    filled: () => undefined,
    file: () => undefined,
    variable: () => undefined,
    files: () => undefined,
  };
}

function columnsOf(columns: FakeTable): ColumnInfo[] {
  return Object.entries(columns).map(([name, column]) => {
    if (typeof column === "string") return { name, type: column, nativeType: nativeTypes[column] };
    if (hasValues(column)) return { name, type: "text", nativeType: "VARCHAR" };
    return { name, type: "json", nativeType: "JSON", fields: columnsOf(column.keys) };
  });
}

function hasValues(column: FakeColumn | undefined): column is Readonly<Record<string, number>> {
  return typeof column === "object" && !("keys" in column && typeof column.keys === "object");
}
