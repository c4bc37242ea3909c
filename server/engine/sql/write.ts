import type { ActorSegment, FunnelPlan, ScanPlan } from "../plan/plan.ts";
import type { Dialect } from "./dialect.ts";
import { splitText } from "./expressions.ts";
import { type Fragment, all, join, list, name, number, render, sql, text } from "./fragment.ts";
import { NO_MOMENT } from "./records.ts";
import { type ScanContext, type SourceRows, noMatch, readRows, scanAt } from "./rows.ts";
import { matchCondition, stageMask } from "./tags.ts";
import { writeValue } from "./values.ts";
import { withVisits } from "./visits.ts";

/** The statement that reads a source's rows: `actor`, `time` (microseconds), `stages`, `marks` (of funnels with `without`), `same_0`…, `split_0`…, with sessions `session` and `session_open`, in file order. */
export function writeRows(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): string {
  const { scan, context } = scanAt(plan, index, contexts);
  const { dialect } = context;
  const rows = readRows(scan, context);
  const mask = stageMask(scan.stages, rows.event, rows.write, dialect);
  const isMarked = scan.marks.length > 0;
  const marks = stageMask(scan.marks, rows.event, rows.write, dialect);
  const { session } = scan;
  const filters = [
    ...(session === undefined ? rows.base() : []),
    ...readsFrom(scan, context),
    ...scan.filters.map(rows.write),
    ...plan.segments.map((segment) => actorFilter(segment, plan, contexts)),
    ...(plan.onlyActor === undefined ? [] : [sql`a = ${text(plan.onlyActor)}`]),
  ];
  const entryBit = number(scan.entersAnywhere ? 2 ** 30 : entryStageBit(scan));
  const splits = scan.splits.map(({ value, rows: which }, i) => {
    const written = splitText(value, rows.scope);
    const isThere = sql`${dialect.bitAnd(sql`m`, entryBit)} <> 0`;
    const split = which === "all" ? written : sql`case when ${isThere} then ${written} end`;
    return sql`${split} as ${name(`split_${i}`)}`;
  });
  const selected = [
    sql`a as actor`,
    sql`${scan.untimed ? timeOrNone(dialect) : dialect.toDouble(sql`t`)} as "time"`,
    sql`m as stages`,
    ...(isMarked ? [sql`x as marks`] : []),
    ...scan.same.map((expr, i) => sql`${splitText(expr, rows.scope)} as ${name(`same_${i}`)}`),
    ...splits,
    ...(scan.readsEvents
      ? [sql`${eventName(scan, rows)} as ${name(`split_${splits.length}`)}`]
      : []),
    ...(session === undefined ? [] : [sql`v as "session"`, sql`w as session_open`]),
    ...scan.values.map((value, i) => writeValue(value, i, rows.scope)),
  ];
  const tags = [
    sql`${(scan.entersAnywhere ? entryAnywhere : entryOnly)(mask, scan, context)} as m`,
    ...(isMarked ? [sql`${marks} as x`] : []),
  ];
  // What is written comes before the columns that it reads.
  const from =
    session === undefined
      ? rows.happenings(context.table.from)
      : withVisits(session, scan.source, rows, context);
  const tagged = sql`select *, ${list(tags)} from (${from}) as r where ${all(filters)}`;
  const isTagged = isMarked ? sql`m <> 0 or x <> 0` : sql`m <> 0`;
  const matters = scan.everyRow ? sql`true` : isTagged;
  const order = session === undefined ? sql`` : sql` order by o`;
  const found = sql`select ${list(selected)} from (${tagged}) as s where ${matters}${order}`;
  return render(found, dialect);
}

/** Where a row has none, an empty name. */
function eventName({ eventName: constant = "" }: ScanPlan, { event }: SourceRows): Fragment {
  return event === undefined ? text(constant) : sql`coalesce(${event}, '')`;
}

/** Rows before the earliest entry play no part; of inverted funnels those more than a window before it. */
function readsFrom(
  { lookBack = 0, untimed }: ScanPlan,
  { entryFrom }: ScanContext,
): readonly Fragment[] {
  if (entryFrom === undefined || lookBack === Infinity) return [];
  const isLater = sql`t >= ${number(entryFrom - lookBack)}`;
  return [untimed ? sql`(${isLater} or t = ${NO_MOMENT})` : isLater];
}

/** The kernel's `NO_TIME` where there is none. */
function timeOrNone(dialect: Dialect): Fragment {
  const none = sql`cast(${text("-infinity")} as double)`;
  return sql`case when t = ${NO_MOMENT} then ${none} else ${dialect.toDouble(sql`t`)} end`;
}

/** The bit of the stage whose row is the entry. */
function entryStageBit({ stages, lookBack }: ScanPlan): number {
  return lookBack === undefined || stages.length === 0 ? 1 : 2 ** (stages.length - 1);
}

/** Nobody can say of a row without a time that it lies between them. */
function entryLimits(
  { untimed }: ScanPlan,
  { entryFrom, entryTo }: ScanContext,
): readonly Fragment[] {
  const isTimed = untimed && (entryFrom !== undefined || entryTo !== undefined);
  return [
    ...(isTimed ? [sql`t <> ${NO_MOMENT}`] : []),
    ...(entryFrom === undefined ? [] : [sql`t >= ${number(entryFrom)}`]),
    ...(entryTo === undefined ? [] : [sql`t <= ${number(entryTo)}`]),
  ];
}

/** Where a row of any stage may be an entry, a bit of its own says so: the kernel's `MAY_ENTER`. */
function entryAnywhere(mask: Fragment, scan: ScanPlan, context: ScanContext): Fragment {
  const limits = entryLimits(scan, context);
  const mayEnter = limits.length === 0 ? sql`true` : all(limits);
  const bit = sql`case when ${mask} <> 0 and ${mayEnter} then ${number(2 ** 30)} else 0 end`;
  return context.dialect.bitOr([mask, bit]);
}

/** The bit of the entry's stage is kept only where the row may be an entry. */
function entryOnly(mask: Fragment, scan: ScanPlan, context: ScanContext): Fragment {
  const { dialect } = context;
  const limits = entryLimits(scan, context);
  if (limits.length === 0) return mask;
  const every = 2 ** scan.stages.length - 1;
  const others = number(every - entryStageBit(scan));
  return dialect.bitAnd(
    mask,
    sql`case when ${all(limits)} then ${number(every)} else ${others} end`,
  );
}

/** Keeps the actors who have enough matching rows in all sources together, whatever else is asked of rows. */
export function actorFilter(
  segment: ActorSegment,
  plan: FunnelPlan,
  contexts: readonly ScanContext[],
): Fragment {
  const parts = plan.scans.flatMap((_, index) => {
    const { scan, context } = scanAt(plan, index, contexts);
    const match = segment.matches[index] ?? noMatch;
    if (match.kind === "none") return [];
    const rows = readRows(scan, context);
    const holds = all([...rows.base(), matchCondition(match, rows.event, rows.write)]);
    return [sql`select a from (${rows.happenings(context.table.from)}) as r where ${holds}`];
  });
  if (parts.length === 0) return segment.negated ? sql`true` : sql`false`;
  const actors = sql`select a from (${join(parts, sql` union all `)}) as w group by a having count(*) >= ${number(segment.atLeast)}`;
  return segment.negated ? sql`a not in (${actors})` : sql`a in (${actors})`;
}
