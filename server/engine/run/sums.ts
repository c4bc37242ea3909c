import type { Diagnostic, RowExpr } from "../../../language/index.ts";
import type { Visits } from "../kernel/measures/evaluate.ts";
import { type AmountsPlan, planAmounts } from "../plan/amounts.ts";
import { sessionOf } from "../plan/build.ts";
import { planMeasures } from "../plan/measures.ts";
import { columnsOf, type FunnelPlan, joinOf, type ScanPlan, visitExpr } from "../plan/plan.ts";
import type { SourceLedger } from "../result.ts";
import { fraction, type Fraction } from "../statistics/fraction.ts";
import { splitColumn, writeAmounts } from "../sql/amounts.ts";
import { duckdb } from "../sql/duckdb.ts";
import { list, name, render, sql } from "../sql/fragment.ts";
import type { ScanContext } from "../sql/rows.ts";
import { writeVisitSums } from "../sql/visit-sums.ts";
import type { Database } from "./duckdb.ts";
import { entryRange } from "./entry.ts";
import { found, inSource } from "./failure.ts";
import { notice } from "./notice.ts";
import {
  amountKey,
  type AmountSum,
  type GroupSums,
  groupSums,
  type PointSum,
  type ReadSums,
  type Summed,
} from "./group-sums.ts";
import { bindLookups } from "./lookups.ts";
import { profileSource } from "./profile.ts";
import type { OpenData } from "./reading.ts";
import type { RunRequest } from "./runner.ts";
import { bindTables, entryOf, type Scanned } from "./scan.ts";
import { ledger } from "./source-ledgers.ts";
import { noRejects } from "./table-parts.ts";
import type { OpenTable } from "./table.ts";
import { requireColumns } from "./tables.ts";
import { checkRejects } from "./text-errors.ts";
import { boundsIn, type Periods, type TrendPeriods } from "./trend.ts";
import type { Workspace } from "./workspace.ts";

/** What measures ask of whole sources. */
export interface Sums {
  readonly sums: GroupSums;
  /** Of the sources that only amounts are read of. */
  readonly sources: readonly SourceLedger[];
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly string[];
}

/** What is read for a funnel's sums over sources. */
export function amountsOf({ funnel, amounts }: RunRequest): AmountsPlan {
  const { sources = [], lookups = [] } = amounts ?? {};
  return planAmounts(planMeasures(funnel).amounts, funnel, sources, lookups);
}

/**
 * Undefined where nothing asks for sums. `first`: where the tables of the amounts begin. `periods`: of the
 * trend, if there is one. @throws {DataError}
 */
