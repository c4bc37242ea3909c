/** Stands for 0 where it would be divided by. */
const TINY = 1e-300;

/** Differences of the last factor from 1 that doubles can't tell from rounding. */
const CLOSE = 2 ** -52;

/** Far more than the sizes that can be counted need: terms grow as the square root of the parameters. */
const MOST_TERMS = 1_000_000;

/**
 * a₁ / (b₁ + a₂ / (b₂ + …)), by the method of W. J. Lentz (1976) as modified by I. J. Thompson and
 * A. R. Barnett, "Coulomb and Bessel functions of complex arguments and order" (1986), § 4.
 * `numerator` and `denominator` are asked for the terms from 1 on.
 */
export function continuedFraction(
  numerator: (term: number) => number,
  denominator: (term: number) => number,
): number {
  let value = TINY;
  let upper = TINY;
  let lower = 0;
  for (let term = 1; term <= MOST_TERMS; term++) {
    const a = numerator(term);
    const b = denominator(term);
    lower = 1 / (b + a * lower || TINY);
    upper = b + a / upper || TINY;
    const factor = upper * lower;
    value *= factor;
    if (Math.abs(factor - 1) <= CLOSE) break;
  }
  return value;
}
