import { holm } from "../statistics/corrections.ts";
import type { Proportion } from "../statistics/proportion.ts";
import { compareProportions } from "../statistics/proportions.ts";
import { SIGNIFICANT } from "./compare.ts";
import type { FunnelFigures } from "./figures.ts";
import { type FunnelStep, taken } from "./steps.ts";

/** Fewer actors before the step, on either side, prove nothing. */
const LEAST = 30;

/** A group, and what it is held against. */
export interface Benchmarked {
  readonly figures: FunnelFigures;
  /** All others together, or the same group at another time. */
  readonly others: readonly FunnelFigures[];
}

export interface Leak {
  readonly step: FunnelStep;
  /** Indices of the groups in which it leaks, largest gain first. */
  readonly groups: readonly number[];
  /** How many more would reach the goal if those groups did as well as their benchmarks. */
  readonly gain: number;
}

interface Finding {
  readonly step: FunnelStep;
  readonly group: number;
  readonly gain: number;
}

/**
 * The step with the largest gain, of those that are worse in a group than in its benchmark by more than
 * noise: p below 0.05 after Holm's correction over all groups and steps that have enough actors. Undefined
 * without such a one. Of equal gains the earlier step's.
 */
export function biggestLeak(
  groups: readonly Benchmarked[],
  steps: readonly FunnelStep[],
): Leak | undefined {
  const tested = groups.flatMap((group, index) =>
    steps.flatMap((step) => {
      const own = taken(step, group.figures);
      const bench = together(step, group.others);
      if (own.trials < LEAST || bench.trials < LEAST) return [];
      const p = compareProportions(own, bench);
      return p === null ? [] : [{ step, group: index, own, bench, p }];
    }),
  );
  const corrected = holm(tested.map(({ p }) => p));
  const found = tested.flatMap(({ step, group, own, bench }, index): Finding[] => {
    const shortfall = bench.successes / bench.trials - own.successes / own.trials;
    if (shortfall <= 0 || (corrected[index] ?? 1) >= SIGNIFICANT) return [];
    const of = groups[group];
    if (of === undefined) return [];
    const later = step.later.reduce((product, next) => product * shareOf(next, of), 1);
    return [{ step, group, gain: own.trials * shortfall * later }];
  });

  let largest: Leak | undefined;
  for (const step of steps) {
    const parts = found.filter((each) => each.step === step).sort((a, b) => b.gain - a.gain);
    if (parts.length === 0) continue;
    const gain = parts.reduce((sum, part) => sum + part.gain, 0);
    if (gain > (largest?.gain ?? 0)) {
      largest = { step, gain, groups: parts.map(({ group }) => group) };
    }
  }
  return largest;
}

/** A later step's share in the group; where nobody of it came so far, the benchmark's. */
function shareOf(step: FunnelStep, { figures, others }: Benchmarked): number {
  const own = taken(step, figures);
  const { successes, trials } = own.trials > 0 ? own : together(step, others);
  return trials === 0 ? 0 : successes / trials;
}

function together(step: FunnelStep, groups: readonly FunnelFigures[]): Proportion {
  let successes = 0;
  let trials = 0;
  for (const group of groups) {
    const part = taken(step, group);
    successes += part.successes;
    trials += part.trials;
  }
  return { successes, trials };
}
