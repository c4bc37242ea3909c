import { type FunnelPlan, lookupColumns, visitExpr } from "../plan/plan.ts";
import { duckdb } from "../sql/duckdb.ts";
import { list, name, number, render, sql } from "../sql/fragment.ts";
import { matchedKey } from "../sql/join-names.ts";
import { type LookupTable, lookupRows } from "../sql/joins.ts";
import { readRows, type ScanContext, scanAt } from "../sql/rows.ts";
import type { Database } from "./duckdb.ts";
import { happenedTo, inSource, unreadable } from "./failure.ts";
import { nearest } from "./near.ts";
import type { OpenTable, Rejects } from "./table.ts";
import { requireColumns } from "./tables.ts";
import { checkRejects } from "./text-errors.ts";

/** What a lookup has. */
export interface LookupProfile {
  readonly total: number;
  readonly rejects: Rejects;
}

/** Rows of a source whose key a lookup lacks. */
export interface Unmatched {
  readonly lookup: string;
  readonly count: number;
  /** The commonest of their keys, and the lookup's key that it may mean; empty where there is none. */
  readonly example: string;
  readonly suggestion: string;
}

/** Keys of a lookup that are compared with one that it lacks. */
const MOST_KEYS = 20_000;

/** @throws {DataError} FNL5018, FNL5019 */
export async function bindLookups(
  plan: FunnelPlan,
  tables: readonly OpenTable[],
): Promise<readonly LookupTable[]> {
  const bound: LookupTable[] = [];
  for (const [index, lookup] of plan.lookups.entries()) {
    const table = tables[index];
    if (table === undefined) continue;
    const columns = lookupColumns(plan, lookup);
    await inSource(lookup.source, requireColumns(table, columns, lookup.location.path));
    let readsFile = false;
    for (const condition of lookup.where) {
      visitExpr(condition, (expr) => {
        if (expr.kind === "call" && expr.function === "file_name") readsFile = true;
      });
    }
    bound.push({ plan: lookup, table: table.bind(columns, readsFile), columns });
  }
  return bound;
}

/**
 * Reads a lookup once: how many rows it has, and whether each key stands once.
 * @throws {DataError} FNL5040
 */
export async function profileLookup(
  plan: FunnelPlan,
  lookup: LookupTable,
  table: OpenTable,
  database: Database,
): Promise<LookupProfile> {
  const { source, location } = lookup.plan;
  const values = lookup.columns.flatMap((path, index) => {
    const value = lookup.table.column(path)?.value;
    return value === undefined ? [] : [sql`count(${value}) as ${name(`c${index}`)}`];
  });
  const counted = sql`select ${list([sql`count(*) as total`, ...values])} from ${lookup.table.counted}`;
  const [row = {}] = await database.rows(render(counted, duckdb));
  const total = Number(row["total"]);
  const rejects = await table.rejects();
  await inSource(source, checkRejects(rejects, total, location));
  for (const { joins } of plan.scans) {
    for (const { lookup: joined, key } of joins) {
      if (joined !== source) continue;
      const k = name(matchedKey(source));
      const keys = lookupRows({ ...lookup, columns: [] }, key, duckdb);
      const repeated = sql`select ${k} as k, count(*) as n from (${keys}) as r group by 1 having count(*) > 1 order by 2 desc, 1 limit 1`;
      const [found] = await database.rows(render(repeated, duckdb));
      if (found === undefined) continue;
      const args = {
        lookup: source,
        column: key.join("."),
        key: String(found["k"]).slice(0, 60),
        count: Number(found["n"]),
      };
      throw happenedTo(source, unreadable("FNL5040", args));
    }
  }
  return { total, rejects };
}

/** Of each join of a source, the rows whose key the lookup lacks. */
export async function countUnmatched(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
  lookups: readonly LookupTable[],
  database: Database,
): Promise<readonly Unmatched[]> {
  const { scan, context } = scanAt(plan, index, contexts);
  const found: Unmatched[] = [];
  for (const join of scan.joins) {
    const statement = readRows(scan, context).unmatched(context.table.from, join);
    const [row = {}] = await database.rows(render(statement, duckdb));
    const count = Number(row["lost"] ?? 0);
    const keys: unknown = JSON.parse(typeof row["keys"] === "string" ? row["keys"] : "[]");
    const [example] = Array.isArray(keys) ? keys.map(String) : [];
    const lookup = lookups.find((each) => each.plan.source === join.lookup);
    const suggestion =
      example === undefined || lookup === undefined
        ? ""
        : nearestKey(example, await keysOf(lookup, join.key, database));
    found.push({
      lookup: join.lookup,
      count,
      example: example?.slice(0, 60) ?? "",
      suggestion: suggestion ?? "",
    });
  }
  return found;
}

/** Keys differ in leading zeros and white space more often than by a slip. */
function nearestKey(key: string, keys: readonly string[]): string | undefined {
  const plain = (each: string): string => each.trim().replace(/^0+(?=\d)/, "");
  return keys.find((each) => plain(each) === plain(key)) ?? nearest(key, keys);
}

async function keysOf(
  lookup: LookupTable,
  key: readonly string[],
  database: Database,
): Promise<readonly string[]> {
  const k = name(matchedKey(lookup.plan.source));
  const rows = lookupRows({ ...lookup, columns: [] }, key, duckdb);
  const statement = sql`select ${k} as k from (${rows}) as r order by 1 limit ${number(MOST_KEYS)}`;
  return (await database.rows(render(statement, duckdb))).map((row) => String(row["k"]));
}
