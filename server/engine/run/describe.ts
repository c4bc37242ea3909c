import type { ColumnInfo, ColumnType, TableInfo, TableLocation } from "../../../language/index.ts";
import type { Database } from "./duckdb.ts";
import type { Place } from "./runner.ts";
import type { OpenTable, PhysicalColumn } from "./table.ts";
import { refuseSingleColumn } from "./tables.ts";
import { textTypes } from "./text-types.ts";
import { withTable } from "./with-table.ts";
import type { Workspace } from "./workspace.ts";

/** Columns and types. @throws {DataError} where the table can't be read. */
export async function describeTable(
  place: Place,
  location: TableLocation,
  space: Workspace,
): Promise<TableInfo> {
  return withTable(place, location, space, async (table, database, files) => {
    refuseSingleColumn(
      table.columns.map((column) => column.name),
      location.path,
    );
    return {
      kind: "table",
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      columns: await typedColumns(table.columns, [], table, database),
      ...(table.repeated && { repeated: table.repeated }),
    };
  });
}

interface Leaf {
  readonly path: readonly string[];
  readonly physical: PhysicalColumn;
}

/** Columns of lists whose elements are looked at: each is a question of its own. */
const MOST_LISTS = 8;

/**
 * Text columns get the type that all of their first values can be read as. `each`: the list whose
 * elements the columns are, or lie in.
 */
async function typedColumns(
  columns: readonly PhysicalColumn[],
  above: readonly string[],
  table: OpenTable,
  database: Database,
  each?: readonly string[],
): Promise<ColumnInfo[]> {
  const leaves = columns.flatMap((column) => leavesOf(column, above));
  const texts = leaves.filter(({ physical }) => physical.stored === "text").map(({ path }) => path);
  const types = await textTypes(table, texts, database, each);
  const elements = new Map<string, ColumnInfo>();
  // Of lists in lists nothing can be asked.
  const lists = leaves.filter(({ physical }) => physical.element !== undefined && !each);
  for (const { path, physical } of lists.slice(0, MOST_LISTS)) {
    const inside = physical.element === undefined ? [] : [physical.element];
    const [element] = await typedColumns(inside, path.slice(0, -1), table, database, path);
    if (element) elements.set(JSON.stringify(path), element);
  }
  const info = (physical: PhysicalColumn, above: readonly string[]): ColumnInfo => {
    const path = [...above, physical.name];
    const fields = physical.fields?.map((field) => info(field, path));
    const element = elements.get(JSON.stringify(path));
    return {
      name: physical.name,
      nativeType: physical.nativeType,
      ...(types.get(JSON.stringify(path)) ?? storedType(physical)),
      ...(fields === undefined ? {} : { fields }),
      ...(element === undefined ? {} : { element }),
    };
  };
  return columns.map((column) => info(column, above));
}

function leavesOf(physical: PhysicalColumn, above: readonly string[]): Leaf[] {
  const path = [...above, physical.name];
  if (physical.fields === undefined) return [{ path, physical }];
  return physical.fields.flatMap((field) => leavesOf(field, path));
}

function storedType({ stored, fields }: PhysicalColumn): Pick<ColumnInfo, "type" | "zoned"> {
  if (fields !== undefined) return { type: "json" };
  const types: Readonly<Record<typeof stored, ColumnType>> = {
    text: "text",
    integer: "number",
    "wide-integer": "number",
    decimal: "number",
    float: "number",
    boolean: "boolean",
    date: "time",
    timestamp: "time",
    "timestamp-ns": "time",
    instant: "time",
    nested: "json",
    other: "other",
  };
  const type = types[stored];
  return type === "time" ? { type, zoned: stored === "instant" } : { type };
}
