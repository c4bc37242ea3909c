import { betaLower } from "./incomplete-beta.ts";
import { tailsOf } from "./normal.ts";
import type { Ends } from "./proportion.ts";

/** What a comparison of means needs of a group: `variance` is that of a sample (÷ n − 1). */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

export interface MeanDifference {
  /** The first mean less the second. */
  readonly difference: number;
  readonly statistic: number;
  readonly degrees: number;
  /** Two-sided. */
  readonly p: number;
  /** Of the difference, 95 % if no other confidence is asked for. */
  readonly interval: Ends;
}

/** Sorts `values`, so that the last digits don't depend on their order. Null for fewer than two. */
export function sampleOf(values: Float64Array): Sample | null {
  const n = values.length;
  if (n < 2) return null;
  values.sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: squares / (n - 1) };
}

/**
 * B. L. Welch's t-test, "The Generalization of 'Student's' Problem when Several Different Population
 * Variances are Involved", Biometrika 34 (1947), 28–35: of two means, of groups that may vary
 * differently. Null where a group has fewer than two values, or none varies.
 */
export function welch(a: Sample, b: Sample, confidence = 0.95): MeanDifference | null {
  if (a.n < 2 || b.n < 2) return null;
  const first = a.variance / a.n;
  const second = b.variance / b.n;
  const variance = first + second;
  if (!(variance > 0)) return null;
  const difference = a.mean - b.mean;
  const error = Math.sqrt(variance);
  const statistic = difference / error;
  const degrees = 1 / ((first / variance) ** 2 / (a.n - 1) + (second / variance) ** 2 / (b.n - 1));
  const reach = studentPoint(degrees, confidence) * error;
  return {
    difference,
    statistic,
    degrees,
    p: studentTails(statistic, degrees),
    interval: [difference - reach, difference + reach],
  };
}

/** The chance that Student's t lies at least as far from 0 as `t`, on either side. */
export function studentTails(t: number, degrees: number): number {
  const square = t * t;
  const all = degrees + square;
  return betaLower(degrees / 2, 0.5, degrees / all, square / all);
}

/**
 * The point of Student's t between which and its negative lies that part, from 50 to 99.9 %, for `degrees`
 * ≥ 1: by bisection, to the last digits of a double.
 */
export function studentPoint(degrees: number, confidence = 0.95): number {
  const outside = tailsOf(confidence);
  let low = 0;
  let high = 1024;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTails(middle, degrees) > outside) low = middle;
    else high = middle;
  }
}
