import type { ColumnPath, RowExpr, ValueType } from "../../../language/index.ts";
import type { FunnelPlan, JoinPlan, Match, ScanPlan } from "../plan/plan.ts";
import type { Dialect, ScanTable, StoredColumn } from "./dialect.ts";
import { type RowScope, condition } from "./expressions.ts";
import { type Fragment, all, list, name, number, sql, text } from "./fragment.ts";
import { matchedKey } from "./join-names.ts";
import { conditionTime, NO_MOMENT, unnestRecords } from "./records.ts";

/**
 * How actors leave the database: whole numbers as they are, or by their distance from the least one
 * where that fits 32 bits; anything else as text.
 */
export type ActorForm =
  | { readonly kind: "text" }
  | { readonly kind: "integer" }
  | { readonly kind: "offset"; readonly least: bigint };

/** What is known when the statements are written: the tables and the points in time. */
export interface ScanContext {
  readonly dialect: Dialect;
  readonly table: ScanTable;
  readonly actor: ActorForm;
  /** It is known that every row has an actor and a readable time, none after the cutoff. */
  readonly isClean: boolean;
  /** Of rows equal in these columns, only the first is used. Absent: all are. */
  readonly distinct?: readonly ColumnPath[];
  /** Later rows are left out. Microseconds. */
  readonly cutoff?: number;
  /** Latest time among the readable rows of all scans; null: there is none. */
  readonly asOf: number | null;
  readonly entryFrom?: number;
  /** Included. */
  readonly entryTo?: number;
}

export interface ReadColumn {
  readonly path: ColumnPath;
  readonly as: ValueType;
  readonly exact: boolean;
  readonly stored: StoredColumn;
  readonly name: Fragment;
  /** A name for the value as it lies in the data. */
  readonly raw: Fragment;
}

/**
 * The rows of a source: `a` actor, `t` time, `e` event, `f` file, `k0`… the other columns. A column is
 * there once an expression was written that reads it, so {@link SourceRows.inner} comes last.
 */
export interface SourceRows {
  readonly event: Fragment | undefined;
  readonly scope: RowScope;
  readonly columns: readonly ReadColumn[];
  readonly readable: Fragment;
  /** Not after the cutoff. */
  readonly cut: readonly Fragment[];
  readonly cutOf: (time: Fragment) => readonly Fragment[];
  readonly write: (expr: RowExpr) => Fragment;
  /** What every row that is used must be: readable, not too late, of this source. */
  base(): readonly Fragment[];
  /** The rows as they lie in the file: of records `s` for `t`, the time of conditions, and no `e`. */
  inner(from: Fragment, extra: readonly Fragment[]): Fragment;
  /** The same, in which each thing that a record did is a row. */
  happenings(from: Fragment): Fragment;
  /** How many rows are left out since one like them came before: `repeated`. */
  repetitions(from: Fragment): Fragment;
  /** How many rows have a key that the lookup of a join lacks (`lost`), and the commonest as JSON (`keys`). */
  unmatched(from: Fragment, join: JoinPlan): Fragment;
}

