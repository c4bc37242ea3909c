import type { ReportMessages } from "../messages/words.ts";
import type { StageReport } from "../report.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import { type SplitFamily, type SplitsPart, caption, captionHeight } from "./split-family.ts";

/** Small funnels side by side, each drawn from 0 to all of its own who entered. */
export function panels(
  prefix: string,
  family: SplitFamily,
  stages: readonly StageReport[],
  messages: ReportMessages,
): SplitsPart {
  const count = family.groups.length;
  const names = widestName(stages.map((stage) => stage.name));
  const shares = widest(
    family.groups.flatMap(({ report }) => report.stages.map((stage) => stage.fromFirst)),
  );
  const p = (name: string): string => `${prefix}${name}`;
  const scale = 0.88;
  const params: Parameter[] = [
    // As many columns as fit, no more than three, the rows as even as can be.
    { name: p("Most"), expr: "clamp(floor((width + 2.4 * size) / (20 * size)), 1, 3)" },
    { name: p("Columns"), expr: `ceil(${count} / ceil(${count} / ${p("Most")}))` },
    { name: p("Gap"), expr: "2.4 * size" },
    {
      name: p("Width"),
      expr: `(width - ${p("Gap")} * (${p("Columns")} - 1)) / ${p("Columns")}`,
    },
    { name: p("Pitch"), expr: "1.5 * size" },
    { name: p("Bar"), expr: "0.85 * size" },
    { name: p("Head"), expr: "3 * size" },
    {
      name: p("Height"),
      expr: `${p("Head")} + ${stages.length} * ${p("Pitch")} + 1.7 * size`,
    },
    { name: p("Names"), expr: `min(${names} * ${scale} * em, 0.36 * ${p("Width")})` },
    { name: p("Shares"), expr: `${shares * scale} * em` },
    {
      name: p("Bars"),
      expr: `max(2 * size, ${p("Width")} - ${p("Names")} - ${p("Shares")} - 1.3 * size)`,
    },
  ];
  const heads = family.groups.map(({ report }, panel) => ({
    panel,
    value: report.value,
    conversion: report.conversion,
    summary: report.summary.split(" · ")[0] ?? "",
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
  const { dataset, layer } = caption(prefix, family.heading, messages.chart.splitLegend);
  const place = [
    formula("left", `(datum.panel % ${p("Columns")}) * (${p("Width")} + ${p("Gap")})`),
    formula(
      "top",
      `${p("Top")} + ${captionHeight} * size + floor(datum.panel / ${p("Columns")}) * ${p("Height")}`,
    ),
    formula("right", `datum.left + ${p("Width")}`),
  ];
  const layers: Layer[] = [
    layer,
    {
      data: { name: p("Panels") },
      transform: [
        ...place,
        formula("y", "datum.top + 0.5 * size"),
        formula("y2", "datum.top + 1.8 * size"),
      ],
      layer: [
        text(p("Values"), "value", ["left", "y"], {
          colour: "ink",
          weight: 600,
          limit: `${p("Width")} - 6 * em`,
        }),
        text(p("Conversions"), "conversion", ["right", "y"], {
          colour: "ink",
          weight: 600,
          align: "right",
        }),
        text(p("Summaries"), "summary", ["left", "y2"], {
          colour: "muted",
          scale: 0.85,
          limit: p("Width"),
        }),
      ],
    },
    {
      data: { name: p("Rows") },
      transform: [
        ...place,
        formula("rowTop", `datum.top + ${p("Head")} + datum.index * ${p("Pitch")}`),
        formula("rowBottom", `datum.rowTop + ${p("Pitch")}`),
        formula("barTop", `datum.rowTop + (${p("Pitch")} - ${p("Bar")}) / 2`),
        formula("barBottom", `datum.barTop + ${p("Bar")}`),
        formula("middle", `datum.rowTop + ${p("Pitch")} / 2`),
        formula("nameX", `datum.left + ${p("Names")}`),
        formula("start", `datum.nameX + 0.6 * size`),
        formula("barEnd", `datum.start + (datum.count > 0 ? max(1, datum.bar * ${p("Bars")}) : 0)`),
        formula("trackEnd", `datum.start + datum.track * ${p("Bars")}`),
        formula("tickX", `datum.start + datum.all * ${p("Bars")}`),
        formula("tickTop", "datum.barTop - 2"),
        formula("tickBottom", "datum.barBottom + 2"),
      ],
      layer: [
        box(p("Tracks"), ["start", "trackEnd"], ["barTop", "barBottom"], {
          fill: "track",
          stroke: "outline",
        }),
        {
          transform: [{ filter: "datum.count > 0" }],
          layer: [
            box(p("Bars"), ["start", "barEnd"], ["barTop", "barBottom"], {
              fill: { expr: "datum.optional ? optional : bar" },
              stroke: "bar",
            }),
          ],
        },
        {
          transform: [{ filter: "datum.index > 0" }],
          layer: [line(p("Ticks"), ["tickX", "tickX"], ["tickTop", "tickBottom"], "whisker", 1.5)],
        },
        text(p("Names"), "name", ["nameX", "middle"], {
          colour: "muted",
          scale,
          align: "right",
          limit: p("Names"),
        }),
        text(p("Shares"), "shareText", ["right", "middle"], {
          colour: "ink",
          scale,
          align: "right",
        }),
        target(p("Targets"), ["left", "right"], ["rowTop", "rowBottom"]),
      ],
    },
  ];
  return {
    params,
    datasets: { [p("Caption")]: dataset, [p("Panels")]: heads, [p("Rows")]: rows },
    layers,
    bottom: `${p("Top")} + ${captionHeight} * size + ceil(${count} / ${p("Columns")}) * ${p("Height")} - 1.7 * size`,
  };
}
