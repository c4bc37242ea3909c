import type { FunnelPlan } from "../plan/plan.ts";
import { splitColumn } from "./amounts.ts";
import { splitText } from "./expressions.ts";
import { all, list, name, number, render, sql } from "./fragment.ts";
import { readRows, type ScanContext, scanAt } from "./rows.ts";
import { withVisits } from "./visits.ts";
import { actorFilter } from "./write.ts";

/**
 * Counts the visits that begin in `during`, by the values of the splits on their first row: `visits`,
 * `single` (of one row), `visit_rows`, `spent` (microseconds from first to last row, together). Rows
 * are those that the funnel's conditions keep; what a visit is doesn't depend on them. With the bounds of
 * a trend by its `point` instead.
 */
export function writeVisitSums(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
  bounds?: readonly number[],
): string | undefined {
  const { scan, context } = scanAt(plan, index, contexts);
  if (scan.session === undefined) return undefined;
  const { dialect, entryFrom, entryTo } = context;
  const rows = readRows(scan, context);
  const kept = all([
    sql`v is not null`,
    ...scan.filters.map(rows.write),
    ...plan.segments.map((segment) => actorFilter(segment, plan, contexts)),
  ]);
  const splits = scan.splits.map(
    ({ value }, i) =>
      sql`first(${splitText(value, rows.scope)} order by t, o) as ${name(splitColumn(i))}`,
  );
  const inVisit = [sql`min(t) as moment`, sql`max(t) as l`, sql`count(*) as c`, ...splits];
  const from = withVisits(scan.session, scan.source, rows, context);
  const visits = sql`select ${list(inVisit)} from (${from}) as r where ${kept} group by a, v`;
  const within = all([
    ...(entryFrom === undefined ? [] : [sql`moment >= ${number(entryFrom)}`]),
    ...(entryTo === undefined ? [] : [sql`moment <= ${number(entryTo)}`]),
  ]);
  const keys =
    bounds === undefined ? scan.splits.map((_, i) => name(splitColumn(i))) : [name("point")];
  const summed = bounds === undefined ? visits : dialect.inPoints(visits, bounds);
  const counted = [
    ...keys,
    sql`cast(count(*) as double) as visits`,
    sql`cast(count(*) filter (where c = 1) as double) as single`,
    sql`cast(sum(c) as double) as visit_rows`,
    sql`cast(sum(l - moment) as varchar) as spent`,
  ];
  const grouped = keys.length === 0 ? sql`` : sql` group by ${list(keys)} order by ${list(keys)}`;
  return render(
    sql`select ${list(counted)} from (${summed}) as s where ${within}${grouped}`,
    dialect,
  );
}
