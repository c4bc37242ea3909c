import {
  type ColumnValues,
  type FilledRows,
  LOOKED_AT_ROWS,
  type TableLocation,
} from "../../../language/index.ts";
import type { StoredColumn } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, number, render, sql } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import type { Place } from "./runner.ts";
import type { OpenTable } from "./table.ts";
import { requireColumns } from "./tables.ts";
import { textTypes } from "./text-types.ts";
import { withTable } from "./with-table.ts";
import type { Workspace } from "./workspace.ts";

/** How many values of a column are listed. */
const VALUES = 1000;

/**
 * The most frequent values of a column, as text, and the ends of its range where it has one.
 * @throws {DataError} where it can't be read
 */
export async function columnValues(
  place: Place,
  location: TableLocation,
  column: readonly string[],
  space: Workspace,
): Promise<ColumnValues> {
  return withTable(place, location, space, async (table, database) => {
    const { from, columns } = await bindColumns(table, [column], location.path);
    const [stored] = columns;
    const ends = await endsOf(table, column, stored, database);
    const seen = sql`select ${duckdb.readText(stored)} as v, ${ends.value} as e from ${from} limit ${number(LOOKED_AT_ROWS)}`;
    // The totals beside the values: the rows are read once.
    const counted = sql`select v, count(*) as n, sum(count(*)) over () as "rows", sum(count(*) - count(v)) over () as missing, cast(min(min(e)) over () as varchar) as low, cast(max(max(e)) over () as varchar) as high from (${seen}) as r group by v order by n desc, v limit ${number(VALUES + 2)}`;
    const rows = await database.rows(render(counted, duckdb));
    const all = rows.flatMap(({ v, n }) =>
      typeof v === "string" ? [{ value: v, count: Number(n) }] : [],
    );
    // Without rows there is no group either.
    const { rows: count = 0, missing = 0, low, high } = rows[0] ?? {};
    const looked = Number(count);
    const hasEnds = typeof low === "string" && typeof high === "string";
    return {
      values: all.slice(0, VALUES),
      complete: all.length <= VALUES && looked < LOOKED_AT_ROWS,
      rows: looked,
      missing: Number(missing),
      ...(hasEnds ? { min: ends.write(low), max: ends.write(high) } : {}),
    };
  });
}

/**
 * On how many rows of each value of `by` a column is filled: the most frequent values first, equal
 * ones by value.
 * @throws {DataError} where it can't be read
 */
export async function filledRows(
  place: Place,
  location: TableLocation,
  column: readonly string[],
  by: readonly string[],
  space: Workspace,
): Promise<readonly FilledRows[]> {
  return withTable(place, location, space, async (table, database) => {
    const { from, columns } = await bindColumns(table, [column, by], location.path);
    const [value, key] = columns.map((stored) => duckdb.readText(stored));
    const seen = sql`select ${key ?? sql`null`} as k, ${value ?? sql`null`} as v from ${from} limit ${number(LOOKED_AT_ROWS)}`;
    const counted = sql`select k, count(*) as "rows", count(v) as filled from (${seen}) as r group by k order by count(*) desc, k nulls last limit ${number(VALUES)}`;
    const rows = await database.rows(render(counted, duckdb));
    return rows.map(({ k, rows: count, filled }) => ({
      value: typeof k === "string" ? k : null,
      rows: Number(count),
      filled: Number(filled),
    }));
  });
}

/** @throws {DataError} FNL5018, FNL5019: a column isn't there. */
export async function bindColumns(
  table: OpenTable,
  paths: readonly [readonly string[], ...(readonly string[])[]],
  location: string,
): Promise<{
  readonly from: Fragment;
  readonly columns: readonly [StoredColumn, ...StoredColumn[]];
}> {
  await requireColumns(table, paths, location);
  const bound = table.bind(paths, false);
  const stored = (path: readonly string[]): StoredColumn => {
    const column = bound.column(path);
    if (column !== undefined) return column;
    throw unreadable("FNL5019", { path: location, column: path.join("."), suggestion: "" });
  };
  const [first, ...rest] = paths;
  return { from: bound.from, columns: [stored(first), ...rest.map(stored)] };
}

interface Ends {
  /** What is compared. Missing where a value isn't what the column holds. */
  readonly value: Fragment;
  readonly write: (value: string) => string;
}

/** Text is what all of its first values can be read as, as for the column's type. */
async function endsOf(
  table: OpenTable,
  path: readonly string[],
  column: StoredColumn,
  database: Database,
): Promise<Ends> {
  const number: Ends = { value: duckdb.readNumber(column, false), write: writeDecimal };
  const micros = duckdb.readTime(column, "UTC");
  const time: Ends = {
    value: sql`case when ${duckdb.readableTime(sql`(${micros})`)} then ${micros} end`,
    write: writeTime,
  };
  const none: Ends = { value: sql`null`, write: (value) => value };
  switch (column.stored) {
    case "integer":
    case "wide-integer":
    case "decimal":
    case "float":
      return number;
    case "date":
    case "timestamp":
    case "timestamp-ns":
    case "instant":
      return time;
    case "text": {
      const type = (await textTypes(table, [path], database)).get(JSON.stringify(path))?.type;
      return type === "number" ? number : type === "time" ? time : none;
    }
    case "boolean":
    case "nested":
    case "other":
      return none;
  }
}

/** `1e-7` and `12.50` as `0.0000001` and `12.5`. */
function writeDecimal(value: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(value) ?? [];
  if (whole === "") return value;
  const shift = Number(exponent);
  const before = shift < 0 ? whole.padStart(1 - shift, "0") : whole;
  const after = shift > 0 ? fraction.padEnd(shift, "0") : fraction;
  const digits = before + after;
  const point = before.length + shift;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return sign + left + (right === "" ? "" : `.${right}`);
}

/** Microseconds since 1970 as `2026-01-31T12:30:05.250000`. */
function writeTime(value: string): string {
  const micros = BigInt(value);
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = Number((micros - fraction) / 1_000_000n);
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(fraction).padStart(6, "0")}`;
}
