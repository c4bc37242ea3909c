import type { TopLevelSpec } from "vega-lite";
import type { ChartForm, FunnelModel, Locale } from "../../../language/index.ts";
import type { FunnelResult, SplitResult } from "../../engine/result.ts";
import type { FunnelReport } from "../report.ts";
import { inReadingOrder } from "../reading.ts";
import { createFigures } from "../numbers.ts";
import { reportMessages } from "../words.ts";
import { flowPart } from "./flow.ts";
import { funnelPart } from "./funnel.ts";
import { funnelRows } from "./funnel-rows.ts";
import { formOnTop } from "./forms.ts";
import { headingPart } from "./heading.ts";
import { barsPart, pipelinePart, stepsPart } from "./plain.ts";
import type { ChartScene } from "./scene.ts";
import { type ChartPart, chartSpec } from "./spec.ts";
import type { SplitFamily } from "./split-family.ts";
import { splitsPart } from "./splits.ts";
import { survivalParts, timeParts } from "./time.ts";
import { trendPart } from "./trend.ts";

export { chartsFor } from "./forms.ts";

export interface ChartOptions {
  /** The funnel as it is written: it knows its `chart`, its notes, what its trend's points are. */
  readonly funnel?: FunnelModel;
  /** In place of the funnel's own `chart`. */
  readonly form?: ChartForm;
  /** Of dates that only the data know; IANA, default UTC. */
  readonly timeZone?: string | undefined;
}

/**
 * The chart of a result, in the form asked for: else as its `chart` statement says, else the funnel,
 * also where a result has nothing to draw in that form.
 */
export function chartFor(
  result: FunnelResult,
  report: FunnelReport,
  locale: Locale,
  { funnel, form = funnel?.chart, timeZone = "UTC" }: ChartOptions = {},
): TopLevelSpec {
  const { overview } = report;
  const maturity = [overview.open, overview.expected].filter((each) => each !== "").join(" · ");
  const heading = headingPart({
    title: report.title,
    context: overview.context,
    figures: [overview.figures],
    notes: maturity === "" ? [] : [maturity],
    footing: [report.rows, report.defaults],
  });
  const messages = reportMessages(locale);
  const figures = createFigures(messages);
  const scene = { result, report, funnel, messages, figures, timeZone };
  const parts = partsOf(formOnTop(result, form), scene);
  return chartSpec(`${report.title}: ${report.summary}`, heading, parts);
}

function partsOf(form: Exclude<ChartForm, "table">, scene: ChartScene): readonly ChartPart[] {
  switch (form) {
    case "trend":
      return [trendPart(scene)];
    case "time":
      return timeParts(scene);
    case "survival":
      return survivalParts(scene);
    case "flow":
      return [flowPart(scene)];
    case "steps":
      return [stepsPart(scene)];
    case "bars":
      return [barsPart(scene)];
    case "pipeline":
      return [pipelinePart(scene)];
    case "funnel":
      return funnelParts(scene);
  }
}

function funnelParts({ result, report, messages }: ChartScene): ChartPart[] {
  const funnel = funnelPart(funnelRows(result, report, messages));
  if (report.splits.length === 0) return [funnel];
  const read = (result.splits ?? []).map((split) => ({
    ...split,
    stages: inReadingOrder(split.stages, result),
  }));
  const splits = splitsPart(splitFamily(read, report), report.stages, result.conversion, messages);
  const splitTop = { name: "splitTop", expr: `${funnel.bottom} + 3 * size` };
  return [funnel, { ...splits, params: [splitTop, ...splits.params] }];
}

function splitFamily(results: readonly SplitResult[], report: FunnelReport): SplitFamily {
  return {
    heading: report.splits[0]?.group ?? "",
    groups: report.splits.flatMap((split, index) => {
      const result = results[index];
      return result === undefined ? [] : [{ result, report: split }];
    }),
  };
}
