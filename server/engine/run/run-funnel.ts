import { buildPlan } from "../plan/build.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { instantMicroseconds } from "./entry.ts";
import type { DataFile } from "./files.ts";
import { assembleResult } from "./funnel-result.ts";
import { joinNotices, lookupNotices, sourceNotices, stageNotices } from "./notices.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { outcomeNotices, visitNotices } from "./split-notices.ts";
import { type DataPlace, readData } from "./reading.ts";
import type { FunnelRun, RunRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import { sourceLedgers } from "./source-ledgers.ts";
import type { Workspace } from "./workspace.ts";

/** Runs a funnel. Files that change while they are read are read once more. @throws {DataError} */
export async function runFunnel(request: RunRequest, space: Workspace): Promise<FunnelRun> {
  const started = performance.now();
  const plan = buildPlan(request.funnel, request.sources, request.lookups);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const run = await readData(request.place, placesOf(plan), space, async (data) => {
    const scanned = await scanTables(plan, data.tables, cutoff, data.database, space);
    return compute(request, plan, data.files, scanned, space);
  });
  return { ...run, milliseconds: performance.now() - started };
}

/** What is read: the sources, then what they join. */
export function placesOf(plan: FunnelPlan): readonly DataPlace[] {
  return [...plan.scans, ...plan.lookups];
}

async function compute(
  request: RunRequest,
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  scanned: Scanned,
  space: Workspace,
): Promise<Omit<FunnelRun, "milliseconds">> {
  space.progress({ phase: "computing" });
  const sources = await sourceLedgers(plan, files, scanned);
  const { rows, splitValues, profiles, asOf, range, statements } = scanned;
  const notices = [
    ...sourceNotices(request, sources, profiles),
    ...joinNotices(request, scanned.unmatched),
    ...lookupNotices(request, sources.slice(plan.scans.length)),
    ...stageNotices(request.funnel, rows, range, profiles, plan.timeless),
    ...outcomeNotices(request.funnel, rows, funnelSpec(request.funnel, plan.timeless)),
    ...visitNotices(request.funnel, rows),
  ];
  const { result, diagnostics } = assembleResult(request.funnel, rows, splitValues, {
    asOf,
    entryFrom: range.from,
    entryTo: range.to,
    sources,
    diagnostics: notices,
    timeless: plan.timeless,
  });
  return { result, diagnostics, sql: statements.join(";\n\n") };
}
