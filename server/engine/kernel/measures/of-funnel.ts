import type { MeasureModel, StageModel } from "../../../../language/index.ts";
import type { Computed, FunnelFigures, PairFigures, StageFigures } from "../figures.ts";
import { type Figures, evaluate, type Measured } from "./evaluate.ts";
import type { Taken } from "./needs.ts";

/** What the figures of a funnel's measures are found by. */
export interface MeasuredBy {
  readonly stages: readonly Pick<StageModel, "name" | "optional">[];
  /** Which of the needs a figure has; -1: none. */
  needOf(figure: MeasureModel): number;
  /** The value of a measure by its name. */
  measure(name: string): MeasureModel | undefined;
}

/** What isn't found by following attempts. */
export type Sums = Pick<Figures, "amount" | "visits" | "total">;

/** What is known of a group of actors: all of them, those of a split's value, of a point of a trend. */
export interface MeasuredGroup extends Pick<Computed, "pairs" | "taken"> {
  readonly figures: Pick<FunnelFigures, "entered" | "converted"> & {
    readonly stages: readonly Pick<StageFigures, "count">[];
  };
}

/** The figures of a funnel over all its actors or over one group of them. */
export function figuresOfFunnel(by: MeasuredBy, group: MeasuredGroup, sums: Sums = {}): Figures {
  const { stages } = by;
  const known = new Map<string, Measured>();
  const figures: Figures = {
    actors: (stage) => group.figures.stages[indexOf(stage, stages)]?.count ?? 0,
    pair: (from, to) => findPair(pairOf({ from, to }, stages), group.pairs),
    taken: (figure): Taken | undefined => group.taken?.[by.needOf(figure)],
    entered: () => group.figures.entered,
    converted: () => group.figures.converted,
    ...sums,
    measure(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const model = by.measure(name);
      const found = model === undefined ? { value: null } : evaluate(model, figures);
      known.set(name, found);
      return found;
    },
  };
  return figures;
}

/** By index; -1 and -1 without stages: the whole funnel. */
export function pairOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  stages: MeasuredBy["stages"],
): { readonly from: number; readonly to: number } {
  if (from === undefined || to === undefined) return { from: -1, to: -1 };
  return { from: indexOf(from, stages), to: indexOf(to, stages) };
}

/** Each once. */
export function pairsOf(
  steps: readonly { readonly from?: string | undefined; readonly to?: string | undefined }[],
  stages: MeasuredBy["stages"],
): readonly { readonly from: number; readonly to: number }[] {
  const pairs = steps.map((step) => pairOf(step, stages));
  return pairs.filter(
    ({ from, to }, place) =>
      pairs.findIndex((other) => other.from === from && other.to === to) === place,
  );
}

function indexOf(name: string, stages: MeasuredBy["stages"]): number {
  const index = stages.findIndex((stage) => stage.name === name);
  if (index < 0) throw new Error(`A figure names the stage ${name}, which was not resolved.`);
  return index;
}

function findPair(
  wanted: { readonly from: number; readonly to: number },
  pairs: readonly PairFigures[],
): PairFigures {
  const pair = pairs.find(({ from, to }) => from === wanted.from && to === wanted.to);
  if (pair === undefined) {
    throw new Error(`The pair ${wanted.from} -> ${wanted.to} was not computed.`);
  }
  return pair;
}
