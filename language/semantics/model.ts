import type { Span } from "../text.ts";
import type { TableLocation } from "./catalog.ts";

/**
 * The program after resolution: plain, serialisable data without holes. Whatever runs a file reads
 * this and never the tree. All durations are whole microseconds, all names are resolved.
 */
export interface Program {
  readonly sources: readonly SourceModel[];
  readonly funnels: readonly FunnelModel[];
}

export type ValueType =
  | "text"
  | "number"
  | "share"
  | "duration"
  | "time"
  | "boolean"
  | "json"
  | "unknown";

export interface SourceModel {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly location: TableLocation;
  readonly locationSpan: Span;
  readonly shape: "events";
  readonly actor: readonly ColumnPath[];
  readonly actorSpan: Span;
  /** The word for actors, as `"deals"`. */
  readonly actorWord?: string;
  readonly time: { readonly column: ColumnPath; readonly format?: string };
  readonly timeSpan: Span;
  readonly event:
    | { readonly kind: "column"; readonly column: ColumnPath }
    | { readonly kind: "constant"; readonly name: string };
  readonly eventSpan: Span;
  /** IANA name; times without an offset are in it. */
  readonly timezone: string;
  /** All must hold. */
  readonly where: readonly RowExpr[];
}

/** A column and the keys below it: `props.device.os`. Never empty. */
export type ColumnPath = readonly string[];

export interface FunnelModel {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Markdown before the funnel. */
  readonly doc?: string;
  /** False where the funnel, or a source or segment that it uses, has an error. */
  readonly runnable: boolean;
  /** Names of sources, in the order written. */
  readonly sources: readonly string[];
  readonly during?: During;
  readonly where: readonly RowExpr[];
  readonly segments: readonly SegmentModel[];
  readonly order: "sequential";
  /** Microseconds; absent: unlimited. */
  readonly window?: number;
  readonly stages: readonly StageModel[];
  readonly splits: readonly SplitModel[];
  readonly expectations: readonly ExpectationModel[];
  /** What isn't said in the text, in the words of the language: "order sequential", "window unlimited". */
  readonly defaults: readonly string[];
}

/** Limits the time of the entry. */
export type During =
  | {
      readonly kind: "between";
      readonly from: Moment;
      readonly to?: Moment;
      /** False: `to` itself lies outside (the end of a whole day or period). */
      readonly toIncluded: boolean;
    }
  | { readonly kind: "last"; readonly duration: number };

/** A point in time as written. */
export interface Moment {
  /** `2026-01-31T12:30:05.250000`, always with six decimals. */
  readonly local: string;
  /** Minutes east of UTC; absent: in the source's time zone. */
  readonly offset?: number;
}

export type SegmentModel =
  | { readonly kind: "rows"; readonly name: string; readonly condition: RowExpr }
  | {
      readonly kind: "actors";
      readonly name: string;
      /** True: actors *without* such rows. */
      readonly negated: boolean;
      readonly match: MatchModel;
      readonly atLeast: number;
    };

export interface StageModel {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly optional: boolean;
  readonly match: MatchModel;
  /** Microseconds after the previous required stage. */
  readonly within?: number;
}

/** What a row must be. */
export type MatchModel =
  | {
      readonly kind: "event";
      readonly source?: string;
      readonly event: string;
      readonly span: Span;
    }
  | { readonly kind: "any-event"; readonly source?: string; readonly span: Span }
  | { readonly kind: "or"; readonly of: readonly MatchModel[] }
  | { readonly kind: "where"; readonly of: MatchModel; readonly condition: RowExpr };

export interface SplitModel {
  /** As written, for titles: `channel`. */
  readonly text: string;
  readonly span: Span;
  readonly value: RowExpr;
  readonly at: "entry";
  readonly top?: number;
}

export interface ExpectationModel {
  readonly span: Span;
  /** Zero-based line. */
  readonly line: number;
  /** As written, on one line, without `expect` and `else`. */
  readonly text: string;
  readonly left: MeasureModel;
  readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
  readonly right: MeasureModel;
  readonly when?: {
    readonly left: MeasureModel;
    readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
    readonly right: MeasureModel;
  };
  readonly otherwise: "warn" | "fail";
}

/** A number, a share (0.2 for 20 %) or a duration (seconds). */
export type MeasureModel =
  | {
      readonly kind: "number";
      readonly value: number;
      readonly unit: "number" | "share" | "duration";
    }
  | { readonly kind: "actors"; readonly stage: string }
  | {
      readonly kind: "figure";
      readonly figure: "conversion" | "dropoff" | "median_time" | "average_time" | "p90_time";
      /** Both absent: the whole funnel. Both are stages of it; `from` comes before `to`. */
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly kind: "negation"; readonly operand: MeasureModel }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: MeasureModel;
      readonly right: MeasureModel;
    };

/** An expression over the columns of a row, resolved and type-checked. */
export type RowExpr =
  | { readonly kind: "text"; readonly value: string }
  /** Decimal digits as written, a percent sign already applied: exact. */
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "duration"; readonly microseconds: number }
  | { readonly kind: "moment"; readonly moment: Moment }
  | { readonly kind: "column"; readonly path: ColumnPath; readonly type: ValueType }
  | { readonly kind: "not"; readonly operand: RowExpr }
  | { readonly kind: "negate"; readonly operand: RowExpr; readonly type: ValueType }
  | {
      readonly kind: "logic";
      readonly operator: "and" | "or";
      readonly left: RowExpr;
      readonly right: RowExpr;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: RowExpr;
      readonly right: RowExpr;
      readonly leftType: ValueType;
      readonly rightType: ValueType;
      readonly type: ValueType;
    }
  /** False where a side is missing; `!=` is its exact opposite. */
  | {
      readonly kind: "comparison";
      readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: RowExpr;
      readonly right: RowExpr;
      /** What both sides are compared as. */
      readonly as: ValueType;
    }
  | { readonly kind: "missing"; readonly negated: boolean; readonly operand: RowExpr }
  | {
      readonly kind: "in";
      readonly negated: boolean;
      readonly operand: RowExpr;
      readonly values: readonly RowExpr[];
      readonly as: ValueType;
    }
  | {
      readonly kind: "between";
      readonly negated: boolean;
      readonly operand: RowExpr;
      readonly low: RowExpr;
      readonly high: RowExpr;
      readonly as: ValueType;
    }
  | {
      readonly kind: "text-test";
      readonly negated: boolean;
      readonly test: "contains" | "starts" | "ends" | "matches";
      readonly operand: RowExpr;
      readonly value: RowExpr;
    }
  | {
      readonly kind: "call";
      readonly function: FunctionName;
      readonly args: readonly RowExpr[];
      readonly type: ValueType;
    };

export type FunctionName =
  | "lower"
  | "upper"
  | "trim"
  | "length"
  | "replace"
  | "abs"
  | "round"
  | "floor"
  | "ceil"
  | "coalesce"
  | "if"
  | "band"
  | "year"
  | "quarter"
  | "month"
  | "week"
  | "day"
  | "weekday"
  | "hour"
  | "as_of"
  | "file_name";
