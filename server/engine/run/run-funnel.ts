import type { Diagnostic, FunnelModel } from "../../../language/index.ts";
import { buildPlan } from "../plan/build.ts";
import { type FunnelPlan, type Match, columnsOf } from "../plan/plan.ts";
import { isoTime, localMicroseconds } from "../plan/time.ts";
import type { SourceLedger } from "../result.ts";
import { duckdb } from "../sql/duckdb.ts";
import { number, render, sql } from "../sql/fragment.ts";
import type { ActorForm, ScanContext } from "../sql/rows.ts";
import { writeProfile, writeRows } from "../sql/write.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import type { DatabaseLimits } from "./limits.ts";
import { found, unreadable } from "./failure.ts";
import { type DataFile, findFiles } from "./files.ts";
import { contentFingerprint, fileState } from "./fingerprint.ts";
import { assembleResult, notice } from "./funnel-result.ts";
import { noRejects } from "./table-parts.ts";
import { checkRejects, explainText } from "./text-errors.ts";
import { checkPatterns } from "./patterns.ts";
import { type SourceProfile, profileOf, requireReadableTimes } from "./profile.ts";
import type { FunnelRun, Progress, RunRequest } from "./runner.ts";
import { type OpenTable, openTable, prepareFiles, requireColumns } from "./tables.ts";
import { collectRows } from "./values.ts";

/** What a request may use, and how it is told to stop. */
export interface Workspace {
  readonly limits: DatabaseLimits;
  /** A private folder for this request. */
  readonly temporary: string;
  readonly progress: (progress: Progress) => void;
  /** Throws where the user has stopped the request. */
  readonly checkStopped: () => void;
  readonly stopped: () => boolean;
  /** The database to interrupt. */
  readonly using: (database: Database | undefined) => void;
}

/** Runs a funnel. Files that change while they are read are read once more. */
export async function runFunnel(request: RunRequest, space: Workspace): Promise<FunnelRun> {
  const started = performance.now();
  const plan = buildPlan(request.funnel, request.sources);
  for (let attempt = 1; ; attempt++) {
    const files = await Promise.all(
      plan.scans.map((scan) => findFiles(request.place, scan.location.path)),
    );
    const before = await fileState(files.flat());
    const run = await readAndCompute(request, plan, files, space).catch(async (error: unknown) => {
      // What was read while it changed may fail in any way.
      if ((await stateOrGone(files.flat())) === before) throw error;
      return undefined;
    });
    if (run !== undefined && (await stateOrGone(files.flat())) === before) {
      return { ...run, milliseconds: performance.now() - started };
    }
    space.checkStopped();
    if (attempt === 2) {
      throw unreadable("FNL5023", {
        path: plan.scans.map((scan) => scan.location.path).join(", "),
      });
    }
  }
}

async function stateOrGone(files: readonly DataFile[]): Promise<string> {
  return fileState(files).catch(() => "gone");
}

type Run = Omit<FunnelRun, "milliseconds">;

async function readAndCompute(
  request: RunRequest,
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  space: Workspace,
): Promise<Run> {
  space.progress({ phase: "starting" });
  const prepared = [];
  for (const [index, scan] of plan.scans.entries()) {
    const folder = await makeFolder(space.temporary, index);
    prepared.push(await prepareFiles(files[index] ?? [], scan.location, folder));
    space.checkStopped();
  }
  const readable = prepared.flatMap((each) => each.readable.map(({ file }) => file));
  const database = await openDatabase(readable, space.limits, space.temporary);
  space.using(database);
  try {
    const tables: OpenTable[] = [];
    for (const [index, scan] of plan.scans.entries()) {
      const each = prepared[index];
      if (each === undefined) continue;
      const table = await openTable(each, database, String(index));
      requireColumns(table, columnsFor(plan, index), scan.location.path);
      tables.push(table);
    }
    return await scanAll(request, plan, files, tables, database, space);
  } catch (error) {
    throw await explainText(error, prepared);
  } finally {
    space.using(undefined);
    await database.close();
  }
}

