import type { Span } from "../text.ts";
import type { ColumnNode, Expr, NameNode, NumberNode, StringNode } from "./ast-expressions.ts";
import type { MeasureNode, SplitItem } from "./ast-funnels.ts";
import type { WhereItem } from "./ast-sources.ts";
import type { StepsNode } from "./ast-steps.ts";

/** What is looked at over a funnel or, a retention, over a source. */
export type StudyNode =
  | RetentionNode
  | ExperimentNode
  | DriversNode
  | ScoreNode
  | ScenarioNode
  | AudienceNode;

interface Study {
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  /** After `on`: a funnel; a source for a retention. */
  readonly subject?: NameNode;
  readonly doc?: string;
}

export interface RetentionNode extends Study {
  readonly kind: "retention";
  /** In the order of the text. */
  readonly items: readonly RetentionItem[];
  readonly block?: Span;
}

export type RetentionItem = WhereItem | RetentionSteps | EveryItem | SplitItem | MeasureNode;

/** `start: sign_up`, `return: payment` */
export interface RetentionSteps {
  readonly kind: "retention-steps";
  readonly span: Span;
  readonly role: "start" | "return";
  readonly keywordSpan: Span;
  readonly steps?: StepsNode;
}

/** `every week for 8` */
export interface EveryItem {
  readonly kind: "every";
  readonly span: Span;
  /** `day week month` */
  readonly period?: NameNode;
  readonly times?: NumberNode;
}

export interface ExperimentNode extends Study {
  readonly kind: "experiment";
  readonly items: readonly ExperimentItem[];
  readonly block?: Span;
}

export type ExperimentItem =
  | VariantItem
  | ControlItem
  | GoalItem
  | MeasureUse
  | ConfidenceItem
  | PlannedSplitItem;

export interface VariantItem {
  readonly kind: "variant";
  readonly span: Span;
  readonly value?: Expr;
}

export interface ControlItem {
  readonly kind: "control";
  readonly span: Span;
  readonly value?: StringNode;
}

/** `goal Activation -> Revenue` */
export interface GoalItem {
  readonly kind: "goal";
  readonly span: Span;
  readonly from?: NameNode;
  readonly to?: NameNode;
}

/** A measure of the funnel, by name. */
export interface MeasureUse {
  readonly kind: "measure-use";
  readonly span: Span;
  readonly name?: NameNode;
}

export interface ConfidenceItem {
  readonly kind: "confidence";
  readonly span: Span;
  readonly share?: NumberNode;
}

/** `split "A": 50, "B": 50`: how the variants were to be shared out. */
export interface PlannedSplitItem {
  readonly kind: "planned-split";
  readonly span: Span;
  readonly shares: readonly PlannedShare[];
}

export interface PlannedShare {
  readonly kind: "planned-share";
  readonly span: Span;
  readonly variant?: StringNode;
  readonly share?: NumberNode;
}

export interface DriversNode extends Study {
  readonly kind: "drivers";
  readonly items: readonly DriversItem[];
  readonly block?: Span;
}

export type DriversItem = GoalItem | SignalsItem | MinimumItem;

/** `from properties(channel, country) and events` */
export interface SignalsItem {
  readonly kind: "signals";
  readonly span: Span;
  readonly properties: readonly ColumnNode[];
  readonly events: boolean;
}

export interface MinimumItem {
  readonly kind: "minimum";
  readonly span: Span;
  readonly actors?: NumberNode;
}

export interface ScoreNode extends Study {
  readonly kind: "score";
  readonly items: readonly ScoreItem[];
  readonly block?: Span;
}

export type ScoreItem = ScoreGoalItem | PointsItem | LearnItem | FromColumnItem | GradesItem;

export interface ScoreGoalItem {
  readonly kind: "score-goal";
  readonly span: Span;
  readonly stage?: NameNode;
}

/** `points +10 when country = "DE"`, `points -5 when did unsubscribe at least 2 times` */
export interface PointsItem {
  readonly kind: "points";
  readonly span: Span;
  readonly sign: "+" | "-";
  readonly points?: NumberNode;
  readonly condition?: Expr;
  /** Instead of a condition. */
  readonly did?: StepsNode;
  readonly atLeast?: NumberNode;
}

export interface LearnItem {
  readonly kind: "learn";
  readonly span: Span;
  readonly signals?: SignalsItem;
}

/** A score that was bought, to be judged. */
export interface FromColumnItem {
  readonly kind: "from-column";
  readonly span: Span;
  readonly column?: ColumnNode;
}

/** `grades A >= 60, B >= 30, C` */
export interface GradesItem {
  readonly kind: "grades";
  readonly span: Span;
  readonly grades: readonly GradeNode[];
}

export interface GradeNode {
  readonly kind: "grade";
  readonly span: Span;
  readonly name?: NameNode;
  /** Absent: the rest. */
  readonly least?: NumberNode;
  /** As written; only `>=` is right. */
  readonly operator?: string;
}

export interface ScenarioNode extends Study {
  readonly kind: "scenario";
  readonly items: readonly ScenarioStage[];
  readonly block?: Span;
}

/** `stage Activation + 10%` */
export interface ScenarioStage {
  readonly kind: "scenario-stage";
  readonly span: Span;
  readonly stage?: NameNode;
  readonly operator?: "+" | "-" | "=";
  readonly share?: NumberNode;
}

export interface AudienceNode extends Study {
  readonly kind: "audience";
  readonly value?: AudienceValue;
}

export interface AudienceValue {
  readonly kind: "audience-value";
  readonly span: Span;
  /** `reached A` or `dropped after A` */
  readonly test: "reached" | "dropped";
  readonly stage?: NameNode;
  /** `not reached B` */
  readonly missed?: NameNode;
}