export function readRows(scan: ScanPlan, context: ScanContext): SourceRows {
  const { dialect, table } = context;
  const columns: ReadColumn[] = [];
  let readsFile = false;

  const stored = (path: ColumnPath): StoredColumn => {
    const found = table.column(path);
    if (found === undefined) throw new TypeError(`No column ${path.join(".")}`);
    return found;
  };
  const column = (path: ColumnPath, as: ValueType, exact: boolean): Fragment => {
    const key = JSON.stringify([path, as, exact]);
    const known = columns.find((c) => JSON.stringify([c.path, c.as, c.exact]) === key);
    if (known !== undefined) return known.name;
    const index = columns.length;
    const added = {
      path,
      as,
      exact,
      stored: stored(path),
      name: name(`k${index}`),
      raw: name(`q${index}`),
    };
    columns.push(added);
    return added.name;
  };
  const scope: RowScope = {
    dialect,
    zone: scan.timezone,
    asOf: context.asOf,
    column,
    get fileName() {
      readsFile = true;
      return sql`f`;
    },
  };
  const write = (expr: RowExpr): Fragment => condition(expr, scope);
  // What has no time is never unreadable, and never too late, for its time lies before all others.
  const readable = scan.untimed
    ? sql`(t = ${NO_MOMENT} or ${dialect.readableTime(sql`t`)})`
    : dialect.readableTime(sql`t`);
  const cutOf = (time: Fragment): readonly Fragment[] =>
    context.cutoff === undefined ? [] : [sql`${time} <= ${number(context.cutoff)}`];
  const cut = cutOf(sql`t`);

  const { distinct } = context;
  const isOrdered = distinct === undefined && table.rowNumber === undefined;
  const numbers = (): readonly Fragment[] => [
    ...(isOrdered ? [] : [sql`${table.rowNumber ?? dialect.rowNumber} as n`]),
    ...(distinct ?? []).map(
      (path, i) => sql`${dialect.readText(stored(path))} as ${name(`d${i}`)}`,
    ),
  ];
  const inner = (from: Fragment, extra: readonly Fragment[]): Fragment => {
    const time =
      scan.time && dialect.readTime(stored(scan.time.column), scan.timezone, scan.time.format);
    const isEvent = scan.records === undefined;
    const selected = [
      sql`${readActor(scan, stored, context)} as a`,
      ...(time === undefined ? [] : [sql`${time} as ${isEvent ? sql`t` : sql`s`}`]),
      ...(scan.event === undefined ? [] : [sql`${dialect.readText(stored(scan.event))} as e`]),
      ...(readsFile ? [sql`${table.fileName} as f`] : []),
      ...columns.map(
        (c) => sql`${readAs(c.stored, c.as, c.exact, scan.timezone, dialect)} as ${c.name}`,
      ),
      ...numbers(),
      ...extra,
    ];
    return sql`select ${list(selected)} from ${from}`;
  };

  const eventBase = (): readonly Fragment[] => [
    ...(context.isClean ? [] : [sql`a is not null`, readable, ...cut]),
    ...scan.where.map(write),
  ];
  const recordBase = (): readonly Fragment[] => [sql`a is not null`, ...scan.where.map(write)];
  /** What a row of the file must be to count. */
  const usable = scan.records === undefined ? eventBase : recordBase;
  const keys = list(distinct?.map((_, index) => name(`d${index}`)) ?? []);
  /** In file order, which comparisons and joins lose. */
  const inOrder = (lines: Fragment, used: Fragment): Fragment => {
    if (distinct === undefined) return sql`select * from (${lines}) as o where ${used} order by n`;
    const place = sql`row_number() over (partition by ${keys} order by n)`;
    const placed = sql`select *, ${place} as u from (${lines}) as o where ${used}`;
    return sql`select * from (${placed}) as p where u = 1 order by n`;
  };

  return {
    event: scan.event === undefined && scan.records === undefined ? undefined : sql`e`,
    scope,
    columns,
    readable,
    cut,
    cutOf,
    write,
    base: () => (scan.records === undefined ? eventBase() : [readable, ...cut]),
    inner,
    // What is written comes before the columns that it reads.
    happenings(from) {
      const used = all(usable());
      const happened = scan.records && unnestRecords(scan.records, conditionTime(scan), scope);
      const lines = inner(from, []);
      const rows = isOrdered ? lines : inOrder(lines, used);
      return happened === undefined
        ? rows
        : sql`select *, ${happened} from (${rows}) as q where ${used}`;
    },
    repetitions(from) {
      const used = all(usable());
      const groups = sql`select count(*) as c from (${inner(from, [])}) as q where ${used} group by ${keys}`;
      return sql`select coalesce(sum(c - 1), 0) as repeated from (${groups}) as g`;
    },
    unmatched(from, { lookup, column: path }) {
      // Whoever is named by the lookup has no actor without it.
      const used = all([...scan.where.map(write), sql`y <> ''`, sql`z is null`]);
      const key = sql`${dialect.readText(stored(path))} as y`;
      const lines = inner(from, [key, sql`${name(matchedKey(lookup))} as z`]);
      const groups = sql`select y, count(*) as c from (${lines}) as q where ${used} group by y`;
      return sql`select coalesce(sum(c), 0) as lost, to_json(list(y order by c desc, y)[1:3]) as keys from (${groups}) as g`;
    },
  };
}

/** Empty text is no actor. */
function readActor(
  scan: ScanPlan,
  stored: (path: ColumnPath) => StoredColumn,
  { dialect, table, actor, isClean }: ScanContext,
): Fragment {
  const parts = scan.actor.map(stored);
  const [first] = parts;
  if (first === undefined) {
    const row: StoredColumn = { value: table.rowNumber ?? dialect.rowNumber, stored: "integer" };
    if (actor.kind === "integer") return row.value;
    if (actor.kind === "offset") return dialect.offset(row.value, actor.least);
    // No value of a column is like it.
    const source = text(`\0${scan.source}`);
    return dialect.compose([source, dialect.readText(row)]);
  }
  if (actor.kind === "integer") return sql`cast(${first.value} as bigint)`;
  if (actor.kind === "offset") return dialect.offset(first.value, actor.least);
  const texts = parts.map((part) => dialect.readText(part));
  return dialect.compose(isClean ? texts : texts.map((each) => sql`nullif(${each}, '')`));
}

/** The value of a column as a type; missing where it is none. */
export function readAs(
  stored: StoredColumn,
  as: ValueType,
  exact: boolean,
  zone: string,
  dialect: Dialect,
): Fragment {
  switch (as) {
    case "text":
      return dialect.readText(stored);
    case "number":
    case "share":
    case "duration":
      return dialect.readNumber(stored, exact);
    case "boolean":
      return dialect.readBoolean(stored);
    case "time":
      return dialect.readTime(stored, zone);
    case "json":
    case "unknown":
      return dialect.readJson(stored);
  }
}

export const noMatch: Match = { kind: "none" };

/** A scan and what is known of it. */
export function scanAt(
  plan: FunnelPlan,
  index: number,
  contexts: readonly ScanContext[],
): { scan: ScanPlan; context: ScanContext } {
  const scan = plan.scans[index];
  const context = contexts[index];
  if (scan === undefined || context === undefined) throw new RangeError(`No scan ${index}`);
  return { scan, context };
}
