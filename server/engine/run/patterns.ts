import type { RowExpr } from "../../../language/index.ts";
import { type FunnelPlan, segmentsIn, visitExpr, visitScan } from "../plan/plan.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, render, sql, text } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import { DataError, unreadable } from "./failure.ts";

/**
 * Tries the patterns that users write, before they would fail in the middle of a scan.
 * @throws {DataError} FNL5024, FNL5025
 */
export async function checkPatterns(plan: FunnelPlan, database: Database): Promise<void> {
  for (const format of new Set(plan.scans.flatMap(({ time }) => time?.format ?? []))) {
    if (/^epoch_(?:s|ms|us|ns)$/.test(format)) continue;
    const reason = await complaint(database, sql`select try_strptime('', ${text(format)})`);
    if (reason !== undefined) throw unreadable("FNL5024", { format, reason });
  }
  for (const pattern of patternsOf(plan)) {
    const reason = await complaint(database, sql`select regexp_matches('', ${text(pattern)})`);
    if (reason !== undefined) throw unreadable("FNL5025", { pattern, reason });
  }
}

function patternsOf(plan: FunnelPlan): Set<string> {
  const patterns = new Set<string>();
  const look = (expr: RowExpr): void => {
    if (expr.kind === "text-test" && expr.test === "matches" && expr.value.kind === "text") {
      patterns.add(expr.value.value);
    }
  };
  plan.scans.forEach((scan, index) => visitScan(scan, segmentsIn(plan, index), look));
  for (const { where } of plan.lookups) for (const expr of where) visitExpr(expr, look);
  return patterns;
}

/** What the database has against a pattern, without its own name for the kind of error. */
async function complaint(database: Database, statement: Fragment): Promise<string | undefined> {
  try {
    await database.rows(render(statement, duckdb));
    return undefined;
  } catch (error) {
    if (error instanceof DataError || !(error instanceof Error)) throw error;
    const [line = ""] = error.message.split("\n");
    return line.replace(/^[\w ]+ Error: (?:Failed to parse format specifier .*?: )?/, "").trim();
  }
}
