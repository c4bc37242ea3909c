import type { TopLevelSpec } from "vega-lite";
import type { Locale } from "../../../language/index.ts";
import type { StudyResult } from "../../engine/result.ts";
import { createFigures } from "../numbers.ts";
import type { StudyReport } from "../study-report.ts";
import { reportMessages } from "../words.ts";
import { driversPart } from "./drivers.ts";
import { experimentParts } from "./experiment.ts";
import { headingPart } from "./heading.ts";
import { retentionPart } from "./retention.ts";
import { scenarioPart } from "./scenario.ts";
import { scoreParts } from "./score.ts";
import { type ChartPart, chartSpec } from "./spec.ts";
import type { StudyChartScene } from "./study-scene.ts";

/** The chart of a study; undefined where its kind has none, or nobody is in it. */
export function chartForStudy(
  result: StudyResult,
  report: StudyReport,
  locale: Locale,
): TopLevelSpec | undefined {
  const [table] = report.tables;
  if (table === undefined) return undefined;
  const messages = reportMessages(locale);
  const scene = { report, table, messages, figures: createFigures(messages) };
  const parts = partsOf(result, scene);
  if (parts.length === 0) return undefined;
  const heading = headingPart({
    title: report.title,
    context: report.context,
    figures: report.summary,
    notes: [],
    footing: [report.rows],
  });
  return chartSpec(`${report.title}: ${report.summary.join(" ")}`, heading, parts);
}

function partsOf(result: StudyResult, scene: Omit<StudyChartScene, "result">): ChartPart[] {
  switch (result.kind) {
    case "retention":
      return result.cohorts.length === 0 ? [] : [retentionPart(result, scene.table, scene.figures)];
    case "experiment":
      return result.variants.some(({ share }) => share !== null)
        ? experimentParts({ ...scene, result })
        : [];
    case "drivers":
      return result.signals.length === 0 ? [] : [driversPart({ ...scene, result })];
    case "score":
      return scoreParts({ ...scene, result });
    case "scenario":
      return [scenarioPart({ ...scene, result })];
    case "audience":
      return [];
  }
}
