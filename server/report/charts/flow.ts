import { reasonsByStep } from "../reasons.ts";
import { type Layer, box, formula, target, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";

/** So many reasons of a step are named; the rest is said together. */
const named = 5;
/** From the commonest to the rarest: shades of one hue, so that no colour has to be told from another. */
const shades = [1, 0.74, 0.54, 0.38, 0.26, 0.16] as const;

/**
 * Where the lost went: for each step one stacked bar, as long as the step's loss beside the largest
 * one, its reasons in words below it in the same order.
 */
export function flowPart(scene: ChartScene): ChartPart {
  const { result, funnel, messages, figures } = scene;
  const about = funnel ?? { exits: [], ...(result.model && { model: result.model }) };
  const steps = reasonsByStep(result, about, messages, figures);
  const largest = Math.max(1, ...steps.map(({ dropoff }) => dropoff));
  let lines = 0;
  const heads: object[] = [];
  const segments: object[] = [];
  const reasons: object[] = [];
  for (const [step, { stage, lost, dropoff, parts }] of steps.entries()) {
    const shown = parts.filter(({ count }) => count > 0);
    const rest = shown.slice(named).reduce((sum, { count }) => sum + count, 0);
    const told = [
      ...shown.slice(0, named),
      ...(rest === 0
        ? []
        : [{ count: rest, text: messages.chart.otherReasons(rest, figures.count(rest)) }]),
    ];
    heads.push({ step, lines, stage, lost, lostEms: widthInEms(lost), total: dropoff / largest });
    let from = 0;
    for (const [index, { count, text: words }] of told.entries()) {
      const shade = shades[index] ?? shades[shades.length - 1];
      const share = figures.shareOf(count, dropoff);
      const sentence = `${stage}: ${words} (${share})`;
      segments.push({
        step,
        lines,
        from: from / largest,
        to: (from + count) / largest,
        shade,
        sentence,
      });
      reasons.push({ step, lines, index, shade, text: words, share });
      from += count;
    }
    lines += told.length;
  }
  const head = 3.6;
  const pitch = 1.5;
  const foot = 1.2;
  const place = [
    formula("rowTop", `top + (datum.step * ${head + foot} + datum.lines * ${pitch}) * size`),
    formula("headMiddle", "datum.rowTop + 0.7 * size"),
    formula("barTop", "datum.rowTop + 1.6 * size"),
    formula("barBottom", "datum.rowTop + 2.9 * size"),
    formula("zero", "0"),
    formula("full", "width"),
  ];
  const layers: Layer[] = [
    {
      data: { name: "flowHeads" },
      transform: [...place, formula("end", "datum.total * width")],
      layer: [
        text("flowStages", "stage", ["zero", "headMiddle"], {
          colour: "ink",
          weight: 600,
          limit: "width - datum.lostEms * em - size",
        }),
        text("flowLost", "lost", ["full", "headMiddle"], { colour: "ink", align: "right" }),
        box("flowTracks", ["zero", "end"], ["barTop", "barBottom"], {
          fill: "paper",
          stroke: "outline",
        }),
      ],
    },
    {
      data: { name: "flowSegments" },
      transform: [
        ...place,
        formula("x", "datum.from * width"),
        formula("end", "datum.to * width"),
        // A gap between two, but nobody vanishes.
        formula("x2", "max(datum.end - 1, datum.x + 0.75)"),
      ],
      layer: [
        box("flowBars", ["x", "x2"], ["barTop", "barBottom"], {
          fill: "bar",
          stroke: "outline",
          opacity: { expr: "datum.shade" },
        }),
        target("flowTargets", ["x", "end"], ["barTop", "barBottom"]),
      ],
    },
    {
      data: { name: "flowReasons" },
      transform: [
        ...place,
        formula("middle", `datum.rowTop + (${head} + 0.4 + ${pitch} * datum.index) * size`),
        formula("x", "0.2 * size"),
        formula("x2", "datum.x + 0.9 * size"),
        formula("y", "datum.middle - 0.45 * size"),
        formula("y2", "datum.middle + 0.45 * size"),
        formula("textX", "1.8 * size"),
      ],
      layer: [
        box("flowSwatches", ["x", "x2"], ["y", "y2"], {
          fill: "bar",
          stroke: "outline",
          opacity: { expr: "datum.shade" },
        }),
        text("flowReasons", "text", ["textX", "middle"], {
          colour: "ink",
          scale: 0.92,
          limit: "width - 6.5 * size",
        }),
        text("flowShares", "share", ["full", "middle"], {
          colour: "muted",
          scale: 0.92,
          align: "right",
        }),
      ],
    },
  ];
  return {
    params: [],
    datasets: { flowHeads: heads, flowSegments: segments, flowReasons: reasons },
    layers,
    bottom: `top + ${(steps.length * (head + foot) + lines * pitch - foot).toFixed(1)} * size`,
  };
}
