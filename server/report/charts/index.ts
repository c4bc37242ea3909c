import type { TopLevelSpec } from "vega-lite";
import type { Locale } from "../../../language/index.ts";
import type { FunnelResult, SplitResult } from "../../engine/result.ts";
import type { FunnelReport } from "../report.ts";
import { inReadingOrder } from "../reading.ts";
import { editorColours } from "../theme.ts";
import { reportMessages } from "../words.ts";
import { funnelPart, stageRows } from "./funnel.ts";
import { headingPart } from "./heading.ts";
import { widthInEms } from "./measure.ts";
import { type Parameter, settings } from "./params.ts";
import type { SplitFamily } from "./split-family.ts";
import { splitsPart } from "./splits.ts";

/** Digits and letters of both scripts: how the view's font compares with the estimates. */
const sampleText = "0123456789 Hamburgefonts Этапы воронки";
const sample = { text: sampleText, ems: widthInEms(sampleText) };

/** The width of a chart that nobody gave another one, in pixels. */
const defaultWidth = 880;

/**
 * The chart of a result: a Vega-Lite specification, the same for the panel, exported pictures and
 * the curious. Its height follows from its width: see `chartHeight` and `compile.ts`.
 */
export function chartFor(result: FunnelResult, report: FunnelReport, locale: Locale): TopLevelSpec {
  const messages = reportMessages(locale);
  const heading = headingPart(report);
  const rows = stageRows(inReadingOrder(result.stages, result), report.stages);
  const funnel = funnelPart(rows);
  const splits =
    report.splits.length === 0
      ? undefined
      : splitsPart(
          splitFamily(
            (result.splits ?? []).map((split) => ({
              ...split,
              stages: inReadingOrder(split.stages, result),
            })),
            report,
          ),
          report.stages,
          result.conversion,
          messages,
        );
  const params: readonly Parameter[] = [
    ...settings(),
    ...heading.params,
    ...funnel.params,
    { name: "splitTop", expr: "top + stagesHeight + 3 * size" },
    ...(splits?.params ?? []),
    {
      name: "chartHeight",
      expr: `ceil(${splits?.bottom ?? "top + stagesHeight"} + bottomHeight) + 1`,
    },
  ];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${report.title}: ${report.summary}`,
    width: defaultWidth,
    height: 400,
    autosize: { type: "none" },
    padding: { expr: "heading ? 20 : 0" },
    background: { expr: "background" },
    params: [...params],
    datasets: {
      stages: [...rows],
      ...copied(heading.datasets),
      ...copied(splits?.datasets ?? {}),
    },
    data: { name: "stages" },
    layer: [...heading.layers, funnel.layer, ...(splits?.layers ?? [])],
    config: { view: { stroke: null } },
    usermeta: { funnel: { colours: editorColours, sample } },
  };
}

function copied(datasets: Readonly<Record<string, readonly object[]>>): Record<string, object[]> {
  return Object.fromEntries(Object.entries(datasets).map(([name, rows]) => [name, [...rows]]));
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
