import type { Span } from "../text.ts";
import type {
  Comparison,
  DateNode,
  DurationNode,
  Expr,
  MeasureExpr,
  NameNode,
  NumberNode,
  StringNode,
} from "./ast-expressions.ts";
import type { ActorItem, WhereItem } from "./ast-sources.ts";
import type { ModifierNode, StepsNode } from "./ast-steps.ts";

/** A funnel and the statements of its block. */

export interface FunnelNode {
  readonly kind: "funnel";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly sources: readonly NameNode[];
  /** In the order of the text. */
  readonly items: readonly FunnelItem[];
  readonly block?: Span;
  readonly doc?: string;
}

export type FunnelItem =
  | DuringItem
  | WhereItem
  | SegmentUse
  | ActorItem
  | OrderItem
  | WindowItem
  | SettingItem
  | SameItem
  | StageNode
  | ExitNode
  | WithoutItem
  | SplitItem
  | CompareItem
  | TrendItem
  | NoteItem
  | MeasureNode
  | ExpectItem
  | ExpectTrendItem;

export interface DuringItem {
  readonly kind: "during";
  readonly span: Span;
  readonly value?: DuringRange | PeriodNode | DuringLast;
}

export interface DuringRange {
  readonly kind: "range";
  readonly span: Span;
  readonly from?: DateNode;
  readonly to?: DateNode;
}

export interface DuringLast {
  readonly kind: "last";
  readonly span: Span;
  readonly duration?: DurationNode;
}

/** `2026`, `2026-Q1`, `2026-01` */
export interface PeriodNode {
  readonly kind: "period";
  readonly span: Span;
  readonly text: string;
}

export interface SegmentUse {
  readonly kind: "segment-use";
  readonly span: Span;
  readonly name?: NameNode;
}

export interface OrderItem {
  readonly kind: "order";
  readonly span: Span;
  readonly order?: { readonly value: string; readonly span: Span };
}

export interface WindowItem {
  readonly kind: "window";
  readonly span: Span;
  readonly value?:
    | DurationNode
    | { readonly kind: "unlimited"; readonly span: Span }
    | { readonly kind: "session"; readonly span: Span };
  /** A word that is none of these. */
  readonly unknown?: NameNode;
}

/** `entry first`, `count actors`, `model aarrr`, `chart flow` */
export interface SettingItem {
  readonly kind: "setting";
  readonly span: Span;
  readonly keyword: "entry" | "count" | "model" | "chart";
  readonly keywordSpan: Span;
  readonly value?: NameNode;
}

export interface StageNode {
  readonly kind: "stage";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly optional: boolean;
  readonly name?: NameNode;
  readonly label?: StringNode;
  readonly steps?: StepsNode;
  readonly modifiers: readonly ModifierNode[];
  readonly doc?: string;
}

export interface SplitItem {
  readonly kind: "split";
  readonly span: Span;
  readonly value?: Expr;
  /** `entry first last every`, or a stage. */
  readonly at?: NameNode;
  readonly top?: NumberNode;
}

export interface ExpectItem {
  readonly kind: "expect";
  readonly span: Span;
  readonly left?: MeasureExpr;
  readonly operator?: Comparison;
  readonly right?: MeasureExpr;
  readonly when?: {
    readonly span: Span;
    readonly left?: MeasureExpr;
    readonly operator?: Comparison;
    readonly right?: MeasureExpr;
  };
  readonly otherwise?: "warn" | "fail";
  /** A word after `else` that is neither. */
  readonly unknownOtherwise?: NameNode;
}

/** Held constant: all rows of an attempt share its value. */
export interface SameItem {
  readonly kind: "same";
  readonly span: Span;
  readonly value?: Expr;
}

/** A way out of the funnel. */
export interface ExitNode {
  readonly kind: "exit";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly label?: StringNode;
  readonly steps?: StepsNode;
  readonly doc?: string;
}

/** `without refund between Activation and Revenue else drop actor` */
export interface WithoutItem {
  readonly kind: "without";
  readonly span: Span;
  readonly steps?: StepsNode;
  readonly from?: NameNode;
  readonly to?: NameNode;
  readonly dropActor: boolean;
}

/** `compare previous period`, `compare mobile vs desktop` */
export interface CompareItem {
  readonly kind: "compare";
  readonly span: Span;
  readonly previous: boolean;
  readonly left?: NameNode;
  readonly right?: NameNode;
}

export interface TrendItem {
  readonly kind: "trend";
  readonly span: Span;
  /** `hourly daily weekly monthly` */
  readonly interval?: NameNode;
  /** How many points ahead. */
  readonly forecast?: NumberNode;
}

export interface NoteItem {
  readonly kind: "note";
  readonly span: Span;
  readonly date?: DateNode;
  readonly text?: StringNode;
}

export interface MeasureNode {
  readonly kind: "measure";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly value?: MeasureExpr;
  readonly format?: MeasureFormat;
  readonly doc?: string;
}

/** `as currency "EUR"` */
export interface MeasureFormat {
  readonly kind: "measure-format";
  readonly span: Span;
  /** `percent number duration currency` */
  readonly form?: NameNode;
  readonly currency?: StringNode;
}

/** `expect trend within forecast` */
export interface ExpectTrendItem {
  readonly kind: "expect-trend";
  readonly span: Span;
  readonly otherwise?: "warn" | "fail";
  /** A word after `else` that is neither. */
  readonly unknownOtherwise?: NameNode;
}
