import { Z_80, Z_95 } from "./normal.ts";

/**
 * Planning the comparison of two shares by a two-sided z-test, at 5 % if no other `z` is given: J. L. Fleiss, B. Levin and
 * M. C. Paik, "Statistical Methods for Rates and Proportions" (2003), § 4.2, without correction for
 * continuity. `power` is given as the normal distribution's point of it: `Z_80` for 80 %.
 */

/**
 * Actors that each of two groups of equal size needs for a difference between these shares to be found
 * that often; not rounded up. Infinity for equal shares.
 */
export function sampleSize(share: number, other: number, power = Z_80, z = Z_95): number {
  const reach = noise(share, other, 1, 1, power, z);
  return (reach / (share - other)) ** 2;
}

/**
 * The smallest rise above `share`, in the first group, that is found that often by groups of these
 * sizes; null where not even a rise to 1 is, or a group is empty.
 */
export function detectableRise(
  share: number,
  trials: number,
  otherTrials: number,
  power = Z_80,
  z = Z_95,
): number | null {
  if (trials === 0 || otherTrials === 0 || share >= 1) return null;
  const found = (rise: number): boolean =>
    rise >= noise(share, share + rise, trials, otherTrials, power, z);
  let low = 0;
  let high = 1 - share;
  if (!found(high)) return null;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (found(middle)) high = middle;
    else low = middle;
  }
}

/** The difference that is found with that power, if the noise is that between these shares. */
function noise(
  share: number,
  other: number,
  trials: number,
  otherTrials: number,
  power: number,
  z: number,
): number {
  const pooled = (trials * share + otherTrials * other) / (trials + otherTrials);
  const equal = pooled * (1 - pooled) * (1 / trials + 1 / otherTrials);
  const different = (share * (1 - share)) / trials + (other * (1 - other)) / otherTrials;
  return z * Math.sqrt(equal) + power * Math.sqrt(different);
}
