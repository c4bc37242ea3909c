import type { Proportion } from "./proportion.ts";

/** Tables whose likelihoods differ by less, relatively, are equally likely: they differ by rounding. */
const TOLERANCE = 1e-7;

/**
 * R. A. Fisher's exact test of two shares, two-sided: the chance of the tables with the same margins
 * that are no likelier than this one. Null where one has no trials. Takes time in proportion to the
 * smallest margin.
 */
export function fisherExact(a: Proportion, b: Proportion): number | null {
  if (a.trials === 0 || b.trials === 0) return null;
  const successes = a.successes + b.successes;
  const lowest = Math.max(0, successes - b.trials);
  const highest = Math.min(successes, a.trials);
  const mode = Math.min(
    highest,
    Math.max(lowest, Math.floor(((successes + 1) * (a.trials + 1)) / (a.trials + b.trials + 2))),
  );

  // Chances relative to the likeliest table, so that none overflows and their sum needs no factorials.
  const chances = new Float64Array(highest - lowest + 1);
  chances[mode - lowest] = 1;
  for (let k = mode, chance = 1; k < highest; k++) {
    chance *= ((successes - k) / (k + 1)) * ((a.trials - k) / (b.trials - successes + k + 1));
    chances[k + 1 - lowest] = chance;
  }
  for (let k = mode, chance = 1; k > lowest; k--) {
    chance *= (k / (successes - k + 1)) * ((b.trials - successes + k) / (a.trials - k + 1));
    chances[k - 1 - lowest] = chance;
  }

  const limit = (chances[a.successes - lowest] ?? 0) * (1 + TOLERANCE);
  // Smallest first: the sum keeps what the large ones would swallow.
  chances.sort();
  let unlikely = 0;
  let all = 0;
  for (const chance of chances) {
    all += chance;
    if (chance <= limit) unlikely = all;
  }
  return unlikely / all;
}
