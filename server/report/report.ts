import type { ChangeReport } from "./change-report.ts";
import type { ReasonReport } from "./reasons.ts";
import type { ReportTable } from "./report-table.ts";

/**
 * A result in words, localised and formatted: what terminal text, Markdown, the panel and screen
 * readers all show, in the same order and the same words. Built by `words.ts` from a result; whoever
 * shows it only lays it out. Numbers are strings already ("12,840", "7.0 %", "1 d 3 h"); what is
 * drawn has its lengths beside them, as parts of a whole.
 */
export interface FunnelReport {
  readonly title: string;
  /** Markdown of the funnel's documentation, unrendered. */
  readonly doc?: string;
  /** "1 Jan – 31 Mar 2026 · web · 12,840 entered → 905 converted · 7.0 % (6.6–7.5) · median 6 d 2 h" */
  readonly summary: string;
  /** The same in pieces, for a heading that is set in several sizes. */
  readonly overview: ReportOverview;
  /** For screen readers when a run ends: "5 stages, 7.0 %". */
  readonly announcement: string;
  /** Over which rows: "34,012 rows read from 1 file · 12 left out without an actor". */
  readonly rows: string;
  /** "Defaults: order sequential · window unlimited …"; empty where everything is said. */
  readonly defaults: string;
  /** Sentences that qualify the figures: rows left out, a stage without rows, limits. */
  readonly notices: readonly ReportNotice[];
  /** In the order in which they are read: of an inverted funnel from the last one back. */
  readonly stages: readonly StageReport[];
  /** Order `any`: by how many of the stages there are; else empty. */
  readonly positions: readonly ReportTable[];
  readonly splits: readonly SplitReport[];
  /** Of all, then by group of the splits; empty without measures. */
  readonly measures: readonly ReportTable[];
  /** "Why they stopped": the heading of the next. */
  readonly reasonsTitle: string;
  /** Of the stages at which actors are missing. */
  readonly reasons: readonly ReasonReport[];
  /** Over time and between groups: trend, comparison, biggest leak. */
  readonly changes: readonly ChangeReport[];
  readonly expectations: readonly ExpectationReport[];
  /** The headings of the tables, in the user's language. */
  readonly headings: TableHeadings;
}

export interface ReportOverview {
  /** "1 Jan – 31 Mar 2026 · web" */
  readonly context: string;
  /** "12,840 entered → 905 converted · 7.0 % (6.6–7.5) · median 6 d 2 h" */
  readonly figures: string;
  /** Of these: "12,840 entered → 905 converted" */
  readonly flow: string;
  /** "7.0 %" */
  readonly conversion: string;
  /** "6.6–7.5 %" */
  readonly interval: string;
  /** "median 6 d 2 h"; empty where there is none. */
  readonly time: string;
  /** "212 of 1,204 still have time"; empty where nobody has. */
  readonly open: string;
  /** "expected once everyone has had 14 d: 31.0 % (28.4–33.7)"; empty where nobody is open. */
  readonly expected: string;
}

export interface ReportNotice {
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly code: string;
  readonly text: string;
  /** Zero-based line in the file, where it has a place. */
  readonly line?: number;
  /** Of the rows of a source: the same for all that read it, so it need not be said of each. */
  readonly ofSource?: true;
}

export interface TableHeadings {
  readonly stage: string;
  readonly count: string;
  readonly fromPrevious: string;
  readonly interval: string;
  readonly fromFirst: string;
  readonly lost: string;
  readonly median: string;
  readonly average: string;
  readonly p90: string;
  /** The columns of a table of splits. */
  readonly entered: string;
  readonly converted: string;
  readonly conversion: string;
}

/** Cells are "—" where there is no figure. */
export interface StageReport {
  /** The label where the text gives one. */
  readonly name: string;
  /** "Invite (optional)" */
  readonly title: string;
  readonly optional: boolean;
  readonly count: string;
  readonly fromPrevious: string;
  readonly fromFirst: string;
  readonly interval: string;
  readonly lost: string;
  readonly median: string;
  readonly average: string;
  readonly p90: string;
  /**
   * What stands between this bar and the one before: "32.8 %", "lost 8,630", "median 6 min". Empty
   * on the first stage.
   */
  readonly step: readonly string[];
  /** "of Activate": whose share it is, where an optional stage stands between; else empty. */
  readonly stepOf: string;
  /** The stage in one sentence, for tooltips and screen readers. */
  readonly sentence: string;
  readonly drawn: DrawnStage;
  /** Where the stage's name stands in the text, in UTF-16 units. */
  readonly offset: number;
}

/** Lengths, as parts of the number of actors that entered: 0 to 1. */
export interface DrawnStage {
  readonly bar: number;
  /** The previous required stage; on the first stage the bar itself. */
  readonly track: number;
  /** The ends of the interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface SplitReport {
  /** "By channel": the heading of all of them, the same on each. */
  readonly group: string;
  /** "channel: ads" */
  readonly title: string;
  readonly value: string;
  /** "4,210 entered → 120 converted · 2.9 % (2.4–3.4)" */
  readonly summary: string;
  /** Of it: "4,210 entered → 120 converted" */
  readonly flow: string;
  readonly entered: string;
  readonly converted: string;
  readonly conversion: string;
  readonly interval: string;
  readonly median: string;
  /** The conversion itself, for drawing: 0 to 1. */
  readonly share: number | null;
  readonly stages: readonly StageReport[];
}

export interface ExpectationReport {
  readonly status: "pass" | "fail" | "warn" | "unknown";
  /** "holds", "fails", "not enough data": what the colour of a mark would say. */
  readonly state: string;
  /** "conversion(Visit -> SignUp) >= 20%: 33.3 %" */
  readonly text: string;
  /** Of it: "33.3 %" */
  readonly actual: string;
  /** Zero-based. */
  readonly line: number;
}
