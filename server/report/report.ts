/**
 * A result in words, localised and formatted: what terminal text, Markdown, the panel and screen
 * readers all show, in the same order and the same words. Built by `words.ts` from a result; whoever
 * shows it only lays it out. Numbers are strings already ("12,840", "7.0 %", "1 d 3 h").
 */
export interface FunnelReport {
  readonly title: string;
  /** Markdown of the funnel's documentation, unrendered. */
  readonly doc?: string;
  /** "1 Jan – 31 Mar 2026 · web · 12,840 entered → 905 converted · 7.0 % (6.6–7.5) · median 6 d 2 h" */
  readonly summary: string;
  /** Over which rows: "34,012 rows read from 1 file · 12 left out without an actor". */
  readonly rows: string;
  /** "Defaults: order sequential · window unlimited …"; empty where everything is said. */
  readonly defaults: string;
  /** Sentences that qualify the figures: rows left out, a stage without rows, limits. */
  readonly notices: readonly ReportNotice[];
  readonly stages: readonly StageReport[];
  readonly splits: readonly SplitReport[];
  readonly expectations: readonly ExpectationReport[];
  /** The headings of the table of stages, in the user's language. */
  readonly headings: TableHeadings;
}

export interface ReportNotice {
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly code: string;
  readonly text: string;
}

export interface TableHeadings {
  readonly stage: string;
  readonly count: string;
  readonly fromPrevious: string;
  readonly fromFirst: string;
  readonly lost: string;
  readonly median: string;
  readonly average: string;
  readonly p90: string;
}

/** Cells are "—" where there is no figure. */
export interface StageReport {
  readonly name: string;
  readonly optional: boolean;
  readonly count: string;
  readonly fromPrevious: string;
  readonly fromFirst: string;
  readonly interval: string;
  readonly lost: string;
  readonly median: string;
  readonly average: string;
  readonly p90: string;
}

export interface SplitReport {
  /** "channel: ads" */
  readonly title: string;
  readonly value: string;
  readonly summary: string;
  readonly stages: readonly StageReport[];
}

export interface ExpectationReport {
  readonly status: "pass" | "fail" | "warn" | "unknown";
  /** "conversion(Visit -> SignUp) >= 20%: 33.3 %" */
  readonly text: string;
  /** Zero-based. */
  readonly line: number;
}
