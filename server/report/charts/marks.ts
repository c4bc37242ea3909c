import type { LayerSpec } from "vega-lite/types_unstable/spec/layer.js";
import type { UnitSpec } from "vega-lite/types_unstable/spec/unit.js";
import type { ChartColours } from "../theme.ts";

/**
 * Layers whose places are worked out in pixels. The charts lay themselves out by expressions over
 * `width`, so that one specification fits every width; scales and axes would each need a specification
 * of its own. Texts that people wrote are only ever values of the fields named here, never part of
 * an expression, a field name or a link.
 */
export type Layer = LayerSpec<string> | UnitSpec<string>;

/** A value worked out in the view, from parameters and, in a mark, the datum. */
export interface Expression {
  readonly expr: string;
}

/** What a text stands out by. */
export interface TextStyle {
  readonly colour: keyof ChartColours | Expression;
  /** In parts of the base size; default 1. */
  readonly scale?: number;
  readonly weight?: 400 | 600;
  readonly align?: "left" | "right" | Expression;
  /** Pixels, as an expression; a longer text ends in "…". */
  readonly limit?: string;
}

export function formula(as: string, calculate: string): { calculate: string; as: string } {
  return { calculate, as };
}

/** Vega-Lite's own type has no expression there, but passes it on. */
const pixels = (field: string) =>
  ({ field, type: "quantitative", scale: null, axis: null }) as const;

export function text(
  name: string,
  field: string,
  at: readonly [x: string, y: string],
  style: TextStyle,
): Layer {
  return {
    name,
    mark: {
      type: "text",
      aria: false,
      baseline: "middle",
      align: style.align ?? "left",
      color: typeof style.colour === "string" ? { expr: style.colour } : style.colour,
      font: { expr: "font" },
      fontSize: { expr: `${style.scale ?? 1} * size` },
      fontWeight: style.weight ?? 400,
      ...(style.limit === undefined ? {} : { limit: { expr: style.limit } }),
    },
    encoding: {
      x: pixels(at[0]),
      y: pixels(at[1]),
      text: { field, type: "nominal" },
    },
  };
}

export interface BoxStyle {
  readonly fill: keyof ChartColours | Expression | "none";
  readonly stroke?: keyof ChartColours;
  readonly rounded?: boolean;
  readonly dashed?: boolean;
  /** Of the fill; default 1. */
  readonly opacity?: number | Expression;
}

/** A rectangle between two corners; rounded only at its far end, away from the line it grows from. */
export function box(
  name: string,
  x: readonly [string, string],
  y: readonly [string, string],
  style: BoxStyle,
): Layer {
  return {
    name,
    mark: {
      type: "rect",
      aria: false,
      fill:
        style.fill === "none"
          ? "transparent"
          : typeof style.fill === "string"
            ? { expr: style.fill }
            : style.fill,
      ...(style.stroke === undefined ? {} : { stroke: { expr: style.stroke }, strokeWidth: 1 }),
      ...(style.opacity === undefined ? {} : { fillOpacity: style.opacity }),
      ...(style.dashed === true ? { strokeDash: [3, 2] } : {}),
      ...(style.rounded === true ? { cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3 } : {}),
    },
    encoding: {
      x: pixels(x[0]),
      x2: { field: x[1] },
      y: pixels(y[0]),
      y2: { field: y[1] },
    },
  };
}

export function line(
  name: string,
  x: readonly [string, string],
  y: readonly [string, string],
  colour: keyof ChartColours,
  width: number,
  dash?: readonly [number, number],
): Layer {
  return {
    name,
    mark: {
      type: "rule",
      aria: false,
      color: { expr: colour },
      strokeWidth: width,
      ...(dash === undefined ? {} : { strokeDash: [...dash], strokeCap: "butt" as const }),
    },
    encoding: {
      x: pixels(x[0]),
      x2: { field: x[1] },
      y: pixels(y[0]),
      y2: { field: y[1] },
    },
  };
}

/** The small arrow of a step: down to the next bar, or up where time runs up. */
export function arrow(
  name: string,
  at: readonly [string, string],
  scale: number,
  look: { readonly isUp: boolean; readonly colour: string },
): Layer {
  return {
    name,
    mark: {
      type: "point",
      aria: false,
      shape: look.isUp ? "triangle-up" : "triangle-down",
      filled: true,
      opacity: 1,
      color: { expr: look.colour },
      size: { expr: `${scale} * size * size` },
    },
    encoding: { x: pixels(at[0]), y: pixels(at[1]) },
  };
}

/**
 * What answers the mouse, the keyboard and a screen reader: an invisible box over all that belongs
 * to one stage. Its description says everything in one sentence.
 */
export function target(
  name: string,
  x: readonly [string, string],
  y: readonly [string, string],
  sentence = "sentence",
): Layer {
  return {
    name,
    // Whoever shows the chart knows what the facts of a stage lead to; without them there is no way on.
    mark: {
      type: "rect",
      fill: "transparent",
      cursor: { expr: "isValid(datum.offset) ? 'pointer' : 'default'" },
    },
    encoding: {
      x: pixels(x[0]),
      x2: { field: x[1] },
      y: pixels(y[0]),
      y2: { field: y[1] },
      tooltip: { field: sentence, type: "nominal" },
      description: { field: sentence, type: "nominal" },
    },
  };
}

/** The same for the mouse alone: what it leads to has another way for the keyboard. */
export function mouseTarget(
  name: string,
  x: readonly [string, string],
  y: readonly [string, string],
): Layer {
  return {
    name,
    mark: { type: "rect", aria: false, fill: "transparent", cursor: "pointer" },
    encoding: {
      x: pixels(x[0]),
      x2: { field: x[1] },
      y: pixels(y[0]),
      y2: { field: y[1] },
      tooltip: { field: "sentence", type: "nominal" },
    },
  };
}

/** The stretch between two curves, one for each value of `run`. */
export function area(
  name: string,
  [x, y, y2]: readonly [string, string, string],
  run: string,
  style: { readonly fill: keyof ChartColours; readonly opacity: number },
): Layer {
  return {
    name,
    mark: {
      type: "area",
      aria: false,
      color: { expr: style.fill },
      opacity: 1,
      fillOpacity: style.opacity,
    },
    encoding: {
      x: pixels(x),
      y: pixels(y),
      y2: { field: y2 },
      detail: { field: run, type: "nominal" },
    },
  };
}

/** Points with an edge in the bar's colour; `fill` is an expression. */
export function dots(
  name: string,
  at: readonly [string, string],
  scale: number,
  fill: string,
): Layer {
  return {
    name,
    mark: {
      type: "point",
      aria: false,
      shape: "circle",
      opacity: 1,
      fill: { expr: fill },
      stroke: { expr: "bar" },
      strokeWidth: 1.5,
      size: { expr: `${scale} * size * size` },
    },
    encoding: { x: pixels(at[0]), y: pixels(at[1]) },
  };
}
