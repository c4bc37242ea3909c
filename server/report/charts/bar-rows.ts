import { captionAt } from "./caption.ts";
import { type Layer, box, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import type { ChartPart } from "./spec.ts";

/** A bar with its name, its figure and what explains it. Lengths are parts of the longest place. */
export interface BarRow {
  readonly name: string;
  readonly bar: number;
  readonly value: string;
  readonly detail: string;
  readonly sentence: string;
  /** Above it, where a group begins. */
  readonly heading?: string;
  /** The ends of an interval. */
  readonly low?: number | null;
  readonly high?: number | null;
  /** A mark on the bar: what it is compared with. */
  readonly tick?: number | null;
  /** The same as an outline. */
  readonly outline?: number | null;
  readonly isPale?: boolean;
  readonly isAccent?: boolean;
  readonly offset?: number;
}

export interface BarRowsOptions {
  /** Tells the parts of a chart apart. */
  readonly name: string;
  /** An expression: where it begins. */
  readonly top: string;
  /** What the bars, marks and outlines are; empty where that is plain. */
  readonly caption: string;
}

/** Bars below each other, from one line. Where there is little room names stand above them. */
export function barRowsPart(
  rows: readonly BarRow[],
  { name, top, caption }: BarRowsOptions,
): ChartPart {
  const own = (each: string): string => `${name}${each}`;
  const names = widestName(rows.map((row) => row.name));
  const values = widest(
    rows.map((row) => row.value),
    true,
  );
  const details = widestName(rows.map((row) => row.detail));
  const said = captionAt(name, top, caption);
  let heads = 0;
  const placed = rows.map(({ heading = "", ...row }, index) => {
    if (heading !== "") heads += 1;
    return { low: null, high: null, tick: null, outline: null, ...row, heading, index, heads };
  });
  const params: Parameter[] = [
    { name: own("Narrow"), expr: "width < 42 * size" },
    ...said.params,
    { name: own("Top"), expr: `${top} + ${own("CaptionHeight")}` },
    { name: own("Names"), expr: `min(${names} * em, 0.32 * width)` },
    { name: own("Values"), expr: `${values} * em` },
    {
      name: own("Details"),
      expr: details === 0 ? "0" : `min(${(details * 0.92).toFixed(2)} * em, 0.34 * width) + size`,
    },
    { name: own("Left"), expr: `${own("Narrow")} ? 0.5 : ${own("Names")} + 0.8 * size` },
    {
      name: own("Right"),
      expr: `${own("Narrow")} ? width - 1 : max(${own("Left")} + 3 * size, width - ${own("Details")} - ${own("Values")} - 0.7 * size)`,
    },
    { name: own("Pitch"), expr: `(${own("Narrow")} ? 2.9 : 2) * size` },
    { name: own("Bar"), expr: `(${own("Narrow")} ? 0.8 : 1.2) * size` },
    { name: own("Head"), expr: "2.2 * size" },
  ];
  const x = (field: string): string =>
    `${own("Left")} + datum.${field} * (${own("Right")} - ${own("Left")})`;
  const narrow = own("Narrow");
  const only = (filter: string, layer: readonly Layer[]): Layer => ({
    transform: [{ filter }],
    layer: [...layer],
  });
  const across = ["start", "barEnd"] as const;
  const down = ["barTop", "barBottom"] as const;
  const layers: Layer[] = [
    {
      data: { name: own("Rows") },
      transform: [
        formula(
          "rowTop",
          `${own("Top")} + datum.index * ${own("Pitch")} + datum.heads * ${own("Head")}`,
        ),
        formula("rowBottom", `datum.rowTop + ${own("Pitch")}`),
        formula("headMiddle", "datum.rowTop - 0.8 * size"),
        formula("barBottom", `datum.rowBottom - (${narrow} ? 0.2 : 0.4) * size`),
        formula("barTop", `datum.barBottom - ${own("Bar")}`),
        formula("middle", "(datum.barTop + datum.barBottom) / 2"),
        formula("nameMiddle", `${narrow} ? datum.barTop - 0.75 * size : datum.middle`),
        formula("start", own("Left")),
        formula("trackEnd", own("Right")),
        formula("barEnd", `datum.bar > 0 ? max(datum.start + 1.5, ${x("bar")}) : datum.start`),
        formula("lowX", x("low")),
        formula("highX", x("high")),
        formula("tickX", x("tick")),
        formula("tickTop", "datum.barTop - 2"),
        formula("tickBottom", "datum.barBottom + 2"),
        formula("outlineEnd", x("outline")),
        formula("nameX", `${narrow} ? 0 : ${own("Names")}`),
        formula("valueX", `${narrow} ? width : ${own("Right")} + 0.7 * size + ${own("Values")}`),
        formula("zero", "0"),
        formula("full", "width"),
      ],
      layer: [
        box(own("Tracks"), ["start", "trackEnd"], down, { fill: "track", stroke: "outline" }),
        only("datum.bar > 0", [
          box(own("Bars"), across, down, {
            fill: { expr: "datum.isAccent ? accent : datum.isPale ? optional : bar" },
            stroke: "bar",
          }),
        ]),
        only("datum.outline !== null", [
          box(own("Outlines"), ["start", "outlineEnd"], ["tickTop", "tickBottom"], {
            fill: "none",
            stroke: "whisker",
          }),
        ]),
        only("datum.low !== null && datum.high - datum.low > 0", [
          line(own("Whiskers"), ["lowX", "highX"], ["middle", "middle"], "whisker", 1.5),
        ]),
        only("datum.tick !== null", [
          line(own("Ticks"), ["tickX", "tickX"], ["tickTop", "tickBottom"], "whisker", 2),
        ]),
        text(own("Names"), "name", ["nameX", "nameMiddle"], {
          colour: "ink",
          align: { expr: `${narrow} ? 'left' : 'right'` },
          limit: `${narrow} ? width - ${own("Values")} - size : ${own("Names")}`,
        }),
        text(own("Values"), "value", ["valueX", "nameMiddle"], {
          colour: "ink",
          weight: 600,
          align: "right",
        }),
        only(`!${narrow}`, [
          text(own("Details"), "detail", ["full", "middle"], {
            colour: "muted",
            scale: 0.92,
            align: "right",
            limit: `${own("Details")} - size`,
          }),
        ]),
        only("datum.heading !== ''", [
          text(own("Headings"), "heading", ["zero", "headMiddle"], {
            colour: "ink",
            weight: 600,
            limit: "width",
          }),
        ]),
        target(own("Targets"), ["zero", "full"], ["rowTop", "rowBottom"]),
      ],
    },
    said.layer,
  ];
  return {
    params,
    datasets: {
      [own("Rows")]: placed,
      ...said.datasets,
    },
    layers,
    bottom: `${own("Top")} + ${rows.length} * ${own("Pitch")} + ${heads} * ${own("Head")}`,
  };
}
