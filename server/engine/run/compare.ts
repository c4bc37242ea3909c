import { buildPlan } from "../plan/build.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { type PreviousPeriod, previousPeriod } from "../plan/previous.ts";
import { duckdb } from "../sql/duckdb.ts";
import { number, render, sql } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import type { OpenData } from "./reading.ts";
import type { RunRequest } from "./runner.ts";
import type { CountedRows } from "../kernel/totals.ts";
import { type Scanned, scanTables } from "./scan.ts";
import { type OpenTotals, timesOf } from "./totals.ts";
import type { Workspace } from "./workspace.ts";

/** What a funnel is compared with, read. */
export type OtherSides =
  | {
      readonly kind: "previous";
      readonly other: Scanned;
      /** As it stood then: no later rows were read. Microseconds. */
      readonly asOf: number;
      /** What was counted then, of a funnel that begins with counts. */
      readonly counted?: readonly CountedRows[];
    }
  | {
      readonly kind: "segments";
      readonly left: Scanned;
      readonly right: Scanned;
      readonly counted?: {
        readonly left: readonly CountedRows[];
        readonly right: readonly CountedRows[];
      };
    };

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
  totals?: OpenTotals,
): Promise<OtherSides | undefined> {
  const { compare } = funnel;
  if (compare === undefined) return undefined;
  const { rejects, profiles } = scanned;
  if (compare.kind === "previous") {
    const { asOf } = scanned;
    const period = plan.timeless ? undefined : previousPeriod(plan.entry, scanned.range);
    if (period === undefined || asOf === null) return undefined;
    const zone = plan.scans[0]?.timezone ?? totals?.zone ?? "UTC";
    const then = await movedBack(asOf, period, zone, database);
    const before = { ...plan, entry: period.entry };
    const read = await scanTables(before, tables, then, database, space, { rejects });
    if (totals === undefined) return { kind: "previous", other: read, asOf: then };
    const other = { ...read, ...(await timesOf(read, totals, period.entry, database)) };
    const { rows } = await totals.count(funnel, period.entry, then, then, false);
    return { kind: "previous", other, asOf: then, counted: rows };
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
  if (totals === undefined) return { kind: "segments", left, right };
  const { asOf, range } = scanned;
  const count = async (segment: ComputableFunnel["segments"][number]) => {
    const narrowed = { ...funnel, segments: [...funnel.segments, segment] };
    return (await totals.count(narrowed, plan.entry, asOf, cutoff, false)).rows;
  };
  return {
    kind: "segments",
    left: { ...left, asOf, range },
    right: { ...right, asOf, range },
    counted: { left: await count(compare.left), right: await count(compare.right) },
  };
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