async function scanAll(
  request: RunRequest,
  plan: FunnelPlan,
  files: readonly (readonly DataFile[])[],
  tables: readonly OpenTable[],
  database: Database,
  space: Workspace,
): Promise<Run> {
  const { funnel } = request;
  await checkPatterns(plan, database);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const form = actorForm(plan, tables);
  const base = tables.map((table, index): ScanContext => ({
    dialect: duckdb,
    table: table.bind(columnsFor(plan, index), true),
    actor: form,
    asOf: null,
    ...(cutoff === undefined ? {} : { cutoff }),
  }));

  space.progress({ phase: "reading", fraction: 0 });
  const profiles: SourceProfile[] = [];
  for (const index of plan.scans.keys()) {
    const profile = await profileOf(database, writeProfile(plan, index, base));
    profiles.push(profile);
    space.checkStopped();
  }
  const rejects = await Promise.all(tables.map((table) => table.rejects()));
  for (const [index, { location }] of plan.scans.entries()) {
    await checkRejects(rejects[index] ?? noRejects, profiles[index]?.total ?? 0, location);
  }
  for (const [index, scan] of plan.scans.entries()) {
    const profile = profiles[index];
    const table = base[index]?.table;
    if (profile !== undefined && table !== undefined) {
      await requireReadableTimes(scan, profile, table, database);
    }
  }

  const times = profiles.flatMap((profile) => (profile.last === null ? [] : [profile.last]));
  const asOf = times.length === 0 ? null : Math.max(...times);
  const collector = collectRows(form, funnel.splits.length);
  const statements: string[] = [];
  let limits: EntryRange = { from: null, to: null };
  for (const index of plan.scans.keys()) {
    const range = await entryRange(plan, index, asOf, database);
    if (index === 0) limits = range;
    const contexts = base.map((context) => ({
      ...context,
      asOf,
      ...(range.from === null ? {} : { entryFrom: range.from }),
      ...(range.to === null ? {} : { entryTo: range.to }),
    }));
    const statement = writeRows(plan, index, contexts);
    statements.push(statement.sql);
    const watch = setInterval(() => {
      const done = database.progress();
      if (done !== undefined)
        space.progress({ phase: "reading", fraction: (index + done) / plan.scans.length });
    }, 100);
    try {
      await collector.add(await database.query(statement.sql), space.stopped);
    } finally {
      clearInterval(watch);
    }
  }
  space.checkStopped();
  space.progress({ phase: "computing" });
  const { rows, splitValues } = collector.finish();

  const sources = await Promise.all(
    plan.scans.map(async (scan, index): Promise<SourceLedger> => {
      const own = files[index] ?? [];
      const profile = profiles[index];
      const reject = rejects[index];
      return {
        name: scan.source,
        files: own.length,
        fingerprint: await contentFingerprint(own),
        rows: {
          read: (profile?.total ?? 0) + (reject?.count ?? 0),
          rejected: reject?.count ?? 0,
          without_actor: profile?.withoutActor ?? 0,
          unreadable_time: profile?.unreadableTime ?? 0,
          unmatched: {},
        },
        ...(reject === undefined || reject.count === 0
          ? {}
          : { rejects: reject.first.map(({ file, ...rest }) => ({ file: file.path, ...rest })) }),
      };
    }),
  );
  const diagnostics = [
    ...sourceNotices(request, sources, profiles),
    ...stageNotices(funnel, rows.stages, limits, profiles),
  ];
  const result = assembleResult(funnel, rows, splitValues, {
    asOf,
    entryFrom: limits.from,
    entryTo: limits.to,
    sources,
    diagnostics,
  });
  return { result, diagnostics, sql: statements.join(";\n\n") };
}

function columnsFor(plan: FunnelPlan, index: number): ReturnType<typeof columnsOf> {
  const scan = plan.scans[index];
  if (scan === undefined) return [];
  const segments = plan.segments.flatMap((segment): Match[] => {
    const match = segment.matches[index];
    return match === undefined ? [] : [match];
  });
  return columnsOf(scan, segments);
}

/** Whole numbers stay numbers only where all sources have them: else actors are compared as text. */
function actorForm(plan: FunnelPlan, tables: readonly OpenTable[]): ActorForm {
  const whole = plan.scans.every((scan, index) => {
    const [only, second] = scan.actor;
    if (only === undefined || second !== undefined || only.length !== 1) return false;
    const column = tables[index]?.columns.find(({ name }) => name === only[0]);
    return column?.stored === "integer";
  });
  return whole ? "integer" : "text";
}

