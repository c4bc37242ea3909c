/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Fraction } from "./fraction.ts";
import { select } from "./select.ts";

/**
 * The quantile at `numerator / denominator` of whole numbers, interpolated linearly between the two
 * values around position (n − 1) · p: type 7 of Hyndman & Fan, "Sample Quantiles in Statistical
 * Packages", The American Statistician 50 (1996). Exact; null without values. Reorders `values`.
 */
export function quantile(
  values: Float64Array,
  numerator: number,
  denominator: number,
): Fraction | null {
  const found = aroundQuantile(values, numerator, denominator);
  if (found === null) return null;
  const { low, next, part } = found;
  if (part === 0) return { numerator: BigInt(low), denominator: 1n };
  return {
    numerator: BigInt(low) * BigInt(denominator - part) + BigInt(next) * BigInt(part),
    denominator: BigInt(denominator),
  };
}

/**
 * The two values that a quantile lies between: it is `part / denominator` of the way from `low` to `next`.
 * With `part` 0 it is `low`, and there may be no next one (Infinity). Reorders `values`.
 */
export function aroundQuantile(
  values: Float64Array,
  numerator: number,
  denominator: number,
): { readonly low: number; readonly next: number; readonly part: number } | null {
  if (values.length === 0) return null;
  const position = (values.length - 1) * numerator;
  const part = position % denominator;
  const below = (position - part) / denominator;
  select(values, below);
  let next = Infinity;
  if (part !== 0)
    for (let i = below + 1; i < values.length; i++) if (values[i]! < next) next = values[i]!;
  return { low: values[below]!, next, part };
}
