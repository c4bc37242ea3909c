import type { DurationFigures, HistogramBin } from "../../engine/result.ts";
import { inReadingOrder } from "../reading.ts";
import { barRowsPart } from "./bar-rows.ts";
import { countTicks, curvePart, estimateOf } from "./curve.ts";
import { box, formula, line, target } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { axisHeight, labelsBelow, plane, plated } from "./plane.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";
import { shareLabel, shareTicks } from "./ticks.ts";
import { captionLayer, evenAxis, timeAxis, type TimeAxis, timeTicks } from "./time-axis.ts";

/**
 * Time to convert: the share converted by the time since the entry as a curve, below it over the same
 * times how many converted, with median and p90, then each step by itself.
 */
export function timeParts(scene: ChartScene): ChartPart[] {
  const { result } = scene;
  const bins = result.seconds?.histogram ?? [];
  const parts: ChartPart[] = [];
  if (result.seconds !== null && bins.length > 0) {
    const axis = timeAxis(bins);
    parts.push(curvePart(scene, bins, axis, "clamp(0.18 * width, 6 * size, 12 * size)"));
    parts.push(histogramPart(scene, result.seconds, bins, axis));
  }
  const steps = stepRows(scene);
  if (steps.length > 0) {
    const top = parts.length === 0 ? "top" : `${parts.at(-1)?.bottom} + 2 * size`;
    const caption = scene.messages.chart.timesLegend;
    parts.push(barRowsPart(steps, { name: "times", top, caption }));
  }
  return parts;
}

/** The curve alone, larger, with what is expected once everybody has had their time. */
export function survivalParts(scene: ChartScene): ChartPart[] {
  const bins = scene.result.seconds?.histogram ?? [];
  const end = estimateOf(scene.result)?.at(-1)?.seconds ?? 0;
  const axis = end > 0 ? evenAxis(end) : timeAxis(bins);
  return [curvePart(scene, bins, axis, "clamp(0.36 * width, 9 * size, 22 * size)", true)];
}

function histogramPart(
  scene: ChartScene,
  times: DurationFigures,
  bins: readonly HistogramBin[],
  axis: TimeAxis,
): ChartPart {
  const { result, messages, figures } = scene;
  const ticks = countTicks(bins);
  const top = ticks.at(-1) ?? 1;
  const marks = [
    { at: axis.part(times.p90), label: messages.chart.p90(figures.duration(times.p90)) },
    { at: axis.part(times.median), label: messages.median(figures.duration(times.median)) },
  ];
  const plan = plane({
    name: "bins",
    top: "curveBottom + 5.2 * size",
    height: "clamp(0.2 * width, 7 * size, 13 * size)",
    ticks: ticks.map((each) => ({ at: each / top, label: figures.count(each) })),
    // Both planes begin at one line.
    margin: shareTicks(1).map((each) => shareLabel(each, figures)),
  });
  const aligned = plan.params.map((each) =>
    each.name === "binsLeft" ? { name: "binsLeft", expr: "curveLeft" } : each,
  );
  const dates = labelsBelow("bins", timeTicks(axis, scene), plan, plan.bottom);
  const edges = [
    formula("x", `${plan.x("from")} + 0.5`),
    formula("x2", `${plan.x("to")} - 0.5`),
    formula("y", plan.y("high")),
    formula("y2", plan.bottom),
    formula("upper", "curveTop"),
  ];
  return {
    params: aligned,
    datasets: {
      ...plan.datasets,
      ...dates.datasets,
      binsCaption: [{ text: messages.chart.timeToConvert, down: 0 }],
      bins: bins.map(({ from, to, count }) => ({
        from: axis.part(from),
        to: axis.part(to),
        high: count / top,
        sentence: messages.chart.bin(
          from === 0 ? "0" : figures.duration(from),
          figures.duration(to),
          count,
          `${figures.count(count)} (${figures.shareOf(count, result.converted)})`,
        ),
      })),
      binMarks: marks.map((mark, index) => ({ ...mark, index, ems: widthInEms(mark.label) })),
    },
    layers: [
      captionLayer("binsCaption", "curveBottom + 1.4 * size"),
      plan.grid,
      {
        data: { name: "bins" },
        transform: edges,
        layer: [box("binColumns", ["x", "x2"], ["y", "y2"], { fill: "bar" })],
      },
      {
        data: { name: "binMarks" },
        transform: [
          formula("x", plan.x("at")),
          formula("y", "curveBottom + (2.8 + 1.3 * datum.index) * size"),
          formula("middle", "datum.y"),
          formula("y2", plan.bottom),
          formula("wide", "datum.ems * 0.92 * em"),
          formula(
            "x1",
            "datum.x + 0.5 * size + datum.wide > width ? datum.x - 0.5 * size - datum.wide : datum.x + 0.5 * size",
          ),
          formula("x2", "datum.x1 + datum.wide"),
        ],
        layer: [
          line("binLines", ["x", "x"], ["y", "y2"], "whisker", 1.5),
          ...plated("binWords", "label", ["x1", "x2"], "middle", { colour: "ink", scale: 0.92 }),
        ],
      },
      dates.layer,
      {
        data: { name: "bins" },
        transform: edges,
        layer: [target("binTargets", ["x", "x2"], ["upper", "y2"])],
      },
    ],
    bottom: `${plan.bottom} + ${axisHeight} * size`,
  };
}

function stepRows({ result, report, messages, figures }: ChartScene) {
  const stages = inReadingOrder(result.stages, result);
  const longest = Math.max(0, ...stages.map((stage) => stage.seconds_from_previous?.p90 ?? 0));
  return stages.flatMap((stage, index) => {
    const times = stage.seconds_from_previous;
    const words = report.stages[index];
    if (times === null || words === undefined) return [];
    const part = (seconds: number): number => (longest === 0 ? 0 : Math.min(1, seconds / longest));
    return [
      {
        name: words.title,
        bar: part(times.p90),
        tick: part(times.median),
        value: figures.duration(times.median),
        detail: messages.chart.p90(figures.duration(times.p90)),
        isPale: true,
        sentence: words.sentence,
        offset: words.offset,
      },
    ];
  });
}
