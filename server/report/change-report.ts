import type { ReportTable } from "./report-table.ts";

/** What changed over time or differs between groups: sentences, and a table behind them. */
export interface ChangeReport {
  readonly kind: "trend" | "compare" | "leak";
  /** Of a trend: "By week". */
  readonly title: string;
  readonly sentences: readonly string[];
  /** Of a leak: none is proven. */
  readonly isNone?: true;
  /** The conversions over time, for a line in small: 0 to 1, null where nobody entered. */
  readonly line: readonly (number | null)[];
  readonly table?: ReportTable;
}
