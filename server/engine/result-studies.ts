import type { LimitNotice, ResultDiagnostic, SourceLedger } from "./result-sources.ts";
import type { MeasureResult } from "./result-measures.ts";
import type { Interval } from "./result-stages.ts";

export type StudyResult =
  | RetentionResult
  | ExperimentResult
  | DriversResult
  | ScoreResult
  | ScenarioResult
  | AudienceResult;

/** What all have. */
export interface StudyBase {
  readonly name: string;
  readonly as_of: string | null;
  readonly sources: readonly SourceLedger[];
  readonly limits: readonly LimitNotice[];
  readonly diagnostics: readonly ResultDiagnostic[];
}

export interface RetentionResult extends StudyBase {
  readonly kind: "retention";
  readonly every: "day" | "week" | "month";
  readonly cohorts: readonly CohortResult[];
  /** All cohorts together, each period over those that are complete in it; null: none is. */
  readonly total: RetentionTotal;
  readonly splits?: readonly {
    readonly by: Readonly<Record<string, string | null>>;
    readonly other?: true;
    readonly cohorts: readonly CohortResult[];
    readonly total: RetentionTotal;
    readonly measures?: readonly MeasureResult[];
  }[];
  readonly measures?: readonly MeasureResult[];
}

export interface CohortResult {
  /** When its period began, in UTC. */
  readonly start: string;
  readonly actors: number;
  /** Period 0 first. Cells whose period isn't over at `as_of` are `partial`; those that lie after it are absent. */
  readonly cells: readonly {
    readonly returned: number;
    readonly share: number | null;
    readonly partial?: true;
  }[];
}

export interface RetentionTotal {
  readonly actors: number;
  readonly cells: readonly {
    /** Actors of the cohorts that are complete in this period. */
    readonly actors: number;
    readonly returned: number;
    readonly share: number | null;
    readonly interval: Interval | null;
  }[];
}

export interface ExperimentResult extends StudyBase {
  readonly kind: "experiment";
  readonly funnel: string;
  readonly goal: { readonly from: string; readonly to: string };
  readonly confidence: number;
  readonly control: string;
  /** As the data has them, control first, then by name. */
  readonly variants: readonly VariantResult[];
  /** Actors with entries under several variants: left out. */
  readonly several: number;
  /** Entered without a variant. */
  readonly without_variant: number;
  /** Entered under a variant that isn't one of the planned ones, or one too many: left out. */
  readonly other_variants: number;
  /**
   * Chi-square tests of the planned shares (equal ones if none are), at the entry and at the goal's first
   * stage; null: too few actors, or one variant alone.
   */
  readonly sample_ratio: {
    readonly entry: { readonly p: number } | null;
    readonly from: { readonly p: number } | null;
  };
  /** False: the sample ratio is off (p below 0.001), so no winner is named. */
  readonly trustworthy: boolean;
  /** The variant that is better than control beyond noise, the best of several; null: none, or not trustworthy. */
  readonly winner: string | null;
}

export interface VariantResult {
  readonly name: string;
  readonly entered: number;
  readonly from: number;
  readonly to: number;
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Against control; absent on control. */
  readonly against_control?: {
    readonly difference: number | null;
    readonly interval: Interval | null;
    readonly lift: number | null;
    readonly lift_interval: Interval | null;
    readonly p: number | null;
    readonly p_adjusted: number | null;
    /** The least difference that these numbers could have found with 80 % power. */
    readonly detectable: number | null;
    /** Actors a variant would need to find the observed difference with 80 % power. */
    readonly needed: number | null;
  };
  /** Probability of being the best of all. */
  readonly best: number | null;
  readonly measures?: readonly VariantMeasure[];
}

export interface VariantMeasure extends MeasureResult {
  /** Against control, in the unit of the value; absent on control and where the measure has no test. */
  readonly difference?: number | null;
  readonly difference_interval?: Interval | null;
  readonly p?: number | null;
}

