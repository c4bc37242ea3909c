import type { ColumnPath, ValueType } from "../../../language/index.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { condition, splitText } from "./expressions.ts";
import { type Fragment, all, list, name, render, sql, text } from "./fragment.ts";
import {
  type ReadColumn,
  type ScanContext,
  type SourceRows,
  noMatch,
  readRows,
  scanAt,
} from "./rows.ts";
import { matchCondition, stageMask } from "./tags.ts";

/**
 * The statement that counts what a source has: `total`, `without_actor`, `unreadable_time`,
 * `first_time`, `last_time` (microseconds), then one count for each of `columns`: values that aren't what the funnel reads them as.
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
  const used = all([sql`a is not null`, rows.readable, ...rows.cut]);
  const selected = [
    sql`count(*) as total`,
    sql`count(*) filter (where a is null) as without_actor`,
    sql`count(*) filter (where a is not null and (${rows.readable}) is not true) as unreadable_time`,
    sql`cast(min(t) filter (where ${used}) as double) as first_time`,
    sql`cast(max(t) filter (where ${used}) as double) as last_time`,
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
  const extra = checked.map((column) => sql`${column.stored.value} as ${column.raw}`);
  const statement = sql`select ${list(selected)} from (${rows.inner(context.table.counted, extra)}) as r`;
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
  const raw = table.column(scan.time.column);
  if (raw === undefined) return undefined;
  const rows = readRows(scan, context);
  const unreadable = sql`x <> '' and a is not null and (${rows.readable}) is not true`;
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
  stageMask(scan.stages, rows.event, rows.write, dialect);
  for (const expr of [...scan.where, ...scan.filters]) condition(expr, rows.scope);
  for (const expr of scan.splits) splitText(expr, rows.scope);
  for (const segment of plan.segments) {
    matchCondition(segment.matches[index] ?? noMatch, rows.event, rows.write);
  }
  return rows.columns.filter((column) => column.stored.stored === "text" && isRead(column.as));
}

/**
 * The same by what the files say of their columns, without reading them: `total`, `actors` and `times`
 * (how many have a value), `first_time`, `last_time`, `least` and `greatest` of whole-numbered actors,
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
  const time = table.column(scan.time.column);
  if (!table.hasStatistics || path === undefined || second !== undefined || time === undefined)
    return undefined;
  const actor = table.column(path);
  const simple = path.length === 1 && scan.time.column.length === 1;
  // In a zone with summer time the last local time isn't always the last one.
  const isOrdered =
    time.stored === "instant" || (time.stored === "timestamp" && dialect.isUtc(scan.timezone));
  if (actor === undefined || !simple || !isOrdered) return undefined;
  if (checkedColumns(plan, index, readRows(scan, context), context).length > 0) return undefined;
  const read = (value: Fragment): Fragment =>
    sql`cast(${dialect.readTime({ ...time, value }, scan.timezone)} as double)`;
  const whole = actor.stored === "integer";
  const extremes = whole
    ? [sql`min(${actor.value}) as least`, sql`max(${actor.value}) as greatest`]
    : [];
  const empty =
    actor.stored === "text"
      ? sql`(select count(*) from ${table.from} where ${actor.value} = ${text("")})`
      : sql`0`;
  const raw = sql`select count(*) as total, count(${actor.value}) as actors, count(${time.value}) as times, min(${time.value}) as low, max(${time.value}) as high${extremes.length === 0 ? sql`` : sql`, ${list(extremes)}`} from ${table.from}`;
  const ends = whole
    ? sql`, cast(least as varchar) as least, cast(greatest as varchar) as greatest`
    : sql``;
  const statement = sql`select total, actors, times, ${read(sql`low`)} as first_time, ${read(sql`high`)} as last_time, ${empty} as "empty"${ends} from (${raw}) as r`;
  return render(statement, dialect);
}
