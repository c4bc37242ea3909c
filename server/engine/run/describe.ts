import type {
  ColumnInfo,
  ColumnType,
  ColumnValues,
  TableInfo,
  TableLocation,
} from "../../../language/index.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, list, name, number, render, sql } from "../sql/fragment.ts";
import type { StoredColumn } from "../sql/dialect.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import { type DataFile, findFiles } from "./files.ts";
import type { PhysicalColumn } from "./physical.ts";
import type { Workspace } from "./run-funnel.ts";
import type { Place } from "./runner.ts";
import { type OpenTable, openTable, prepareFiles, requireColumns } from "./tables.ts";
import { explainText } from "./text-errors.ts";

/** Rows that are looked at to tell what a text column holds. */
const TYPE_SAMPLE = 20_000;
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
    const names = table.columns.map((column) => column.name);
    const [only] = names;
    if (only !== undefined && names.length === 1 && /[,;\t|]/.test(only)) {
      throw unreadable("FNL5018", { path: location.path, column: only });
    }
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
    requireColumns(table, [column], location.path);
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
  const prepared = await prepareFiles(files, location.options, space.temporary);
  space.checkStopped();
  const database = await openDatabase(
    prepared.readable.map(({ file }) => file),
    space.limits,
    space.temporary,
  );
  space.using(database);
  try {
    return await use(await openTable(prepared, location.options, database, "0"), database, files);
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
  const texts = leaves.filter(({ physical }) => physical.stored === "text");
  const types = new Map<string, Pick<ColumnInfo, "type" | "zoned">>();
  if (texts.length > 0) {
    const bound = table.bind(
      texts.map(({ path }) => path),
      false,
    );
    const readable = texts.flatMap(({ path }) => {
      const stored = bound.column(path);
      return stored === undefined ? [] : [{ path, stored }];
    });
    const columns = readable.map(
      ({ stored }, index) => sql`${stored.value} as ${name(`v${index}`)}`,
    );
    const sample = sql`select ${list(columns)} from ${bound.from} limit ${number(TYPE_SAMPLE)}`;
    const tests = readable.flatMap(({ stored }, index) => typeTests(stored, index));
    const statement = sql`select ${list(tests)} from (${sample}) as r`;
    const [row = {}] = await database.rows(render(statement, duckdb));
    readable.forEach(({ path }, index) => types.set(JSON.stringify(path), textType(row, index)));
  }
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

const ISO = String.raw`^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}`;

function typeTests(stored: StoredColumn, index: number): Fragment[] {
  const column = { ...stored, value: name(`v${index}`) };
  const { value } = column;
  const time = duckdb.readTime(column, "UTC");
  const count = (test: Fragment, label: string): Fragment =>
    sql`count(*) filter (where ${test}) as ${name(`${label}${index}`)}`;
  return [
    count(sql`${value} is not null`, "all"),
    count(sql`${duckdb.readNumber(column, false)} is not null`, "number"),
    count(sql`lower(${value}) in ('true', 'false')`, "boolean"),
    count(
      sql`regexp_matches(${value}, ${{ pieces: [{ kind: "text", value: ISO }] }}) and ${time} is not null`,
      "time",
    ),
    count(
      sql`regexp_matches(${value}, '(Z|z|UTC|GMT|:[0-9.]+ ?[+-][0-9]{2}(:?[0-9]{2})?)$')`,
      "zone",
    ),
    count(sql`(${value})[1] in ('{', '[') and json_valid(${value})`, "json"),
  ];
}

function textType(row: Record<string, unknown>, index: number): Pick<ColumnInfo, "type" | "zoned"> {
  const count = (label: string): number => Number(row[`${label}${index}`]);
  const all = count("all");
  if (all === 0) return { type: "text" };
  if (count("number") === all) return { type: "number" };
  if (count("boolean") === all) return { type: "boolean" };
  if (count("time") === all) return { type: "time", zoned: count("zone") === all };
  return { type: count("json") === all ? "json" : "text" };
}

function storedType({ stored }: PhysicalColumn): Pick<ColumnInfo, "type" | "zoned"> {
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
