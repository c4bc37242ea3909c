import type { Span } from "../text.ts";
import type {
  BooleanNode,
  ColumnNode,
  Comparison,
  DateNode,
  DurationNode,
  Expr,
  MeasureExpr,
  NameNode,
  NumberNode,
  StringNode,
} from "./ast-expressions.ts";

export type * from "./ast-expressions.ts";

/**
 * The tree of a `.funnel` file. Every node has a `kind` and a `span`. Where the text has a hole the
 * field is undefined (a name or a value that is missing) or the list is shorter; a tree always exists.
 *
 * Spans cover the node's own text, without the comments and Markdown blocks around it.
 */
export interface FileNode {
  readonly kind: "file";
  readonly span: Span;
  readonly declarations: readonly Declaration[];
  /** Every comment and Markdown block of the file, in order. */
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly kind: "line" | "block" | "markdown";
  readonly span: Span;
  /** Markdown only: the text between the marks, without the leading asterisks of its lines. */
  readonly text: string;
}

export type Declaration = SourceNode | SegmentNode | FunnelNode | UnavailableNode;

/** A declaration of the language that this version reads over but can't run yet. */
export interface UnavailableNode {
  readonly kind: "unavailable";
  readonly span: Span;
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
}

// Sources

export interface SourceNode {
  readonly kind: "source";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly location?: StringNode;
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
  | UnavailableItem;

export interface ActorItem {
  readonly kind: "actor";
  readonly span: Span;
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

/** A statement of the language, inside a block, that this version reads over but can't run yet. */
export interface UnavailableItem {
  readonly kind: "unavailable-item";
  readonly span: Span;
  readonly keyword: string;
  readonly keywordSpan: Span;
}

// Segments

export interface SegmentNode {
  readonly kind: "segment";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly value?: Expr | ActorsCondition;
  readonly doc?: string;
}

/** `actors with payment at least 2 times` */
export interface ActorsCondition {
  readonly kind: "actors";
  readonly span: Span;
  readonly negated: boolean;
  readonly steps?: StepsNode;
  readonly atLeast?: NumberNode;
}

// Funnels

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
  | OrderItem
  | WindowItem
  | StageNode
  | SplitItem
  | ExpectItem
  | SettingItem
  | UnavailableItem;

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

/** `entry first`, `count actors` */
export interface SettingItem {
  readonly kind: "setting";
  readonly span: Span;
  readonly keyword: "entry" | "count";
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

/** What a row must be to serve a stage. */
export type StepsNode = EventStep | AnyEventStep | OrSteps | FilteredSteps | GroupSteps;

export interface EventStep {
  readonly kind: "event-step";
  readonly span: Span;
  readonly source?: NameNode;
  readonly event: NameNode;
}

export interface AnyEventStep {
  readonly kind: "any-event";
  readonly span: Span;
  readonly source?: NameNode;
}

export interface OrSteps {
  readonly kind: "or-steps";
  readonly span: Span;
  readonly steps: readonly StepsNode[];
}

export interface FilteredSteps {
  readonly kind: "filtered-steps";
  readonly span: Span;
  readonly steps: StepsNode;
  readonly whereSpan: Span;
  readonly condition?: Expr;
}

/** Parentheses, kept so that the formatter can print what was meant. */
export interface GroupSteps {
  readonly kind: "group-steps";
  readonly span: Span;
  readonly steps?: StepsNode;
}

export interface ModifierNode {
  readonly kind: "within" | "after" | "at-least";
  readonly span: Span;
  readonly duration?: DurationNode;
  readonly times?: NumberNode;
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

export type Node =
  | FileNode
  | Declaration
  | SourceItem
  | FunnelItem
  | StepsNode
  | ModifierNode
  | Expr
  | MeasureExpr
  | NameNode
  | OptionNode
  | ActorsCondition
  | DuringRange
  | DuringLast
  | PeriodNode;
