import type { FunnelRows } from "./funnel-rows.ts";
import { type Layer, box, formula, line, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import type { Parameter } from "./params.ts";

/** What not every funnel has: hatching, exits, the outlines of a comparison, and their legend. */
export interface FunnelExtras {
  readonly params: readonly Parameter[];
  /** Within the layer of the stages. */
  readonly exits: Layer;
  readonly hatching: Layer;
  /** Over datasets of their own. */
  readonly outlines: Layer;
  readonly legend: readonly object[];
  readonly legendLayer: Layer;
}

/** The pixels between two strokes of hatching, along the bar. */
const pitch = 5;

/**
 * Strokes from the bottom left to the top right, cut at both ends of the hatched stretch: Vega has no
 * patterns. `from`, `to`, `upper` and `lower` are fields of the datum.
 */
export function hatched(
  name: string,
  [from, to]: readonly [string, string],
  [upper, lower]: readonly [string, string],
): Layer {
  const [start, end] = [`datum.${from}`, `datum.${to}`];
  const height = `(datum.${lower} - datum.${upper})`;
  return {
    transform: [
      { filter: `${end} - ${start} > 0.5` },
      formula("strokes", `sequence(${start} - ${height}, ${end}, ${pitch})`),
      { flatten: ["strokes"], as: ["stroke"] },
      formula("strokeX", `max(${start}, datum.stroke)`),
      formula("strokeX2", `min(${end}, datum.stroke + ${height})`),
      formula("strokeY", `datum.${lower} - (datum.strokeX - datum.stroke)`),
      formula("strokeY2", `datum.${lower} - (datum.strokeX2 - datum.stroke)`),
    ],
    layer: [line(name, ["strokeX", "strokeX2"], ["strokeY", "strokeY2"], "bar", 1.25)],
  };
}

export function funnelExtras(legend: FunnelRows["legend"]): FunnelExtras {
  const swatch = 2;
  const gap = 1.6;
  let ems = 0;
  const rows = legend.map(({ mark, text: words }, index) => {
    const before = ems;
    ems += widthInEms(words) * 0.92;
    return { index, mark, text: words, before };
  });
  const total = `${ems.toFixed(2)} * em + ${(legend.length * (swatch + gap)).toFixed(1)} * size`;
  const inLine = "legendInLine";
  const params: readonly Parameter[] = [
    { name: inLine, expr: `${total} <= width - left` },
    {
      name: "legendHeight",
      expr: legend.length === 0 ? "0" : `(1.2 + (${inLine} ? 1 : ${legend.length}) * 1.5) * size`,
    },
  ];
  const only = (mark: string, layers: Layer[]): Layer => ({
    transform: [{ filter: `datum.mark === '${mark}'` }],
    layer: layers,
  });
  const [across, down] = [["x", "x2"] as const, ["upper", "lower"] as const];
  return {
    params,
    exits: {
      transform: [{ filter: "datum.exit < datum.track" }],
      layer: [
        box("exits", ["exitStart", "trackEnd"], ["barTop", "barBottom"], {
          fill: "muted",
          opacity: 0.45,
        }),
      ],
    },
    hatching: hatched("hatching", ["barEnd", "openEnd"], ["barTop", "barBottom"]),
    outlines: {
      data: { name: "outlines" },
      transform: [
        formula("start", "left"),
        formula("end", "left + datum.part * barsWidth"),
        formula("upper", "top + datum.index * pitch + nameHeight - 2"),
        formula("lower", "datum.upper + barHeight + 4"),
      ],
      layer: [
        {
          transform: [{ filter: "!datum.isDashed" }],
          layer: [
            box("outlineBars", ["start", "end"], ["upper", "lower"], {
              fill: "none",
              stroke: "whisker",
            }),
          ],
        },
        {
          transform: [{ filter: "datum.isDashed" }],
          layer: [
            box("dashedBars", ["start", "end"], ["upper", "lower"], {
              fill: "none",
              stroke: "whisker",
              dashed: true,
            }),
          ],
        },
      ],
    },
    legend: rows,
    legendLayer: {
      data: { name: "legend" },
      transform: [
        formula(
          "x",
          `left + (${inLine} ? datum.before * em + datum.index * ${swatch + gap} * size : 0)`,
        ),
        formula("x2", `datum.x + ${swatch - 0.6} * size`),
        formula(
          "middle",
          `top + stagesHeight + (1.9 + (${inLine} ? 0 : datum.index) * 1.5) * size`,
        ),
        formula("upper", "datum.middle - 0.4 * size"),
        formula("lower", "datum.middle + 0.4 * size"),
        formula("textX", `datum.x + ${swatch} * size`),
      ],
      layer: [
        only("hatched", [
          box("legendGround", across, down, { fill: "track", stroke: "outline" }),
          hatched("legendHatching", across, down),
        ]),
        only("exit", [box("legendExit", across, down, { fill: "muted", opacity: 0.45 })]),
        only("solid", [box("legendSolid", across, down, { fill: "none", stroke: "whisker" })]),
        only("dashed", [
          box("legendDashed", across, down, { fill: "none", stroke: "whisker", dashed: true }),
        ]),
        text("legendTexts", "text", ["textX", "middle"], {
          colour: "muted",
          scale: 0.92,
          limit: "width - datum.textX",
        }),
      ],
    },
  };
}
