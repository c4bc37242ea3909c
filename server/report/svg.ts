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

/**
 * Draws a compiled chart as an SVG document, without a screen: `vega` is what `compileChart` gives.
 * No expression is ever turned into code and nothing is loaded, from the disk or from anywhere.
 */
export async function renderSvg(
  vega: object,
  theme: "light" | "dark",
  options: { readonly width?: number } = {},
): Promise<string> {
  measureWithoutCanvas();
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "none",
    expr: expressionInterpreter,
    loader: refuseToLoad(),
  });
  try {
    for (const [name, colour] of colours(themes[theme])) view.signal(name, colour);
    if (options.width !== undefined) view.width(options.width);
    await view.runAsync();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function colours(table: ChartColours): [name: string, colour: string][] {
  return Object.entries(table);
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
