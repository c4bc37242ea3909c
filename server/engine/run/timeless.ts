import type { Computed, FunnelFigures, PairFigures } from "../kernel/compute.ts";

/** The figures of rows that were all read as of one moment: the times between them mean nothing. */
export function withoutTimes({ total, splits, pairs, ...rest }: Computed): Computed {
  return {
    ...rest,
    total: figuresWithoutTimes(total),
    splits: splits.map((group) => ({
      ...group,
      figures: figuresWithoutTimes(group.figures),
      pairs: group.pairs.map(pairWithoutTimes),
    })),
    pairs: pairs.map(pairWithoutTimes),
  };
}

function pairWithoutTimes(pair: PairFigures): PairFigures {
  return { ...pair, microseconds: null };
}

function figuresWithoutTimes(figures: FunnelFigures): FunnelFigures {
  return {
    ...figures,
    seconds: null,
    stages: figures.stages.map((stage) => ({ ...stage, seconds_from_previous: null })),
    ...(figures.positions === undefined
      ? {}
      : {
          positions: figures.positions.map((each) => ({ ...each, seconds_from_previous: null })),
        }),
  };
}
