import type { TopLevelSpec } from "vega-lite";
import { editorColours } from "../theme.ts";
import type { HeadingPart } from "./heading.ts";
import type { Layer } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { type Parameter, settings } from "./params.ts";

/** Digits and letters of both scripts: how the view's font compares with the estimates. */
const sampleText = "0123456789 Hamburgefonts Этапы воронки";
const sample = { text: sampleText, ems: widthInEms(sampleText) };

/** The width of a chart that nobody gave another one, in pixels. */
const defaultWidth = 880;

/** A piece of a chart: it is laid out in pixels below the piece above and says where it ends. */
export interface ChartPart {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layers: readonly Layer[];
  /** An expression: where it ends. */
  readonly bottom: string;
}

/**
 * A whole chart: a Vega-Lite specification, the same for the panel, exported pictures and the
 * curious. Its height follows from its width: see `chartHeight` and `compile.ts`. Of its parts the
 * last one's `bottom` is where the chart ends.
 */
export function chartSpec(
  description: string,
  heading: HeadingPart,
  parts: readonly ChartPart[],
): TopLevelSpec {
  const params: readonly Parameter[] = [
    ...settings(),
    ...heading.params,
    ...parts.flatMap((part) => part.params),
    { name: "chartHeight", expr: `ceil(${parts.at(-1)?.bottom ?? "top"} + bottomHeight) + 1` },
  ];
  const datasets = Object.fromEntries(
    [...parts, heading].flatMap((part) =>
      Object.entries(part.datasets).map(([name, rows]) => [name, [...rows]]),
    ),
  );
  const [first = "heading"] = Object.keys(datasets);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    width: defaultWidth,
    height: 400,
    autosize: { type: "none" },
    padding: { expr: "heading ? 20 : 0" },
    background: { expr: "paper" },
    params: [...params],
    datasets,
    data: { name: first },
    layer: [...heading.layers, ...parts.flatMap((part) => part.layers)],
    config: { view: { stroke: null } },
    usermeta: { funnel: { colours: editorColours, sample } },
  };
}
