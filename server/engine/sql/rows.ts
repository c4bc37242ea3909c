import type { ColumnPath, RowExpr, ValueType } from "../../../language/index.ts";
import type { FunnelPlan, Match, ScanPlan } from "../plan/plan.ts";
import type { Dialect, ScanTable, StoredColumn } from "./dialect.ts";
import { type RowScope, condition } from "./expressions.ts";
import { type Fragment, all, list, name, number, sql, text } from "./fragment.ts";
import { unnestRecords } from "./records.ts";

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
  const readable = dialect.readableTime(sql`t`);
  const cutOf = (time: Fragment): readonly Fragment[] =>
    context.cutoff === undefined ? [] : [sql`${time} <= ${number(context.cutoff)}`];
  const cut = cutOf(sql`t`);

  const inner = (from: Fragment, extra: readonly Fragment[]): Fragment => {
    const time =
      scan.time && dialect.readTime(stored(scan.time.column), scan.timezone, scan.time.format);
    const isEvent = scan.records === undefined;
    const selected = [
      sql`${readActor(scan, stored, context)} as a`,
      ...(time === undefined ? [] : [sql`${time} as ${isEvent ? sql`t` : sql`s`}`]),
      ...(scan.event === undefined ? [] : [sql`${dialect.readText(stored(scan.event))} as e`]),
      ...(readsFile ? [sql`${table.fileName} as f`] : []),
      ...columns.map((c) => sql`${readColumn(c, scan, dialect)} as ${c.name}`),
      ...extra,
    ];
    return sql`select ${list(selected)} from ${from}`;
  };

  return {
    event: scan.event === undefined && scan.records === undefined ? undefined : sql`e`,
    scope,
    columns,
    readable,
    cut,
    cutOf,
    write,
    base: () => [
      ...(context.isClean ? [] : [sql`a is not null`, readable, ...cut]),
      ...(scan.records === undefined ? scan.where.map(write) : []),
    ],
    inner,
    happenings(from) {
      if (scan.records === undefined) return inner(from, []);
      const happened = unnestRecords(scan.records, scan.time !== undefined, scope);
      const kept = all([sql`a is not null`, ...scan.where.map(write)]);
      return sql`select *, ${happened} from (${inner(from, [])}) as q where ${kept}`;
    },
  };
}

/** Empty text is no actor. */
function readActor(
  scan: ScanPlan,
  stored: (path: ColumnPath) => StoredColumn,
  { dialect, actor, isClean }: ScanContext,
): Fragment {
  const parts = scan.actor.map(stored);
  const [first] = parts;
  if (first === undefined) {
    const row: StoredColumn = { value: dialect.rowNumber, stored: "integer" };
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

function readColumn({ stored, as, exact }: ReadColumn, scan: ScanPlan, dialect: Dialect): Fragment {
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
      return dialect.readTime(stored, scan.timezone);
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
