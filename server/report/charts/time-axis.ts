import type { HistogramBin } from "../../engine/result.ts";
import { type Layer, formula, text } from "./marks.ts";
import type { Tick } from "./plane.ts";
import type { ChartScene } from "./scene.ts";
import { durationTicks } from "./ticks.ts";

/** Times since the entry, in seconds. */
export interface TimeAxis {
  readonly part: (seconds: number) => number;
  /** A tail is drawn as one bin more, however long it is. */
  readonly tailFrom: number | undefined;
  /** Where the even bins end. */
  readonly end: number;
  /** Where all ends. */
  readonly last: number;
}

/** As long as a histogram. */
export function timeAxis(bins: readonly HistogramBin[]): TimeAxis {
  const width = (bins[0]?.to ?? 1) - (bins[0]?.from ?? 0);
  const last = bins.at(-1);
  const hasTail = last !== undefined && last.to - last.from > width * 1.5;
  // A histogram of one bin begins with it; the axis begins at 0 all the same.
  const end = (hasTail ? last.from : last?.to) ?? 0;
  const even = Math.round(end / width);
  const count = hasTail ? even + 1 : even;
  return {
    part: (seconds) => {
      if (!hasTail || seconds <= end) return Math.min(1, seconds / (count * width));
      const into = last.to > end ? Math.min(1, (seconds - end) / (last.to - end)) : 0;
      return (even + into) / count;
    },
    tailFrom: hasTail ? end : undefined,
    end,
    last: last?.to ?? end,
  };
}

/** Up to one time. */
export function evenAxis(end: number): TimeAxis {
  return { part: (seconds) => Math.min(1, seconds / end), tailFrom: undefined, end, last: end };
}

export function timeTicks(
  { part, end, tailFrom }: TimeAxis,
  { figures, messages }: ChartScene,
): Tick[] {
  const all = durationTicks(end);
  const step = all[1] ?? end;
  // The label of the tail needs room before it.
  const ticks = all.filter((each) => tailFrom === undefined || each === 0 || each <= end - step);
  return [
    ...ticks.map((each) => ({ at: part(each), label: each === 0 ? "0" : figures.duration(each) })),
    ...(tailFrom === undefined
      ? []
      : [{ at: part(tailFrom), label: messages.chart.andMore(figures.duration(tailFrom)) }]),
  ];
}

/** What a plane shows, above it. */
export function captionLayer(name: string, middle: string): Layer {
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
