import { buildPlan } from "../plan/build.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { columnsOf, type FunnelPlan, segmentsIn } from "../plan/plan.ts";
import { type PreviousPeriod, previousPeriod } from "../plan/previous.ts";
import { duckdb } from "../sql/duckdb.ts";
import { number, render, sql } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import type { SourceProfile } from "./profile.ts";
import type { OpenData } from "./reading.ts";
import type { RunRequest } from "./runner.ts";
import type { CountedRows } from "../kernel/totals.ts";
import { type Scanned, scanTables } from "./scan.ts";
import { type OpenTotals, timesOf } from "./totals.ts";
import { partOf, type Workspace } from "./workspace.ts";

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

/** How often the rows of a funnel are read: for itself, and for what it is compared with. */
export function readingsOf({ compare }: Pick<ComputableFunnel, "compare">): number {
  if (compare === undefined) return 1;
  return compare.kind === "segments" ? 3 : 2;
}

/** Of sources, what was unreadable also in what only a side of the comparison reads. */
export function withSides(
  profiles: readonly SourceProfile[],
  others: OtherSides | undefined,
): readonly SourceProfile[] {
  if (others?.kind !== "segments") return profiles;
  return profiles.map((profile, index) => {
    const all = [profile, others.left.profiles[index], others.right.profiles[index]];
    const found = new Map<string, SourceProfile["unreadable"][number]>();
    for (const each of all.flatMap((side) => side?.unreadable ?? [])) {
      const key = JSON.stringify(each.path);
      if (!found.has(key)) found.set(key, each);
    }
    return { ...profile, unreadable: [...found.values()] };
  });
}

/** Whether a plan reads the columns of another, and no more. */
function readsNoMore(narrowed: FunnelPlan, plan: FunnelPlan): boolean {
  return narrowed.scans.every((scan, index) => {
    const known = plan.scans[index];
    if (known === undefined) return false;
    const columns = columnsOf(known, segmentsIn(plan, index)).map((path) => JSON.stringify(path));
    return columnsOf(scan, segmentsIn(narrowed, index)).every((path) =>
      columns.includes(JSON.stringify(path)),
    );
  });
}

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
  const readings = readingsOf(funnel);
  if (compare.kind === "previous") {
    const { asOf } = scanned;
    const period = plan.isEntryUntimed ? undefined : previousPeriod(plan.entry, scanned.range);
    if (period === undefined || asOf === null) return undefined;
    const zone = plan.scans[0]?.timezone ?? totals?.zone ?? "UTC";
    const then = await movedBack(asOf, period, zone, database);
    const before = { ...plan, entry: period.entry };
    const read = await scanTables(before, tables, then, database, partOf(space, 1, readings), {
      rejects,
    });
    if (totals === undefined) return { kind: "previous", other: read, asOf: then };
    const other = { ...read, ...(await timesOf(read, totals, period.entry, database)) };
    const { rows } = await totals.count(funnel, period.entry, then, then, false);
    return { kind: "previous", other, asOf: then, counted: rows };
  }
  const read = async (
    segment: ComputableFunnel["segments"][number],
    reading: number,
    actors?: Scanned["actors"],
  ): Promise<Scanned> => {
    const segments = [...funnel.segments, segment];
    const narrowed = buildPlan({ ...funnel, segments }, sources, lookups);
    const part = partOf(space, reading, readings);
    return scanTables(narrowed, tables, cutoff, database, part, {
      rejects,
      // Of a column that only the segment reads it isn't known what is unreadable.
      ...(readsNoMore(narrowed, plan) ? { profiles } : {}),
      ...(actors === undefined ? {} : { actors }),
    });
  };
  const left = await read(compare.left, 1);
  const right = await read(compare.right, 2, left.actors);
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
