/**
 * Exact rational numbers. Every share and every mean of times is one; computing with them until the
 * last moment means that a result is rounded once, and that `0.1 + 0.2 = 0.3` holds.
 * The denominator is positive; the fraction need not be in lowest terms.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `numerator / denominator`, both whole; null for a denominator of 0. */
export function fraction(
  numerator: number | bigint,
  denominator: number | bigint,
): Fraction | null {
  const below = BigInt(denominator);
  if (below === 0n) return null;
  const above = BigInt(numerator);
  return below > 0n
    ? { numerator: above, denominator: below }
    : { numerator: -above, denominator: -below };
}

export function whole(value: number | bigint): Fraction {
  return { numerator: BigInt(value), denominator: 1n };
}

/**
 * The decimal number that somebody wrote: 0.2 is one fifth, not the double beside it. Fractional
 * values are taken at 15 significant digits, which every decimal literal of that length survives,
 * even where a division by 100 (a percent sign) left it one unit off in the last place.
 */
export function fromDecimal(value: number): Fraction {
  if (Number.isInteger(value)) return whole(value);
  const [mantissa = "0", exponent = "0"] = value.toPrecision(15).split("e");
  const [before = "0", after = ""] = mantissa.split(".");
  const digits = BigInt(before + after);
  const power = Number(exponent) - after.length;
  return power >= 0
    ? whole(digits * 10n ** BigInt(power))
    : { numerator: digits, denominator: 10n ** BigInt(-power) };
}

export function add(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function negate(operand: Fraction): Fraction {
  return { numerator: -operand.numerator, denominator: operand.denominator };
}

export function subtract(left: Fraction, right: Fraction): Fraction {
  return add(left, negate(right));
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

/** Null where the divisor is 0. */
export function divide(left: Fraction, right: Fraction): Fraction | null {
  return fraction(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** Negative, 0 or positive, as `left` is less than, equal to or greater than `right`. */
export function compare(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounded once to that many decimals, halves away from zero. */
export function round(value: Fraction, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const size = (value.numerator < 0n ? -value.numerator : value.numerator) * scale;
  const units = (2n * size + value.denominator) / (2n * value.denominator);
  // Division of two exact whole numbers gives the double nearest to the decimal; larger ones aren't exact.
  if (units <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return Number(value.numerator < 0n ? -units : units) / Number(scale);
  }
  const sign = value.numerator < 0n ? "-" : "";
  return Number(`${sign}${units / scale}.${String(units % scale).padStart(decimals, "0")}`);
}
