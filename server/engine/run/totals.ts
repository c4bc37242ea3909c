import type { Diagnostic } from "../../../language/index.ts";
import type { CountedRows } from "../kernel/totals.ts";
import type { EntryLimits, FunnelPlan } from "../plan/plan.ts";
import { columnsOf } from "../plan/plan.ts";
import { planTotals, type TotalsPart } from "../plan/totals.ts";
import type { SourceLedger } from "../result.ts";
import { splitColumn } from "../sql/amounts.ts";
import { belowColumn, countColumn, writeTotals } from "../sql/totals.ts";
import type { Database } from "./duckdb.ts";
import { entryRange, type EntryRange } from "./entry.ts";
import { found, inSource, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";
import { bindLookups } from "./lookups.ts";
import { notice } from "./notice.ts";
import { checkPatterns } from "./patterns.ts";
import { requireReadableTimes } from "./profile.ts";
import type { RunRequest } from "./runner.ts";
import { bindTables, entryOf, type Scanned } from "./scan.ts";
import { ledger } from "./source-ledgers.ts";
import { decimal, readLedger } from "./sums.ts";
import type { OpenTable } from "./table.ts";
import { requireColumns } from "./tables.ts";

/** The counts of a funnel's first stages, open to be read. */
export interface OpenTotals {
  readonly part: TotalsPart;
  readonly sources: readonly SourceLedger[];
  readonly diagnostics: readonly Diagnostic[];
  /** The time zone of the first source. */
  readonly zone: string;
  /** Of readable rows, in microseconds; null: there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** What lies in `during`, as it is known at a time, up to a time. @throws {DataError} */
  count(
    of: RunRequest["funnel"],
    during: EntryLimits,
    asOf: number | null,
    cutoff: number | undefined,
    byTime: boolean,
  ): Promise<{ readonly rows: readonly CountedRows[]; readonly statements: readonly string[] }>;
}

/** What was counted for a funnel. */
export interface CountedTotals {
  readonly totals: OpenTotals;
  readonly rows: readonly CountedRows[];
  readonly statements: readonly string[];
}

/** By moment, too, where a trend asks for it. @throws {DataError} */
export async function countTotals(
  { funnel }: RunRequest,
  { entry }: FunnelPlan,
  totals: OpenTotals,
  { asOf }: Pick<Scanned, "asOf">,
  cutoff: number | undefined,
): Promise<CountedTotals> {
  const byTime = funnel.trend !== undefined;
  return { totals, ...(await totals.count(funnel, entry, asOf, cutoff, byTime)) };
}

export function totalsPlan({ funnel, totals }: RunRequest): FunnelPlan | undefined {
  return totals && planTotals(totals, funnel);
}

/** `tables` and `files`: of the plan's sources, then of what they join. @throws {DataError} */
export async function openTotals(
  part: TotalsPart,
  plan: FunnelPlan,
  tables: readonly OpenTable[],
  files: readonly (readonly DataFile[])[],
  cutoff: number | undefined,
  database: Database,
): Promise<OpenTotals> {
  await checkPatterns(plan, database);
  for (const [index, scan] of plan.scans.entries()) {
    const table = tables[index];
    if (table === undefined) continue;
    await inSource(scan.source, requireColumns(table, columnsOf(scan, []), scan.location.path));
  }
  const lookups = await bindLookups(plan, tables.slice(plan.scans.length));
  const contexts = bindTables(plan, tables, lookups, cutoff);
  const sources: SourceLedger[] = [];
  const diagnostics: Diagnostic[] = [];
  const firsts: number[] = [];
  const lasts: number[] = [];
  for (const [index, scan] of plan.scans.entries()) {
    const { source } = scan;
    const span = part.sources[index]?.locationSpan;
    const read = await readLedger(plan, index, contexts, tables[index], database);
    const { profile } = read;
    const table = contexts[index]?.table;
    if (profile !== undefined && table !== undefined) {
      await inSource(source, requireReadableTimes(scan, profile, table, database));
    }
    if (profile !== undefined && profile.first !== null) firsts.push(profile.first);
    if (profile !== undefined && profile.last !== null) lasts.push(profile.last);
    const entry = await ledger(source, files[index] ?? [], read.total, read.rejects, read.counts);
    sources.push(entry);
    if (span === undefined) continue;
    const { rows } = entry;
    if (rows.read === 0) diagnostics.push(notice(found("FNL5106", { source }), span));
    if (rows.rejected > 0) {
      diagnostics.push(notice(found("FNL5102", { source, count: rows.rejected }), span));
    }
    if (rows.unreadable_time > 0) {
      const args = { source, count: rows.unreadable_time, example: profile?.timeExample ?? "" };
      diagnostics.push(notice(found("FNL5104", args), span));
    }
    for (const { path, count } of read.unreadable) {
      const args = { source, column: path.join("."), count };
      diagnostics.push(notice(found("FNL5105", args), span));
    }
  }
  return {
    part,
    sources,
    diagnostics,
    zone: plan.scans[0]?.timezone ?? "UTC",
    first: firsts.length === 0 ? null : Math.min(...firsts),
    last: lasts.length === 0 ? null : Math.max(...lasts),
    async count(of, during, asOf, until, byTime) {
      const narrowed = planTotals(part, of);
      const bound = bindTables(narrowed, tables, lookups, until);
      const rows: CountedRows[] = [];
      const statements: string[] = [];
      for (const [index, scan] of narrowed.scans.entries()) {
        const context = bound[index];
        if (context === undefined) continue;
        const range = await entryRange(during, scan.timezone, asOf, database);
        const statement = writeTotals(scan, { ...context, asOf, ...entryOf(range) }, byTime);
        statements.push(statement);
        for (const row of await database.rows(statement)) {
          requireCounts(row, scan.source, part);
          const { moment } = row;
          rows.push({
            values: scan.splits.map((_, i) => textOrNull(row[splitColumn(i)])),
            ...(typeof moment === "number" ? { time: moment, zone: scan.timezone } : {}),
            counts: scan.values.map((_, i) => decimal(textOrNull(row[countColumn(i)]) ?? "0")),
          });
        }
      }
      return { rows, statements };
    },
  };
}

/** Nothing can be counted fewer than no times. @throws {DataError} FNL5280 */
function requireCounts(
  row: Readonly<Record<string, unknown>>,
  source: string,
  { stages }: TotalsPart,
): void {
  for (const [index, { name: stage }] of stages.entries()) {
    const count = Number(row[belowColumn(index)] ?? 0);
    if (count > 0) throw unreadable("FNL5280", { source, stage, count });
  }
}

export function optionalTotals({ totals }: CountedTotals): readonly boolean[] {
  return totals.part.stages.map(({ optional }) => optional);
}

/** The stages to which a step leads from a count: by their index in the whole funnel. */
export function countedStages(
  { stages }: RunRequest["funnel"],
  { counted }: { readonly counted?: CountedTotals },
): readonly { readonly name: string; readonly stage: number }[] {
  if (counted === undefined) return [];
  const all = [...counted.totals.part.stages, ...stages.slice(0, 1)];
  return all.map(({ name }, stage) => ({ name, stage })).slice(1);
}

/** Times of a funnel: those of its actors; where it has none, of its counts. */
export async function timesOf(
  scanned: Scanned,
  totals: OpenTotals | undefined,
  during: EntryLimits,
  database: Database,
): Promise<Pick<Scanned, "asOf" | "range">> {
  if (totals === undefined || scanned.profiles.length > 0) return scanned;
  const asOf = totals.last;
  const range: EntryRange = await entryRange(during, totals.zone, asOf, database);
  return { asOf, range };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
