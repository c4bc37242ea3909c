import { createLost, type Lost } from "../kernel/ledger/lost.ts";
import { type People, placeOfReason } from "../kernel/people.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import type { FunnelResult } from "../result.ts";
import { withNextEvents } from "./ledger-result.ts";
import { nextEvents, nextOf, planOfEvents } from "./next-events.ts";
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
export function looksAtLaterRows(
  { reasons }: Pick<RunRequest, "reasons">,
  { profiles }: Pick<Scanned, "profiles">,
): boolean {
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
  const { rows, splitValues } = await readEvents(plan, data, scanned, cutoff, space);
  return withNextEvents(result, nextEvents(lost, rows, splitValues[0] ?? []));
}

/** The same of a list of people, whose reasons it tells. @throws {DataError} */
export async function tellLaterRowsOf(
  people: People,
  isBackward: boolean,
  plan: FunnelPlan,
  data: OpenData,
  scanned: Scanned,
  cutoff: number | undefined,
  space: Workspace,
): Promise<People> {
  const [later, other = -1, nothing = -1] = ["later", "other", "nothing"].map((kind) =>
    placeOfReason.get(kind),
  );
  const { length, actor, time, reason, until } = people;
  const lost = createLost(until !== undefined, isBackward);
  const places = Array.from({ length }, (_, i) => i).filter((i) => reason[i] === later);
  if (places.length === 0) return people;
  for (const i of places) lost.add(actor[i] ?? 0, time[i] ?? 0, 0, until?.[i] ?? Infinity);
  const { rows, splitValues } = await readEvents(plan, data, scanned, cutoff, space);
  const next = nextOf(lost.found, rows, splitValues[0] ?? []);
  const told = reason.slice();
  places.forEach((i, index) => void (told[i] = (next[index] ?? -1) < 0 ? nothing : other));
  return { ...people, reason: told };
}

/** Once more, with all events. */
async function readEvents(
  plan: FunnelPlan,
  { tables, database }: OpenData,
  { rejects, profiles, actors }: Scanned,
  cutoff: number | undefined,
  space: Workspace,
): Promise<Scanned> {
  // The reading that is told about is over.
  const quiet = { ...space, progress: () => undefined };
  const before = { rejects, profiles, actors };
  return scanTables(planOfEvents(plan), tables, cutoff, database, quiet, before);
}
