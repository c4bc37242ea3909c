import type { CurvePoint, FunnelResult, HistogramBin } from "../../engine/result.ts";
import { inReadingOrder } from "../reading.ts";
import { type Layer, area, dots, formula, line } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { axisHeight, labelsBelow, plane, plated } from "./plane.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";
import { niceTicks, shareLabel, shareTicks } from "./ticks.ts";
import { captionLayer, type TimeAxis, timeTicks } from "./time-axis.ts";

/** Of the goal: in order `any` that all of the stages were done. */
function goalOf(result: FunnelResult) {
  return (
    result.positions?.at(-1) ??
    inReadingOrder(result.stages, result).findLast((stage) => stage.optional !== true)
  );
}

/** The estimate of who has converted by when; undefined where there is none. */
export function estimateOf(result: FunnelResult): readonly CurvePoint[] | undefined {
  return goalOf(result)?.curve;
}

/** A place on the curve; the ends of its interval where it has one. */
interface CurveRow {
  readonly at: number;
  readonly share: number;
  readonly low?: number;
  readonly high?: number;
}

/** Each step where it is, up to the end of the axis. */
function estimatedRows(points: readonly CurvePoint[], axis: TimeAxis): CurveRow[] {
  const rowOf = ({ share, interval }: CurvePoint, seconds: number): CurveRow => ({
    at: axis.part(seconds),
    share,
    low: interval?.[0] ?? share,
    high: interval?.[1] ?? share,
  });
  const within = points.filter(({ seconds }) => seconds <= axis.last);
  const rows = within.flatMap((point, index) => {
    const before = within[index - 1];
    const own = rowOf(point, point.seconds);
    return before === undefined ? [own] : [rowOf(before, point.seconds), own];
  });
  const last = within.at(-1);
  const goesOn = within.length < points.length && last !== undefined;
  return goesOn ? [...rows, rowOf(last, axis.last)] : rows;
}

/** What is known so far, as if nobody were to come any more. */
function knownRows(bins: readonly HistogramBin[], entered: number, axis: TimeAxis): CurveRow[] {
  let sum = 0;
  return [
    { at: 0, share: 0 },
    ...bins.map(({ to, count }) => {
      sum += count;
      return { at: axis.part(to), share: entered === 0 ? 0 : sum / entered };
    }),
  ];
}

/**
 * The share of all who entered that has converted, by the time since the entry: as it is estimated, or,
 * where there is no such estimate, as the histogram counts.
 */
