import { fisherExact } from "./fisher.ts";
import { normalTails, Z_95 } from "./normal.ts";
import type { Ends, Proportion } from "./proportion.ts";
import { wilson } from "./wilson.ts";

/** Expected counts below this are too small for the normal distribution. */
const SMALL_EXPECTED = 5;

/**
 * The 95 % interval of `a − b`, or that of another `z` (`normalPoint`): R. G. Newcombe, "Interval Estimation for the Difference Between
 * Independent Proportions", Statistics in Medicine 17 (1998), 873–890, method 10 (by the score
 * intervals of both, without correction for continuity). Null where one has no trials.
 */
export function newcombe(a: Proportion, b: Proportion, z = Z_95): Ends | null {
  const first = wilson(a.successes, a.trials, z);
  const second = wilson(b.successes, b.trials, z);
  if (!first || !second) return null;
  const share = a.successes / a.trials;
  const other = b.successes / b.trials;
  const difference = share - other;
  return [
    difference - Math.hypot(share - first[0], second[1] - other),
    difference + Math.hypot(first[1] - share, other - second[0]),
  ];
}

/**
 * The two-sided p-value of "both shares are equal" by the z-test with the pooled share, without
 * correction for continuity. 1 where nobody or everybody succeeded; null where one has no trials.
 */
export function pooledZ(a: Proportion, b: Proportion): number | null {
  if (a.trials === 0 || b.trials === 0) return null;
  const all = a.trials + b.trials;
  const successes = a.successes + b.successes;
  if (successes === 0 || successes === all) return 1;
  const cross = a.successes * b.trials - b.successes * a.trials;
  return normalTails(
    (Math.abs(cross) / Math.sqrt(a.trials * b.trials)) *
      Math.sqrt(all / (successes * (all - successes))),
  );
}

/**
 * The two-sided p-value of "both shares are equal": of the pooled z-test, or of Fisher's exact test
 * where one of the four expected counts is below 5. Null where one has no trials.
 */
export function compareProportions(a: Proportion, b: Proportion): number | null {
  if (a.trials === 0 || b.trials === 0) return null;
  const all = a.trials + b.trials;
  const successes = a.successes + b.successes;
  const least = Math.min(a.trials, b.trials) * Math.min(successes, all - successes);
  return least < SMALL_EXPECTED * all ? fisherExact(a, b) : pooledZ(a, b);
}

/**
 * The relative lift `a / b − 1` and its 95 % interval on the scale of logarithms: D. Katz et al.,
 * "Obtaining Confidence Intervals for the Risk Ratio in Cohort Studies", Biometrics 34 (1978), 469–474.
 * The lift is missing where b's share is 0 or has no trials, the interval also where a's is.
 */
export function relativeLift(
  a: Proportion,
  b: Proportion,
  z = Z_95,
): { readonly lift: number; readonly interval: Ends | null } | null {
  if (a.trials === 0 || b.trials === 0 || b.successes === 0) return null;
  const ratio = (a.successes / a.trials) * (b.trials / b.successes);
  if (a.successes === 0) return { lift: -1, interval: null };
  const variance = failureOdds(a) + failureOdds(b);
  const reach = Math.exp(z * Math.sqrt(variance));
  return { lift: ratio - 1, interval: [ratio / reach - 1, ratio * reach - 1] };
}

/** 1 / successes − 1 / trials. */
function failureOdds({ successes, trials }: Proportion): number {
  return (trials - successes) / (successes * trials);
}
