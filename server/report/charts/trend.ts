import { type Layer, area, box, dots, formula, line, target, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { axisHeight, labelsBelow, plane, plated } from "./plane.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";
import { trendRows } from "./trend-rows.ts";

/**
 * Conversion over time with the band of its intervals, below it the entries as faint columns. What may
 * still change is dashed, so is what is foretold, in bands of 80 and 95 %. Notes stand above.
 */
export function trendPart(scene: ChartScene): ChartPart {
  const { messages, figures } = scene;
  const rows = trendRows(scene);
  const noteHeight = 1.5;
  const plan = plane({
    name: "trend",
    top: `top + ${(0.8 + noteHeight * rows.notes.length).toFixed(1)} * size`,
    height: "clamp(0.34 * width, 9 * size, 20 * size)",
    ticks: rows.ticks,
    margin: [messages.chart.entries, figures.count(rows.mostEntered)],
  });
  const dates = labelsBelow("trend", rows.dates, plan, "entriesBottom");
  const slot = `((${plan.right} - ${plan.left}) / ${Math.max(1, rows.slots)})`;
  const ends = [
    formula("x", plan.x("from")),
    formula("x2", plan.x("to")),
    formula("y", plan.y("low")),
    formula("y2", plan.y("high")),
  ];
  const edges = [
    formula("x", plan.x("at")),
    formula("y", plan.y("low")),
    formula("y2", plan.y("high")),
  ];
  const layers: Layer[] = [
    plan.grid,
    {
      data: { name: "trendBand" },
      transform: edges,
      layer: [
        area("intervals", ["x", "y", "y2"], "run", { fill: "bar", opacity: 0.16 }),
        // A stretch of one point has no width.
        {
          transform: [{ filter: "datum.isLone" }],
          layer: [line("loneIntervals", ["x", "x"], ["y", "y2"], "whisker", 1.5)],
        },
      ],
    },
    {
      data: { name: "trendAheadBand" },
      transform: edges,
      layer: [area("forecastBands", ["x", "y", "y2"], "run", { fill: "bar", opacity: 0.13 })],
    },
    {
      data: { name: "trendPoints" },
      transform: [
        formula("x", `${plan.x("at")} - 0.36 * ${slot}`),
        formula("x2", `${plan.x("at")} + 0.36 * ${slot}`),
        formula("y", `entriesBottom - datum.entered * (entriesBottom - entriesTop)`),
        formula("y2", "entriesBottom"),
      ],
      layer: [box("columns", ["x", "x2"], ["y", "y2"], { fill: "bar", opacity: 0.3 })],
    },
    {
      data: { name: "trendSegments" },
      transform: ends,
      layer: [
        {
          transform: [{ filter: "!datum.isOpen" }],
          layer: [line("known", ["x", "x2"], ["y", "y2"], "bar", 2)],
        },
        {
          transform: [{ filter: "datum.isOpen" }],
          layer: [line("open", ["x", "x2"], ["y", "y2"], "bar", 2, [4, 3])],
        },
      ],
    },
    {
      data: { name: "trendAhead" },
      transform: ends,
      layer: [line("forecast", ["x", "x2"], ["y", "y2"], "bar", 1.5, [2, 3])],
    },
    {
      data: { name: "trendNotes" },
      transform: [
        formula("x", plan.x("at")),
        formula("y", `top + (0.3 + ${noteHeight} * datum.index) * size`),
        formula("y2", plan.bottom),
        formula("middle", "datum.y + 0.4 * size"),
        // On the side where there is more room, and never over the edge.
        formula("room", `max(datum.x, width - datum.x) - 0.5 * size`),
        formula("wide", `min(datum.ems * 0.92 * em, datum.room)`),
        formula(
          "textX",
          "datum.x > width / 2 ? datum.x - 0.5 * size - datum.wide : datum.x + 0.5 * size",
        ),
        formula("textX2", "datum.textX + datum.wide"),
      ],
      layer: [
        line("noteLines", ["x", "x"], ["y", "y2"], "muted", 1),
        ...plated("notes", "label", ["textX", "textX2"], "middle", {
          colour: "ink",
          scale: 0.92,
          limit: "datum.room",
        }),
      ],
    },
    {
      data: { name: "trendPoints" },
      transform: [
        formula("x", plan.x("at")),
        formula("y", plan.y("share")),
        formula("middle", "datum.y - 1.1 * size"),
        formula("wide", "datum.labelEms * em"),
        formula("textX", "max(datum.x - datum.wide - 0.2 * size, trendLeft + 0.2 * size)"),
        formula("textX2", "datum.textX + datum.wide"),
      ],
      layer: [
        {
          transform: [{ filter: `datum.share !== null && (${slot} > 9 || ${rows.slots} < 3)` }],
          layer: [dots("dots", ["x", "y"], 0.2, "datum.isOpen ? paper : bar")],
        },
        {
          transform: [{ filter: "datum.label !== ''" }],
          layer: plated("lastShare", "label", ["textX", "textX2"], "middle", {
            colour: "ink",
            weight: 600,
          }),
        },
      ],
    },
    dates.layer,
    {
      data: { name: "trendWords" },
      transform: [
        formula("labelX", "trendLeft - 0.6 * size"),
        formula("middle", "datum.isTop ? entriesTop + 0.4 * size : entriesTop + 1.6 * size"),
      ],
      layer: [
        text("entriesWords", "label", ["labelX", "middle"], {
          colour: "muted",
          scale: 0.85,
          align: "right",
        }),
      ],
    },
    {
      data: { name: "trendForecastWord" },
      transform: [
        formula("wide", "datum.ems * 0.85 * em"),
        formula("x2", plan.right),
        formula("x", "datum.x2 - datum.wide"),
        formula("middle", `${plan.bottom} - 0.8 * size`),
      ],
      layer: plated("forecastWord", "label", ["x", "x2"], "middle", {
        colour: "muted",
        scale: 0.85,
      }),
    },
    ...["trendPoints", "trendAhead"].map((name): Layer => {
      // Those ahead lie over the others where both have a point.
      const centre = `${plan.left} + (datum.slot + 0.5) * ${slot}`;
      return {
        data: { name },
        transform: [
          formula("left", `${centre} - ${slot} / 2`),
          formula("right", `${centre} + ${slot} / 2`),
          formula("upper", plan.top),
          formula("lower", "entriesBottom"),
        ],
        layer: [target(`${name}Targets`, ["left", "right"], ["upper", "lower"])],
      };
    }),
  ];
  const word = messages.chart.forecast;
  return {
    params: [
      ...plan.params,
      { name: "entriesTop", expr: `${plan.bottom} + 0.9 * size` },
      { name: "entriesBottom", expr: "entriesTop + 2.6 * size" },
    ],
    datasets: {
      ...plan.datasets,
      ...dates.datasets,
      trendPoints: rows.points,
      trendSegments: rows.segments,
      trendBand: rows.band,
      trendAhead: rows.ahead,
      trendAheadBand: rows.aheadBand,
      trendNotes: rows.notes,
      trendWords: [
        { isTop: true, label: figures.count(rows.mostEntered) },
        { isTop: false, label: messages.chart.entries },
      ],
      trendForecastWord: rows.ahead.length === 0 ? [] : [{ label: word, ems: widthInEms(word) }],
    },
    layers,
    bottom: `entriesBottom + ${axisHeight} * size`,
  };
}
