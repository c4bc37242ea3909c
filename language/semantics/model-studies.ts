import type { Span } from "../text.ts";
import type { MatchModel, SplitModel } from "./model-funnels.ts";
import type { MeasureDeclaration } from "./model-measures.ts";
import type { ColumnPath, RowExpr } from "./model-rows.ts";

export type StudyModel =
  | RetentionModel
  | ExperimentModel
  | DriversModel
  | ScoreModel
  | ScenarioModel
  | AudienceModel;

interface Study {
  readonly name: string;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** False where it, or what it is on, has an error. */
  readonly runnable: boolean;
}

interface OnFunnel extends Study {
  readonly funnel: string;
}

/** From which stage to which. */
export interface GoalModel {
  readonly from: string;
  readonly to: string;
}

export interface RetentionModel extends Study {
  readonly kind: "retention";
  readonly source: string;
  readonly where: readonly RowExpr[];
  readonly start: MatchModel;
  readonly return: MatchModel;
  readonly every: "day" | "week" | "month";
  readonly periods: number;
  readonly splits: readonly SplitModel[];
  /** Over the stages `start` and `return`. */
  readonly measures: readonly MeasureDeclaration[];
}

export interface ExperimentModel extends OnFunnel {
  readonly kind: "experiment";
  readonly variant: RowExpr;
  readonly control: string;
  readonly goal: GoalModel;
  /** Measures of the funnel. */
  readonly measures: readonly string[];
  /** 0.95 where not said. */
  readonly confidence: number;
  /** The planned shares, as written (50 and 50, or 1 and 1). */
  readonly split?: readonly { readonly variant: string; readonly share: number }[];
}

/** What may go along with a goal. */
export interface SignalsModel {
  readonly properties: readonly ColumnPath[];
  readonly events: boolean;
}

export interface DriversModel extends OnFunnel {
  readonly kind: "drivers";
  readonly goal: GoalModel;
  readonly signals: SignalsModel;
  /** Actors a group must have to be reported; absent: the engine's default. */
  readonly minimum?: number;
}

export interface ScoreModel extends OnFunnel {
  readonly kind: "score";
  /** A stage. */
  readonly goal: string;
  readonly by:
    | { readonly kind: "points"; readonly rules: readonly PointsModel[] }
    | { readonly kind: "learned"; readonly signals: SignalsModel }
    | { readonly kind: "column"; readonly column: ColumnPath };
  /** Highest first; the last has no least. */
  readonly grades: readonly { readonly name: string; readonly least?: number }[];
}

/** Counts once for an actor with such a row, or with so many. */
export type PointsModel =
  | {
      readonly kind: "rows";
      readonly points: number;
      readonly condition: RowExpr;
      /** What stands behind `when`. */
      readonly text: string;
      readonly span: Span;
    }
  | {
      readonly kind: "did";
      readonly points: number;
      readonly text: string;
      readonly span: Span;
      readonly match: MatchModel;
      readonly atLeast: number;
    };

export interface ScenarioModel extends OnFunnel {
  readonly kind: "scenario";
  readonly changes: readonly {
    readonly stage: string;
    /** `set`: the conversion from the stage before; `scale`: by that part of it, 0.1 for a tenth more. */
    readonly kind: "set" | "scale";
    readonly share: number;
    readonly span: Span;
  }[];
}

export interface AudienceModel extends OnFunnel {
  readonly kind: "audience";
  readonly of:
    | { readonly kind: "reached"; readonly stage: string; readonly missed?: string }
    | { readonly kind: "dropped"; readonly stage: string };
}
