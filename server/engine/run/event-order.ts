import {
  type EventOrder,
  LOOKED_AT_ROWS,
  type OrderColumns,
  type TableLocation,
} from "../../../language/index.ts";
import { duckdb } from "../sql/duckdb.ts";
import { list, number, render, sql } from "../sql/fragment.ts";
import { bindColumns } from "./column-facts.ts";
import type { Place } from "./runner.ts";
import { withTable } from "./with-table.ts";
import type { Workspace } from "./workspace.ts";

/** As many kinds of events as a draft may choose from. */
const EVENTS = 50;
/** Of these it is also known which come after which. */
const PAIRED = 20;

/**
 * How many actors did each event, and how long after their first row: those that most did come first,
 * equal ones by name. Times without an offset are taken as they stand, which changes no distance by much.
 * @throws {DataError} where the table can't be read
 */
export async function eventOrder(
  place: Place,
  location: TableLocation,
  { actor, time, timeFormat, event }: OrderColumns,
  space: Workspace,
): Promise<EventOrder> {
  return withTable(place, location, space, async (table, database) => {
    const bound = await bindColumns(table, [time, event, ...actor], location.path);
    const [when, what, ...who] = bound.columns;
    if (what === undefined || who.length === 0) return [];
    const actors = duckdb.compose(who.map((each) => sql`nullif(${duckdb.readText(each)}, '')`));
    const selected = [
      sql`${actors} as a`,
      sql`${duckdb.readText(what)} as e`,
      sql`${duckdb.readTime(when, "UTC", timeFormat)} as t`,
    ];
    const seen = sql`select ${list(selected)} from ${bound.from} limit ${number(LOOKED_AT_ROWS)}`;
    const readable = sql`a is not null and e <> '' and ${duckdb.readableTime(sql`t`)}`;
    const firsts = sql`select a, e, min(t) as t, max(t) as last from (${seen}) as r where ${readable} group by a, e`;
    const since = sql`select e, ${duckdb.toDouble(sql`t - min(t) over (partition by a)`)} / 1000000 as s from (${firsts}) as f`;
    const statement = sql`select e, count(*) as n, quantile_cont(s, 0.5) as median, quantile_cont(s, 0.95) as late from (${since}) as d group by e order by n desc, e limit ${number(EVENTS)}`;
    const rows = await database.rows(render(statement, duckdb));
    const often = sql`select e from (${firsts}) as f group by e order by count(*) desc, e limit ${number(PAIRED)}`;
    const pairs = sql`select later, earlier, n from (with f as materialized (${firsts}), o as (${often}) select x.e as later, y.e as earlier, count(*) as n from f as x join f as y on x.a = y.a and x.e <> y.e and y.t <= x.last where x.e in (select e from o) and y.e in (select e from o) group by x.e, y.e) as p order by later, earlier`;
    const after = new Map<string, Record<string, number>>();
    for (const { later, earlier, n } of await database.rows(render(pairs, duckdb))) {
      const known = after.get(String(later)) ?? {};
      after.set(String(later), { ...known, [String(earlier)]: Number(n) });
    }
    return rows.map(({ e, n, median, late }) => ({
      event: String(e),
      actors: Number(n),
      median: Number(median),
      late: Number(late),
      after: after.get(String(e)) ?? {},
    }));
  });
}
