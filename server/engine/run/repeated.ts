import type { FunnelPlan } from "../plan/plan.ts";
import { render } from "../sql/fragment.ts";
import { readRows, type ScanContext, scanAt } from "../sql/rows.ts";
import type { Database } from "./duckdb.ts";

/** How many rows of a source are left out since one like them came before. */
export async function countRepeated(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
  database: Database,
): Promise<number> {
  const { scan, context } = scanAt(plan, index, contexts);
  if (scan.dedupe === undefined) return 0;
  const statement = readRows(scan, context).repetitions(context.table.from);
  const [row] = await database.rows(render(statement, context.dialect));
  return Number(row?.["repeated"] ?? 0);
}
