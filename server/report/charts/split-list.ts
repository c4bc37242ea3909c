import type { ReportMessages } from "../messages/words.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import { type SplitFamily, type SplitsPart, caption, captionHeight } from "./split-family.ts";

/** So many values a list shows. */
const longestList = 40;

/** One bar a value, as long as its conversion, in the order of the result. */
export function list(
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
  const names = widestName(rows.map((row) => row.value));
  const shares = widest(
    rows.map((row) => row.conversion),
    true,
  );
  const summaries = widest(rows.map((row) => row.summary));
  const params: Parameter[] = [
    { name: p("Pitch"), expr: "1.9 * size" },
    { name: p("Names"), expr: `min(${names} * em, 0.28 * width)` },
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
      layer: [
        text(p("MoreText"), "more", ["x", "y"], {
          colour: "muted",
          scale: 0.92,
          limit: `width - ${p("Names")} - 0.8 * size`,
        }),
      ],
    });
  }
  return {
    params,
    datasets,
    layers,
    bottom: `${p("Top")} + ${captionHeight} * size + ${rows.length + (hidden > 0 ? 1 : 0)} * ${p("Pitch")}`,
  };
}
