import { View, parse, textMetrics } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { widthInEms } from "./charts/measure.ts";
import { unknownFont } from "./charts/params.ts";
import { type ChartColours, themes } from "./theme.ts";

declare module "vega" {
  /** Vega exports how it measures text, but its types leave it out. */
  export const textMetrics: {
    width: (
      item: { readonly fontSize?: number; readonly fontWeight?: number | string },
      text: string | null | undefined,
    ) => number;
  };
}

export interface DrawOptions {
  /** In pixels; default: the chart's own. */
  readonly width?: number;
  /** Of other parameters than the colours. */
  readonly signals?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Draws a compiled chart as an SVG document, without a screen: `vega` is what `compileChart` gives.
 * No expression is ever turned into code and nothing is loaded, from the disk or from anywhere.
 */
export async function renderSvg(
  vega: object,
  theme: "light" | "dark",
  options: DrawOptions = {},
): Promise<string> {
  const view = await drawHeadless(vega, themes[theme], options);
  try {
    return named(await view.toSVG(), view.description());
  } finally {
    view.finalize();
  }
}

/** Vega names a chart only in a page; a picture by itself says too what it shows. */
function named(svg: string, description: string): string {
  const label = description
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
  return svg.replace("<svg ", () => `<svg role="graphics-document" aria-label="${label}" `);
}

/** The chart laid out, to be read or written out; whoever asks for it finalizes it. */
export async function drawHeadless(
  vega: object,
  theme: ChartColours,
  { width, signals = {} }: DrawOptions = {},
): Promise<View> {
  measureWithoutCanvas();
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "none",
    expr: expressionInterpreter,
    loader: refuseToLoad(),
  });
  const values: Readonly<Record<string, string | number | boolean>> = { ...theme, ...signals };
  for (const [name, value] of Object.entries(values)) view.signal(name, value);
  if (width !== undefined) view.width(width);
  return view.runAsync();
}

/** Vega's own guess without a canvas is 0.8 em a letter, which cuts texts far too early. */
function measureWithoutCanvas(): void {
  textMetrics.width = (item, text) => {
    const ems = widthInEms(text ?? "", Number(item.fontWeight ?? 400) >= 600);
    return ems * unknownFont * (item.fontSize ?? 11);
  };
}

function refuseToLoad() {
  const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}
