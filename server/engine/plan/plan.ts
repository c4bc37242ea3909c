import type {
  ColumnPath,
  JoinModel,
  Moment,
  RecordStage,
  RowExpr,
  TableLocation,
  TimeModel,
} from "../../../language/index.ts";

import type { Timeless } from "../kernel/timeless.ts";

/**
 * What to read for a funnel, in no dialect: one scan a source. A scan yields the rows that match at
 * least one stage, `without` or exit, each with its actor, time, the stages it matches as a bit mask and,
 * where it may be an entry, the values to split by. What the rows mean for the funnel is the kernel's business.
 */
export interface FunnelPlan {
  readonly funnel: string;
  /** In the order written: this is the order of rows, too. */
  readonly scans: readonly ScanPlan[];
  readonly segments: readonly ActorSegment[];
  /** What scans join, each once. */
  readonly lookups: readonly LookupPlan[];
  /** The entry's time, in the time zone of each scan. */
  readonly entry: EntryLimits;
  /** Microseconds; absent: unlimited. */
  readonly window?: number;
  /** Rows of other actors aren't read; it is compared as text. */
  readonly onlyActor?: string;
  /** No row of any scan has a time: all are read as of one moment, and no times come of them. */
  readonly timeless: boolean;
  /** Some rows have times and others, which these stages and marks may be of, have none. */
  readonly untimed?: Timeless;
  /** No row with which an attempt may begin has a time. */
  readonly isEntryUntimed?: true;
}

export interface LookupPlan {
  readonly source: string;
  readonly location: TableLocation;
  readonly timezone: string;
  /** What belongs to the lookup at all. */
  readonly where: readonly RowExpr[];
}

/** A lookup's columns, which expressions name `lookup.column`. */
export type JoinPlan = Pick<JoinModel, "lookup" | "column" | "key">;

export interface ScanPlan {
  readonly source: string;
  readonly location: TableLocation;
  readonly timezone: string;
  /** Several columns name the actor together; none: each row of the file is an actor of its own. */
  readonly actor: readonly ColumnPath[];
  /** Absent: the rows are records whose conditions have no time. */
  readonly time?: TimeModel;
  /** Absent: every row is the same event, already resolved in the matches. */
  readonly event?: ColumnPath;
  /** What that event is called. */
  readonly eventName?: string;
  /** Conditions of records have no time, though other rows of the funnel have one. */
  readonly untimed?: true;
  /** Each row of the file is a record, which becomes a row for each of these that it did. */
  readonly records?: readonly RecordStage[];
  /** A column of lists: each of their elements is a row, in which the column is the element. */
  readonly each?: ColumnPath;
  readonly joins: readonly JoinPlan[];
  /** Of rows equal in these columns, the first one counts; none: in all columns. Absent: all count. */
  readonly dedupe?: readonly ColumnPath[];
  /** What belongs to the source at all. */
  readonly where: readonly RowExpr[];
  /** The funnel's conditions and its segments of rows. */
  readonly filters: readonly RowExpr[];
  /** One a stage: bit i of the mask. */
  readonly stages: readonly Match[];
  readonly splits: readonly SplitPlan[];
  /** One a `without`, then one an exit: bit i of the row's marks. */
  readonly marks: readonly Match[];
  /** What all rows of an attempt share. */
  readonly same: readonly RowExpr[];
  /** What measures and studies compute with. */
  readonly values: readonly ValuePlan[];
  /** What a visit is; absent: nothing asks for it. */
  readonly session?: SessionPlan;
  /** The entry may be a row of any stage. */
  readonly entersAnywhere: boolean;
  /**
   * The entry is a row of the last stage, and rows so long before the earliest one are read, too.
   * Microseconds; Infinity: all. Absent: the entry is a row of the first stage or of any.
   */
  readonly lookBack?: number;
  /** Rows that match nothing are read, too. */
  readonly everyRow: boolean;
  /** The event's name is read as if it were one split more, of all rows. */
  readonly readsEvents?: true;
}

export interface SplitPlan {
  readonly value: RowExpr;
  /** Which rows have the value: those that may be the entry, or all. */
  readonly rows: "entry" | "all";
}

/** What makes rows of an actor one visit. They are all rows of the source, whatever the funnel's conditions. */
export type SessionPlan =
  | { readonly kind: "column"; readonly value: RowExpr }
  /** No row comes later than that after the one before. Microseconds. */
  | { readonly kind: "gap"; readonly gap: number };

/** A value that is read beside the rows of some stages. */
export interface ValuePlan {
  readonly value: RowExpr;
  /** Conditions are 1 and 0 (where a side is missing, too); durations are microseconds. */
  readonly as: "number" | "text" | "boolean";
  /** Bit i: rows that match stage i have it. Bit 0 is only set on rows in `during`. */
  readonly stages: number;
  /** Bit i: so do rows that have mark i. */
  readonly marks?: number;
  /** Where this doesn't hold the value is missing. */
  readonly where?: RowExpr;
}

/** Keeps the rows of actors with (or without) enough matching rows in all scans together. */
export interface ActorSegment {
  readonly negated: boolean;
  readonly atLeast: number;
  /** One a scan. */
  readonly matches: readonly Match[];
}

/** What a row of one source must be. */
export type Match =
  | { readonly kind: "none" }
  | { readonly kind: "any" }
  | { readonly kind: "event"; readonly event: string }
  | { readonly kind: "or"; readonly of: readonly Match[] }
  | { readonly kind: "where"; readonly of: Match; readonly condition: RowExpr };

