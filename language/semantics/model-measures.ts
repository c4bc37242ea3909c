import type { Span } from "../text.ts";
import type { MeasureUnit } from "./measure-unit.ts";
import type { RowExpr } from "./model-rows.ts";

export interface MeasureDeclaration {
  readonly name: string;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly value: MeasureModel;
  readonly unit: MeasureUnit;
  /** ISO code, of money only, where it is known. */
  readonly currency?: string;
  /** How it is shown. */
  readonly format: "percent" | "number" | "duration" | "currency";
}

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** An expectation of figures, or of the trend. */
export type ExpectationModel = FigureExpectation | TrendExpectation;

interface Expectation {
  readonly span: Span;
  /** Zero-based line. */
  readonly line: number;
  /** As written, on one line, without `expect` and `else`. */
  readonly text: string;
  readonly otherwise: "warn" | "fail";
}

export interface FigureExpectation extends Expectation {
  readonly kind: "figures";
  readonly left: MeasureModel;
  readonly operator: CompareOperator;
  readonly right: MeasureModel;
  readonly when?: {
    readonly left: MeasureModel;
    readonly operator: CompareOperator;
    readonly right: MeasureModel;
  };
}

/** `expect trend within forecast` */
export interface TrendExpectation extends Expectation {
  readonly kind: "trend";
}

/** A number, a share (0.2 for 20 %), a duration (seconds) or money. */
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
      /** Microseconds; conversion only. */
      readonly within?: number;
    }
  /** `count of S`: rows; the count of totals where S is a stage of totals. */
  | { readonly kind: "count"; readonly stage: string }
  /** Over the chosen rows of a stage (`at`), or all rows of its actors that match it (`of`). */
  | {
      readonly kind: "aggregate";
      readonly function: "count" | "sum" | "avg" | "min" | "max" | "median";
      readonly value: RowExpr;
      readonly over: "at" | "of";
      readonly stage: string;
    }
  | { readonly kind: "share"; readonly condition: RowExpr; readonly stage: string }
  /** Sums over the rows of a source. */
  | { readonly kind: "cost" | "value"; readonly source: string }
  /** A measure of the same funnel. */
  | { readonly kind: "measure"; readonly name: string }
  | {
      readonly kind: "nps";
      readonly value: RowExpr;
      /** Ends of the scale, 0 and 10 where not said. */
      readonly low: number;
      readonly high: number;
      readonly stage: string;
    }
  | { readonly kind: "csat"; readonly condition: RowExpr; readonly stage: string }
  /** Microseconds. */
  | { readonly kind: "repeat_rate"; readonly stage: string; readonly within?: number }
  | { readonly kind: "ctr"; readonly from: string; readonly to: string }
  | { readonly kind: "ltv"; readonly value: RowExpr }
  | { readonly kind: "referrals_per_actor"; readonly stage: string }
  | {
      readonly kind: "business";
      readonly figure:
        | "bounce_rate"
        | "time_on_site"
        | "events_per_visit"
        | "win_rate"
        | "sales_cycle";
    }
  | { readonly kind: "negation"; readonly operand: MeasureModel }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: MeasureModel;
      readonly right: MeasureModel;
    };
