/** Expressions over the columns of a row, resolved and type-checked. */

export type ValueType =
  | "text"
  | "number"
  | "share"
  | "duration"
  | "time"
  | "boolean"
  | "json"
  | "unknown";

/** A column and the keys below it: `props.device.os`. Never empty. */
export type ColumnPath = readonly string[];

/** A point in time as written. */
export interface Moment {
  /** `2026-01-31T12:30:05.250000`, always with six decimals. */
  readonly local: string;
  /** Minutes east of UTC; absent: in the source's time zone. */
  readonly offset?: number;
}

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
