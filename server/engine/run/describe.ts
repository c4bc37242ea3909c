import type {
  ColumnInfo,
  ColumnType,
  ColumnValues,
  TableInfo,
  TableLocation,
} from "../../../language/index.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, list, number, render, sql, text } from "../sql/fragment.ts";
import type { StoredColumn } from "../sql/dialect.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import { type DataFile, findFiles } from "./files.ts";
import type { PhysicalColumn } from "./table.ts";
import type { Workspace } from "./workspace.ts";
import type { Place } from "./runner.ts";
import type { OpenTable } from "./table.ts";
import { openTable, prepareFiles, refuseSingleColumn, requireColumns } from "./tables.ts";
import { explainText } from "./text-errors.ts";

/** Rows that are looked at to tell what a text column holds. */
const TYPE_SAMPLE = 20_000;
/** Values of all columns together: fewer rows where there are very many columns. */
const TYPE_CELLS = 2_000_000;
/** Rows that are looked at for the values of a column, and how many of them are listed. */
const VALUE_ROWS = 2_000_000;
const VALUES = 1000;

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
      columns: await typedColumns(table, database),
    };
  });
}

/** The most frequent values of a column, as text. @throws {DataError} where it can't be read. */
export async function columnValues(
  place: Place,
  location: TableLocation,
  column: readonly string[],
  space: Workspace,
): Promise<ColumnValues> {
  return withTable(place, location, space, async (table, database) => {
    await requireColumns(table, [column], location.path);
    const bound = table.bind([column], false);
    const stored = bound.column(column);
    if (stored === undefined) {
      throw unreadable("FNL5019", {
        path: location.path,
        column: column.join("."),
        suggestion: "",
      });
    }
    const values = sql`select ${duckdb.readText(stored)} as v from ${bound.from} limit ${number(VALUE_ROWS)}`;
    const counted = sql`select v, count(*) as n from (${values}) as r group by v order by n desc, v limit ${number(VALUES + 2)}`;
    const totals = sql`select count(*) as "rows", count(*) - count(v) as missing from (${values}) as r`;
    const [total = {}] = await database.rows(render(totals, duckdb));
    const rows = await database.rows(render(counted, duckdb));
    const all = rows.flatMap(({ v, n }) =>
      typeof v === "string" ? [{ value: v, count: Number(n) }] : [],
    );
    const seen = Number(total["rows"]);
    return {
      values: all.slice(0, VALUES),
      complete: all.length <= VALUES && seen < VALUE_ROWS,
      rows: seen,
      missing: Number(total["missing"]),
    };
  });
}

async function withTable<T>(
  place: Place,
  location: TableLocation,
  space: Workspace,
  use: (table: OpenTable, database: Database, files: readonly DataFile[]) => Promise<T>,
): Promise<T> {
  const files = await findFiles(place, location.path);
  const prepared = await prepareFiles(files, location, space.temporary);
  space.checkStopped();
  const database = await openDatabase(
    prepared.readable.map(({ file }) => file),
    space.limits,
    space.temporary,
  );
  space.using(database);
  try {
    return await use(await openTable(prepared, database, "0"), database, files);
  } catch (error) {
    throw await explainText(error, [prepared]);
  } finally {
    space.using(undefined);
    await database.close();
  }
}

interface Leaf {
  readonly path: readonly string[];
  readonly physical: PhysicalColumn;
}

/** Text columns get the type that all of their first values can be read as. */
async function typedColumns(table: OpenTable, database: Database): Promise<ColumnInfo[]> {
  const leaves = table.columns.flatMap((column) => leavesOf(column, []));
  const texts = leaves.filter(({ physical }) => physical.stored === "text").map(({ path }) => path);
  const types = await textTypes(table, texts, database);
  const info = (physical: PhysicalColumn, above: readonly string[]): ColumnInfo => {
    const path = [...above, physical.name];
    const fields = physical.fields?.map((field) => info(field, path));
    return {
      name: physical.name,
      nativeType: physical.nativeType,
      ...(types.get(JSON.stringify(path)) ?? storedType(physical)),
      ...(fields === undefined ? {} : { fields }),
    };
  };
  return table.columns.map((column) => info(column, []));
}

function leavesOf(physical: PhysicalColumn, above: readonly string[]): Leaf[] {
  const path = [...above, physical.name];
  if (physical.fields === undefined) return [{ path, physical }];
  return physical.fields.flatMap((field) => leavesOf(field, path));
}

type TextType = Pick<ColumnInfo, "type" | "zoned">;

/** The columns are turned into rows, so that the tests stand once in the statement, however many there are. */
async function textTypes(
  table: OpenTable,
  paths: readonly (readonly string[])[],
  database: Database,
): Promise<Map<string, TextType>> {
  const types = new Map<string, TextType>();
  if (paths.length === 0) return types;
  const bound = table.bind(paths, false);
  const columns = paths.flatMap((path) => {
    const stored = bound.column(path);
    return stored === undefined ? [] : [{ key: JSON.stringify(path), stored }];
  });
  const [first] = columns;
  if (first === undefined) return types;
  const rows = Math.max(1000, Math.min(TYPE_SAMPLE, Math.floor(TYPE_CELLS / columns.length)));
  const values = list(columns.map(({ stored }) => stored.value));
  const sample = sql`select unnest(range(${number(columns.length)})) as i, unnest([${values}]) as v from (select * from ${bound.from} limit ${number(rows)})`;
  const tests = typeTests({ ...first.stored, value: sql`v` });
  const statement = sql`select i, ${list(tests)} from (${sample}) as r where v is not null group by i`;
  for (const row of await database.rows(render(statement, duckdb))) {
    const key = columns[Number(row["i"])]?.key;
    if (key !== undefined) types.set(key, textType(row));
  }
  return types;
}

const ISO = String.raw`^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}`;
const ZONE = String.raw`(Z|z|UTC|GMT|:[0-9.]+ ?[+-][0-9]{2}(:?[0-9]{2})?)$`;

/** What is written in digits, but no quantity: postcodes (`01067`), phone numbers (`+49…`), long ids. */
const CODE = String.raw`^\s*(?:\+|-?0\d|-?\d{16})`;

function typeTests(column: StoredColumn): Fragment[] {
  const { value } = column;
  const time = duckdb.readTime(column, "UTC");
  return [
    sql`count(*) as "all"`,
    sql`count(*) filter (where ${duckdb.readNumber(column, false)} is not null and not regexp_matches(${value}, ${text(CODE)})) as "number"`,
    sql`count(*) filter (where lower(${value}) in ('true', 'false')) as "boolean"`,
    sql`count(*) filter (where regexp_matches(${value}, ${text(ISO)}) and ${time} is not null) as "time"`,
    sql`count(*) filter (where regexp_matches(${value}, ${text(ZONE)})) as "zone"`,
    sql`count(*) filter (where ${value}[1] in ('{', '[') and json_valid(${value})) as "json"`,
  ];
}

function textType(row: Record<string, unknown>): TextType {
  const count = (label: string): number => Number(row[label]);
  const all = count("all");
  if (count("number") === all) return { type: "number" };
  if (count("boolean") === all) return { type: "boolean" };
  if (count("time") === all) return { type: "time", zoned: count("zone") === all };
  return { type: count("json") === all ? "json" : "text" };
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
