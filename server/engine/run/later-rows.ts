import type { Lost } from "../kernel/ledger/lost.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import type { FunnelResult } from "../result.ts";
import { withNextEvents } from "./ledger-result.ts";
import { nextEvents, planOfEvents } from "./next-events.ts";
import type { OpenData } from "./reading.ts";
import type { RunRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Of so many rows it takes no time that anybody would notice to read them once more; of more, only who
 * asks for it waits.
 */
const FEW_ROWS = 500_000;

/** Whether the rows are read a second time to see what those did who are lost. */
export function looksAtLaterRows({ reasons }: RunRequest, { profiles }: Scanned): boolean {
  if (reasons !== undefined) return reasons === "named";
  return profiles.reduce((sum, { total }) => sum + total, 0) <= FEW_ROWS;
}

/** Tells those who did something else later from those who did nothing. @throws {DataError} */
export async function tellLaterRows(
  result: FunnelResult,
  lost: Lost,
  plan: FunnelPlan,
  data: OpenData,
  scanned: Scanned,
  cutoff: number | undefined,
  space: Workspace,
): Promise<FunnelResult> {
  if (lost.length() === 0) return withNextEvents(result, []);
  const { rejects, profiles, actors } = scanned;
  const before = { rejects, profiles, actors };
  const { tables, database } = data;
  // The reading that is told about is over.
  const quiet = { ...space, progress: () => undefined };
  const all = await scanTables(planOfEvents(plan), tables, cutoff, database, quiet, before);
  return withNextEvents(result, nextEvents(lost, all.rows, all.splitValues[0] ?? []));
}
