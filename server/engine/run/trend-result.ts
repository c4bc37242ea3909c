import type { TrendExpectation, TrendModel } from "../../../language/index.ts";
import { forecaster, isMature } from "../kernel/forecast.ts";
import { share, shareInterval } from "../kernel/shares.ts";
import type { PointFigures, PointSpec } from "../kernel/trend.ts";
import { isoTime } from "../plan/time.ts";
import type { ExpectationResult, ForecastResult, TrendPoint } from "../result.ts";
import type { TrendPeriods } from "./trend.ts";

/** The points of a trend, without their measures. */
export function trendPoints(
  points: readonly PointFigures[],
  { bounds, partial }: TrendPeriods,
): TrendPoint[] {
  return points.map(({ figures: { entered, converted }, immature }, index): TrendPoint => ({
    start: isoTime(bounds[index] ?? 0),
    entered,
    converted,
    conversion: share(converted, entered),
    interval: shareInterval(converted, entered),
    ...(immature === undefined ? {} : { immature }),
    partial: partial[index] === true,
  }));
}

/** Of a funnel without actors. */
export function withoutActors(pairs: PointSpec["pairs"] = []): PointFigures {
  return {
    figures: { entered: 0, converted: 0, stages: [] },
    pairs: pairs.map((pair) => ({ ...pair, reachedFrom: 0, reachedBoth: 0, microseconds: null })),
  };
}

export function forecastResult(
  points: readonly TrendPoint[],
  interval: TrendModel["interval"],
  ahead: readonly number[],
): ForecastResult {
  const found = forecaster(points, interval);
  if (found === undefined) {
    const method = "seasonal exponential smoothing";
    return { method, back_test: null, points: [], reason: "too_few_points" };
  }
  return {
    method: found.method,
    back_test: found.backTest,
    points: ahead.map((start, index) => ({ start: isoTime(start), ...found.predict(index + 1) })),
  };
}

/** Whether the last point that is over lies in the 95 % interval that is forecast from those before it. */
export function judgeTrend(
  { line, text, otherwise }: TrendExpectation,
  points: readonly TrendPoint[],
  interval: TrendModel["interval"],
): ExpectationResult {
  const last = points.findLastIndex(isMature);
  const actual = points[last]?.conversion ?? null;
  const expected = forecaster(points.slice(0, Math.max(0, last)), interval)?.predict(1);
  const [low, high] = expected?.interval_95 ?? [0, 0];
  const isKnown = actual !== null && expected !== undefined;
  return {
    line: line + 1,
    text,
    actual,
    expected: expected?.conversion ?? null,
    unit: "share",
    status: isKnown ? (low <= actual && actual <= high ? "pass" : "fail") : "unknown",
    ...(otherwise === "warn" ? { otherwise } : {}),
  };
}
