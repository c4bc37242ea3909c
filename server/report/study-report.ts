import type { StudyResult } from "../engine/result.ts";
import type { ReportNotice } from "./report.ts";
import type { ReportTable } from "./report-table.ts";

export type * from "./report-table.ts";

/**
 * The result of a study in words, as `FunnelReport` is that of a funnel: a sentence or two, then
 * tables. Whoever shows it knows nothing of what the studies are.
 */
export interface StudyReport {
  readonly kind: StudyResult["kind"];
  readonly title: string;
  /** Markdown of the study's documentation, unrendered. */
  readonly doc?: string;
  /** "Retention by week · web · everything up to 31 Mar 2026" */
  readonly context: string;
  /** What came out, a sentence each; the first is the answer. */
  readonly summary: readonly string[];
  /** For screen readers when a run ends. */
  readonly announcement: string;
  readonly tables: readonly ReportTable[];
  readonly notices: readonly ReportNotice[];
  /** "34,012 rows read from 1 file" */
  readonly rows: string;
}
