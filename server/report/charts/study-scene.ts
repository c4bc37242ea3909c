import type { StudyResult } from "../../engine/result.ts";
import type { ReportMessages } from "../messages/words.ts";
import type { Figures } from "../numbers.ts";
import type { ReportTable, StudyReport } from "../study-report.ts";

/** What the chart of a study is drawn from. Names and figures are those of the report's tables. */
export interface StudyChartScene<Result extends StudyResult = StudyResult> {
  readonly result: Result;
  readonly report: StudyReport;
  /** The report's first. */
  readonly table: ReportTable;
  readonly messages: ReportMessages;
  readonly figures: Figures;
}
