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
  readonly results: readonly FunnelResult[];
}

export interface FunnelResult {
  readonly kind: "funnel";
  readonly name: string;
  readonly order: "sequential" | "strict" | "furthest";
  /** Null: unlimited. */
  readonly window_seconds: number | null;
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
  readonly splits?: readonly SplitResult[];
  readonly expectations?: readonly ExpectationResult[];
  readonly diagnostics: readonly ResultDiagnostic[];
}

export type Interval = readonly [low: number, high: number];

export interface DurationFigures {
  readonly median: number;
  readonly average: number;
  readonly p90: number;
}

export interface SourceLedger {
  readonly name: string;
  readonly files: number;
  /** Of the content of all files, see `run/fingerprint.ts`. */
  readonly fingerprint: string;
  readonly rows: {
    readonly read: number;
    /** Could not be parsed. */
    readonly rejected: number;
    readonly without_actor: number;
    /** Of records: dates that can't be read, and conditions that hold at an unreadable time. */
    readonly unreadable_time: number;
    /** Left out by `dedupe`; absent where there are none. */
    readonly repeated?: number;
    /** Records that did none of their stages; absent where there are none. */
    readonly without_stage?: number;
    readonly unmatched: Readonly<Record<string, number>>;
  };
  /** The first few rejected rows, for the user to look at. */
  readonly rejects?: readonly RejectedRow[];
}

export interface RejectedRow {
  /** Relative to the workspace folder. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface LimitNotice {
  readonly kind: string;
  readonly limit: number;
}

export interface StageResult {
  readonly name: string;
  readonly label?: string;
  readonly optional?: true;
  readonly count: number;
  /** From the previous required stage; null on the first and for 0 ÷ 0. */
  readonly conversion_from_previous: number | null;
  readonly conversion_from_first: number | null;
  /** Absent on optional stages; null on the first. */
  readonly dropoff?: number | null;
  /** 95 % Wilson interval of `conversion_from_previous`; null where that is. */
  readonly interval: Interval | null;
  /**
   * Have not reached it, but rows after `as_of` could make them. With the two below absent without a
   * deadline, on the first and on optional stages, and under rules for which they aren't computed.
   */
  readonly immature?: number;
  /** The same funnel with only entries that have had all their time. */
  readonly mature?: { readonly entered: number; readonly count: number };
  /** Share of all entries expected to reach it in time (Kaplan–Meier); null where none has had it all. */
  readonly kaplan_meier?: { readonly share: number; readonly interval: Interval | null } | null;
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
}

export interface ExpectationResult {
  /** One-based, as editors show it. */
  readonly line: number;
  readonly text: string;
  /** The left side's value; null: missing (0 ÷ 0). Shares and seconds as above. */
  readonly actual: number | null;
  /** The right side's value, in the same unit. */
  readonly expected: number | null;
  readonly unit: "number" | "share" | "duration";
  readonly status: "pass" | "fail" | "unknown";
  /** Said only where a failure is no more than a warning. */
  readonly otherwise?: "warn";
}

/** Found while running: the code's English wording with its place in the file. */
export interface ResultDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  /** One-based; absent where the file has no place for it. */
  readonly line?: number;
  readonly args: Readonly<Record<string, string | number>>;
  readonly message: string;
}
