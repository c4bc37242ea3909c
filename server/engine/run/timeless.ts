import type { Computed, FunnelFigures } from "../kernel/compute.ts";

/** The figures of rows that were all read as of one moment: the times between them mean nothing. */
export function withoutTimes({ total, splits, pairs }: Computed): Computed {
  return {
    total: figuresWithoutTimes(total),
    splits: splits.map((group) => ({ ...group, figures: figuresWithoutTimes(group.figures) })),
    pairs: pairs.map((pair) => ({ ...pair, microseconds: null })),
  };
}

function figuresWithoutTimes(figures: FunnelFigures): FunnelFigures {
  return {
    ...figures,
    seconds: null,
    stages: figures.stages.map((stage) => ({ ...stage, seconds_from_previous: null })),
  };
}
