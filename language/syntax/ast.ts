import type { Span } from "../text.ts";
import type {
  DateNode,
  DurationNode,
  Expr,
  MeasureExpr,
  NameNode,
  NumberNode,
  StringNode,
} from "./ast-expressions.ts";
import type {
  DuringLast,
  DuringRange,
  FunnelItem,
  FunnelNode,
  MeasureFormat,
  PeriodNode,
} from "./ast-funnels.ts";
import type {
  OptionNode,
  RowStageNode,
  SourceItem,
  SourceNode,
  TableReference,
  TotalNode,
} from "./ast-sources.ts";
import type { ModifierNode, StepsNode } from "./ast-steps.ts";
import type {
  AudienceValue,
  DriversItem,
  ExperimentItem,
  GradeNode,
  PlannedShare,
  RetentionItem,
  ScenarioStage,
  ScoreItem,
  StudyNode,
} from "./ast-studies.ts";

export type * from "./ast-expressions.ts";
export type * from "./ast-funnels.ts";
export type * from "./ast-sources.ts";
export type * from "./ast-steps.ts";
export type * from "./ast-studies.ts";

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

export type Declaration =
  | ImportNode
  | ConnectionNode
  | ParamDeclaration
  | SourceNode
  | SegmentNode
  | FunnelNode
  | StudyNode;

/** `import "shared/segments.funnel"` */
export interface ImportNode {
  readonly kind: "import";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly path?: StringNode;
}

/** `connection warehouse clickhouse { url env("CLICKHOUSE_URL") }` */
export interface ConnectionNode {
  readonly kind: "connection";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly engine?: NameNode;
  readonly items: readonly ConnectionSetting[];
  readonly block?: Span;
  readonly doc?: string;
}

export interface ConnectionSetting {
  readonly kind: "connection-setting";
  readonly span: Span;
  /** `url user password database` */
  readonly key: string;
  readonly keySpan: Span;
  /** The name of the variable that has the value. */
  readonly variable?: StringNode;
}

/** `param minimum = 20%` */
export interface ParamDeclaration {
  readonly kind: "param-declaration";
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly value?: ParamValue;
  readonly doc?: string;
}

export type ParamValue =
  | NumberNode
  | DurationNode
  | StringNode
  | DateNode
  | {
      readonly kind: "negative";
      readonly span: Span;
      readonly operand?: NumberNode | DurationNode;
    };

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

export type Node =
  | FileNode
  | Declaration
  | ConnectionSetting
  | ParamValue
  | TableReference
  | SourceItem
  | RowStageNode
  | TotalNode
  | FunnelItem
  | MeasureFormat
  | StepsNode
  | ModifierNode
  | RetentionItem
  | ExperimentItem
  | PlannedShare
  | DriversItem
  | ScoreItem
  | GradeNode
  | ScenarioStage
  | AudienceValue
  | Expr
  | MeasureExpr
  | NameNode
  | OptionNode
  | ActorsCondition
  | DuringRange
  | DuringLast
  | PeriodNode;
