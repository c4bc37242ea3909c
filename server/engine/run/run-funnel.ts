import { buildPlan } from "../plan/build.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { type ChangeFacts, computeChanges } from "./changes.ts";
import { readingsOf, readOtherSides, withSides } from "./compare.ts";
import { instantMicroseconds } from "./entry.ts";
import { assembleResult } from "./funnel-result.ts";
import { looksAtLaterRows, tellLaterRows } from "./later-rows.ts";
import { joinNotices, lookupNotices, sourceNotices, stageNotices } from "./notices.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { outcomeNotices, visitNotices } from "./split-notices.ts";
import { type DataPlace, type OpenData, readData } from "./reading.ts";
import type { FunnelRun, RunRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import { sourceLedgers } from "./source-ledgers.ts";
import { amountsOf, readSums, type Sums } from "./sums.ts";
import { type CountedTotals, countTotals, openTotals, timesOf, totalsPlan } from "./totals.ts";
import { boundsIn, type TrendPeriods, trendPeriods } from "./trend.ts";
import { partOf, type Workspace } from "./workspace.ts";

/** Runs a funnel. Files that change while they are read are read once more. @throws {DataError} */
export async function runFunnel(request: RunRequest, space: Workspace): Promise<FunnelRun> {
  const started = performance.now();
  const plan = buildPlan(request.funnel, request.sources, request.lookups);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const amounts = amountsOf(request);
  const counts = totalsPlan(request);
  const places = [
    ...placesOf(plan),
    ...placesOf(amounts.plan),
    ...(counts === undefined ? [] : placesOf(counts)),
  ];
  const run = await readData(request.place, places, space, async (data) => {
    const behind = placesOf(plan).length;
    const first = behind + placesOf(amounts.plan).length;
    const totals =
      counts === undefined || request.totals === undefined
        ? undefined
        : await openTotals(
            request.totals,
            counts,
            data.tables.slice(first),
            data.files.slice(first),
            cutoff,
            data.database,
          );
    const part = partOf(space, 0, readingsOf(request.funnel));
    const read = await scanTables(plan, data.tables, cutoff, data.database, part);
    const scanned = { ...read, ...(await timesOf(read, totals, plan.entry, data.database)) };
    const counted = totals && (await countTotals(request, plan, totals, scanned, cutoff));
    const changes = await readChanges(request, plan, data, scanned, cutoff, space, counted);
    const { periods } = changes;
    const sums = await readSums(
      request,
      plan,
      amounts,
      data,
      behind,
      scanned,
      cutoff,
      space,
      periods,
    );
    return compute(request, plan, data, cutoff, scanned, changes, sums, space, counted);
  });
  return { ...run, milliseconds: performance.now() - started };
}

/** What is read: the sources, then what they join. */
export function placesOf(plan: FunnelPlan): readonly DataPlace[] {
  return [...plan.scans, ...plan.lookups];
}

/** What is read for changes over time and between groups, while the data are open. */
async function readChanges(
  request: RunRequest,
  plan: FunnelPlan,
  data: OpenData,
  scanned: Scanned,
  cutoff: number | undefined,
  space: Workspace,
  counted: CountedTotals | undefined,
): Promise<ChangeFacts> {
  const { trend } = request.funnel;
  const zone = plan.scans[0]?.timezone ?? counted?.totals.zone ?? "UTC";
  const others = await readOtherSides(request, plan, data, scanned, cutoff, space, counted?.totals);
  const profiles = [...scanned.profiles, ...(counted === undefined ? [] : [counted.totals])];
  const periods =
    trend === undefined || plan.isEntryUntimed
      ? undefined
      : await trendPeriods(trend, { ...scanned, profiles }, zone, data.database);
  return {
    spec: funnelSpec(request.funnel, plan.timeless),
    scanned,
    ...(counted === undefined ? {} : { counted }),
    ...(counted === undefined || periods?.kind !== "periods"
      ? {}
      : { countedBounds: await boundsByZone(periods, counted, data) }),
    ...(periods === undefined ? {} : { periods }),
    ...(others === undefined ? {} : { others }),
  };
}

/** Counts lie in the points by the calendars of their sources. */
async function boundsByZone(
  periods: TrendPeriods,
  { rows }: CountedTotals,
  { database }: OpenData,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const zones = new Set(rows.flatMap(({ zone }) => zone ?? []));
  const bounds = new Map<string, readonly number[]>();
  for (const zone of zones) bounds.set(zone, await boundsIn(periods, zone, database));
  return bounds;
}

async function compute(
  request: RunRequest,
  plan: FunnelPlan,
  data: OpenData,
  cutoff: number | undefined,
  scanned: Scanned,
  changes: ChangeFacts,
  sums: Sums | undefined,
  space: Workspace,
  counted: CountedTotals | undefined,
): Promise<Omit<FunnelRun, "milliseconds">> {
  space.progress({ phase: "computing" });
  const sources = await sourceLedgers(plan, data.files, scanned);
  const { rows, splitValues, profiles, asOf, range, statements } = scanned;
  const notices = [
    ...sourceNotices(request, sources, withSides(profiles, changes.others)),
    ...joinNotices(request, scanned.unmatched),
    ...lookupNotices(request, sources.slice(plan.scans.length)),
    ...stageNotices(request.funnel, rows, range, profiles, plan.timeless),
    ...outcomeNotices(request.funnel, rows, funnelSpec(request.funnel, plan.timeless)),
    ...visitNotices(request.funnel, rows),
    ...(counted?.totals.diagnostics ?? []),
    ...(sums?.diagnostics ?? []),
  ];
  const { result, diagnostics, lost } = assembleResult(request.funnel, rows, splitValues, {
    asOf,
    ...earliest(profiles),
    entryFrom: range.from,
    entryTo: range.to,
    sources: [...(counted?.totals.sources ?? []), ...sources, ...(sums?.sources ?? [])],
    ...(counted === undefined ? {} : { counted }),
    ...(sums === undefined ? {} : { sums: sums.sums }),
    diagnostics: notices,
    timeless: plan.timeless,
    namesLost: looksAtLaterRows(request, scanned),
    changes: (computed, whole, measured) =>
      computeChanges(
        request.funnel,
        { ...changes, measured, ...(sums === undefined ? {} : { sums: sums.sums }) },
        computed,
        whole,
      ),
  });
  const told =
    lost === undefined
      ? result
      : await tellLaterRows(result, lost, plan, data, scanned, cutoff, space);
  return {
    result: told,
    diagnostics,
    sql: [...(counted?.statements ?? []), ...statements, ...(sums?.statements ?? [])].join(";\n\n"),
  };
}

function earliest(profiles: Scanned["profiles"]): { readonly since?: number } {
  const times = profiles.flatMap(({ first }) => (first === null ? [] : [first]));
  return times.length === 0 ? {} : { since: Math.min(...times) };
}
