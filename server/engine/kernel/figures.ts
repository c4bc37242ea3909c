import type { CurvePoint, DurationFigures, Interval } from "../result.ts";
import type { ExactDurations } from "./durations.ts";
import type { Lost } from "./ledger/lost.ts";
import type { Rule } from "./ledger/rules.ts";
import type { MeasureNeeds, Taken } from "./measures/needs.ts";
import type { SplitSpec } from "./splits.ts";

/** The figures of one funnel over one group of actors. */
export interface FunnelFigures {
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  readonly interval: Interval | null;
  readonly seconds: DurationFigures | null;
  readonly stages: readonly StageFigures[];
  /** Order `any`: the funnel by how many of the stages there are, from 1 to all. */
  readonly positions?: readonly StageFigures[];
}

/** Who could still reach a stage. Absent without a deadline, on the first and on optional stages. */
export interface StageMaturity {
  /** Have not reached it, but rows after the latest one could make them. */
  readonly immature: number;
  /** The same funnel with only entries that have had all their time. */
  readonly mature: { readonly entered: number; readonly count: number };
  /** The share of entries expected to reach it in time; null where none has had all its time. */
  readonly kaplan_meier: { readonly share: number; readonly interval: Interval | null } | null;
  /** Where it was asked for, see `curve.ts`. */
  readonly curve?: readonly CurvePoint[];
}

/** Why those who are missing at a stage stopped before it: adds up to its drop-off. */
export interface LedgerFigures {
  /** One an exit. */
  readonly exits: readonly number[];
  /** Those that hold for somebody. `later`: whether anything came later isn't known. */
  readonly reasons: Readonly<
    Partial<Record<Rule | "open" | "several" | "before" | "later", number>>
  >;
}

/** What is only there where it is asked for. */
export interface FurtherFigures extends Partial<StageMaturity> {
  /** Required stages but the first. */
  readonly ledger?: LedgerFigures;
}

export interface StageFigures extends FurtherFigures {
  readonly count: number;
  readonly conversion_from_previous: number | null;
  readonly conversion_from_first: number | null;
  /** Absent on optional stages; null on the first. */
  readonly dropoff?: number | null;
  readonly interval: Interval | null;
  readonly seconds_from_previous: DurationFigures | null;
}

/** What the figures are asked for beside the whole: groups of actors, pairs of stages. */
export interface GroupSpec {
  /** One for each array in `TaggedRows.splits`, in the same order; at most two. */
  readonly splits: readonly SplitSpec[];
  /** What measures and expectations need beside counts and times. */
  readonly measures?: MeasureNeeds;
  /** By index, `from` before `to`, both -1 for the whole funnel: those that measures and expectations name, see `pairsOf`. */
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  /** The latest time in the data, in microseconds, no row being later; absent: no {@link StageMaturity}. */
  readonly asOf?: number;
  /** The earliest time of the data, in microseconds: asks for {@link Computed.cut}. */
  readonly since?: number;
  /** Asks why actors are missing; `names-lost`: also for a list of those whose later rows count. */
  readonly ledger?: "counts" | "names-lost";
  /** Asks for the histograms of the whole's times, and for the curves of who reached stages by when. */
  readonly histograms?: boolean;
  /** Asks for {@link PairFigures.times}: groups that are put together later have no figures of their own. */
  readonly keepsTimes?: boolean;
}

export interface Computed {
  readonly total: FunnelFigures;
  /** Empty without splits. In the order to show them in, see `splits.ts`. */
  readonly splits: readonly GroupFigures[];
  /** As asked for. */
  readonly pairs: readonly PairFigures[];
  /** One a need; empty where nothing was needed. */
  readonly taken?: readonly Taken[];
  /** One a `without`: actors whom its `else drop actor` left out; absent: there is none. */
  readonly dropped?: readonly number[];
  /** Inverted: how many entries lie less than a window after the data's first row. */
  readonly cut?: number;
  /** Where it was asked for. */
  readonly lost?: Lost;
}

export interface GroupFigures {
  /** By the split's text; null is the missing value. A split whose value is "Other" has no entry. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The value of at least one split is "Other". */
  readonly other?: true;
  readonly figures: FunnelFigures;
  /** As in {@link Computed}. */
  readonly pairs: readonly PairFigures[];
  readonly taken?: readonly Taken[];
}

/** Exact, for expectations to compare. */
export interface PairFigures {
  readonly from: number;
  readonly to: number;
  /** Actors whose attempt contains `from`; inverted: `to`. */
  readonly reachedFrom: number;
  /** Actors whose attempt contains both. */
  readonly reachedBoth: number;
  /** The times between them; null without any. */
  readonly microseconds: ExactDurations | null;
  /** All of these times, in no order; absent: nobody asked for them. */
  readonly times?: Float64Array;
}