export type EntryLimits =
  | { readonly kind: "none" }
  | {
      readonly kind: "between";
      readonly from: Moment;
      readonly to?: Moment;
      readonly toIncluded: boolean;
      /** A period of the calendar: so many months. */
      readonly months?: 1 | 3 | 12;
    }
  /** Counted back from `as of`, which is included. Microseconds. */
  | { readonly kind: "last"; readonly duration: number };

/** A value of the same kind that no row has. */
export function never({ as }: ValuePlan): ValuePlan {
  return {
    value: { kind: "boolean", value: false },
    as: as === "text" ? as : "boolean",
    stages: 0,
  };
}

/** Every column that a scan reads of its own table. */
export function columnsOf(scan: ScanPlan, segments: readonly Match[]): readonly ColumnPath[] {
  const found = new Map<string, ColumnPath>();
  const add = (path: ColumnPath): void => {
    if (joinOf(scan, path) === undefined) found.set(JSON.stringify(path), path);
  };
  if (scan.each !== undefined) add(scan.each);
  for (const { column } of scan.joins) add(column);
  scan.actor.forEach(add);
  if (scan.time !== undefined) add(scan.time.column);
  if (scan.event !== undefined) add(scan.event);
  scan.dedupe?.forEach(add);
  visitScan(scan, segments, (expr) => {
    if (expr.kind === "column") add(expr.path);
  });
  return [...found.values()];
}

/** The join that a column comes of; undefined where it is the table's own. */
export function joinOf({ joins }: ScanPlan, [name, ...rest]: ColumnPath): JoinPlan | undefined {
  return rest.length === 0 ? undefined : joins.find(({ lookup }) => lookup === name);
}

/** The columns of a lookup that something reads: its keys, its conditions', and those that are joined. */
export function lookupColumns(plan: FunnelPlan, lookup: LookupPlan): readonly ColumnPath[] {
  const found = new Map<string, ColumnPath>();
  const add = (path: ColumnPath): void => void found.set(JSON.stringify(path), path);
  plan.scans.forEach((scan, index) => {
    for (const { lookup: name, key } of scan.joins) if (name === lookup.source) add(key);
    const look = (path: ColumnPath): void => {
      if (joinOf(scan, path)?.lookup === lookup.source) add(path.slice(1));
    };
    for (const path of [...scan.actor, ...(scan.dedupe ?? [])]) look(path);
    if (scan.time !== undefined) look(scan.time.column);
    if (scan.event !== undefined) look(scan.event);
    visitScan(scan, segmentsIn(plan, index), (expr) => {
      if (expr.kind === "column") look(expr.path);
    });
  });
  for (const condition of lookup.where) {
    visitExpr(condition, (expr) => {
      if (expr.kind === "column") add(expr.path);
    });
  }
  return [...found.values()];
}

/** Whether a scan asks for the file that a row is in. */
export function readsFileName(scan: ScanPlan, segments: readonly Match[]): boolean {
  let found = false;
  visitScan(scan, segments, (expr) => {
    if (expr.kind === "call" && expr.function === "file_name") found = true;
  });
  return found;
}

/** Every expression of a scan, and of the segments' matches in it. */
export function visitScan(
  scan: ScanPlan,
  segments: readonly Match[],
  visit: (expr: RowExpr) => void,
): void {
  const look = (expr: RowExpr): void => visitExpr(expr, visit);
  const { where, filters, splits, same, session } = scan;
  for (const expr of [...where, ...filters, ...splits.map(({ value }) => value), ...same]) {
    look(expr);
  }
  if (session?.kind === "column") look(session.value);
  for (const { value, where } of [...scan.values, ...(scan.records ?? [])]) {
    look(value);
    if (where !== undefined) look(where);
  }
  for (const match of [...scan.stages, ...scan.marks, ...segments]) visitMatch(match, look);
}

/** The matches of the segments of actors in one scan. */
export function segmentsIn(plan: FunnelPlan, index: number): readonly Match[] {
  return plan.segments.flatMap(({ matches }) => matches[index] ?? []);
}

export function visitMatch(match: Match, visit: (condition: RowExpr) => void): void {
  switch (match.kind) {
    case "none":
    case "any":
    case "event":
      return;
    case "or":
      for (const part of match.of) visitMatch(part, visit);
      return;
    case "where":
      visitMatch(match.of, visit);
      visit(match.condition);
      return;
  }
}

/** The expression and all below it. */
export function visitExpr(expr: RowExpr, visit: (expr: RowExpr) => void): void {
  visit(expr);
  for (const part of partsOf(expr)) visitExpr(part, visit);
}

function partsOf(expr: RowExpr): readonly RowExpr[] {
  switch (expr.kind) {
    case "text":
    case "number":
    case "boolean":
    case "duration":
    case "moment":
    case "column":
      return [];
    case "not":
    case "negate":
    case "missing":
      return [expr.operand];
    case "logic":
    case "arithmetic":
    case "comparison":
      return [expr.left, expr.right];
    case "in":
      return [expr.operand, ...expr.values];
    case "between":
      return [expr.operand, expr.low, expr.high];
    case "text-test":
      return [expr.operand, expr.value];
    case "call":
      return expr.args;
  }
}
