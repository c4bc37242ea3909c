import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { buildPlan } from "../plan/build.ts";
import type { FunnelPlan, LookupPlan } from "../plan/plan.ts";
import type { SourceLedger } from "../result.ts";
import { checkCompressed } from "./content.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { instantMicroseconds } from "./entry.ts";
import { cancelled, happenedTo, inSource, unreadable } from "./failure.ts";
import { type DataFile, findFiles } from "./files.ts";
import { contentFingerprint, fileState } from "./fingerprint.ts";
import { assembleResult } from "./funnel-result.ts";
import { joinNotices, lookupNotices, sourceNotices, stageNotices } from "./notices.ts";
import type { FunnelRun, RunRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import { noRejects } from "./table-parts.ts";
import type { PreparedFiles, Rejects } from "./table.ts";
import { openTable, prepareFiles } from "./tables.ts";
import { explainText } from "./text-errors.ts";
import type { Workspace } from "./workspace.ts";

/** Runs a funnel. Files that change while they are read are read once more. @throws {DataError} */
export async function runFunnel(request: RunRequest, space: Workspace): Promise<FunnelRun> {
  const started = performance.now();
  const plan = buildPlan(request.funnel, request.sources, request.lookups);
  for (let attempt = 1; ; attempt++) {
    space.progress({ phase: "starting" });
    const files: (readonly DataFile[])[] = [];
    for (const { source, location } of placesOf(plan)) {
      files.push(await inSource(source, findFiles(request.place, location.path)));
    }
    const all = files.flat();
    const before = await fileState(all);
    const run = await readAndCompute(request, plan, files, space).catch(async (error: unknown) => {
      // What was read while it changed may fail in any way.
      if ((await stateOrGone(all)) === before) throw error;
      return undefined;
    });
    if (run !== undefined && (await stateOrGone(all)) === before) {
      return { ...run, milliseconds: performance.now() - started };
    }
    space.checkStopped();
    if (attempt === 2) {
      throw unreadable("FNL5023", {
        path: placesOf(plan)
          .map(({ location }) => location.path)
          .join(", "),
      });
    }
  }
}

/** What is read: the sources, then what they join. */
function placesOf(plan: FunnelPlan): readonly Pick<LookupPlan, "source" | "location">[] {
  return [...plan.scans, ...plan.lookups];
}

async function stateOrGone(files: readonly DataFile[]): Promise<string> {
  return fileState(files).catch(() => "gone");
}

async function readAndCompute(
  request: RunRequest,
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  space: Workspace,
): Promise<Omit<FunnelRun, "milliseconds">> {
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const scanned = await scanFiles(plan, files, cutoff, space);
  space.progress({ phase: "computing" });
  const sources: SourceLedger[] = [];
  for (const index of plan.scans.keys()) {
    sources.push(await ledgerOf(plan, index, files[index] ?? [], scanned));
  }
  for (const [index, { source }] of plan.lookups.entries()) {
    const profile = scanned.lookups[index];
    if (profile === undefined) continue;
    const of = files[plan.scans.length + index] ?? [];
    const counts = { without_actor: 0, unreadable_time: 0, unmatched: {} };
    sources.push(await ledger(source, of, profile.total, profile.rejects, counts));
  }
  const { rows, splitValues, profiles, asOf, range, statements } = scanned;
  const notices = [
    ...sourceNotices(request, sources, profiles),
    ...joinNotices(request, scanned.unmatched),
    ...lookupNotices(request, sources.slice(plan.scans.length)),
    ...stageNotices(request.funnel, rows, range, profiles, plan.timeless),
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

/** In a database of its own, which is gone when the figures are computed. */
async function scanFiles(
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  cutoff: number | undefined,
  space: Workspace,
): Promise<Scanned> {
  const prepared: PreparedFiles[] = [];
  for (const [index, { source, location }] of placesOf(plan).entries()) {
    const folder = join(space.temporary, String(index));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    prepared.push(await inSource(source, prepareFiles(files[index] ?? [], location, folder)));
    space.checkStopped();
  }
  const readable = prepared.flatMap((each) => each.readable.map(({ file }) => file));
  const database = await openDatabase(readable, space.limits, space.temporary);
  space.using(database);
  try {
    const tables = [];
    for (const [index, each] of prepared.entries()) {
      tables.push(await openTable(each, database, String(index)));
    }
    return await besideChecks(
      scanTables(plan, tables, cutoff, database, space),
      readable.filter(({ gzip }) => gzip),
      database,
      space,
    );
  } catch (error) {
    const reason = await explainText(error, prepared);
    const [only, second] = placesOf(plan);
    throw only === undefined || second !== undefined ? reason : happenedTo(only.source, reason);
  } finally {
    space.using(undefined);
    await database.close();
  }
}

/** Reads compressed files to their ends meanwhile. Whatever fails first ends both, and both have ended after it. */
async function besideChecks<T>(
  scan: Promise<T>,
  compressed: readonly DataFile[],
  database: Database,
  space: Workspace,
): Promise<T> {
  let failed: { readonly error: unknown } | undefined;
  const checkStopped = (): void => {
    space.checkStopped();
    if (failed !== undefined) throw cancelled();
  };
  const checks = compressed.map((file) =>
    checkCompressed(file, checkStopped).catch((error: unknown) => {
      if (failed !== undefined) return;
      failed = { error };
      database.interrupt();
    }),
  );
  const scanned = scan.then(
    (value) => ({ value }),
    (error: unknown) => void (failed ??= { error }),
  );
  const [result] = await Promise.all([scanned, ...checks]);
  if (failed !== undefined) throw failed.error;
  if (result === undefined) throw cancelled();
  return result.value;
}

/** What was read of a source, and what was left out. */
async function ledgerOf(
  plan: FunnelPlan,
  index: number,
  files: readonly DataFile[],
  { profiles, rejects, repeated, unmatched }: Scanned,
): Promise<SourceLedger> {
  const profile = profiles[index];
  const name = plan.scans[index]?.source ?? "";
  return ledger(name, files, profile?.total ?? 0, rejects[index] ?? noRejects, {
    without_actor: profile?.withoutActor ?? 0,
    unreadable_time: profile?.unreadableTime ?? 0,
    ...(repeated[index] ? { repeated: repeated[index] } : {}),
    ...(profile?.withoutStage ? { without_stage: profile.withoutStage } : {}),
    unmatched: Object.fromEntries(
      unmatched[index]?.map(({ lookup, count }) => [lookup, count]) ?? [],
    ),
  });
}

async function ledger(
  name: string,
  files: readonly DataFile[],
  total: number,
  { count, first }: Rejects,
  counts: Omit<SourceLedger["rows"], "read" | "rejected">,
): Promise<SourceLedger> {
  return {
    name,
    files: files.length,
    fingerprint: await contentFingerprint(files),
    rows: { read: total + count, rejected: count, ...counts },
    ...(count === 0
      ? {}
      : { rejects: first.map(({ file, ...rest }) => ({ file: file.path, ...rest })) }),
  };
}
