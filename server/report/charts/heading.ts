import type { FunnelReport } from "../report.ts";
import { type Layer, formula, text } from "./marks.ts";
import type { Parameter } from "./params.ts";

/**
 * Name and summary above the chart and what it was measured over below, for a picture that stands
 * by itself. The panel says the same around the chart and turns this off with `heading`.
 */
export interface HeadingPart {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layers: readonly Layer[];
}

export function headingPart(report: FunnelReport): HeadingPart {
  const { overview } = report;
  const maturity = [overview.open, overview.expected].filter((each) => each !== "").join(" · ");
  const top = [
    { y: 0.8, text: report.title, style: "title" },
    { y: 2.5, text: overview.context, style: "context" },
    { y: 4.1, text: overview.figures, style: "figures" },
    ...(maturity === "" ? [] : [{ y: 5.6, text: maturity, style: "context" }]),
  ];
  const bottom = [report.rows, report.defaults]
    .filter((each) => each !== "")
    .map((each, index) => ({ y: 1.8 + 1.4 * index, text: each }));
  return {
    params: [
      { name: "top", expr: `heading ? ${maturity === "" ? 6.4 : 7.9} * size : 1` },
      {
        name: "bottomHeight",
        expr: `heading ? ${bottom.length === 0 ? 0 : 1.4 + 1.4 * bottom.length} * size : 0`,
      },
    ],
    datasets: { heading: top, footing: bottom },
    layers: [
      {
        data: { name: "heading" },
        transform: [{ filter: "heading" }, formula("x", "0"), formula("middle", "datum.y * size")],
        layer: [
          styled("title", { colour: "ink", scale: 1.45, weight: 600 }),
          styled("context", { colour: "muted", scale: 0.92 }),
          styled("figures", { colour: "ink", scale: 1 }),
        ],
      },
      {
        data: { name: "footing" },
        transform: [
          { filter: "heading" },
          formula("x", "0"),
          formula("middle", "chartHeight - bottomHeight + datum.y * size"),
        ],
        layer: [
          text("footing", "text", ["x", "middle"], {
            colour: "muted",
            scale: 0.85,
            limit: "width",
          }),
        ],
      },
    ],
  };
}

function styled(
  style: string,
  look: { readonly colour: "ink" | "muted"; readonly scale: number; readonly weight?: 600 },
): Layer {
  return {
    transform: [{ filter: `datum.style === '${style}'` }],
    layer: [text(style, "text", ["x", "middle"], { ...look, limit: "width" })],
  };
}
