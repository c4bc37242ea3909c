import { Z_95 } from "./normal.ts";

/**
 * The 95 % score interval of a proportion, without correction for continuity: E. B. Wilson, "Probable
 * Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), 209–212. The shares
 * p for which |successes / trials − p| is at most `z` standard errors at p. Unrounded; null without
 * trials. Another `z` (`normalPoint`) has another confidence. At no successes the lower end is exactly 0, at nothing but successes the upper one exactly 1.
 */
export function wilson(
  successes: number,
  trials: number,
  z = Z_95,
): readonly [low: number, high: number] | null {
  if (trials === 0) return null;
  const failures = trials - successes;
  const centre = 2 * successes + z * z;
  const reach = z * Math.sqrt(z * z + (4 * successes * failures) / trials);
  const width = 2 * (trials + z * z);
  return [
    successes === 0 ? 0 : (centre - reach) / width,
    failures === 0 ? 1 : (centre + reach) / width,
  ];
}
