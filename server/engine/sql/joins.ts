import type { ColumnPath } from "../../../language/index.ts";
import type { JoinPlan, LookupPlan } from "../plan/plan.ts";
import type { Dialect, ScanTable } from "./dialect.ts";
import { type RowScope, condition } from "./expressions.ts";
import { type Fragment, all, list, name, sql, text } from "./fragment.ts";
import { joinedColumn, matchedKey } from "./join-names.ts";
import { readAs } from "./rows.ts";

/** A lookup that was opened, and the columns that are read of it. */
export interface LookupTable {
  readonly plan: LookupPlan;
  readonly table: ScanTable;
  readonly columns: readonly ColumnPath[];
}

/**
 * A table with the columns of its lookups. Keys are compared as text; a row without a match keeps its
 * place, and its joined columns are missing. The rows lose their order, so they are numbered before.
 */
export function joinLookups(
  base: ScanTable,
  joins: readonly JoinPlan[],
  lookups: readonly LookupTable[],
  dialect: Dialect,
): ScanTable {
  if (joins.length === 0) return base;
  const rowNumber = name("number of the row");
  const joined = joins.flatMap((join) => {
    const lookup = lookups.find(({ plan }) => plan.source === join.lookup);
    return lookup === undefined ? [] : [{ join, lookup }];
  });
  const withLookups = (from: Fragment): Fragment => {
    const rows = sql`(select *, ${dialect.rowNumber} as ${rowNumber} from ${from}) as b`;
    const parts = joined.map(({ join, lookup }) => {
      const own = base.column(join.column);
      const key = own === undefined ? sql`null` : dialect.readText(own);
      const place = name(`rows of ${join.lookup}`);
      return sql` left join (${lookupRows(lookup, join.key, dialect)}) as ${place} on ${key} = ${name(matchedKey(join.lookup))}`;
    });
    return sql`(select * from ${parts.reduce((sum, next) => sql`${sum}${next}`, rows)})`;
  };
  return {
    hasStatistics: false,
    from: withLookups(base.from),
    counted: withLookups(base.counted),
    fileName: base.fileName,
    rowNumber,
    column(path) {
      const [first, ...rest] = path;
      const of = rest.length === 0 ? undefined : joined.find(({ join }) => join.lookup === first);
      if (of === undefined) return base.column(path);
      const index = of.lookup.columns.findIndex((each) => isSame(each, rest));
      const stored = of.lookup.table.column(rest);
      if (index === -1 || stored === undefined) return undefined;
      return { ...stored, value: name(joinedColumn(of.join.lookup, index)) };
    },
  };
}

/** The rows of a lookup that have a key, with the columns that are read of them. */
export function lookupRows(
  { plan, table, columns }: LookupTable,
  key: ColumnPath,
  dialect: Dialect,
): Fragment {
  const scope: RowScope = {
    dialect,
    zone: plan.timezone,
    asOf: null,
    column(path, as, exact) {
      const stored = table.column(path);
      return stored === undefined ? sql`null` : readAs(stored, as, exact, plan.timezone, dialect);
    },
    fileName: table.fileName,
  };
  const own = table.column(key);
  const keyText = own === undefined ? sql`null` : dialect.readText(own);
  const selected = columns.map((path, index) => {
    const value = table.column(path)?.value ?? sql`null`;
    return sql`${value} as ${name(joinedColumn(plan.source, index))}`;
  });
  const kept = all([
    sql`${keyText} <> ${text("")}`,
    ...plan.where.map((expr) => condition(expr, scope)),
  ]);
  return sql`select ${list([sql`${keyText} as ${name(matchedKey(plan.source))}`, ...selected])} from ${table.from} where ${kept}`;
}

function isSame(a: ColumnPath, b: ColumnPath): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
