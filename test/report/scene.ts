import { compileChart } from "../../server/report/compile.ts";
import { type ChartOptions, chartFor } from "../../server/report/charts/index.ts";
import type { FunnelReport } from "../../server/report/report.ts";
import { drawHeadless } from "../../server/report/svg.ts";
import { themes } from "../../server/report/theme.ts";
import { reportFunnel } from "../../server/report/words.ts";
import type { Sample } from "./sample-results.ts";

/** What a chart has drawn, in pixels. */
export interface DrawnItem {
  /** The name of its layer: "bars", "names". */
  readonly layer: string;
  readonly kind: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
  readonly datum: Readonly<Record<string, unknown>>;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly items: readonly DrawnItem[];
}

export function reportOf(sample: Sample): FunnelReport {
  return reportFunnel(sample.result, sample.funnel, "en");
}

export function compiled(
  sample: Sample,
  complain?: (complaint: string) => void,
  options: ChartOptions = {},
): object {
  const { result, funnel } = sample;
  return compileChart(chartFor(result, reportOf(sample), "en", { funnel, ...options }), complain);
}

/** Draws at a width and lists all visible marks. Texts are as wide as their limit at most. */
export async function drawScene(vega: object, width: number, heading = true): Promise<Scene> {
  const view = await drawHeadless(vega, themes.light, { width, signals: { heading } });
  try {
    const items: DrawnItem[] = [];
    // Vega's types don't know what a scene has in it.
    collect((view.scenegraph() as unknown as { readonly root: SceneNode }).root, "", items);
    return { width, height: view.height(), items };
  } finally {
    view.finalize();
  }
}

interface SceneNode {
  readonly marktype?: string;
  readonly name?: string;
  readonly items?: readonly SceneNode[];
  readonly bounds: {
    readonly x1: number;
    readonly x2: number;
    readonly y1: number;
    readonly y2: number;
  };
  readonly x?: number;
  readonly align?: string;
  readonly limit?: number;
  readonly text?: string;
  readonly datum?: Readonly<Record<string, unknown>>;
}

function collect(node: SceneNode, layer: string, into: DrawnItem[]): void {
  for (const child of node.items ?? []) {
    const own = child.marktype === undefined ? layer : (child.name ?? "").replace(/_marks$/, "");
    if (child.marktype === undefined && node.marktype !== "group") {
      into.push(itemOf(child, own, node.marktype ?? ""));
    }
    collect(child, own, into);
  }
}

function itemOf(node: SceneNode, layer: string, kind: string): DrawnItem {
  const { x1, x2, y1, y2 } = node.bounds;
  const width = kind === "text" ? Math.min(x2 - x1, node.limit ?? Infinity) : x2 - x1;
  const left = node.align === "right" ? x2 - width : x1;
  return {
    layer,
    kind,
    left,
    right: left + width,
    top: y1,
    bottom: y2,
    text: node.text ?? "",
    datum: node.datum ?? {},
  };
}
