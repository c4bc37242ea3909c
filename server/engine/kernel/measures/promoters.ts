import { compare, fraction, fromDecimal, type Fraction } from "../../statistics/fraction.ts";

/**
 * The Net Promoter Score, from −100 to 100: of 0 to 10, nine and ten are promoters, up to six detractors;
 * of other ends likewise, by how far along a mark lies. Marks beyond the ends are none and left out.
 * F. Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (2003).
 */
export function promoterScore(
  marks: Float64Array,
  low: number,
  high: number,
): { readonly value: Fraction | null; readonly n: number } {
  const promoting = along(low, high, 9n);
  const detracting = along(low, high, 6n);
  let promoters = 0;
  let detractors = 0;
  let all = 0;
  for (const mark of marks) {
    if (mark < low || mark > high) continue;
    all++;
    const exact = fromDecimal(mark);
    if (compare(exact, promoting) >= 0) promoters++;
    else if (compare(exact, detracting) <= 0) detractors++;
  }
  return { value: fraction(100 * (promoters - detractors), all), n: all };
}

/** So many tenths of the way from one end to the other. */
function along(low: number, high: number, tenths: bigint): Fraction {
  const from = fromDecimal(low);
  const to = fromDecimal(high);
  const a = from.numerator * to.denominator;
  const b = to.numerator * from.denominator;
  return {
    numerator: 10n * a + tenths * (b - a),
    denominator: 10n * from.denominator * to.denominator,
  };
}
