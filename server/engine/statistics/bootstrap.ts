/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { tailsOf } from "./normal.ts";
import type { Ends } from "./proportion.ts";
import { createRandom, type Random } from "./random.ts";

export interface MedianDifference {
  /** The first median less the second. */
  readonly difference: number;
  readonly interval: Ends;
  /** Two-sided. */
  readonly p: number;
}

const RESAMPLES = 2000;
const SEED = 1979;

/**
 * The difference of two medians and its percentile interval: B. Efron, "Bootstrap Methods: Another Look at
 * the Jackknife", The Annals of Statistics 7 (1979), 1–26; from 2,000 resamples of each group, the same
 * ones each time. The p-value is twice the smaller share of resampled differences on either side of 0,
 * each side counting the sample itself (A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their
 * Application" (1997), § 4.2.5). Null where a group has fewer than two values. Sorts the arrays.
 */
export function compareMedians(
  a: Float64Array,
  b: Float64Array,
  confidence = 0.95,
): MedianDifference | null {
  if (a.length < 2 || b.length < 2) return null;
  a.sort();
  b.sort();
  const random = createRandom(SEED);
  const differences = new Float64Array(RESAMPLES);
  let below = 1;
  let above = 1;
  for (let i = 0; i < RESAMPLES; i++) {
    const difference = resampledMedian(a, random) - resampledMedian(b, random);
    differences[i] = difference;
    if (difference <= 0) below++;
    if (difference >= 0) above++;
  }
  differences.sort();
  const tail = tailsOf(confidence) / 2;
  return {
    difference: medianOf(a) - medianOf(b),
    interval: [pointAt(differences, tail), pointAt(differences, 1 - tail)],
    p: Math.min(1, (2 * Math.min(below, above)) / (RESAMPLES + 1)),
  };
}

/**
 * The median of as many values drawn from these with replacement, without drawing them: a resample is
 * what n uniform numbers point at, so its k-th value is where their k-th one points, which has the
 * distribution Beta(k, n − k + 1); given that, the next one is the least of the n − k left above it.
 */
function resampledMedian(sorted: Float64Array, random: Random): number {
  const n = sorted.length;
  const k = (n + 1) >> 1;
  const left = random.gamma(k);
  const at = left / (left + random.gamma(n - k + 1));
  const value = valueAt(sorted, at);
  if (n % 2 === 1) return value;
  const next = 1 - (1 - at) * random.uniform() ** (1 / (n - k));
  return (value + valueAt(sorted, next)) / 2;
}

function valueAt(sorted: Float64Array, place: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(place * sorted.length))]!;
}

function medianOf(sorted: Float64Array): number {
  return pointAt(sorted, 0.5);
}

/** The quantile of type 7, see `quantile.ts`. */
function pointAt(sorted: Float64Array, part: number): number {
  const position = (sorted.length - 1) * part;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}
