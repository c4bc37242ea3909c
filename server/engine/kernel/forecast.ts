import type { ForecastResult, TrendPoint } from "../result.ts";
import { Z_95 } from "../statistics/normal.ts";
import { oneStep, smooth } from "../statistics/smoothing.ts";
import { roundEnd } from "./shares.ts";

/** The 90 % point of the standard normal distribution: between −Z and Z lie 80 % of it. */
const Z_80 = 1.2815515655446004;

/** Without a season, and with one at least twice as long as that. */
const LEAST = 8;

/** How many points a season has. A year of weeks needs two years; with fewer it is left out. */
const SEASONS = { hourly: 24, daily: 7, weekly: 52, monthly: 12 } as const;
export type Interval = keyof typeof SEASONS;

/** What a forecast needs of a point. */
export type PastPoint = Pick<TrendPoint, "entered" | "converted" | "partial" | "immature">;

/** All of the point's time is over and read, and nobody who entered in it may still convert. */
export function isMature({ partial, immature = 0 }: PastPoint): boolean {
  return !partial && immature === 0;
}

export interface Predicted {
  readonly conversion: number;
  readonly interval_80: readonly [number, number];
  readonly interval_95: readonly [number, number];
}

/** The conversion of points to come. */
export interface Forecaster {
  readonly method: string;
  readonly backTest: ForecastResult["back_test"];
  /** Of the point so many places behind the last one that was given. */
  predict(steps: number): Predicted;
}

/**
 * Exponential smoothing on the logit of the mature points' conversions, with a season where the past is
 * two of them long; the others are as if missing. Undefined with fewer than two seasons (weeks: without
 * one then) or eight mature points. A share is taken with half an actor more on either side, so that 0 and 1 have
 * a logit.
 */
export function forecaster(
  points: readonly PastPoint[],
  interval: Interval,
): Forecaster | undefined {
  const first = points.findIndex(isMature);
  const past = points.slice(first, points.findLastIndex(isMature) + 1);
  const known = past.filter((point) => isMature(point) && point.entered > 0).length;
  if (first < 0 || known < LEAST) return undefined;
  const whole = SEASONS[interval];
  const isSeasonal = past.length >= 2 * whole;
  if (!isSeasonal && interval !== "weekly") return undefined;
  const season = isSeasonal ? whole : 1;
  const values = past.map((point) => (isMature(point) ? logit(point) : NaN));
  const fitted = smooth(values, season);
  if (fitted.variance === null) return undefined;
  const behind = points.length - first - past.length;
  return {
    method: isSeasonal ? `seasonal exponential smoothing (${season})` : "exponential smoothing",
    backTest: backTest(past, values, season),
    predict(steps) {
      const { mean, variance } = fitted.forecast(behind + steps);
      const deviation = Math.sqrt(variance);
      const ends = (z: number): readonly [number, number] => [
        roundEnd(logistic(mean - z * deviation)),
        roundEnd(logistic(mean + z * deviation)),
      ];
      return {
        conversion: roundEnd(logistic(mean)),
        interval_80: ends(Z_80),
        interval_95: ends(Z_95),
      };
    },
  };
}

/**
 * The mean absolute error of the last quarter of the past, each point forecast from those before it, with
 * a smoothing that is learned from what lies before all of them.
 */
function backTest(
  past: readonly PastPoint[],
  values: readonly number[],
  season: number,
): ForecastResult["back_test"] {
  const least = season > 1 ? Math.max(2 * season, LEAST) : LEAST;
  const from = past.length - Math.min(Math.floor(past.length / 4), past.length - least);
  const errors = oneStep(values, season, from).flatMap((expected, index) => {
    const point = past[from + index];
    if (point === undefined || !isMature(point) || point.entered === 0) return [];
    return [Math.abs(point.converted / point.entered - logistic(expected))];
  });
  if (errors.length === 0) return null;
  const sum = errors.reduce((total, error) => total + error, 0);
  return { error: roundEnd(sum / errors.length), points: errors.length };
}

/** NaN for a point without entries: it says nothing. */
function logit({ entered, converted }: PastPoint): number {
  return entered === 0 ? NaN : Math.log((converted + 0.5) / (entered - converted + 0.5));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
