import type {
  Catalog,
  ColumnInfo,
  ColumnType,
  EventOrder,
  TableInfo,
} from "../../language/index.ts";

/**
 * A column with the rows of each of its values, or with no more than its type; objects with keys, and
 * lists of them.
 */
export type FakeColumn =
  | ColumnType
  | Readonly<Record<string, number>>
  | FakeRange
  | { readonly keys: FakeTable }
  | { readonly elements: FakeTable };
/** A column of many values, from the least to the greatest: times, or decimals. */
export interface FakeRange {
  readonly type: "time" | "number";
  readonly range: readonly [min: string, max: string];
}
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

/** Of each event, how many rows it has and on how many of them the column is filled. */
export type FakeFilled = Readonly<
  Record<string, Readonly<Record<string, readonly [rows: number, filled: number]>>>
>;

/**
 * Data that exist only as facts, by path; every other path isn't known yet. `filled`: by the names of
 * columns, whichever table they are in. `orders`: by path.
 */
export function fakeCatalog(
  tables: Readonly<Record<string, FakeTable>>,
  filled: FakeFilled = {},
  orders: Readonly<Record<string, EventOrder>> = {},
): Catalog {
  return {
    table({ path }): TableInfo | undefined {
      const columns = tables[path];
      if (columns === undefined) return undefined;
      return { kind: "table", files: 1, bytes: 12_345, columns: columnsOf(columns) };
    },
    values({ path }, [name = ""]) {
      const column = tables[path]?.[name];
      if (isRange(column)) {
        const [min, max] = column.range;
        return { values: [], complete: false, rows: 100, missing: 0, min, max };
      }
      if (!hasValues(column)) return undefined;
      const values = Object.entries(column).map(([value, count]) => ({ value, count }));
      const rows = values.reduce((sum, { count }) => sum + count, 0);
      values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return { values, complete: true, rows, missing: 0 };
    },
    filled(_, [name = ""]) {
      const events = filled[name];
      return (
        events &&
        Object.entries(events).map(([value, [rows, count]]) => ({ value, rows, filled: count }))
      );
    },
    order: ({ path }) => orders[path],
    file: () => undefined,
    variable: () => undefined,
    files: () => undefined,
  };
}

function columnsOf(columns: FakeTable): ColumnInfo[] {
  return Object.entries(columns).map(([name, column]) => {
    if (typeof column === "string") return { name, type: column, nativeType: nativeTypes[column] };
    if (isRange(column)) return { name, type: column.type, nativeType: nativeTypes[column.type] };
    if (hasValues(column)) return { name, type: "text", nativeType: "VARCHAR" };
    const json = { name, type: "json", nativeType: "JSON" } as const;
    if ("keys" in column) return { ...json, fields: columnsOf(column.keys) };
    return { ...json, element: { ...json, fields: columnsOf(column.elements) } };
  });
}

function isRange(column: FakeColumn | undefined): column is FakeRange {
  return typeof column === "object" && "range" in column && Array.isArray(column.range);
}

function hasValues(column: FakeColumn | undefined): column is Readonly<Record<string, number>> {
  if (isRange(column)) return false;
  if (typeof column !== "object") return false;
  const isNested = ("keys" in column && typeof column.keys === "object") || "elements" in column;
  return !isNested;
}
