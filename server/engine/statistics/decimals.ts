/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { add, fraction, fromDecimal, multiply, type Fraction } from "./fraction.ts";
import { aroundQuantile } from "./quantile.ts";

/**
 * Numbers of rows were written by people and machines as decimals; a double holds the nearest one. So
 * each is taken for the decimal with at most 15 significant digits that it stands for (a whole number for
 * itself, see `fromDecimal`), and all sums are exact: the same whatever the order of the rows, and 0.1 + 0.2 is 0.3.
 */
const SCALE = 1_000_000;
/** Scaled numbers up to here have no more than 15 digits. */
const DIGITS = 1e15;

/** The exact sum of decimals; 0 of none. */
export function decimalSum(values: Float64Array): Fraction {
  let total = 0n;
  let partial = 0;
  /** By denominator, a power of ten: the numerators of what has more than six decimals, or is huge. */
  const others = new Map<bigint, bigint>();
  for (const value of values) {
    const scaled = Math.round(value * SCALE);
    // A division of whole numbers gives the double nearest to the decimal: this one, or it isn't that decimal.
    if (Math.abs(scaled) < DIGITS && scaled / SCALE === value) {
      partial += scaled;
      if (Math.abs(partial) < DIGITS) continue;
      total += BigInt(partial);
      partial = 0;
    } else {
      const { numerator, denominator } = fromDecimal(value);
      others.set(denominator, (others.get(denominator) ?? 0n) + numerator);
    }
  }
  let sum: Fraction = { numerator: total + BigInt(partial), denominator: BigInt(SCALE) };
  for (const [denominator, numerator] of others) sum = add(sum, { numerator, denominator });
  return sum;
}

/** Null without values. */
export function decimalMean(values: Float64Array): Fraction | null {
  const { numerator, denominator } = decimalSum(values);
  return fraction(numerator, denominator * BigInt(values.length));
}

/** The least (`min`) or greatest value; null without values. */
export function decimalExtreme(values: Float64Array, end: "min" | "max"): Fraction | null {
  if (values.length === 0) return null;
  let found = values[0]!;
  for (const value of values) if (end === "min" ? value < found : value > found) found = value;
  return fromDecimal(found);
}

/** As `quantile`, of decimals. Reorders `values`. */
export function decimalQuantile(
  values: Float64Array,
  numerator: number,
  denominator: number,
): Fraction | null {
  const found = aroundQuantile(values, numerator, denominator);
  if (found === null) return null;
  const { next, part } = found;
  const low = fromDecimal(found.low);
  if (part === 0) return low;
  const weight = (of: number): Fraction => ({
    numerator: BigInt(of),
    denominator: BigInt(denominator),
  });
  return add(multiply(low, weight(denominator - part)), multiply(fromDecimal(next), weight(part)));
}
