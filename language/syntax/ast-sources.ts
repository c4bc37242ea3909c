import type { Span } from "../text.ts";
import type {
  BooleanNode,
  ColumnNode,
  DurationNode,
  Expr,
  NameNode,
  NumberNode,
  StringNode,
} from "./ast-expressions.ts";

/** A source and the statements of its block. */

export interface SourceNode {
  readonly kind: "source";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly location?: StringNode;
  /** Instead of a location. */
  readonly table?: TableReference;
  readonly shape?: NameNode;
  readonly items: readonly SourceItem[];
  /** The block with its braces; undefined where the source has none. */
  readonly block?: Span;
  readonly doc?: string;
}

export type SourceItem =
  | ActorItem
  | TimeItem
  | EventItem
  | TimezoneItem
  | WhereItem
  | LetItem
  | OptionsItem
  | EachItem
  | JoinItem
  | SessionItem
  | RowStagesItem
  | TotalsItem
  | AmountItem
  | CurrencyItem
  | SheetItem
  | DedupeItem;

/** `table "events" on warehouse` */
export interface TableReference {
  readonly kind: "table-reference";
  readonly span: Span;
  readonly table?: StringNode;
  readonly connection?: NameNode;
}

export interface ActorItem {
  readonly kind: "actor";
  readonly span: Span;
  /** `actor row`: each row is an actor of its own. Then there are no columns. */
  readonly row: boolean;
  readonly columns: readonly ColumnNode[];
  /** What an actor is called: "deals". */
  readonly word?: StringNode;
}

export interface TimeItem {
  readonly kind: "time";
  readonly span: Span;
  readonly column?: ColumnNode;
  readonly format?: StringNode;
}

export interface EventItem {
  readonly kind: "event";
  readonly span: Span;
  /** A column, or the name that every row of the file has. */
  readonly value?: ColumnNode | StringNode;
}

export interface TimezoneItem {
  readonly kind: "timezone";
  readonly span: Span;
  readonly zone?: StringNode;
}

export interface WhereItem {
  readonly kind: "where";
  readonly span: Span;
  readonly condition?: Expr;
}

export interface LetItem {
  readonly kind: "let";
  readonly span: Span;
  readonly name?: NameNode;
  readonly value?: Expr;
}

export interface OptionsItem {
  readonly kind: "options";
  readonly span: Span;
  readonly options: readonly OptionNode[];
}

export interface OptionNode {
  readonly kind: "option";
  readonly span: Span;
  /** `delimiter quote decimal encoding header skip` */
  readonly key: string;
  readonly keySpan: Span;
  readonly value?: StringNode | BooleanNode | NumberNode;
}

/** One row for each element of an array column. */
export interface EachItem {
  readonly kind: "each";
  readonly span: Span;
  readonly column?: ColumnNode;
}

/** `join regions by region_id = id` */
export interface JoinItem {
  readonly kind: "join";
  readonly span: Span;
  readonly lookup?: NameNode;
  readonly column?: ColumnNode;
  /** The lookup's own column; absent: its key is called as `column` is. */
  readonly key?: ColumnNode;
}

/** What a visit is: the rows of one id, or a run without a longer gap. */
export interface SessionItem {
  readonly kind: "session";
  readonly span: Span;
  readonly value?: ColumnNode | DurationNode;
}

/** `stages { lead: created_at, won: closed_at where is_won }` */
export interface RowStagesItem {
  readonly kind: "row-stages";
  readonly span: Span;
  readonly stages: readonly RowStageNode[];
}

export interface RowStageNode {
  readonly kind: "row-stage";
  readonly span: Span;
  readonly event?: NameNode;
  /** A date (where it holds) or a condition. */
  readonly value?: Expr;
  readonly condition?: Expr;
}

/** `totals { impression: impressions, click: clicks }` */
export interface TotalsItem {
  readonly kind: "totals";
  readonly span: Span;
  readonly totals: readonly TotalNode[];
}

export interface TotalNode {
  readonly kind: "total";
  readonly span: Span;
  readonly event?: NameNode;
  readonly column?: ColumnNode;
}

/** `cost spend`, `value amount * rate` */
export interface AmountItem {
  readonly kind: "amount";
  readonly span: Span;
  readonly keyword: "cost" | "value";
  readonly keywordSpan: Span;
  readonly value?: Expr;
}

export interface CurrencyItem {
  readonly kind: "currency";
  readonly span: Span;
  /** A code for all rows, or the column that has it. */
  readonly value?: StringNode | ColumnNode;
}

export interface SheetItem {
  readonly kind: "sheet";
  readonly span: Span;
  readonly sheet?: StringNode;
}

/** Without columns: rows that are equal in all. */
export interface DedupeItem {
  readonly kind: "dedupe";
  readonly span: Span;
  readonly columns: readonly ColumnNode[];
}
