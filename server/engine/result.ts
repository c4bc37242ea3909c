import type { CompareResult, ForecastResult, LeakResult, TrendPoint } from "./result-changes.ts";
import type { ExpectationResult, MeasureResult } from "./result-measures.ts";
import type { LimitNotice, ResultDiagnostic, SourceLedger } from "./result-sources.ts";
import type {
  DurationFigures,
  Interval,
  PositionResult,
  SplitResult,
  StageResult,
} from "./result-stages.ts";
import type { StudyResult } from "./result-studies.ts";

export type * from "./result-changes.ts";
export type * from "./result-measures.ts";
export type * from "./result-people.ts";
export type * from "./result-sources.ts";
export type * from "./result-stages.ts";
export type * from "./result-studies.ts";

/**
 * The result of a run, in the form that `--format json` prints: stable, versioned, the same bytes for
 * the same file, data and version. Figures that could not be computed are null, those that this
 * version doesn't compute are absent. Shares are rounded to six decimals (halves away from zero),
 * times are seconds with at most six decimals. Never localised, no clock time, no machine path.
 */
export interface RunResult {
  readonly version: 1;
  /** Relative to the workspace folder, with forward slashes; the bare name of a file outside of it. */
  readonly file: string;
  /** Latest time among the readable rows of all sources that were run; null without any. */
  readonly as_of: string | null;
  /** In the order of the file. */
  readonly results: readonly (FunnelResult | StudyResult)[];
}

export interface FunnelResult {
  readonly kind: "funnel";
  readonly name: string;
  readonly order: "sequential" | "strict" | "any" | "independent" | "furthest";
  /** Said only of inverted funnels: their stages are read back from the last one, the anchor. */
  readonly model?: "inverted";
  /** Null: unlimited. */
  readonly window_seconds: number | "session" | null;
  /** Said only where attempts are counted: all counts are of these, then. */
  readonly count?: "attempts";
  readonly defaults: readonly string[];
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  /** 95 % Wilson interval of the overall conversion; null where `conversion` is. */
  readonly interval: Interval | null;
  /** Entry to goal. */
  readonly seconds: DurationFigures | null;
  /** The range of entries, resolved, in UTC; null at an open end. Both included. */
  readonly during: { readonly from: string | null; readonly to: string | null };
  readonly as_of: string | null;
  readonly sources: readonly SourceLedger[];
  readonly limits: readonly LimitNotice[];
  readonly stages: readonly StageResult[];
  /** Order `any`: by how many of the stages, from 1 to all, whichever they are. */
  readonly positions?: readonly PositionResult[];
  readonly splits?: readonly SplitResult[];
  readonly trend?: readonly TrendPoint[];
  readonly forecast?: ForecastResult;
  readonly compare?: CompareResult;
  /** The step that costs most, where a split or a comparison gives a benchmark; null: none is proven. */
  readonly leak?: LeakResult | null;
  readonly measures?: readonly MeasureResult[];
  readonly expectations?: readonly ExpectationResult[];
  readonly diagnostics: readonly ResultDiagnostic[];
}
