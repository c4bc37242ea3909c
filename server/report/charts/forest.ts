import { captionAt } from "./caption.ts";
import { type Layer, box, dots, formula, line, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import { type Tick, axisHeight, labelsBelow } from "./plane.ts";
import type { ChartPart } from "./spec.ts";

/** An estimate with its interval; places are parts of the axis, 0 at the left. */
export interface ForestRow {
  readonly name: string;
  /** Null: it has none that could be drawn, or lies beyond the axis. */
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** It goes on beyond that end of the axis. */
  readonly goesOn?: "left" | "right" | "both";
  readonly value: string;
  readonly detail: string;
  /** More than noise. */
  readonly isSure: boolean;
  readonly sentence: string;
}

export interface ForestOptions {
  /** Tells the parts of a chart apart. */
  readonly name: string;
  /** An expression: where it begins. */
  readonly top: string;
  readonly caption: string;
  readonly ticks: readonly Tick[];
  /** Where there is no difference, as a part of the axis. */
  readonly reference: number;
}

/**
 * Estimates below each other on one axis, each with its interval, beside a line where there is no
 * difference: a forest plot. Full dots are more than noise. Where there is little room names stand above.
 */
export function forestPart(
  rows: readonly ForestRow[],
  { name, top, caption, ticks, reference }: ForestOptions,
): ChartPart {
  const own = (each: string): string => `${name}${each}`;
  const names = widestName(rows.map((row) => row.name));
  const values = widest(
    rows.map((row) => row.value),
    true,
  );
  const details = widestName(rows.map((row) => row.detail));
  const said = captionAt(name, top, caption);
  const narrow = own("Narrow");
  const params: Parameter[] = [
    { name: narrow, expr: "width < 42 * size" },
    ...said.params,
    { name: own("Top"), expr: `${top} + ${own("CaptionHeight")}` },
    { name: own("Names"), expr: `min(${names} * em, 0.32 * width)` },
    { name: own("Values"), expr: `${values} * em` },
    {
      name: own("Details"),
      expr: details === 0 ? "0" : `min(${(details * 0.92).toFixed(2)} * em, 0.3 * width) + size`,
    },
    { name: own("Left"), expr: `${narrow} ? size : ${own("Names")} + 1.6 * size` },
    {
      name: own("Right"),
      expr: `${narrow} ? width - size : max(${own("Left")} + 3 * size, width - ${own("Details")} - ${own("Values")} - 1.4 * size)`,
    },
    { name: own("Pitch"), expr: `(${narrow} ? 2.9 : 2) * size` },
    { name: own("Bottom"), expr: `${own("Top")} + ${rows.length} * ${own("Pitch")} + 0.2 * size` },
  ];
  const x = (field: string): string =>
    `${own("Left")} + datum.${field} * (${own("Right")} - ${own("Left")})`;
  const only = (filter: string, layer: readonly Layer[]): Layer => ({
    transform: [{ filter }],
    layer: [...layer],
  });
  const axis = { x, left: own("Left"), right: own("Right") };
  const labels = labelsBelow(own("Axis"), ticks, axis, own("Bottom"));
  const across = (field: string) => [
    formula("x", x(field)),
    formula("upper", `${own("Top")} + ${narrow} * 1.6 * size`),
    formula("lower", own("Bottom")),
  ];
  const layers: Layer[] = [
    said.layer,
    {
      data: { name: own("Ticks") },
      transform: across("at"),
      layer: [line(own("Grid"), ["x", "x"], ["upper", "lower"], "grid", 1)],
    },
    {
      data: { name: own("Reference") },
      transform: across("at"),
      layer: [line(own("ReferenceLine"), ["x", "x"], ["upper", "lower"], "muted", 1.5)],
    },
    labels.layer,
    {
      data: { name: own("Rows") },
      transform: [
        formula("rowTop", `${own("Top")} + datum.index * ${own("Pitch")}`),
        formula("rowBottom", `datum.rowTop + ${own("Pitch")}`),
        formula("middle", `datum.rowBottom - ${narrow} * 0.75 * size - !${narrow} * size`),
        formula("nameMiddle", `${narrow} ? datum.rowTop + 0.9 * size : datum.middle`),
        formula("atX", x("at")),
        formula("lowX", x("low")),
        formula("highX", x("high")),
        formula("endLeft", `${own("Left")} - 0.7 * size`),
        formula("endRight", `${own("Right")} + 0.1 * size`),
        formula("nameX", `${narrow} ? 0 : ${own("Names")}`),
        formula("valueX", `${narrow} ? width : ${own("Right")} + 1.4 * size + ${own("Values")}`),
        formula("plateLeft", `datum.valueX - ${own("Values")}`),
        formula("plateTop", "datum.nameMiddle - 0.6 * size"),
        formula("plateBottom", "datum.nameMiddle + 0.6 * size"),
        formula("zero", "0"),
        formula("full", "width"),
      ],
      layer: [
        // In a narrow chart the lines of the axis would cross the names.
        only(narrow, [
          box(own("Plates"), ["zero", "full"], ["plateTop", "plateBottom"], { fill: "paper" }),
        ]),
        only("datum.low !== null", [
          line(own("Intervals"), ["lowX", "highX"], ["middle", "middle"], "whisker", 1.5),
        ]),
        only("datum.at !== null", [
          dots(own("Dots"), ["atX", "middle"], 0.36, "datum.isSure ? bar : paper"),
        ]),
        only("datum.goesOn === 'left' || datum.goesOn === 'both'", [
          text(own("ToLeft"), "left", ["endLeft", "middle"], { colour: "ink", scale: 0.85 }),
        ]),
        only("datum.goesOn === 'right' || datum.goesOn === 'both'", [
          text(own("ToRight"), "right", ["endRight", "middle"], { colour: "ink", scale: 0.85 }),
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
        target(own("Targets"), ["zero", "full"], ["rowTop", "rowBottom"]),
      ],
    },
  ];
  return {
    params,
    datasets: {
      [own("Rows")]: rows.map((row, index) => ({
        goesOn: "",
        ...row,
        index,
        left: "◂",
        right: "▸",
      })),
      [own("Ticks")]: ticks,
      [own("Reference")]: [{ at: reference }],
      ...said.datasets,
      ...labels.datasets,
    },
    layers,
    bottom: `${own("Bottom")} + ${axisHeight} * size`,
  };
}