interface EntryRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** `during` in the time zone of a source; both ends included. */
async function entryRange(
  plan: FunnelPlan,
  index: number,
  asOf: number | null,
  database: Database,
): Promise<EntryRange> {
  const { entry } = plan;
  switch (entry.kind) {
    case "none":
      return { from: null, to: null };
    case "last":
      return asOf === null ? { from: null, to: null } : { from: asOf - entry.duration, to: asOf };
    case "between": {
      const zone = plan.scans[index]?.timezone ?? "UTC";
      const from = duckdb.moment(entry.from, zone);
      const to = entry.to === undefined ? sql`null` : duckdb.moment(entry.to, zone);
      const less = number(entry.toIncluded ? 0 : 1);
      const statement = sql`select cast(${from} as double) as low, cast(${to} - ${less} as double) as high`;
      const [row] = await database.rows(render(statement, duckdb));
      const high = row?.["high"];
      return { from: Number(row?.["low"]), to: typeof high === "number" ? high : null };
    }
  }
}

function instantMicroseconds(text: string): number {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  const [, day = "", clock = "00:00", second = "00", fraction = "", zone = "Z"] = parts ?? [];
  const offset =
    zone === "Z"
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const micros =
    localMicroseconds(`${day}T${clock}:${second}.${fraction.padEnd(6, "0")}`) - offset * 60_000_000;
  if (parts === null || !Number.isSafeInteger(micros)) throw unreadable("FNL5033", { text });
  return micros;
}

function sourceNotices(
  { sources: models }: RunRequest,
  sources: readonly SourceLedger[],
  profiles: readonly SourceProfile[],
): Diagnostic[] {
  return sources.flatMap(({ name: source, rows }, index) => {
    const model = models[index];
    const profile = profiles[index];
    if (model === undefined || profile === undefined) return [];
    const notices: Diagnostic[] = [];
    if (rows.read === 0) notices.push(notice(found("FNL5106", { source }), model.locationSpan));
    if (rows.rejected > 0) {
      notices.push(notice(found("FNL5102", { source, count: rows.rejected }), model.locationSpan));
    }
    if (rows.without_actor > 0) {
      notices.push(
        notice(found("FNL5103", { source, count: rows.without_actor }), model.actorSpan),
      );
    }
    if (rows.unreadable_time > 0) {
      const args = { source, count: rows.unreadable_time, example: profile.timeExample };
      notices.push(notice(found("FNL5104", args), model.timeSpan));
    }
    for (const { path, count } of profile.unreadable) {
      const args = { source, column: path.join("."), count };
      notices.push(notice(found("FNL5105", args), model.locationSpan));
    }
    return notices;
  });
}

function stageNotices(
  funnel: FunnelModel,
  masks: Int32Array,
  range: EntryRange,
  profiles: readonly SourceProfile[],
): Diagnostic[] {
  let seen = 0;
  for (const mask of masks) seen |= mask;
  const firsts = profiles.flatMap(({ first }) => (first === null ? [] : [first]));
  const lasts = profiles.flatMap(({ last }) => (last === null ? [] : [last]));
  if (firsts.length === 0) return [];
  const first = Math.min(...firsts);
  const last = Math.max(...lasts);
  if ((range.from !== null && last < range.from) || (range.to !== null && first > range.to)) {
    return [
      notice(found("FNL5109", { first: isoTime(first), last: isoTime(last) }), funnel.nameSpan),
    ];
  }
  const notices = funnel.stages.flatMap((stage, index) =>
    (seen & (1 << index)) === 0
      ? [notice(found("FNL5101", { stage: stage.name }), stage.nameSpan)]
      : [],
  );
  if (funnel.window !== undefined && funnel.window > last - first) {
    const days = Math.ceil((last - first) / 86_400_000_000);
    notices.push(notice(found("FNL5107", { days }), funnel.nameSpan));
  }
  return notices;
}

async function makeFolder(parent: string, index: number): Promise<string> {
  const { mkdir } = await import("node:fs/promises");
  const folder = `${parent}/source-${index}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
