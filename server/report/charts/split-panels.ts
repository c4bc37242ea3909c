import type { ReportMessages } from "../messages/words.ts";
import type { StageReport } from "../report.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import { type SplitFamily, caption, captionHeight } from "./split-family.ts";
import type { ChartPart } from "./spec.ts";

/** From `splitTop` on: small funnels side by side, each drawn from 0 to all of its own who entered. */
export function panels(
  family: SplitFamily,
  stages: readonly StageReport[],
  messages: ReportMessages,
): ChartPart {
  const count = family.groups.length;
  const names = widestName(stages.map((stage) => stage.name));
  const shares = widest(
    family.groups.flatMap(({ report }) => report.stages.map((stage) => stage.fromFirst)),
  );
  const scale = 0.88;
  const params: Parameter[] = [
    // As many columns as fit, no more than three, the rows as even as can be.
    { name: "splitGap", expr: "2.4 * size" },
    { name: "splitShares", expr: `${shares} * ${scale} * em` },
    { name: "splitWanted", expr: `${names} * ${scale} * em` },
    { name: "splitLeast", expr: "min(splitWanted, 10 * size) + splitShares + 9 * size" },
    {
      name: "splitMost",
      expr: "clamp(floor((width + splitGap) / (splitLeast + splitGap)), 1, 3)",
    },
    { name: "splitColumns", expr: `ceil(${count} / ceil(${count} / splitMost))` },
    {
      name: "splitWidth",
      expr: `(width - splitGap * (splitColumns - 1)) / splitColumns`,
    },
    { name: "splitPitch", expr: "1.5 * size" },
    { name: "splitBar", expr: "0.85 * size" },
    { name: "splitHead", expr: "3 * size" },
    {
      name: "splitHeight",
      expr: `splitHead + ${stages.length} * splitPitch + 1.7 * size`,
    },
    { name: "splitNames", expr: "min(splitWanted, 0.4 * splitWidth)" },
    {
      name: "splitBars",
      expr: `max(2 * size, splitWidth - splitNames - splitShares - 1.3 * size)`,
    },
  ];
  const heads = family.groups.map(({ report }, panel) => ({
    panel,
    value: report.value,
    conversion: report.conversion,
    summary: report.flow,
  }));
  const rows = family.groups.flatMap(({ result, report }, panel) =>
    report.stages.map((stage, index) => ({
      panel,
      index,
      name: stage.name,
      count: result.stages[index]?.count ?? 0,
      shareText: stage.fromFirst,
      optional: stage.optional,
      ...stage.drawn,
      all: stages[index]?.drawn.bar ?? 0,
      sentence: `${report.title}. ${stage.sentence}`,
      offset: stage.offset,
    })),
  );
  const { dataset, layer } = caption(family.heading, messages.chart.splitLegend);
  const place = [
    formula("left", `(datum.panel % splitColumns) * (splitWidth + splitGap)`),
    formula(
      "top",
      `splitTop + ${captionHeight} * size + floor(datum.panel / splitColumns) * splitHeight`,
    ),
    formula("right", `datum.left + splitWidth`),
  ];
  const layers: Layer[] = [
    layer,
    {
      data: { name: "splitPanels" },
      transform: [
        ...place,
        formula("y", "datum.top + 0.5 * size"),
        formula("y2", "datum.top + 1.8 * size"),
      ],
      layer: [
        text("splitValues", "value", ["left", "y"], {
          colour: "ink",
          weight: 600,
          limit: `splitWidth - 6 * em`,
        }),
        text("splitConversions", "conversion", ["right", "y"], {
          colour: "ink",
          weight: 600,
          align: "right",
        }),
        text("splitSummaries", "summary", ["left", "y2"], {
          colour: "muted",
          scale: 0.85,
          limit: "splitWidth",
        }),
      ],
    },
    {
      data: { name: "splitRows" },
      transform: [
        ...place,
        formula("rowTop", `datum.top + splitHead + datum.index * splitPitch`),
        formula("rowBottom", `datum.rowTop + splitPitch`),
        formula("barTop", `datum.rowTop + (splitPitch - splitBar) / 2`),
        formula("barBottom", `datum.barTop + splitBar`),
        formula("middle", `datum.rowTop + splitPitch / 2`),
        formula("nameX", `datum.left + splitNames`),
        formula("start", `datum.nameX + 0.6 * size`),
        formula("barEnd", `datum.start + (datum.count > 0 ? max(1, datum.bar * splitBars) : 0)`),
        formula("trackEnd", `datum.start + datum.track * splitBars`),
        formula("tickX", `datum.start + datum.all * splitBars`),
        formula("tickTop", "datum.barTop - 2"),
        formula("tickBottom", "datum.barBottom + 2"),
      ],
      layer: [
        box("splitTracks", ["start", "trackEnd"], ["barTop", "barBottom"], {
          fill: "track",
          stroke: "outline",
        }),
        {
          transform: [{ filter: "datum.count > 0" }],
          layer: [
            box("splitBars", ["start", "barEnd"], ["barTop", "barBottom"], {
              fill: { expr: "datum.optional ? optional : bar" },
              stroke: "bar",
            }),
          ],
        },
        {
          transform: [{ filter: "datum.index > 0" }],
          layer: [
            line("splitTicks", ["tickX", "tickX"], ["tickTop", "tickBottom"], "whisker", 1.5),
          ],
        },
        text("splitNames", "name", ["nameX", "middle"], {
          colour: "muted",
          scale,
          align: "right",
          limit: "splitNames",
        }),
        text("splitShares", "shareText", ["right", "middle"], {
          colour: "ink",
          scale,
          align: "right",
        }),
        target("splitTargets", ["left", "right"], ["rowTop", "rowBottom"]),
      ],
    },
  ];
  return {
    params,
    datasets: { splitCaption: dataset, splitPanels: heads, splitRows: rows },
    layers,
    bottom: `splitTop + ${captionHeight} * size + ceil(${count} / splitColumns) * splitHeight - 1.7 * size`,
  };
}
