import type { SplitResult } from "../../engine/result.ts";
import type { ReportMessages } from "../messages/words.ts";
import type { SplitReport, StageReport } from "../report.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest } from "./measure.ts";
import type { Parameter } from "./params.ts";

/**
 * The values of a split below the funnel: up to six as small funnels that share one scale, the part
 * of those who entered; more as a list of their conversions. A tick on every bar is the whole funnel.
 *
 * Each family (one `split by`) is laid out in pixels from a parameter of its own on.
 */
export interface SplitFamily {
  readonly heading: string;
  readonly groups: readonly { readonly result: SplitResult; readonly report: SplitReport }[];
}

export interface SplitsPart {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layers: readonly Layer[];
  /** An expression: where the part ends. */
  readonly bottom: string;
}

/** Above this many a list. */
const mostPanels = 6;

/** So many values a list shows. */
const longestList = 40;

export function splitsPart(
  families: readonly SplitFamily[],
  stages: readonly StageReport[],
  overall: number | null,
  messages: ReportMessages,
  top: string,
): SplitsPart {
  const params: Parameter[] = [];
  const datasets: Record<string, readonly object[]> = {};
  const layers: Layer[] = [];
  let bottom = top;
  for (const [index, family] of families.entries()) {
    const prefix = `split${index}`;
    params.push({ name: `${prefix}Top`, expr: `${bottom} + 3 * size` });
    const part =
      family.groups.length <= mostPanels
        ? panels(prefix, family, stages, messages)
        : list(prefix, family, overall, messages);
    params.push(...part.params);
    Object.assign(datasets, part.datasets);
    layers.push(...part.layers);
    bottom = part.bottom;
  }
  return { params, datasets, layers, bottom };
}

/** The heading of a family and the sentence that explains its bars. */
function caption(
  prefix: string,
  heading: string,
  legend: string,
): { dataset: readonly object[]; layer: Layer } {
  return {
    dataset: [{ heading, legend }],
    layer: {
      data: { name: `${prefix}Caption` },
      transform: [
        formula("x", "0"),
        formula("y", `${prefix}Top + 0.6 * size`),
        formula("y2", `${prefix}Top + 2 * size`),
      ],
      layer: [
        text(`${prefix}Heading`, "heading", ["x", "y"], {
          colour: "ink",
          weight: 600,
          limit: "width",
        }),
        text(`${prefix}Legend`, "legend", ["x", "y2"], {
          colour: "muted",
          scale: 0.85,
          limit: "width",
        }),
      ],
    },
  };
}

/** Height of a family's caption, in parts of the base size. */
const captionHeight = 3.6;

function panels(
  prefix: string,
  family: SplitFamily,
  stages: readonly StageReport[],
  messages: ReportMessages,
): SplitsPart {
  const count = family.groups.length;
  const names = widest(stages.map((stage) => stage.name));
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
    { name: p("Names"), expr: `min(${(names + 0.5) * scale} * em, 0.36 * ${p("Width")})` },
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

function list(
  prefix: string,
  family: SplitFamily,
  overall: number | null,
  messages: ReportMessages,
): SplitsPart {
  const p = (name: string): string => `${prefix}${name}`;
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
    summary: report.summary.split(" · ")[0] ?? "",
    bar: part(report.share),
    all: part(overall),
    sentence: `${report.title}. ${report.summary}`,
  }));
  const names = widest(rows.map((row) => row.value));
  const shares = widest(
    rows.map((row) => row.conversion),
    true,
  );
  const summaries = widest(rows.map((row) => row.summary));
  const params: Parameter[] = [
    { name: p("Pitch"), expr: "1.9 * size" },
    { name: p("Names"), expr: `min(${names + 0.5} * em, 0.28 * width)` },
    { name: p("Shares"), expr: `${shares} * em` },
    { name: p("Summaries"), expr: `narrow ? 0 : ${summaries * 0.92} * em + size` },
    {
      name: p("Bars"),
      expr: `max(2 * size, width - ${p("Names")} - ${p("Shares")} - ${p("Summaries")} - 1.5 * size)`,
    },
  ];
  const { dataset, layer } = caption(prefix, family.heading, messages.chart.listLegend);
  const layers: Layer[] = [
    layer,
    {
      data: { name: p("Rows") },
      transform: [
        formula("rowTop", `${p("Top")} + (${captionHeight} * size) + datum.index * ${p("Pitch")}`),
        formula("rowBottom", `datum.rowTop + ${p("Pitch")}`),
        formula("middle", `datum.rowTop + ${p("Pitch")} / 2`),
        formula("barTop", "datum.middle - 0.5 * size"),
        formula("barBottom", "datum.middle + 0.5 * size"),
        formula("nameX", p("Names")),
        formula("start", "datum.nameX + 0.8 * size"),
        formula("end", `datum.start + ${p("Bars")}`),
        formula(
          "barEnd",
          `datum.start + (datum.converted > 0 ? max(1, datum.bar * ${p("Bars")}) : 0)`,
        ),
        formula("tickX", `datum.start + datum.all * ${p("Bars")}`),
        formula("tickTop", "datum.barTop - 2"),
        formula("tickBottom", "datum.barBottom + 2"),
        formula("shareX", `datum.end + 0.6 * size + ${p("Shares")}`),
        formula("zero", "0"),
        formula("full", "width"),
      ],
      layer: [
        box(p("Tracks"), ["start", "end"], ["barTop", "barBottom"], {
          fill: "track",
          stroke: "outline",
        }),
        {
          transform: [{ filter: "datum.converted > 0" }],
          layer: [
            box(p("Bars"), ["start", "barEnd"], ["barTop", "barBottom"], {
              fill: "bar",
              stroke: "bar",
            }),
          ],
        },
        line(p("Ticks"), ["tickX", "tickX"], ["tickTop", "tickBottom"], "whisker", 1.5),
        text(p("Values"), "value", ["nameX", "middle"], {
          colour: "ink",
          align: "right",
          limit: p("Names"),
        }),
        text(p("Conversions"), "conversion", ["shareX", "middle"], {
          colour: "ink",
          weight: 600,
          align: "right",
        }),
        {
          transform: [{ filter: "!narrow" }],
          layer: [
            text(p("Summaries"), "summary", ["full", "middle"], {
              colour: "muted",
              scale: 0.92,
              align: "right",
            }),
          ],
        },
        target(p("Targets"), ["zero", "full"], ["rowTop", "rowBottom"]),
      ],
    },
  ];
  const datasets: Record<string, readonly object[]> = {
    [p("Caption")]: dataset,
    [p("Rows")]: rows,
  };
  if (hidden > 0) {
    datasets[p("More")] = [{ more: messages.chart.more(hidden, String(hidden)) }];
    layers.push({
      data: { name: p("More") },
      transform: [
        formula("x", `${p("Names")} + 0.8 * size`),
        formula(
          "y",
          `${p("Top")} + (${captionHeight} * size) + (${rows.length} + 0.5) * ${p("Pitch")}`,
        ),
      ],
      layer: [text(p("MoreText"), "more", ["x", "y"], { colour: "muted", scale: 0.92 })],
    });
  }
  return {
    params,
    datasets,
    layers,
    bottom: `${p("Top")} + ${captionHeight} * size + ${rows.length + (hidden > 0 ? 1 : 0)} * ${p("Pitch")}`,
  };
}
