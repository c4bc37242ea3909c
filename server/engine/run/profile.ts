import type { ColumnPath } from "../../../language/index.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import type { ProfileStatement } from "../sql/write.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import type { OpenTable } from "./tables.ts";
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
export function requireReadableTimes(
  plan: FunnelPlan,
  profiles: readonly SourceProfile[],
  tables: readonly OpenTable[],
): void {
  plan.scans.forEach((scan, index) => {
    const profile = profiles[index];
    if (profile === undefined || profile.unreadableTime === 0 || profile.last !== null) return;
    if (profile.unreadableTime + profile.withoutActor < profile.total) return;
    const column = scan.time.column.join(".");
    const stored = tables[index]?.columns.find(({ name }) => name === scan.time.column[0]);
    const example = profile.timeExample;
    const { format } = scan.time;
    if (format !== undefined) {
      if (example !== "") throw unreadable("FNL5022", { column, example, format });
      return;
    }
    if (example === "" && stored?.stored === "text") return;
    const suggestion = suggestFormat(example);
    if (suggestion.kind === "ambiguous") {
      const { first, second } = suggestion;
      throw unreadable("FNL5020", { column, example, first, second });
    }
    throw unreadable("FNL5021", {
      column,
      example: example || (stored?.nativeType ?? ""),
      format: suggestion.format,
    });
  });
}
