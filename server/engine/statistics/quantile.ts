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
  if (values.length === 0) return null;
  const position = (values.length - 1) * numerator;
  const part = position % denominator;
  const below = (position - part) / denominator;
  select(values, below);
  const low = BigInt(values[below]!);
  if (part === 0) return { numerator: low, denominator: 1n };
  let next = Infinity;
  for (let i = below + 1; i < values.length; i++) if (values[i]! < next) next = values[i]!;
  return {
    numerator: low * BigInt(denominator - part) + BigInt(next) * BigInt(part),
    denominator: BigInt(denominator),
  };
}
