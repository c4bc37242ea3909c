import type { ScanPlan } from "../plan/plan.ts";
import { splitColumn } from "./amounts.ts";
import { splitText, value } from "./expressions.ts";
import { all, list, name, number, render, sql } from "./fragment.ts";
import { readRows, type ScanContext } from "./rows.ts";

/** The column of a stage's count, and of how many rows of it are below 0. */
export function countColumn(stage: number): string {
  return `count_${stage}`;
}
export function belowColumn(stage: number): string {
  return `below_${stage}`;
}

/**
 * Sums up the counts of stages over the rows in `during`: by the values of the scan's splits and, where
 * it is asked for, by `moment` (microseconds). Sums are text, exact to nine decimals.
 */
export function writeTotals(scan: ScanPlan, context: ScanContext, byTime: boolean): string {
  const { dialect, entryFrom, entryTo } = context;
  const hasTime = scan.time !== undefined;
  // Where there is no time, no row can have an unreadable one.
  const rows = readRows(scan, { ...context, isClean: !hasTime });
  const selected = [
    ...scan.values.map(
      ({ value: count }, i) =>
        sql`${dialect.toDecimal(value(count, "number", rows.scope))} as ${name(`c${i}`)}`,
    ),
    ...scan.splits.map(
      ({ value: split }, i) => sql`${splitText(split, rows.scope)} as ${name(splitColumn(i))}`,
    ),
    ...(byTime && hasTime ? [sql`${dialect.toDouble(sql`t`)} as moment`] : []),
  ];
  const used = all([
    ...rows.base(),
    ...scan.filters.map(rows.write),
    ...(hasTime && entryFrom !== undefined ? [sql`t >= ${number(entryFrom)}`] : []),
    ...(hasTime && entryTo !== undefined ? [sql`t <= ${number(entryTo)}`] : []),
  ]);
  const read = sql`select ${list(selected)} from (${rows.happenings(context.table.from)}) as r where ${used}`;
  const keys = [
    ...scan.splits.map((_, i) => name(splitColumn(i))),
    ...(byTime && hasTime ? [sql`moment`] : []),
  ];
  const counted = [
    ...keys,
    ...scan.values.flatMap((_, i) => {
      const count = name(`c${i}`);
      return [
        sql`cast(coalesce(sum(${count}), 0) as varchar) as ${name(countColumn(i))}`,
        sql`cast(count(*) filter (where ${count} < 0) as double) as ${name(belowColumn(i))}`,
      ];
    }),
  ];
  const grouped = keys.length === 0 ? sql`` : sql` group by ${list(keys)} order by ${list(keys)}`;
  return render(sql`select ${list(counted)} from (${read}) as s${grouped}`, dialect);
}
