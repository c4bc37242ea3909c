import type { DurationFigures, HistogramBin } from "../result.ts";
import { fraction, round, type Fraction } from "../statistics/fraction.ts";
import { quantile } from "../statistics/quantile.ts";
import { exactSum } from "../statistics/sum.ts";

/** Exact figures of times, in microseconds. */
export interface ExactDurations {
  readonly median: Fraction;
  readonly average: Fraction;
  readonly p90: Fraction;
}

const MICROSECONDS = 1_000_000n;

/** Of whole microseconds; null without any. Reorders `times`. */
export function summariseDurations(times: Float64Array): ExactDurations | null {
  const median = quantile(times, 1, 2);
  const p90 = quantile(times, 9, 10);
  const average = fraction(exactSum(times), times.length);
  return median && p90 && average && { median, average, p90 };
}

export function inSeconds(microseconds: Fraction): Fraction {
  return { ...microseconds, denominator: microseconds.denominator * MICROSECONDS };
}

/** In seconds, rounded to six decimals. */
export function durationFigures(
  durations: ExactDurations | null,
  histogram?: readonly HistogramBin[],
): DurationFigures | null {
  return (
    durations && {
      median: round(inSeconds(durations.median), 6),
      average: round(inSeconds(durations.average), 6),
      p90: round(inSeconds(durations.p90), 6),
      ...(histogram === undefined ? {} : { histogram }),
    }
  );
}
