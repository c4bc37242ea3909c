import type { ComparedStage } from "../result.ts";
import { holm } from "../statistics/corrections.ts";
import { compareProportions, newcombe } from "../statistics/proportions.ts";
import type { FunnelFigures } from "./figures.ts";
import { fraction, round, subtract } from "../statistics/fraction.ts";
import { roundEnd, share } from "./shares.ts";
import { type FunnelStep, taken } from "./steps.ts";

/** Both sides of a step, and how sure it is that they differ. */
export type ComparedStep = Omit<ComparedStage, "name"> & {
  readonly step: FunnelStep;
};

/** A step is named where the chance of such a difference by noise alone is below this, after correction. */
export const SIGNIFICANT = 0.05;

/**
 * Each step of one result against the same step of another: the difference of the shares with Newcombe's
 * interval, the p-value of the z-test or Fisher's, and Holm's correction over all steps that have one.
 */
export function compareSteps(
  figures: FunnelFigures,
  other: FunnelFigures,
  steps: readonly FunnelStep[],
): ComparedStep[] {
  const sides = steps.map((step) => [taken(step, figures), taken(step, other)] as const);
  const values = sides.map(([mine, theirs]) => compareProportions(mine, theirs));
  const known = values.filter((p) => p !== null);
  const corrected = holm(known);
  let next = 0;
  return steps.map((step, index): ComparedStep => {
    const [mine, theirs] = sides[index] ?? [none, none];
    const p = values[index] ?? null;
    const adjusted = p === null ? null : (corrected[next++] ?? null);
    const ends = newcombe(mine, theirs);
    const left = fraction(mine.successes, mine.trials);
    const right = fraction(theirs.successes, theirs.trials);
    return {
      step,
      count: theirs.successes,
      conversion_from_previous: share(theirs.successes, theirs.trials),
      difference: left && right && round(subtract(left, right), 6),
      interval: ends && [roundEnd(ends[0]), roundEnd(ends[1])],
      p: p === null ? null : roundEnd(p),
      p_adjusted: adjusted === null ? null : roundEnd(adjusted),
    };
  });
}

const none = { successes: 0, trials: 0 };

/** The step that changed most, of those that did by more than noise; of equal ones the earliest. */
export function mostChanged(steps: readonly ComparedStep[]): ComparedStep | undefined {
  let found: ComparedStep | undefined;
  for (const step of steps) {
    if (step.p_adjusted === null || step.p_adjusted >= SIGNIFICANT) continue;
    if (Math.abs(step.difference ?? 0) > Math.abs(found?.difference ?? 0)) found = step;
  }
  return found;
}
