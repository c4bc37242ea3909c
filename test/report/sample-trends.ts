import type { TrendModel } from "../../language/index.ts";
import type { FunnelResult, TrendPoint } from "../../server/engine/result.ts";
import { type Sample, sampleResult, signup } from "./sample-results.ts";

/** Trends that a drawing must survive, by name. */

const day = 86_400_000;
const from = Date.parse("2026-01-05T00:00:00Z");

export interface TrendOptions {
  readonly interval?: TrendModel["interval"];
  readonly ahead?: number;
  readonly notes?: readonly (readonly [local: string, text: string])[];
}

export function trended(
  counts: readonly (readonly [entered: number, converted: number, open?: number])[],
  { interval = "weekly", ahead = 0, notes = [] }: TrendOptions = {},
): Sample {
  const step = { hourly: day / 24, daily: day, weekly: 7 * day, monthly: 30 * day }[interval];
  const start = (index: number): string => new Date(from + index * step).toISOString();
  const trend = counts.map(([entered, converted, immature = 0], index): TrendPoint => {
    const share = entered === 0 ? null : converted / entered;
    const half = entered === 0 ? 0 : 1 / Math.sqrt(entered);
    return {
      start: start(index),
      entered,
      converted,
      conversion: share,
      interval: share === null ? null : [Math.max(0, share - half), Math.min(1, share + half)],
      immature,
      partial: index === counts.length - 1 && counts.length > 1,
    };
  });
  const forecast: FunnelResult["forecast"] = {
    method: "exponential smoothing",
    back_test: { error: 0.012, points: 4 },
    points: Array.from({ length: ahead }, (_, index) => ({
      start: start(counts.length + index),
      conversion: 0.3,
      interval_80: [0.28 - index * 0.01, 0.32 + index * 0.01],
      interval_95: [0.27 - index * 0.015, 0.33 + index * 0.015],
    })),
  };
  return sampleResult(signup, {
    result: { trend, ...(ahead === 0 ? {} : { forecast }) },
    model: {
      trend: { interval, span: { start: 0, end: 0 } },
      chart: "trend",
      notes: notes.map(([local, text]) => ({
        at: { local: `${local}T00:00:00.000000` },
        text,
        span: { start: 0, end: 0 },
      })),
    },
  });
}

const weeks: readonly (readonly [number, number, number?])[] = [
  [900, 250],
  [940, 268],
  [1010, 280],
  [0, 0],
  [980, 300],
  [1100, 330],
  [1080, 310],
  [1150, 360],
  [1204, 380],
  [1180, 371],
  [1100, 300, 120],
  [420, 60, 300],
];

export const trends = {
  "a trend with a forecast and notes": () =>
    trended(weeks, {
      ahead: 4,
      notes: [
        ["2026-02-10", "New prices"],
        ["2026-03-20", "A campaign on television, on the radio and in the papers of the country"],
      ],
    }),
  "a trend of many notes": () =>
    trended(weeks, {
      notes: [5, 6, 12, 13, 14, 25].map((date) => [
        `2026-02-${String(date).padStart(2, "0")}`,
        `Release ${date}`,
      ]),
    }),
  "a trend of one point": () => trended([[40, 10]], { interval: "monthly" }),
  "a trend of nobody": () =>
    trended([
      [0, 0],
      [0, 0],
    ]),
  "a trend of everybody": () =>
    trended([
      [1_000_000_000, 1_000_000_000],
      [900_000_000, 900_000_000],
      [800_000_000, 800_000_000],
    ]),
  "a trend of 200 hours": () =>
    trended(
      Array.from({ length: 200 }, (_, hour) => [
        60 + ((hour * 37) % 90),
        1 + ((hour * 17) % 9),
        hour > 190 ? 5 : 0,
      ]),
      { interval: "hourly" },
    ),
} satisfies Record<string, () => Sample>;
