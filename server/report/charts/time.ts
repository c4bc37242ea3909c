import type { DurationFigures, HistogramBin } from "../../engine/result.ts";
import { inReadingOrder } from "../reading.ts";
import { barRowsPart } from "./bar-rows.ts";
import { type Layer, area, box, dots, formula, line, target, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import { type Tick, axisHeight, labelsBelow, plane, plated } from "./plane.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";
import { durationTicks, niceTicks, shareLabel, shareTicks } from "./ticks.ts";

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
  const axis = timeAxis(bins);
  return [curvePart(scene, bins, axis, "clamp(0.36 * width, 9 * size, 22 * size)", true)];
}

interface TimeAxis {
  readonly part: (seconds: number) => number;
  /** A tail is drawn as one bin more, however long it is. */
  readonly tailFrom: number | undefined;
  /** Where the even bins end. */
  readonly end: number;
}

function timeAxis(bins: readonly HistogramBin[]): TimeAxis {
  const width = (bins[0]?.to ?? 1) - (bins[0]?.from ?? 0);
  const last = bins.at(-1);
  const hasTail = last !== undefined && last.to - last.from > width * 1.5;
  const even = hasTail ? bins.length - 1 : bins.length;
  const end = even * width;
  return {
    part: (seconds) => {
      if (!hasTail || seconds <= end) return Math.min(1, seconds / (bins.length * width));
      const into = last.to > end ? Math.min(1, (seconds - end) / (last.to - end)) : 0;
      return (even + into) / bins.length;
    },
    tailFrom: hasTail ? end : undefined,
    end,
  };
}

function timeTicks({ part, end, tailFrom }: TimeAxis, { figures, messages }: ChartScene): Tick[] {
  const ticks = durationTicks(end).filter((each) => tailFrom === undefined || each < end);
  return [
    ...ticks.map((each) => ({ at: part(each), label: each === 0 ? "0" : figures.duration(each) })),
    ...(tailFrom === undefined
      ? []
      : [{ at: part(tailFrom), label: messages.chart.andMore(figures.duration(tailFrom)) }]),
  ];
}

function curvePart(
  scene: ChartScene,
  bins: readonly HistogramBin[],
  axis: TimeAxis,
  height: string,
  isAlone = false,
): ChartPart {
  const { result, messages, figures } = scene;
  const goal = inReadingOrder(result.stages, result).findLast((stage) => stage.optional !== true);
  const estimate = isAlone ? (goal?.kaplan_meier ?? null) : null;
  let sum = 0;
  const rows = [
    { at: 0, share: 0 },
    ...bins.map(({ to, count }) => {
      sum += count;
      return { at: axis.part(to), share: result.entered === 0 ? 0 : sum / result.entered };
    }),
  ];
  const most = Math.max(rows.at(-1)?.share ?? 0, estimate?.interval?.[1] ?? estimate?.share ?? 0);
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
  const label = figures.shareOf(sum, result.entered);
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
  const layers: Layer[] = [
    captionLayer("curveCaption", "top + 0.5 * size"),
    plan.grid,
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
              dots("expected", ["x", "y"], 0.25, "background"),
            ],
          } satisfies Layer,
        ]),
    ...(isAlone ? [dates.layer] : []),
  ];
  const [low, high] = estimate?.interval ?? [estimate?.share ?? 0, estimate?.share ?? 0];
  const caption = [messages.chart.convertedByTime, expected].filter((each) => each !== "");
  return {
    params: [...plan.params],
    datasets: {
      ...plan.datasets,
      ...(isAlone ? dates.datasets : {}),
      curveCaption: caption.map((each, index) => ({ text: each, down: 1.4 * index })),
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

function countTicks(bins: readonly HistogramBin[]): number[] {
  return niceTicks(Math.max(1, ...bins.map(({ count }) => count))).filter(Number.isInteger);
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

function captionLayer(name: string, middle: string): Layer {
  return {
    data: { name },
    transform: [formula("x", "0"), formula("middle", `${middle} + datum.down * size`)],
    layer: [
      text(`${name}Text`, "text", ["x", "middle"], {
        colour: "muted",
        scale: 0.92,
        limit: "width",
      }),
    ],
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
