import { continuedFraction } from "./continued-fraction.ts";
import { binomialTerm } from "./saddle-point.ts";

/**
 * The incomplete beta function, regularised: I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1; `rest` is 1 − x,
 * given as it was computed so that the upper end loses nothing. By the continued fraction of
 * A. R. DiDonato and A. H. Morris, "Significant Digit Computation of the Incomplete Beta Function
 * Ratios", ACM Transactions on Mathematical Software 18 (1992), 360–373, formula 9. Lower tails keep
 * their relative precision, to 10⁻¹² at the least for parameters up to 10⁶.
 */
export function betaLower(a: number, b: number, x: number, rest = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  return a * rest >= b * x ? tail(a, b, x, rest) : 1 - tail(b, a, rest, x);
}

/** For x up to the mean: beyond it the fraction converges slowly, but the other tail's doesn't. */
function tail(a: number, b: number, x: number, rest: number): number {
  const distance = a * rest - b * x;
  const fraction = continuedFraction(
    (term) => {
      const m = term - 1;
      if (m === 0) return 1;
      const below = (a + 2 * m - 1) / x;
      return (((a + m - 1) / below) * (a + b + m - 1) * m * (b - m)) / below;
    },
    (term) => {
      const m = term - 1;
      return (
        m +
        (m === 0 ? 0 : (m * (b - m) * x) / (a + 2 * m - 1)) +
        ((a + m) / (a + 2 * m + 1)) * (distance + 1 + m * (1 + rest))
      );
    },
  );
  return ((a * b) / (a + b)) * binomialTerm(a, b, x, rest) * fraction;
}
