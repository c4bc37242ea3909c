import type { ColumnPath, ValueType } from "../../../language/index.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { condition, splitText } from "./expressions.ts";
import { type Fragment, all, list, name, number, render, sql, text } from "./fragment.ts";
import {
  type ReadColumn,
  type ScanContext,
  type SourceRows,
  noMatch,
  readRows,
  scanAt,
} from "./rows.ts";
import { countRecords } from "./record-counts.ts";
import { conditionTime, recordTimes } from "./records.ts";
import { matchCondition, stageMask } from "./tags.ts";
import { writeValue } from "./values.ts";

/**
 * The statement that counts what a source has: `total`, `without_actor`, `unreadable_time`,
 * `first_time`, `last_time` and the one before (`previous_time`, microseconds), of records how many did
 * nothing (`without_stage`) and how many conditions lack a time (`untimed`), then one count for each of
 * `columns`: values that aren't what the funnel reads them as.
 */
export interface ProfileStatement {
  readonly sql: string;
  readonly columns: readonly { readonly path: ColumnPath; readonly as: ValueType }[];
}

export function writeProfile(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): ProfileStatement {
  const { scan, context } = scanAt(plan, index, contexts);
  const rows = readRows(scan, context);
  const checked = checkedColumns(plan, index, rows, context);
  const records =
    scan.records &&
    countRecords(scan.records, checked, rows, {
      conditions: conditionTime(scan),
      untimed: scan.untimed === true,
      timeless: plan.timeless,
      where: scan.where,
    });
  const used = all([sql`a is not null`, rows.readable, ...rows.cut]);
  const selected = [
    sql`count(*) as total`,
    sql`count(*) filter (where a is null) as without_actor`,
    ...(records?.counts ?? [
      sql`count(*) filter (where a is not null and (${rows.readable}) is not true) as unreadable_time`,
      sql`cast(min(t) filter (where ${used}) as double) as first_time`,
      sql`cast(max(t) filter (where ${used}) as double) as last_time`,
      sql`cast(max(t, 2) filter (where ${used})[2] as double) as previous_time`,
    ]),
    ...checked.map(
      (column, i) =>
        sql`count(*) filter (where ${column.raw} is not null and ${column.name} is null) as ${name(`unreadable_${i}`)}`,
    ),
  ];
  // What the rows' statement reads is read here, too: lines are rejected by the columns that are read.
  const values = [
    ...(rows.event === undefined || scan.records !== undefined ? [] : [rows.event]),
    ...rows.columns.map((column) => column.name),
  ];
  selected.push(...values.map((value, i) => sql`count(${value}) as ${name(`read_${i}`)}`));
  const extra = checked.map((column) => sql`${column.stored.value} as ${column.raw}`);
  const inner = rows.inner(context.table.counted, extra);
  const read =
    records === undefined ? inner : sql`select *, ${list(records.times)} from (${inner}) as q`;
  const statement = sql`select ${list(selected)} from (${read}) as r`;
  return {
    sql: render(statement, context.dialect),
    columns: checked.map(({ path, as }) => ({ path, as })),
  };
}

/** One of the texts that are no readable time: the least, so that it is always the same one. */
export function writeTimeExample(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): string | undefined {
  const { scan, context } = scanAt(plan, index, contexts);
  const { dialect, table } = context;
  const raw = scan.time && table.column(scan.time.column);
  if (raw === undefined) return undefined;
  const rows = readRows(scan, context);
  const readable = dialect.readableTime(scan.records === undefined ? sql`t` : sql`s`);
  const unreadable = sql`x <> '' and a is not null and (${readable}) is not true`;
  const inner = rows.inner(table.from, [sql`${dialect.readText(raw)} as x`]);
  return render(sql`select min(x) as example from (${inner}) as r where ${unreadable}`, dialect);
}

/** Values of these types are read out of text, which may fail. */
function isRead(as: ValueType): boolean {
  return (
    as === "number" || as === "share" || as === "boolean" || as === "time" || as === "duration"
  );
}

