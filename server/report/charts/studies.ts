import type { TopLevelSpec } from "vega-lite";
import type { Locale } from "../../../language/index.ts";
import type { StudyResult } from "../../engine/result.ts";
import { createFigures } from "../numbers.ts";
import type { StudyReport } from "../study-report.ts";
import { reportMessages } from "../words.ts";
import { headingPart } from "./heading.ts";
import { retentionPart } from "./retention.ts";
import { chartSpec } from "./spec.ts";

/** The chart of a study; undefined where its kind has none, or nobody is in it. */
export function chartForStudy(
  result: StudyResult,
  report: StudyReport,
  locale: Locale,
): TopLevelSpec | undefined {
  const [table] = report.tables;
  if (result.kind !== "retention" || table === undefined || result.cohorts.length === 0) {
    return undefined;
  }
  const heading = headingPart({
    title: report.title,
    context: report.context,
    figures: report.summary,
    notes: [],
    footing: [report.rows],
  });
  const figures = createFigures(reportMessages(locale));
  const description = `${report.title}: ${report.summary.join(" ")}`;
  return chartSpec(description, heading, [retentionPart(result, table, figures)]);
}
