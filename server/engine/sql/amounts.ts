import type { AmountPlan } from "../plan/amounts.ts";
import type { ScanPlan } from "../plan/plan.ts";
import { splitText, value } from "./expressions.ts";
import { type Fragment, all, list, name, number, render, sql } from "./fragment.ts";
import { conditionTime, recordTimes } from "./records.ts";
import { readRows, type ScanContext } from "./rows.ts";

/** The column of a split in the statements of sums. */
export function splitColumn(index: number): string {
  return `split_${index}`;
}

/**
 * Sums up amounts in the time of `during`: by the values of the scan's splits `total` (as text, exact
 * to nine decimals: doubles are taken for the decimals that they are written as), `amounts` (rows that
 * have one), `low` and `high` (the least and the greatest currency). With the bounds of a trend by its
 * `point` instead.
 */
export function writeAmounts(
  { records, ...scan }: ScanPlan,
  { value: amount, currency }: AmountPlan,
  context: ScanContext,
  bounds?: readonly number[],
): string {
  const { dialect, entryFrom, entryTo } = context;
  const hasTime = scan.time !== undefined;
  // Where there is no time, no row can have an unreadable one.
  const rows = readRows(scan, { ...context, isClean: !hasTime });
  const dates = records === undefined ? [] : recordTimes(records, conditionTime({}), rows.scope);
  const time = hasTime ? sql`t` : dates.length === 0 ? sql`null` : sql`least(${list(dates)})`;
  const splits = scan.splits.map(
    ({ value: split }, i) => sql`${splitText(split, rows.scope)} as ${name(splitColumn(i))}`,
  );
  const code: Fragment = typeof currency === "object" ? splitText(currency, rows.scope) : sql`null`;
  const selected = [
    sql`${dialect.toDecimal(value(amount, "number", rows.scope))} as amount`,
    sql`${code} as code`,
    sql`${time} as moment`,
    ...splits,
  ];
  const used = all([
    ...rows.base(),
    ...(context.cutoff === undefined || hasTime ? [] : [sql`${time} <= ${number(context.cutoff)}`]),
  ]);
  const keys =
    bounds === undefined ? scan.splits.map((_, i) => name(splitColumn(i))) : [name("point")];
  const within = all([
    ...(entryFrom === undefined ? [] : [sql`moment >= ${number(entryFrom)}`]),
    ...(entryTo === undefined ? [] : [sql`moment <= ${number(entryTo)}`]),
  ]);
  const read = sql`select ${list(selected)} from (${rows.happenings(context.table.from)}) as r where ${used}`;
  const summed = bounds === undefined ? read : dialect.inPoints(read, bounds);
  const counted = [
    ...keys,
    sql`cast(sum(amount) as varchar) as total`,
    sql`cast(count(amount) as double) as amounts`,
    sql`min(code) filter (where amount is not null) as low`,
    sql`max(code) filter (where amount is not null) as high`,
  ];
  const grouped = keys.length === 0 ? sql`` : sql` group by ${list(keys)} order by ${list(keys)}`;
  return render(
    sql`select ${list(counted)} from (${summed}) as s where ${within}${grouped}`,
    dialect,
  );
}