export function curvePart(
  scene: ChartScene,
  bins: readonly HistogramBin[],
  axis: TimeAxis,
  height: string,
  isAlone = false,
): ChartPart {
  const { result, messages, figures } = scene;
  const estimate = isAlone ? (goalOf(result)?.kaplan_meier ?? null) : null;
  const estimated = estimateOf(result);
  const rows =
    estimated === undefined
      ? knownRows(bins, result.entered, axis)
      : estimatedRows(estimated, axis);
  const most = Math.max(
    ...rows.map(({ share, high = share }) => high),
    estimate?.interval?.[1] ?? estimate?.share ?? 0,
  );
  const ticks = shareTicks(most * 1.05);
  const top = ticks.at(-1) ?? 1;
  const plan = plane({
    name: "curve",
    top: `top + ${estimate === null ? 1.9 : 3.3} * size`,
    height,
    ticks: ticks.map((each) => ({ at: each / top, label: shareLabel(each, figures) })),
    margin: isAlone ? [] : countLabels(bins, scene),
  });
  const dates = labelsBelow("curve", timeTicks(axis, scene), plan, plan.bottom);
  const label = figures.share(rows.at(-1)?.share ?? 0);
  const points = rows.map((row, index) => ({
    at: row.at,
    high: row.share / top,
    low: 0,
    run: 0,
    label: index === rows.length - 1 ? label : "",
    ems: widthInEms(label, true),
  }));
  const expected =
    estimate === null
      ? ""
      : messages.chart.expected(
          figures.withInterval(figures.share(estimate.share), estimate.interval),
        );
  const place = [formula("x", plan.x("at")), formula("y", plan.y("high"))];
  const band = rows.flatMap(({ at, low, high }) =>
    low === undefined || high === undefined
      ? []
      : [{ at, low: low / top, high: high / top, run: 0 }],
  );
  const layers: Layer[] = [
    captionLayer("curveCaption", "top + 0.5 * size"),
    plan.grid,
    ...(band.length === 0
      ? []
      : [
          {
            data: { name: "curveBand" },
            transform: [...place, formula("y2", plan.y("low"))],
            layer: [area("curveInterval", ["x", "y", "y2"], "run", { fill: "bar", opacity: 0.2 })],
          } satisfies Layer,
        ]),
    {
      data: { name: "curvePoints" },
      transform: [...place, formula("y2", plan.y("low"))],
      layer: [area("curveArea", ["x", "y", "y2"], "run", { fill: "bar", opacity: 0.12 })],
    },
    {
      data: { name: "curveSegments" },
      transform: [
        formula("x", plan.x("from")),
        formula("x2", plan.x("at")),
        formula("y", plan.y("before")),
        formula("y2", plan.y("high")),
      ],
      layer: [line("curve", ["x", "x2"], ["y", "y2"], "bar", 2)],
    },
    {
      data: { name: "curvePoints" },
      transform: [
        { filter: "datum.label !== ''" },
        ...place,
        formula("x2", "datum.x - 0.3 * size"),
        formula("x1", "datum.x2 - datum.ems * em"),
        formula("middle", "max(datum.y - 0.9 * size, top + 1.9 * size)"),
      ],
      layer: plated("curveEnd", "label", ["x1", "x2"], "middle", { colour: "ink", weight: 600 }),
    },
    ...(estimate === null
      ? []
      : [
          {
            data: { name: "curveExpected" },
            transform: [...place, formula("yLow", plan.y("low")), formula("yHigh", plan.y("top"))],
            layer: [
              line("expectedInterval", ["x", "x"], ["yLow", "yHigh"], "whisker", 1.5),
              dots("expected", ["x", "y"], 0.25, "paper"),
            ],
          } satisfies Layer,
        ]),
    ...(isAlone ? [dates.layer] : []),
  ];
  const [low, high] = estimate?.interval ?? [estimate?.share ?? 0, estimate?.share ?? 0];
  const { convertedByTime, estimatedByTime } = messages.chart;
  const caption = [estimated === undefined ? convertedByTime : estimatedByTime, expected].filter(
    (each) => each !== "",
  );
  return {
    params: [...plan.params],
    datasets: {
      ...plan.datasets,
      ...(isAlone ? dates.datasets : {}),
      curveCaption: caption.map((each, index) => ({ text: each, down: 1.4 * index })),
      ...(band.length === 0 ? {} : { curveBand: band }),
      curvePoints: points,
      curveSegments: points.slice(1).map((point, index) => ({
        from: points[index]?.at ?? 0,
        before: points[index]?.high ?? 0,
        at: point.at,
        high: point.high,
      })),
      ...(estimate === null
        ? {}
        : {
            curveExpected: [{ at: 1, high: estimate.share / top, low: low / top, top: high / top }],
          }),
    },
    layers,
    bottom: isAlone ? `${plan.bottom} + ${axisHeight} * size` : plan.bottom,
  };
}

function countLabels(bins: readonly HistogramBin[], { figures }: ChartScene): string[] {
  return countTicks(bins).map((each) => figures.count(each));
}

/** Of the highest bin. */
export function countTicks(bins: readonly HistogramBin[]): number[] {
  return niceTicks(Math.max(1, ...bins.map(({ count }) => count))).filter(Number.isInteger);
}
