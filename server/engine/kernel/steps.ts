import type { Proportion } from "../statistics/proportion.ts";
import type { FunnelFigures } from "./figures.ts";
import type { StageLayout } from "./layout.ts";

/** The step to a stage, by index: from the stage before, or from the entry where steps don't build on each other. */
export interface FunnelStep {
  readonly stage: number;
  /** -1: from the entry. */
  readonly from: number;
  /** The steps that lead on from the stage to the goal, in order; none where steps stand by themselves. */
  readonly later: readonly FunnelStep[];
}

/** Of all stages but the entry's own; optional ones lead nowhere. */
export function stepsOf({ count, previous, first, goal }: StageLayout): FunnelStep[] {
  const path: number[] = [];
  for (let stage = goal; stage >= 0; stage = previous[stage] ?? -1) path.unshift(stage);
  const steps = new Map<number, FunnelStep>();
  const stepTo = (stage: number): FunnelStep => {
    const known = steps.get(stage);
    if (known !== undefined) return known;
    const place = path.indexOf(stage);
    const then = place < 0 ? undefined : path[place + 1];
    const next = then === undefined ? undefined : stepTo(then);
    const later = next === undefined ? [] : [next, ...next.later];
    const step = { stage, from: previous[stage] ?? -1, later };
    steps.set(stage, step);
    return step;
  };
  return Array.from({ length: count }, (_, stage) => stage)
    .filter((stage) => stage !== first)
    .map(stepTo);
}

/** How many of those before a step took it. */
export function taken({ stage, from }: FunnelStep, figures: FunnelFigures): Proportion {
  const successes = figures.stages[stage]?.count ?? 0;
  const trials = from < 0 ? figures.entered : (figures.stages[from]?.count ?? 0);
  return { successes, trials };
}
