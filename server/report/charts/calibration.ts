import type { ScoreResult } from "../../engine/result.ts";
import type { ReportMessages } from "../messages/words.ts";
import type { Figures } from "../numbers.ts";
import { type Layer, dots, formula, line, target, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { axisHeight, labelsBelow, plane } from "./plane.ts";
import type { ChartPart } from "./spec.ts";
import { shareLabel, shareTicks } from "./ticks.ts";

/** What was predicted to the right, what came of it upwards: on the line a prediction came true. */
export function calibrationPart(
  groups: ScoreResult["deciles"],
  sentences: readonly string[],
  top: string,
  { chart: { study: words } }: ReportMessages,
  figures: Figures,
): ChartPart {
  const points = groups.flatMap(({ predicted, share }, index) =>
    predicted === undefined || share === null
      ? []
      : [{ predicted, share, sentence: sentences[index] ?? "" }],
  );
  const shares = shareTicks(
    Math.max(0.01, ...points.flatMap(({ predicted, share }) => [predicted, share])),
  );
  const most = shares.at(-1) ?? 1;
  const ticks = shares.map((share) => ({ at: share / most, label: shareLabel(share, figures) }));
  const plan = plane({
    name: "calibration",
    top: `${top} + 2.2 * size`,
    height: "clamp(0.36 * width, 9 * size, 18 * size)",
    ticks,
  });
  // As wide as high, or the line would lean.
  const params = plan.params.map((each) =>
    each.name === "calibrationRight"
      ? {
          name: each.name,
          expr: "min(width - 1.6 * size, calibrationLeft + 1.6 * clamp(0.36 * width, 9 * size, 18 * size))",
        }
      : each,
  );
  const below = labelsBelow("calibration", ticks, plan, plan.bottom);
  const place = [formula("x", plan.x("at")), formula("y", plan.y("high"))];
  const layers: Layer[] = [
    {
      data: { name: "calibrationCaption" },
      transform: [formula("x", "0"), formula("y", `${top} + 0.6 * size`)],
      layer: [
        text("calibrationCaptionText", "text", ["x", "y"], {
          colour: "muted",
          scale: 0.92,
          limit: "width",
        }),
      ],
    },
    plan.grid,
    {
      data: { name: "calibrationLine" },
      transform: [
        formula("x", plan.left),
        formula("x2", plan.right),
        formula("y", plan.bottom),
        formula("y2", plan.top),
      ],
      layer: [line("ideal", ["x", "x2"], ["y", "y2"], "muted", 1, [4, 3])],
    },
    below.layer,
    {
      data: { name: "calibrationPoints" },
      transform: [
        ...place,
        formula("left", "datum.x - 0.7 * size"),
        formula("right", "datum.x + 0.7 * size"),
        formula("upper", "datum.y - 0.7 * size"),
        formula("lower", "datum.y + 0.7 * size"),
      ],
      layer: [
        dots("calibrated", ["x", "y"], 0.36, "bar"),
        target("calibratedTargets", ["left", "right"], ["upper", "lower"]),
      ],
    },
    {
      data: { name: "calibrationWord" },
      transform: [
        formula("x", `${plan.right} - datum.ems * 0.85 * em`),
        formula("y", `${plan.bottom} + ${axisHeight + 0.7} * size`),
      ],
      layer: [
        text("predictedWord", "label", ["x", "y"], {
          colour: "muted",
          scale: 0.85,
          limit: "width",
        }),
      ],
    },
  ];
  return {
    params,
    datasets: {
      ...plan.datasets,
      ...below.datasets,
      calibrationCaption: [{ text: words.calibration }],
      calibrationLine: [{}],
      calibrationPoints: points.map(({ predicted, share, sentence }) => ({
        at: predicted / most,
        high: share / most,
        sentence,
      })),
      calibrationWord: [{ label: words.predicted, ems: widthInEms(words.predicted) }],
    },
    layers,
    bottom: `${plan.bottom} + ${axisHeight + 1.6} * size`,
  };
}
