import type { Span } from "../text.ts";
import type { ExpectationModel, MeasureDeclaration } from "./model-measures.ts";
import type { ColumnPath, Moment, RowExpr } from "./model-rows.ts";

export interface FunnelModel {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where it is declared, if not in the analysed file. */
  readonly file?: string;
  /** Markdown before the funnel. */
  readonly doc?: string;
  /** False where the funnel, or a source or segment that it uses, has an error. */
  readonly runnable: boolean;
  /** Names of sources, in the order written. */
  readonly sources: readonly string[];
  readonly during?: During;
  readonly where: readonly RowExpr[];
  readonly segments: readonly SegmentModel[];
  readonly model?: "traditional" | "inverted" | "aida" | "aarrr" | "sales";
  /** Another unit than the sources' own; empty: each row. */
  readonly actor?: readonly ColumnPath[];
  readonly actorWord?: string;
  readonly order: "sequential" | "strict" | "any" | "independent" | "furthest";
  /** Microseconds; absent: unlimited. */
  readonly window?: number | "session";
  readonly entry: "first" | "last";
  readonly count: "actors" | "attempts";
  /** All rows of an attempt share the value of each. */
  readonly same: readonly RowExpr[];
  readonly stages: readonly StageModel[];
  readonly exits: readonly ExitModel[];
  readonly without: readonly WithoutModel[];
  readonly splits: readonly SplitModel[];
  readonly compare?: CompareModel;
  readonly trend?: TrendModel;
  readonly notes: readonly NoteModel[];
  readonly measures: readonly MeasureDeclaration[];
  readonly expectations: readonly ExpectationModel[];
  readonly chart?: ChartForm;
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
      /** Written as a period of the calendar: so many months. */
      readonly months?: 1 | 3 | 12;
    }
  | { readonly kind: "last"; readonly duration: number };

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
  /** Microseconds after the previous required stage, at most and at least. */
  readonly within?: number;
  readonly after?: number;
  /** How many distinct rows; absent: one. */
  readonly atLeast?: number;
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
  readonly at: "entry" | "first" | "last" | "every" | { readonly stage: string };
  readonly top?: number;
}

/** A way out: who takes it after the deepest stage reached is gone that way, not lost. */
export interface ExitModel {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly match: MatchModel;
}

export interface WithoutModel {
  readonly match: MatchModel;
  /** Required stages, `from` before `to`. */
  readonly from: string;
  readonly to: string;
  readonly dropActor: boolean;
  readonly span: Span;
}

export type CompareModel =
  | { readonly kind: "previous"; readonly span: Span }
  | {
      readonly kind: "segments";
      readonly left: SegmentModel;
      readonly right: SegmentModel;
      readonly span: Span;
    };

export interface TrendModel {
  readonly interval: "hourly" | "daily" | "weekly" | "monthly";
  /** Points ahead. */
  readonly forecast?: number;
  readonly span: Span;
}

export interface NoteModel {
  readonly at: Moment;
  readonly text: string;
  readonly span: Span;
}

export type ChartForm =
  | "funnel"
  | "bars"
  | "steps"
  | "time"
  | "trend"
  | "survival"
  | "flow"
  | "pipeline"
  | "table";