export async function readSums(
  request: RunRequest,
  plan: FunnelPlan,
  { plan: amountsPlan, amounts }: AmountsPlan,
  data: OpenData,
  first: number,
  scanned: Scanned,
  cutoff: number | undefined,
  space: Workspace,
  periods?: Periods,
): Promise<Sums | undefined> {
  const { funnel } = request;
  const asksVisits = planMeasures(funnel).hasVisits;
  if (amounts.length === 0 && !asksVisits) return undefined;
  const texts = funnel.splits.map(({ text }) => text);
  const { asOf } = scanned;
  const diagnostics: Diagnostic[] = [];
  const sources: SourceLedger[] = [];
  const statements: string[] = [];

  const tables = data.tables.slice(first);
  const splittable = amountsPlan.scans.map((scan, index) => withKnownSplits(scan, tables[index]));
  const itsPlan = { ...amountsPlan, scans: splittable };
  for (const [index, { source, location, values }] of itsPlan.scans.entries()) {
    const columns = values.flatMap(({ value }) => columnPaths(value));
    const table = tables[index];
    if (table !== undefined) await inSource(source, requireColumns(table, columns, location.path));
  }
  const lookups = await bindLookups(itsPlan, tables.slice(itsPlan.scans.length));
  const contexts = bindTables(itsPlan, tables, lookups, cutoff);
  const trend = periods?.kind === "periods" ? periods : undefined;
  const sumsOf = new Map<string, ReadSums<AmountSum> | null>();
  for (const [index, scan] of itsPlan.scans.entries()) {
    const amount = amounts[index];
    const context = contexts[index];
    if (amount === undefined || context === undefined) continue;
    const { kind, source } = amount;
    const key = amountKey(kind, source);
    const range = await entryRange(itsPlan.entry, scan.timezone, asOf, data.database);
    const isLimited = range.from !== null || range.to !== null;
    const hasTime = scan.time !== undefined || scan.records !== undefined;
    if (isLimited && !hasTime) {
      diagnostics.push(notice(found("FNL5221", { source, figure: kind }), funnel.nameSpan));
      sumsOf.set(key, null);
      continue;
    }
    const isKnown = [
      ...request.sources.map(({ name }) => name),
      ...(request.totals?.sources.map(({ name }) => name) ?? []),
      ...sources.map(({ name }) => name),
    ];
    if (!isKnown.includes(source)) {
      const files = data.files[first + index] ?? [];
      const read = await readLedger(itsPlan, index, contexts, tables[index], data.database);
      for (const { path, count } of read.unreadable) {
        const args = { source, column: path.join("."), count };
        diagnostics.push(notice(found("FNL5105", args), funnel.nameSpan));
      }
      sources.push(await ledger(source, files, read.total, read.rejects, read.counts));
    }
    const limited = { ...context, asOf, ...entryOf(range) };
    const statement = writeAmounts(scan, amount, limited);
    statements.push(statement);
    const rows = await data.database.rows(statement);
    const constant = typeof amount.currency === "string" ? amount.currency : undefined;
    const isSplit = scan.splits.length === texts.length;
    const groups = rows.map((row) => ({
      values: isSplit ? texts.map((_, i) => textOrNull(row[splitColumn(i)])) : undefined,
      sum: amountSum(row, constant),
    }));
    if (trend !== undefined && !hasTime) {
      diagnostics.push(notice(found("FNL5242", { source, figure: kind }), funnel.nameSpan));
    }
    const points = hasTime
      ? await byPoint(
          trend,
          scan.timezone,
          data.database,
          (bounds) => writeAmounts(scan, amount, limited, bounds),
          (row) => amountSum(row, constant),
        )
      : {};
    sumsOf.set(key, { groups, ...points });
    const currencies = new Set(groups.flatMap(({ sum }) => sum.currencies ?? []));
    if (currencies.size > 1) {
      const args = { source, figure: kind, currencies: [...currencies].sort().join(", ") };
      diagnostics.push(notice(found("FNL5220", args), funnel.nameSpan));
    }
    space.checkStopped();
  }
  const visits = asksVisits
    ? await readVisits(request, plan, data, scanned, cutoff, trend)
    : { groups: [] };
  return { sums: groupSums(texts, sumsOf, visits), sources, diagnostics, statements };
}

/** Sums by the points of a trend, cut by the calendar of the source. Nothing where there is no trend. */
async function byPoint<T>(
  trend: TrendPeriods | undefined,
  zone: string,
  database: Database,
  write: (bounds: readonly number[]) => string | undefined,
  sumOf: (row: Readonly<Record<string, unknown>>) => T,
): Promise<{ readonly points?: readonly PointSum<T>[] }> {
  if (trend === undefined || trend.bounds.length < 2) return {};
  const statement = write(await boundsIn(trend, zone, database));
  if (statement === undefined) return {};
  const rows = await database.rows(statement);
  return { points: rows.map((row) => ({ point: Number(row["point"]), sum: sumOf(row) })) };
}

/** A source that lacks a column of a split can't be split by any. */
function withKnownSplits(scan: ScanPlan, table: OpenTable | undefined): ScanPlan {
  const names = table?.columns.map(({ name }) => name) ?? [];
  const isKnown = scan.splits.every(({ value }) =>
    columnPaths(value).every(
      (path) => joinOf(scan, path) !== undefined || names.includes(path[0] ?? ""),
    ),
  );
  return isKnown ? scan : { ...scan, splits: [] };
}

function columnPaths(value: RowExpr): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  visitExpr(value, (expr) => {
    if (expr.kind === "column") paths.push(expr.path);
  });
  return paths;
}

