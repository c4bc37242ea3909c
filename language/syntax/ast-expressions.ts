import type { Span } from "../text.ts";

/**
 * Names, values and the two kinds of expressions: over the columns of a row, and over the figures of a
 * funnel. As in the rest of the tree, what the text lacks is undefined.
 */

/** A name as written: plain, or in backticks or quotes; `text` is what it stands for. */
export interface NameNode {
  readonly kind: "name";
  readonly span: Span;
  readonly text: string;
  readonly written: "plain" | "backtick" | "string";
}

export interface StringNode {
  readonly kind: "string";
  readonly span: Span;
  readonly value: string;
}

export interface ColumnNode {
  readonly kind: "column";
  readonly span: Span;
  /** The name before the first dot and the keys after it. Never empty. */
  readonly path: readonly NameNode[];
}

export interface NumberNode {
  readonly kind: "number";
  readonly span: Span;
  /** Without `_`; before the percent sign is applied. */
  readonly text: string;
  readonly percent: boolean;
}

export interface DurationNode {
  readonly kind: "duration";
  readonly span: Span;
  readonly amount: string;
  readonly unit: "second" | "minute" | "hour" | "day" | "week";
  readonly unitSpan: Span;
}

export interface DateNode {
  readonly kind: "date";
  readonly span: Span;
  /** As written, valid in form: `2026-01-31`, `2026-01-31T12:30:05.250+03:00`. */
  readonly text: string;
}

export interface BooleanNode {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Over the columns of a row. */
export type Expr =
  | NumberNode
  | DurationNode
  | StringNode
  | DateNode
  | BooleanNode
  | ColumnNode
  | ParamNode
  | CallExpr
  | GroupExpr
  | UnaryExpr
  | BinaryExpr
  | MissingTest
  | InTest
  | BetweenTest
  | TextTest;

export interface ParamNode {
  readonly kind: "param";
  readonly span: Span;
  readonly name: string;
}

export interface CallExpr {
  readonly kind: "call";
  readonly span: Span;
  readonly name: NameNode;
  readonly args: readonly Expr[];
}

export interface GroupExpr {
  readonly kind: "group";
  readonly span: Span;
  readonly inner?: Expr;
}

export interface UnaryExpr {
  readonly kind: "unary";
  readonly span: Span;
  readonly operator: "not" | "-";
  readonly operand?: Expr;
}

export interface BinaryExpr {
  readonly kind: "binary";
  readonly span: Span;
  readonly operator: "and" | "or" | "+" | "-" | "*" | "/" | Comparison;
  readonly operatorSpan: Span;
  readonly left?: Expr;
  readonly right?: Expr;
}

export interface MissingTest {
  readonly kind: "missing-test";
  readonly span: Span;
  readonly negated: boolean;
  readonly operand?: Expr;
}

export interface InTest {
  readonly kind: "in-test";
  readonly span: Span;
  readonly negated: boolean;
  readonly operand?: Expr;
  readonly values: readonly Expr[];
}

export interface BetweenTest {
  readonly kind: "between-test";
  readonly span: Span;
  readonly negated: boolean;
  readonly operand?: Expr;
  readonly low?: Expr;
  readonly high?: Expr;
}

export interface TextTest {
  readonly kind: "text-test";
  readonly span: Span;
  readonly negated: boolean;
  readonly test: "contains" | "starts" | "ends" | "matches";
  readonly operand?: Expr;
  readonly value?: Expr;
}

/** Over the figures of a funnel. */
export type MeasureExpr =
  | NumberNode
  | DurationNode
  | ParamNode
  | FigureNode
  | { readonly kind: "measure-group"; readonly span: Span; readonly inner?: MeasureExpr }
  | { readonly kind: "measure-negation"; readonly span: Span; readonly operand?: MeasureExpr }
  | MeasureBinary;

export interface MeasureBinary {
  readonly kind: "measure-binary";
  readonly span: Span;
  readonly operator: "+" | "-" | "*" | "/";
  readonly left?: MeasureExpr;
  readonly right?: MeasureExpr;
}

/** `conversion(A -> B)`, `actors(S)`, `median_time` */
export interface FigureNode {
  readonly kind: "figure";
  readonly span: Span;
  readonly name: NameNode;
  readonly args?: FigureArgs;
  /** `… at Paid`, `… of Paid` */
  readonly at?: { readonly kind: "at" | "of"; readonly span: Span; readonly stage?: NameNode };
}

export interface FigureArgs {
  readonly span: Span;
  readonly from?: NameNode;
  /** Written with an arrow. */
  readonly to?: NameNode;
  readonly hasArrow: boolean;
  /** `within 3 days` */
  readonly within?: DurationNode;
  /** All arguments as values; a stage without an arrow is a column here. */
  readonly values: readonly Expr[];
}
