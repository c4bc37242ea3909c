import { buildPlan } from "../plan/build.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { type PreviousPeriod, previousPeriod } from "../plan/previous.ts";
import { duckdb } from "../sql/duckdb.ts";
import { number, render, sql } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import type { OpenData } from "./reading.ts";
import type { RunRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import type { Workspace } from "./workspace.ts";

/** What a funnel is compared with, read. */
export type OtherSides =
  | {
      readonly kind: "previous";
      readonly other: Scanned;
      /** As it stood then: no later rows were read. Microseconds. */
      readonly asOf: number;
    }
  | { readonly kind: "segments"; readonly left: Scanned; readonly right: Scanned };

/**
 * Reads the other sides of a comparison out of the tables that are open. Undefined where nothing is
 * compared, or there is nothing to compare with: no rows, or a `during` without an end.
 * @throws {DataError}
 */
export async function readOtherSides(
  { funnel, sources, lookups }: RunRequest,
  plan: FunnelPlan,
  { tables, database }: OpenData,
  scanned: Scanned,
  cutoff: number | undefined,
  space: Workspace,
): Promise<OtherSides | undefined> {
  const { compare } = funnel;
  if (compare === undefined) return undefined;
  const { rejects, profiles } = scanned;
  if (compare.kind === "previous") {
    const { asOf } = scanned;
    const period = plan.timeless ? undefined : previousPeriod(plan.entry, scanned.range);
    if (period === undefined || asOf === null) return undefined;
    const zone = plan.scans[0]?.timezone ?? "UTC";
    const then = await movedBack(asOf, period, zone, database);
    const before = { ...plan, entry: period.entry };
    const other = await scanTables(before, tables, then, database, space, { rejects });
    return { kind: "previous", other, asOf: then };
  }
  const read = async (
    segment: ComputableFunnel["segments"][number],
    actors?: Scanned["actors"],
  ): Promise<Scanned> => {
    const narrowed = { ...funnel, segments: [...funnel.segments, segment] };
    return scanTables(buildPlan(narrowed, sources, lookups), tables, cutoff, database, space, {
      rejects,
      profiles,
      ...(actors === undefined ? {} : { actors }),
    });
  };
  const left = await read(compare.left);
  const right = await read(compare.right, left.actors);
  return { kind: "segments", left, right };
}

/** A time, as far back as the period before. */
async function movedBack(
  time: number,
  { distance }: PreviousPeriod,
  zone: string,
  database: Database,
): Promise<number> {
  if (distance.kind === "exact") return time - distance.duration;
  const unit = distance.kind === "days" ? "day" : "month";
  const moved = duckdb.moved(number(time), -distance.count, unit, zone);
  const [row] = await database.rows(render(sql`select cast(${moved} as double) as moved`, duckdb));
  return Number(row?.["moved"]);
}
