/**
 * The two parts of which C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000),
 * builds probabilities: the error of Stirling's formula and the deviance. Products of huge and tiny
 * factors, such as x^a e^−x / Γ(a+1), keep their relative precision so; by logarithms of Γ they lose as
 * many digits as the logarithm has before the point.
 */

const HALF_LOG_2_PI = 0.918_938_533_204_672_8;

/** From here on the series below is exact to the last digits of a double. */
const LARGE = 16;

/** ln Γ(n+1) − ((n + ½) ln n − n + ½ ln 2π), for n > 0. */
export function stirlingError(n: number): number {
  let shifted = n;
  let error = 0;
  for (; shifted < LARGE; shifted++) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const square = 1 / (shifted * shifted);
  const series =
    1 / 12 -
    square *
      (1 / 360 -
        square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360_360))));
  return error + series / shifted;
}

/** x ln(x / mean) + mean − x, for x ≥ 0 and mean > 0: without cancellation where both are close. */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = (x - mean) / (x + mean);
  const square = ratio * ratio;
  let sum = (x - mean) * ratio;
  let power = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= square;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** x^a e^−x / Γ(a + 1), for a > 0 and x ≥ 0; for whole a the chance of a of a Poisson variable. */
export function poissonTerm(a: number, x: number): number {
  if (x === 0) return 0;
  return Math.exp(-stirlingError(a) - deviance(a, x) - HALF_LOG_2_PI) / Math.sqrt(a);
}

/**
 * Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) · p^a q^b, for a, b > 0 and p + q = 1; for whole ones the chance
 * of a successes among a + b trials.
 */
export function binomialTerm(a: number, b: number, p: number, q: number): number {
  if (p === 0 || q === 0) return 0;
  const all = a + b;
  const exponent =
    stirlingError(all) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, all * p) -
    deviance(b, all * q) -
    HALF_LOG_2_PI;
  return Math.exp(exponent) * Math.sqrt(all / a / b);
}
