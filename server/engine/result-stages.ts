import type { MeasureResult } from "./result-measures.ts";

export type Interval = readonly [low: number, high: number];

export interface DurationFigures {
  readonly median: number;
  readonly average: number;
  readonly p90: number;
  /** In ascending order, without gaps; absent where it isn't computed (of splits). */
  readonly histogram?: readonly HistogramBin[];
}

/** Of the share expected to have reached a stage, which rises with the time since the entry. */
export interface CurvePoint {
  readonly seconds: number;
  readonly share: number;
  /** 95 %; null where the share is 0 or 1. */
  readonly interval: Interval | null;
}

/** Seconds, `from` included, `to` excluded (but of the last bin). */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface StageResult {
  readonly name: string;
  readonly label?: string;
  readonly optional?: true;
  /** Counted already: a sum of the file's counts, which need not be of people, nor whole. */
  readonly totals?: true;
  readonly count: number;
  /**
   * From the previous required stage; null on the first and for 0 ÷ 0. In order `independent` from the
   * first stage, in order `any` from all who entered; inverted, from the stage behind, which is read before.
   */
  readonly conversion_from_previous: number | null;
  readonly conversion_from_first: number | null;
  /** Absent on optional stages; null on the first and from stages of totals, of which nobody is known to be missing. */
  readonly dropoff?: number | null;
  /** 95 % Wilson interval of `conversion_from_previous`; null where that is, and from stages of totals. */
  readonly interval: Interval | null;
  /**
   * Have not reached it, but rows after `as_of` could make them. With the two below absent without a
   * deadline, on the first and on optional stages, and of inverted funnels.
   */
  readonly immature?: number;
  /** The same funnel with only entries that have had all their time. */
  readonly mature?: { readonly entered: number; readonly count: number };
  /** Share of all entries expected to reach it in time (Kaplan–Meier); null where none has had it all. */
  readonly kaplan_meier?: { readonly share: number; readonly interval: Interval | null } | null;
  /**
   * The estimate by the time since the entry, from 0 to the last time up to which somebody was followed,
   * in at most 62 points. Absent as `kaplan_meier` is, without entries, in splits and within visits.
   */
  readonly curve?: readonly CurvePoint[];
  /** Why those who are missing here stopped: adds up to `dropoff`. Required stages but the first. */
  readonly ledger?: LedgerResult;
  readonly seconds_from_previous: DurationFigures | null;
}

/**
 * By reason, in the order in which they are tried. Reasons that hold for nobody are absent, but `open`
 * and `nothing` (or `rest`) always stand.
 */
export interface LedgerResult {
  /** By the name of the exit. */
  readonly exit: Readonly<Record<string, number>>;
  readonly open: number;
  readonly without?: number;
  readonly late?: number;
  readonly within?: number;
  readonly after?: number;
  readonly same?: number;
  readonly at_least?: number;
  readonly strict?: number;
  readonly several?: number;
  readonly before?: number;
  readonly other?: number;
  /** The three commonest events that came next, of `other`. */
  readonly other_events?: readonly { readonly event: string; readonly count: number }[];
  /** With this no row came later, with `other` some other row did. */
  readonly nothing?: number;
  /** Instead of both where nobody looked at later rows: of very many rows, and in splits. */
  readonly rest?: number;
}

/** Of order `any`: those who did so many of its stages. */
export interface PositionResult extends Pick<
  StageResult,
  "immature" | "mature" | "kaplan_meier" | "curve"
> {
  readonly position: number;
  readonly count: number;
  /** From one stage less; null on the first and for 0 ÷ 0. */
  readonly conversion_from_previous: number | null;
  readonly conversion_from_first: number | null;
  readonly dropoff: number | null;
  readonly interval: Interval | null;
  /** Why those who are missing here did no further stage: adds up to `dropoff`. From 2 on. */
  readonly ledger?: LedgerResult;
  readonly seconds_from_previous: DurationFigures | null;
}

export interface SplitResult {
  /** By the split's text; a missing value is null. A split whose value is "Other" has no entry. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The value of at least one split is "Other". */
  readonly other?: true;
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  readonly interval: Interval | null;
  readonly seconds: DurationFigures | null;
  readonly stages: readonly StageResult[];
  readonly positions?: readonly PositionResult[];
  readonly measures?: readonly MeasureResult[];
}
