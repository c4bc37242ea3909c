import { gammaUpper } from "./incomplete-gamma.ts";

export interface GoodnessOfFit {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

/**
 * Karl Pearson's chi-square test (1900) of counts against the shares that they should have: the check of
 * an experiment's sample ratio. `weights` are positive, in any unit, one a count. Null without counts or
 * with fewer than two of them.
 */
export function goodnessOfFit(
  counts: readonly number[],
  weights: readonly number[],
): GoodnessOfFit | null {
  const all = total(counts);
  const degrees = counts.length - 1;
  if (all === 0 || degrees < 1) return null;
  const unit = all / total(weights);
  const statistic = counts.reduce((sum, count, i) => {
    const expected = unit * (weights[i] ?? 0);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return { statistic, degrees, p: gammaUpper(degrees / 2, statistic / 2) };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