export interface DriversResult extends StudyBase {
  readonly kind: "drivers";
  readonly funnel: string;
  readonly goal: { readonly from: string; readonly to: string };
  readonly actors: number;
  readonly converted: number;
  /** Actors a group must have to be reported. */
  readonly minimum: number;
  /** How many signals were tried: the correction is over all of them. */
  readonly tried: number;
  /** By falling strength of evidence. */
  readonly signals: readonly {
    readonly kind: "event" | "property";
    readonly name: string;
    /** Of a property. */
    readonly value?: string | null;
    /** Actors who had it before they converted, or were no longer observed. */
    readonly actors: number;
    readonly odds_ratio: number | null;
    readonly interval: Interval | null;
    readonly p: number | null;
    readonly p_adjusted: number | null;
  }[];
}

export interface ScoreResult extends StudyBase {
  readonly kind: "score";
  readonly funnel: string;
  readonly goal: string;
  readonly by: "points" | "learned" | "column";
  /** Who is judged: there was time to reach the goal, and a score. */
  readonly actors: number;
  readonly converted: number;
  /** Who entered too recently to tell: not judged, whether they have reached the goal or not. */
  readonly immature: number;
  /** Of a column: who has no score. */
  readonly without_score?: number;
  /** Who was at the goal with the first row: there was nothing to foretell. */
  readonly already?: number;
  /** Of a learned score: what it was trained and tested on; the figures below are of the test. */
  readonly trained?: { readonly actors: number; readonly converted: number };
  readonly auc: { readonly value: number; readonly interval: Interval } | null;
  /** The interval of the AUC contains 0.5. */
  readonly no_better_than_chance: boolean | null;
  readonly grades: readonly {
    readonly name: string;
    readonly least: number | null;
    readonly actors: number;
    readonly converted: number;
    readonly share: number | null;
    readonly interval: Interval | null;
  }[];
  /** Ten groups by falling score; fewer where there are fewer scores, since equal ones stay together. */
  readonly deciles: readonly {
    /** Scores, included. */
    readonly most: number;
    readonly least: number;
    readonly actors: number;
    readonly converted: number;
    readonly share: number | null;
    readonly lift: number | null;
    /** Of a learned score: what was predicted. */
    readonly predicted?: number;
  }[];
  /** Of a learned score, strongest first. */
  readonly weights?: readonly ScoreWeight[];
  /** Of points: how many actors each rule gave its points. */
  readonly rules?: readonly {
    readonly text: string;
    readonly points: number;
    /** Of those who are judged. */
    readonly actors: number;
    /** Who would have got them but only by what came after the entry. */
    readonly later: number;
  }[];
}

/** What the odds of converting are multiplied by, all other signals being the same. */
export interface ScoreWeight {
  /** The name of a property or event. */
  readonly signal: string;
  readonly kind: "number" | "value" | "event";
  /** Of a number: by so much more of it, a standard deviation. */
  readonly per?: number;
  /** Of a value of a text, null being a missing one of either. */
  readonly value?: string | null;
  /** All values that are too rare to stand alone. */
  readonly other?: true;
  /** The commonest value, which a value of a text is compared with. */
  readonly against?: string;
  readonly odds_ratio: number;
}

export interface ScenarioResult extends StudyBase {
  readonly kind: "scenario";
  readonly funnel: string;
  readonly stages: readonly {
    readonly name: string;
    readonly count: number;
    readonly share: number | null;
    readonly scenario_count: number | null;
    readonly scenario_share: number | null;
    readonly changed?: true;
  }[];
  readonly converted: number;
  readonly scenario_converted: number | null;
}

export interface AudienceResult extends StudyBase {
  readonly kind: "audience";
  readonly funnel: string;
  readonly stage: string;
  readonly of: "reached" | "dropped";
  /** Reached the first, but not this one. */
  readonly not_reached?: string;
  readonly actors: number;
}
