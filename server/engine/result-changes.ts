import type { MeasureResult } from "./result-measures.ts";
import type { Interval } from "./result-stages.ts";

/** The funnel itself with only the entries of one hour, day, week or month. */
export interface TrendPoint {
  /** UTC; the next point's start is this one's end. */
  readonly start: string;
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  readonly interval: Interval | null;
  /** How many of the entered may still convert; absent where the funnel has no deadline. */
  readonly immature?: number;
  /** Not all of its time lies in `during` and before `as_of`. */
  readonly partial: boolean;
  /** As of the funnel; absent where it has none. */
  readonly measures?: readonly MeasureResult[];
}

export interface ForecastResult {
  readonly method: string;
  /** Mean absolute error of the same method on the file's own past, in shares; null without enough of it. */
  readonly back_test: { readonly error: number; readonly points: number } | null;
  /** Empty where there is too little past; `reason` says so. */
  readonly points: readonly ForecastPoint[];
  readonly reason?: "too_few_points";
}

export interface ForecastPoint {
  readonly start: string;
  readonly conversion: number;
  readonly interval_80: Interval;
  readonly interval_95: Interval;
}

/** This result against another of the same funnel. */
export interface CompareResult {
  /** "previous period", or the two segments "A vs B": the difference is then A − B. */
  readonly to: string;
  /** Of the other: its range of entries and its `as of`, in UTC. */
  readonly during: { readonly from: string | null; readonly to: string | null };
  readonly as_of: string | null;
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  /** `A vs B`: the figures of A, which those of the whole funnel aren't. */
  readonly first?: {
    readonly entered: number;
    readonly converted: number;
    readonly conversion: number | null;
    /** In the order of `stages` below. */
    readonly stages: readonly Pick<ComparedStage, "name" | "count" | "conversion_from_previous">[];
  };
  readonly stages: readonly ComparedStage[];
  /** The stage whose step changed most, of those that did so by more than noise; null: none did. */
  readonly named: string | null;
  /** `A vs B`: actors in both, whose tests assume that they are different people; absent: none. */
  readonly overlap?: number;
}

/** Of the step to a stage; absent for the first stage. */
export interface ComparedStage {
  readonly name: string;
  readonly count: number;
  readonly conversion_from_previous: number | null;
  /** This one − the other, of `conversion_from_previous`. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly p: number | null;
  /** p after Holm's correction over the steps. */
  readonly p_adjusted: number | null;
}

export interface LeakResult {
  readonly stage: string;
  /** The groups of a split in which it leaks, largest gain first; absent: against the previous period. */
  readonly by?: readonly Readonly<Record<string, string | null>>[];
  /** How many more conversions there would be at most. */
  readonly gain: number;
}
