import { gammaUpper } from "./incomplete-gamma.ts";

/** The 97.5 % point of the standard normal distribution: between −Z_95 and Z_95 lie 95 % of it. */
export const Z_95 = 1.959963984540054;

/** The 80 % point, for a power of 80 %. */
export const Z_80 = 0.8416212335729142;

/** The chance that a standard normal value lies at least as far from 0 as `z`, on either side. */
export function normalTails(z: number): number {
  return gammaUpper(0.5, (z * z) / 2);
}

/** What lies outside of an interval of that confidence, as the decimal that it is: 0.05 of 0.95. */
export function tailsOf(confidence: number): number {
  return Math.round((1 - confidence) * 1e9) / 1e9;
}

/**
 * The point of the standard normal distribution between which and its negative lies that part of it, from
 * 50 to 99.9 %: by bisection, to the last digits of a double.
 */
export function normalPoint(confidence: number): number {
  if (confidence === 0.95) return Z_95;
  const outside = tailsOf(confidence);
  let low = 0;
  let high = 8;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (normalTails(middle) > outside) low = middle;
    else high = middle;
  }
}
