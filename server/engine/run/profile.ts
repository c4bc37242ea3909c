import { type ColumnPath, suggestFormat } from "../../../language/index.ts";
import type { FunnelPlan, ScanPlan } from "../plan/plan.ts";
import { BEFORE_READABLE, FIRST_READABLE } from "../plan/time.ts";
import type { ScanTable, StoredColumn } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, number, render, sql, text } from "../sql/fragment.ts";
import {
  type ProfileStatement,
  writeProfile,
  writeStatistics,
  writeTimeExample,
} from "../sql/profile.ts";
import type { ScanContext } from "../sql/rows.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import { textOf } from "./values.ts";

/** What a source has, counted. Times are microseconds, null without a readable row. */
export interface SourceProfile {
  readonly total: number;
  /** Every row has an actor and a readable time, none after the cutoff. */
  readonly isClean: boolean;
  readonly withoutActor: number;
  readonly unreadableTime: number;
  /** Those of them that have no other mention: not the dates of records, which are told by their column. */
  readonly untimed: number;
  /** Records that did nothing; of events 0. */
  readonly withoutStage: number;
  readonly first: number | null;
  readonly last: number | null;
  /** The time of the row before the last one, or a later one where it is known to lie within the window. */
  readonly previous: number | null;
  /** A text that is no time; empty where there is none. */
  readonly timeExample: string;
  /** Whole-numbered actors, where that is known. */
  readonly actors?: { readonly least: bigint; readonly greatest: bigint };
  readonly unreadable: readonly { readonly path: ColumnPath; readonly count: number }[];
}

export async function profileSource(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
  database: Database,
): Promise<SourceProfile> {
  const quick = writeStatistics(plan, index, contexts);
  const known =
    quick === undefined ? undefined : await statisticsOf(database, quick, contexts[index]?.cutoff);
  if (known !== undefined) return known;
  const counted = await countedProfile(
    database,
    writeProfile(plan, index, contexts),
    contexts[index]?.cutoff,
  );
  const isRows = plan.scans[index]?.actor.length === 0;
  const profile = isRows
    ? { ...counted, actors: { least: 1n, greatest: BigInt(Math.max(1, counted.total)) } }
    : counted;
  if (profile.untimed === 0) return profile;
  const statement = writeTimeExample(plan, index, contexts);
  const [row] = statement === undefined ? [] : await database.rows(statement);
  return { ...profile, timeExample: textOf(row?.["example"], "").slice(0, 60) };
}

/** Undefined where something is left out or cut off, which has to be counted row by row. */
async function statisticsOf(
  database: Database,
  statement: string,
  cutoff = Number.POSITIVE_INFINITY,
): Promise<SourceProfile | undefined> {
  const [row = {}] = await database.rows(statement);
  const { first_time: first, last_time: last } = row;
  const total = Number(row["total"]);
  const whole = total > 0 && Number(row["actors"]) === total && Number(row["times"]) === total;
  if (!whole || Number(row["empty"]) > 0 || row["near"] !== true) return undefined;
  if (typeof first !== "number" || typeof last !== "number") return undefined;
  if (first < FIRST_READABLE || last >= BEFORE_READABLE || last > cutoff) return undefined;
  const { least, greatest } = row;
  const range = typeof least === "string" && typeof greatest === "string";
  return {
    total,
    isClean: true,
    withoutActor: 0,
    unreadableTime: 0,
    untimed: 0,
    withoutStage: 0,
    first,
    last,
    previous: last,
    timeExample: "",
    unreadable: [],
    ...(range ? { actors: { least: BigInt(least), greatest: BigInt(greatest) } } : {}),
  };
}

async function countedProfile(
  database: Database,
  statement: ProfileStatement,
  cutoff: number | undefined,
): Promise<SourceProfile> {
  const [row = {}] = await database.rows(statement.sql);
  const count = (name: string): number => Number(row[name] ?? 0);
  const time = (name: string): number | null => {
    const value = row[name];
    return typeof value === "number" ? value : null;
  };
  const withoutActor = count("without_actor");
  const unreadableTime = count("unreadable_time");
  return {
    total: count("total"),
    isClean:
      !("without_stage" in row) &&
      withoutActor === 0 &&
      unreadableTime === 0 &&
      cutoff === undefined,
    withoutActor,
    unreadableTime,
    untimed: "untimed" in row ? count("untimed") : unreadableTime,
    withoutStage: count("without_stage"),
    first: time("first_time"),
    last: time("last_time"),
    previous: time("previous_time"),
    timeExample: "",
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
  const { time } = scan;
  if (time === undefined || profile.untimed === 0 || profile.last !== null) return;
  if (scan.records === undefined && profile.untimed + profile.withoutActor < profile.total) return;
  const column = time.column.join(".");
  const stored = table.column(time.column);
  if (stored === undefined) return;
  const example = profile.timeExample;
  // Times that are all missing say nothing of their form.
  if (example === "") return;
  const { format } = time;
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
