import type { ReportMessages } from "../messages/words.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import { type SplitFamily, caption, captionHeight } from "./split-family.ts";
import type { ChartPart } from "./spec.ts";

/** So many values a list shows. */
const longestList = 40;

/** From `splitTop` on: one bar a value, as long as its conversion, in the order of the result. */
export function list(
  family: SplitFamily,
  overall: number | null,
  messages: ReportMessages,
): ChartPart {
  const shown = family.groups.slice(0, longestList);
  const hidden = family.groups.length - shown.length;
  const largest = Math.max(overall ?? 0, ...shown.map(({ report }) => report.share ?? 0));
  const part = (share: number | null): number =>
    share === null || largest === 0 ? 0 : share / largest;
  const rows = shown.map(({ result, report }, index) => ({
    index,
    value: report.value,
    entered: result.entered,
    converted: result.converted,
    conversion: report.conversion,
    summary: report.flow,
    bar: part(report.share),
    all: part(overall),
    sentence: `${report.title}. ${report.summary}`,
  }));
  const names = widestName(rows.map((row) => row.value));
  const shares = widest(
    rows.map((row) => row.conversion),
    true,
  );
  const summaries = widest(rows.map((row) => row.summary));
  const params: Parameter[] = [
    { name: "splitPitch", expr: "1.9 * size" },
    { name: "splitNames", expr: `min(${names} * em, 0.28 * width)` },
    { name: "splitShares", expr: `${shares} * em` },
    { name: "splitSummaries", expr: `narrow ? 0 : ${summaries * 0.92} * em + size` },
    {
      name: "splitBars",
      expr: `max(2 * size, width - splitNames - splitShares - splitSummaries - 1.5 * size)`,
    },
  ];
  const { dataset, layer } = caption(family.heading, messages.chart.listLegend);
  const layers: Layer[] = [
    layer,
    {
      data: { name: "splitRows" },
      transform: [
        formula("rowTop", `splitTop + (${captionHeight} * size) + datum.index * splitPitch`),
        formula("rowBottom", `datum.rowTop + splitPitch`),
        formula("middle", `datum.rowTop + splitPitch / 2`),
        formula("barTop", "datum.middle - 0.5 * size"),
        formula("barBottom", "datum.middle + 0.5 * size"),
        formula("nameX", "splitNames"),
        formula("start", "datum.nameX + 0.8 * size"),
        formula("end", `datum.start + splitBars`),
        formula(
          "barEnd",
          `datum.start + (datum.converted > 0 ? max(1, datum.bar * splitBars) : 0)`,
        ),
        formula("tickX", `datum.start + datum.all * splitBars`),
        formula("tickTop", "datum.barTop - 2"),
        formula("tickBottom", "datum.barBottom + 2"),
        formula("shareX", `datum.end + 0.6 * size + splitShares`),
        formula("zero", "0"),
        formula("full", "width"),
      ],
      layer: [
        box("splitTracks", ["start", "end"], ["barTop", "barBottom"], {
          fill: "track",
          stroke: "outline",
        }),
        {
          transform: [{ filter: "datum.converted > 0" }],
          layer: [
            box("splitBars", ["start", "barEnd"], ["barTop", "barBottom"], {
              fill: "bar",
              stroke: "bar",
            }),
          ],
        },
        line("splitTicks", ["tickX", "tickX"], ["tickTop", "tickBottom"], "whisker", 1.5),
        text("splitValues", "value", ["nameX", "middle"], {
          colour: "ink",
          align: "right",
          limit: "splitNames",
        }),
        text("splitConversions", "conversion", ["shareX", "middle"], {
          colour: "ink",
          weight: 600,
          align: "right",
        }),
        {
          transform: [{ filter: "!narrow" }],
          layer: [
            text("splitSummaries", "summary", ["full", "middle"], {
              colour: "muted",
              scale: 0.92,
              align: "right",
            }),
          ],
        },
        target("splitTargets", ["zero", "full"], ["rowTop", "rowBottom"]),
      ],
    },
  ];
  const datasets: Record<string, readonly object[]> = {
    splitCaption: dataset,
    splitRows: rows,
  };
  if (hidden > 0) {
    datasets["splitMore"] = [{ more: messages.chart.more(hidden, String(hidden)) }];
    layers.push({
      data: { name: "splitMore" },
      transform: [
        formula("x", `splitNames + 0.8 * size`),
        formula("y", `splitTop + (${captionHeight} * size) + (${rows.length} + 0.5) * splitPitch`),
      ],
      layer: [
        text("splitMoreText", "more", ["x", "y"], {
          colour: "muted",
          scale: 0.92,
          limit: `width - splitNames - 0.8 * size`,
        }),
      ],
    });
  }
  return {
    params,
    datasets,
    layers,
    bottom: `splitTop + ${captionHeight} * size + ${rows.length + (hidden > 0 ? 1 : 0)} * splitPitch`,
  };
}
