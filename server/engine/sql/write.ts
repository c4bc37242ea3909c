import type { ColumnPath, ValueType } from "../../../language/index.ts";
import type { ActorSegment, FunnelPlan, Match, ScanPlan } from "../plan/plan.ts";
import type { Stored } from "./dialect.ts";
import { condition, splitText } from "./expressions.ts";
import { type Fragment, all, join, list, name, number, render, sql } from "./fragment.ts";
import { type ScanContext, readRows } from "./rows.ts";
import { matchCondition, stageMask } from "./tags.ts";

export interface Statement {
  readonly sql: string;
}

/**
 * The statement that counts what a source has: `total`, `without_actor`, `unreadable_time`,
 * `first_time`, `last_time` (microseconds), `time_example` (a text that is no time), then one count
 * for each of `columns`: values that aren't what the funnel reads them as.
 */
export interface ProfileStatement extends Statement {
  readonly columns: readonly { readonly path: ColumnPath; readonly as: ValueType }[];
}

export function writeProfile(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): ProfileStatement {
  const { scan, context } = at(plan, index, contexts);
  const rows = readRows(scan, context);
  // Whatever the funnel reads is looked at, so that what can't be read is known.
  stageMask(scan.stages, rows.event, rows.write, context.dialect);
  for (const expr of [...scan.where, ...scan.filters]) condition(expr, rows.scope);
  for (const expr of scan.splits) splitText(expr, rows.scope);
  for (const segment of plan.segments)
    matchCondition(segment.matches[index] ?? none, rows.event, rows.write);
  const checked = rows.columns.filter(
    (column) => column.stored.stored === "text" && isRead(column.as),
  );
  const used = all([sql`a is not null`, rows.readable, ...rows.cut]);
  const raw = context.table.column(scan.time.column);
  const selected = [
    sql`count(*) as total`,
    sql`count(*) filter (where a is null) as without_actor`,
    sql`count(*) filter (where a is not null and (${rows.readable}) is not true) as unreadable_time`,
    sql`cast(min(t) filter (where ${used}) as double) as first_time`,
    sql`cast(max(t) filter (where ${used}) as double) as last_time`,
    sql`min(x) filter (where x <> '' and (${rows.readable}) is not true) as time_example`,
    ...checked.map(
      (column, i) =>
        sql`count(*) filter (where ${column.raw} is not null and ${column.name} is null) as ${name(`unreadable_${i}`)}`,
    ),
  ];
  // What the rows' statement reads is read here, too: lines are rejected by the columns that are read.
  const read = [
    ...(rows.event === undefined ? [] : [rows.event]),
    ...rows.columns.map((column) => column.name),
  ];
  selected.push(...read.map((value, i) => sql`count(${value}) as ${name(`read_${i}`)}`));
  const extra = [
    ...checked.map((column) => sql`${column.stored.value} as ${column.raw}`),
    sql`${raw === undefined || isTime(raw.stored) ? sql`cast(null as varchar)` : context.dialect.readText(raw)} as x`,
  ];
  const statement = sql`select ${list(selected)} from (${rows.inner(context.table.counted, extra)}) as r`;
  return {
    sql: render(statement, context.dialect),
    columns: checked.map(({ path, as }) => ({ path, as })),
  };
}

/** The statement that reads a source's rows: `actor`, `time` (microseconds), `stages`, `split_0`… in file order. */
export function writeRows(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): Statement {
  const { scan, context } = at(plan, index, contexts);
  const { dialect } = context;
  const rows = readRows(scan, context);
  const mask = stageMask(scan.stages, rows.event, rows.write, dialect);
  const filters = [
    ...rows.base(),
    ...(context.entryFrom === undefined ? [] : [sql`t >= ${number(context.entryFrom)}`]),
    ...scan.filters.map(rows.write),
    ...plan.segments.map((segment) => actorFilter(segment, plan, contexts)),
  ];
  const splits = scan.splits.map(
    (split, i) =>
      sql`case when ${dialect.bitAnd(sql`m`, sql`1`)} = 1 then ${splitText(split, rows.scope)} end as ${name(`split_${i}`)}`,
  );
  const selected = [
    sql`a as actor`,
    sql`${dialect.toDouble(sql`t`)} as "time"`,
    sql`m as stages`,
    ...splits,
  ];
  const tagged = sql`select *, ${entryOnly(mask, scan, context)} as m from (${rows.inner(context.table.from, [])}) as r where ${all(filters)}`;
  return { sql: render(sql`select ${list(selected)} from (${tagged}) as s where m <> 0`, dialect) };
}

const none: Match = { kind: "none" };

function isTime(stored: Stored): boolean {
  return (
    stored === "date" || stored === "timestamp" || stored === "timestamp-ns" || stored === "instant"
  );
}

/** Values of these types are read out of text, which may fail. */
function isRead(as: ValueType): boolean {
  return (
    as === "number" || as === "share" || as === "boolean" || as === "time" || as === "duration"
  );
}

/** The first stage's bit is kept only where the row may be an entry. */
function entryOnly(
  mask: Fragment,
  scan: ScanPlan,
  { entryFrom, entryTo, dialect }: ScanContext,
): Fragment {
  const limits = [
    ...(entryFrom === undefined ? [] : [sql`t >= ${number(entryFrom)}`]),
    ...(entryTo === undefined ? [] : [sql`t <= ${number(entryTo)}`]),
  ];
  if (limits.length === 0) return mask;
  const others = number(2 ** scan.stages.length - 2);
  return dialect.bitAnd(
    mask,
    sql`case when ${all(limits)} then ${number(2 ** scan.stages.length - 1)} else ${others} end`,
  );
}

/** Keeps the actors who have enough matching rows in all sources together, whatever else is asked of rows. */
function actorFilter(
  segment: ActorSegment,
  plan: FunnelPlan,
  contexts: readonly ScanContext[],
): Fragment {
  const parts = plan.scans.flatMap((_, index) => {
    const { scan, context } = at(plan, index, contexts);
    const match = segment.matches[index] ?? none;
    if (match.kind === "none") return [];
    const rows = readRows(scan, context);
    const holds = all([...rows.base(), matchCondition(match, rows.event, rows.write)]);
    return [sql`select a from (${rows.inner(context.table.from, [])}) as r where ${holds}`];
  });
  if (parts.length === 0) return segment.negated ? sql`true` : sql`false`;
  const actors = sql`select a from (${join(parts, sql` union all `)}) as w group by a having count(*) >= ${number(segment.atLeast)}`;
  return segment.negated ? sql`a not in (${actors})` : sql`a in (${actors})`;
}

function at(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): { scan: ScanPlan; context: ScanContext } {
  const scan = plan.scans[index];
  const context = contexts[index];
  if (scan === undefined || context === undefined) throw new RangeError(`No scan ${index}`);
  return { scan, context };
}
