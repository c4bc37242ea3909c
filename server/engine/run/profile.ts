import type { ColumnPath } from "../../../language/index.ts";
import type { ScanPlan } from "../plan/plan.ts";
import type { ScanTable, StoredColumn } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, number, render, sql, text } from "../sql/fragment.ts";
import type { ProfileStatement } from "../sql/write.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import { suggestFormat } from "./time-format.ts";

/** What a source has, counted. Times are microseconds, null without a readable row. */
export interface SourceProfile {
  readonly total: number;
  readonly withoutActor: number;
  readonly unreadableTime: number;
  readonly first: number | null;
  readonly last: number | null;
  /** A text that is no time; empty where there is none. */
  readonly timeExample: string;
  readonly unreadable: readonly { readonly path: ColumnPath; readonly count: number }[];
}

export async function profileOf(
  database: Database,
  statement: ProfileStatement,
): Promise<SourceProfile> {
  const [row = {}] = await database.rows(statement.sql);
  const count = (name: string): number => Number(row[name] ?? 0);
  const time = (name: string): number | null => {
    const value = row[name];
    return typeof value === "number" ? value : null;
  };
  const example = row["time_example"];
  return {
    total: count("total"),
    withoutActor: count("without_actor"),
    unreadableTime: count("unreadable_time"),
    first: time("first_time"),
    last: time("last_time"),
    timeExample: typeof example === "string" ? example.slice(0, 60) : "",
    unreadable: statement.columns.flatMap(({ path }, index) => {
      const lost = count(`unreadable_${index}`);
      return lost === 0 ? [] : [{ path, count: lost }];
    }),
  };
}

/**
 * Where no row has a readable time, the form of the times has to be said.
 * @throws {DataError} FNL5020 to FNL5022
 */
export async function requireReadableTimes(
  scan: ScanPlan,
  profile: SourceProfile,
  table: ScanTable,
  database: Database,
): Promise<void> {
  if (profile.unreadableTime === 0 || profile.last !== null) return;
  if (profile.unreadableTime + profile.withoutActor < profile.total) return;
  const column = scan.time.column.join(".");
  const stored = table.column(scan.time.column);
  if (stored === undefined) return;
  const example = profile.timeExample;
  // Times that are all missing say nothing of their form.
  if (example === "") return;
  const { format } = scan.time;
  if (format !== undefined) throw unreadable("FNL5022", { column, example, format });
  const suggestion = suggestFormat(example, await largestParts(table, stored, database));
  if (suggestion.kind === "ambiguous") {
    const { first, second } = suggestion;
    throw unreadable("FNL5020", { column, example, first, second });
  }
  throw unreadable("FNL5021", { column, example, format: suggestion.format });
}

/** The largest first and second number of dates such as `31/12/2026`: over 12 it is no month. */
async function largestParts(
  table: ScanTable,
  stored: StoredColumn,
  database: Database,
): Promise<readonly [number, number]> {
  const part = (group: number): Fragment =>
    sql`max(try_cast(regexp_extract(${duckdb.readText(stored)}, ${DATE}, ${number(group)}) as integer))`;
  const statement = sql`select ${part(1)} as a, ${part(2)} as b from ${table.from}`;
  const [row = {}] = await database.rows(render(statement, duckdb));
  return [Number(row["a"] ?? 0), Number(row["b"] ?? 0)];
}

const DATE = text(String.raw`^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2}`);
