import type { ColumnInfo, ColumnPath } from "../../../language/index.ts";
import type { StoredColumn } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, list, number, render, sql, text } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import type { OpenTable } from "./table.ts";

/** Rows that are looked at to tell what a text column holds. */
const TYPE_SAMPLE = 20_000;
/** Values of all columns together: fewer rows where there are very many columns. */
const TYPE_CELLS = 2_000_000;

export type TextType = Pick<ColumnInfo, "type" | "zoned">;

/**
 * What the first texts of some columns are, by the JSON of their paths; columns without a text are
 * absent. `each`: a column of lists that all of the paths lie in, of which each element is looked at. The
 * columns are turned into rows, so that the tests stand once in the statement, however many there are.
 */
export async function textTypes(
  table: OpenTable,
  paths: readonly (readonly string[])[],
  database: Database,
  each?: ColumnPath,
): Promise<Map<string, TextType>> {
  const types = new Map<string, TextType>();
  if (paths.length === 0) return types;
  const bound = table.bind(paths, false, each);
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