/** The columns of which some values may not be what they are read as. Everything that the funnel reads is asked for. */
function checkedColumns(
  plan: FunnelPlan,
  index: number,
  rows: SourceRows,
  { dialect }: ScanContext,
): readonly ReadColumn[] {
  const scan = plan.scans[index];
  if (scan === undefined) return [];
  stageMask([...scan.stages, ...scan.marks], rows.event, rows.write, dialect);
  for (const expr of [...scan.where, ...scan.filters]) condition(expr, rows.scope);
  const texts = [...scan.splits.map(({ value }) => value), ...scan.same];
  for (const expr of texts) splitText(expr, rows.scope);
  if (scan.session?.kind === "column") splitText(scan.session.value, rows.scope);
  for (const value of scan.values) writeValue(value, 0, rows.scope);
  if (scan.records !== undefined) recordTimes(scan.records, conditionTime(scan), rows.scope);
  for (const segment of plan.segments) {
    matchCondition(segment.matches[index] ?? noMatch, rows.event, rows.write);
  }
  return rows.columns.filter((column) => column.stored.stored === "text" && isRead(column.as));
}

/**
 * The same by what the files say of their columns, without reading more than a few rows: `total`,
 * `actors` and `times` (how many have a value), `first_time`, `last_time`, `near` (whether a second
 * row lies within the window before the last), `least` and `greatest` of whole-numbered actors,
 * `empty` actors. Undefined where that can't tell all that a profile has to.
 */
export function writeStatistics(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): string | undefined {
  const { scan, context } = scanAt(plan, index, contexts);
  const { dialect, table } = context;
  const [path, second] = scan.actor;
  const time = scan.time && table.column(scan.time.column);
  const actor = path === undefined ? undefined : table.column(path);
  const simple =
    path?.length === 1 &&
    second === undefined &&
    scan.time?.column.length === 1 &&
    scan.records === undefined;
  if (!table.hasStatistics || !simple || actor === undefined || time === undefined)
    return undefined;
  if (time.stored !== "instant" && time.stored !== "timestamp") return undefined;
  if (checkedColumns(plan, index, readRows(scan, context), context).length > 0) return undefined;

  const { from } = table;
  const at = (column: Fragment): Fragment =>
    dialect.readTime({ ...time, value: column }, scan.timezone);
  // In a zone with summer time the last local time isn't always the last one, but less than a day before it.
  const ordered = time.stored === "instant" || dialect.isUtc(scan.timezone);
  const first = ordered
    ? at(sql`low`)
    : sql`(select min(${at(time.value)}) from ${from} where ${time.value} <= low + interval 1 day)`;
  const last = ordered
    ? at(sql`high`)
    : sql`(select max(${at(time.value)}) from ${from} where ${time.value} >= high - interval 1 day)`;
  const distance = plan.window === undefined ? undefined : plan.window - (ordered ? 0 : DAY);
  const near =
    distance === undefined
      ? sql`true`
      : sql`(select count(*) from (select 1 from ${from} where ${time.value} >= high - to_microseconds(${number(Math.max(0, distance))}) limit 2)) > 1`;
  const empty =
    actor.stored === "text"
      ? sql`(select count(*) from ${from} where ${actor.value} = ${text("")})`
      : sql`0`;
  const whole = actor.stored === "integer";
  const extremes = whole
    ? sql`, min(${actor.value}) as least, max(${actor.value}) as greatest`
    : sql``;
  const ends = whole
    ? sql`, cast(least as varchar) as least, cast(greatest as varchar) as greatest`
    : sql``;
  const raw = sql`select count(*) as total, count(${actor.value}) as actors, count(${time.value}) as times, min(${time.value}) as low, max(${time.value}) as high${extremes} from ${from}`;
  const statement = sql`select total, actors, times, cast(${first} as double) as first_time, cast(${last} as double) as last_time, ${near} as near, ${empty} as "empty"${ends} from (${raw}) as r`;
  return render(statement, dialect);
}

const DAY = 86_400_000_000;