/** What was read of a source and left out of it. */
export async function readLedger(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
  table: OpenTable | undefined,
  database: Database,
) {
  const scan = plan.scans[index];
  const isTimed = scan?.time !== undefined || scan?.records !== undefined;
  const profile = isTimed ? await profileSource(plan, index, contexts, database) : undefined;
  const total = profile?.total ?? (await countRows(scan, contexts[index], database));
  const rejects = (await table?.rejects()) ?? noRejects;
  if (scan !== undefined) await inSource(scan.source, checkRejects(rejects, total, scan.location));
  const counts = {
    without_actor: 0,
    unreadable_time: profile?.unreadableTime ?? 0,
    unmatched: {},
  };
  return { total, rejects, counts, unreadable: profile?.unreadable ?? [], profile };
}

/** All that can be told of rows without a time. */
async function countRows(
  scan: ScanPlan | undefined,
  context: ScanContext | undefined,
  database: Database,
): Promise<number> {
  if (scan === undefined || context === undefined) return 0;
  const { table } = context;
  // Lines are rejected by the columns that are read.
  const read = columnsOf(scan, []).flatMap((path, i) => {
    const value = table.column(path)?.value;
    return value === undefined ? [] : [sql`count(${value}) as ${name(`read_${i}`)}`];
  });
  const counts = list([sql`cast(count(*) as double) as total`, ...read]);
  const [row] = await database.rows(render(sql`select ${counts} from ${table.counted}`, duckdb));
  return Number(row?.["total"]);
}

async function readVisits(
  { funnel, sources }: RunRequest,
  plan: FunnelPlan,
  { tables, database }: OpenData,
  { asOf }: Scanned,
  cutoff: number | undefined,
  trend: TrendPeriods | undefined,
): Promise<ReadSums<Visits>> {
  const bySession = {
    ...plan,
    scans: plan.scans.map((scan, index): ScanPlan => {
      const source = sources[index];
      const { values: _, ...rest } = scan;
      return { ...rest, values: [], ...(source === undefined ? {} : sessionOf(source)) };
    }),
  };
  const lookups = await bindLookups(bySession, tables.slice(plan.scans.length));
  const bound = bindTables(bySession, tables, lookups, cutoff);
  const groups: Summed<Visits>[] = [];
  const points: PointSum<Visits>[] = [];
  for (const [index, scan] of bySession.scans.entries()) {
    const range = await entryRange(plan.entry, scan.timezone, asOf, database);
    const contexts = bound.map((context) => ({ ...context, asOf, ...entryOf(range) }));
    const statement = writeVisitSums(bySession, index, contexts);
    if (statement === undefined) continue;
    for (const row of await database.rows(statement)) {
      const values = funnel.splits.map((_, i) => textOrNull(row[splitColumn(i)]));
      groups.push({ values, sum: visitSum(row) });
    }
    const write = (bounds: readonly number[]): string | undefined =>
      writeVisitSums(bySession, index, contexts, bounds);
    const read = await byPoint(trend, scan.timezone, database, write, visitSum);
    points.push(...(read.points ?? []));
  }
  return { groups, points };
}

function amountSum(
  row: Readonly<Record<string, unknown>>,
  constant: string | undefined,
): AmountSum {
  const low = textOrNull(row["low"]);
  const high = textOrNull(row["high"]);
  const said: AmountSum["currencies"] =
    constant !== undefined
      ? [constant, constant]
      : low !== null && high !== null
        ? [low, high]
        : null;
  const rows = Number(row["amounts"]);
  return {
    sum: decimal(textOrNull(row["total"]) ?? "0"),
    rows,
    currencies: rows > 0 || constant !== undefined ? said : null,
  };
}

function visitSum(row: Readonly<Record<string, unknown>>): Visits {
  return {
    count: Number(row["visits"]),
    single: Number(row["single"]),
    rows: Number(row["visit_rows"] ?? 0),
    microseconds: BigInt(textOrNull(row["spent"]) ?? "0"),
  };
}

/** `-12.500000000`, exactly. */
export function decimal(written: string): Fraction {
  const [whole = "0", part = ""] = written.split(".");
  return (
    fraction(BigInt(whole + part), 10n ** BigInt(part.length)) ?? { numerator: 0n, denominator: 1n }
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
