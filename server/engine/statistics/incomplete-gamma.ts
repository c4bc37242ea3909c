import { continuedFraction } from "./continued-fraction.ts";
import { poissonTerm } from "./saddle-point.ts";

/**
 * The upper incomplete gamma function, regularised: Q(a, x) = Γ(a, x) / Γ(a), for a > 0 and x ≥ 0. By
 * the series of M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 6.5.29, and
 * the continued fraction 6.5.31. Tails keep their relative precision, to 10⁻¹² at the least.
 */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  if (x < a + 1) return 1 - poissonTerm(a, x) * series(a, x);
  const fraction = continuedFraction(
    (term) => (term === 1 ? 1 : (term - 1) * (a - term + 1)),
    (term) => x - a + 2 * term - 1,
  );
  return a * poissonTerm(a, x) * fraction;
}

/** 1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + … */
function series(a: number, x: number): number {
  let sum = 1;
  let part = 1;
  for (let divisor = a + 1; part > sum * Number.EPSILON; divisor++) {
    part *= x / divisor;
    sum += part;
  }
  return sum;
}
