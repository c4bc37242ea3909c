import type { SessionPlan } from "../plan/plan.ts";
import { splitText } from "./expressions.ts";
import { type Fragment, all, number, sql, text } from "./fragment.ts";
import type { ScanContext, SourceRows } from "./rows.ts";

/** After so long without a row, a visit that has an id is over: as with most trackers. Microseconds. */
export const LONGEST_SILENCE = 1_800_000_000;

/**
 * The rows of a source with the visit that each belongs to: `v` its name, which is another one in
 * another source, missing where the row has no id; `w` whether rows after `as of` may still belong to
 * it (1, else 0). `o` is the row's place in the file: windows lose the order. Of all rows of the source:
 * what isn't used by then is left out, and no condition of the funnel has been looked at.
 */
export function withVisits(
  session: SessionPlan,
  source: string,
  rows: SourceRows,
  { dialect, asOf, table }: ScanContext,
): Fragment {
  const gap = session.kind === "gap" ? session.gap : LONGEST_SILENCE;
  const id = session.kind === "column" ? splitText(session.value, rows.scope) : undefined;
  const used = all(rows.base());
  const placed = sql`select *, ${dialect.rowNumber} as o from (${rows.happenings(table.from)}) as r where ${used}`;
  const named =
    id !== undefined
      ? sql`select *, nullif(${id}, '') as i from (${placed}) as r`
      : runs(gap, placed);
  const last = sql`max(t) over (partition by a, i)`;
  const isOpen =
    asOf === null
      ? sql`0`
      : sql`case when ${number(asOf)} - ${last} < ${number(gap)} then 1 else 0 end`;
  const name = dialect.compose([text(source), sql`i`]);
  return sql`select *, ${name} as v, ${isOpen} as w from (${named}) as r`;
}

/** Numbers the runs of an actor's rows. Of equal times, all are in one: so it doesn't matter which comes first. */
function runs(gap: number, from: Fragment): Fragment {
  const byTime = sql`over (partition by a order by t)`;
  const isNew = sql`case when t - lag(t) ${byTime} > ${number(gap)} then 1 else 0 end`;
  return sql`select *, cast(sum(g) ${byTime} as varchar) as i from (select *, ${isNew} as g from (${from}) as r) as r`;
}
