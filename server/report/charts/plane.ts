import { type Layer, box, formula, line, text } from "./marks.ts";
import { widest, widthInEms } from "./measure.ts";
import type { Parameter } from "./params.ts";

/**
 * A plane with time or durations to the right and a share upwards. Its rows name places as parts of
 * its width and height; `place` turns them into pixels.
 */
export interface Tick {
  /** 0 at the left or at the bottom, 1 at the other end. */
  readonly at: number;
  readonly label: string;
}

export interface PlaneOptions {
  /** Tells the planes of a chart apart, in names of parameters and datasets. */
  readonly name: string;
  /** Expressions. */
  readonly top: string;
  readonly height: string;
  /** Upwards; each has a line across the plane. */
  readonly ticks: readonly Tick[];
  /** Further texts in the margin left of the plane. */
  readonly margin?: readonly string[];
}

export interface Plane {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  /** The lines and labels of the ticks: drawn first. */
  readonly grid: Layer;
  /** Expressions of the place of a field, as pixels. */
  readonly x: (field: string) => string;
  readonly y: (field: string) => string;
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** Of the texts at axes. */
export const axisScale = 0.85;

export function plane({ name, top, height, ticks, margin = [] }: PlaneOptions): Plane {
  const ems = widest([...ticks.map(({ label }) => label), ...margin]) * axisScale;
  const [left, right, upper, lower] = ["Left", "Right", "Top", "Bottom"].map(
    (each) => `${name}${each}`,
  ) as [string, string, string, string];
  const x = (field: string): string => `${left} + datum.${field} * (${right} - ${left})`;
  const y = (field: string): string => `${lower} - datum.${field} * (${lower} - ${upper})`;
  return {
    params: [
      { name: left, expr: `${ems.toFixed(2)} * em + 0.7 * size` },
      { name: right, expr: "width - 0.6 * size" },
      { name: upper, expr: top },
      { name: lower, expr: `${upper} + ${height}` },
    ],
    datasets: { [`${name}Ticks`]: ticks },
    grid: {
      data: { name: `${name}Ticks` },
      transform: [
        formula("x", left),
        formula("x2", right),
        formula("middle", y("at")),
        formula("labelX", `${left} - 0.6 * size`),
      ],
      layer: [
        line(`${name}Grid`, ["x", "x2"], ["middle", "middle"], "grid", 1),
        text(`${name}Labels`, "label", ["labelX", "middle"], {
          colour: "muted",
          scale: axisScale,
          align: "right",
        }),
      ],
    },
    x,
    y,
    left,
    right,
    top: upper,
    bottom: lower,
  };
}

/** How high the labels below a plane are, in parts of the base size. */
export const axisHeight = 2;

/**
 * Labels below a plane: every one, every second, …, so many as there is room for,
 * in the middle of their places; one that would reach over the right edge is left out.
 */
export function labelsBelow(
  name: string,
  labels: readonly Tick[],
  { x, left, right }: Pick<Plane, "x" | "left" | "right">,
  top: string,
): { readonly datasets: Record<string, readonly object[]>; readonly layer: Layer } {
  const ems = widest(labels.map(({ label }) => label)) * axisScale;
  const rows = labels.map((each, index) => ({
    ...each,
    index,
    half: (widthInEms(each.label) * axisScale) / 2,
  }));
  const first = labels[0]?.at ?? 0;
  const last = labels.at(-1)?.at ?? 1;
  const apart = labels.length > 1 ? (last - first) / (labels.length - 1) : 1;
  const pitch = `(${apart.toPrecision(8)} * (${right} - ${left}))`;
  return {
    datasets: { [`${name}Dates`]: rows },
    layer: {
      data: { name: `${name}Dates` },
      transform: [
        {
          filter: `datum.index % max(1, ceil((${ems.toFixed(2)} * em + size) / ${pitch})) === 0`,
        },
        formula("place", x("at")),
        { filter: "datum.place + datum.half * em <= width + 1" },
        formula("start", "max(0, datum.place - datum.half * em)"),
        formula("middle", `${top} + 1.1 * size`),
      ],
      layer: [
        text(`${name}Below`, "label", ["start", "middle"], { colour: "muted", scale: axisScale }),
      ],
    },
  };
}

/** A text on a plate of the background, so that lines behind it don't cross it. */
export function plated(
  name: string,
  field: string,
  ends: readonly [string, string],
  middle: string,
  style: {
    readonly colour: "ink" | "muted";
    readonly weight?: 600;
    readonly scale?: number;
    readonly limit?: string;
  },
): Layer[] {
  return [
    {
      transform: [
        formula("plateTop", `datum.${middle} - 0.6 * size`),
        formula("plateBottom", `datum.${middle} + 0.6 * size`),
      ],
      layer: [
        box(`${name}Plates`, ends, ["plateTop", "plateBottom"], {
          fill: "paper",
          opacity: 0.85,
        }),
      ],
    },
    text(name, field, [ends[0], middle], style),
  ];
}
