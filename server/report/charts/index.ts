import type { TopLevelSpec } from "vega-lite";
import type { Locale } from "../../../language/index.ts";
import type { FunnelResult, SplitResult } from "../../engine/result.ts";
import type { FunnelReport } from "../report.ts";
import { inReadingOrder } from "../reading.ts";
import { reportMessages } from "../words.ts";
import { funnelPart } from "./funnel.ts";
import { funnelRows } from "./funnel-rows.ts";
import { headingPart } from "./heading.ts";
import { type ChartPart, chartSpec } from "./spec.ts";
import type { SplitFamily } from "./split-family.ts";
import { splitsPart } from "./splits.ts";

/** The chart of a result. */
export function chartFor(result: FunnelResult, report: FunnelReport, locale: Locale): TopLevelSpec {
  const { overview } = report;
  const maturity = [overview.open, overview.expected].filter((each) => each !== "").join(" · ");
  const heading = headingPart({
    title: report.title,
    context: overview.context,
    figures: [overview.figures],
    notes: maturity === "" ? [] : [maturity],
    footing: [report.rows, report.defaults],
  });
  return chartSpec(
    `${report.title}: ${report.summary}`,
    heading,
    funnelParts(result, report, locale),
  );
}

function funnelParts(result: FunnelResult, report: FunnelReport, locale: Locale): ChartPart[] {
  const messages = reportMessages(locale);
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
