import type { FigureExpectation, FunnelModel, TrendExpectation } from "../../../language/index.ts";
import type { KernelOrder } from "../kernel/rows.ts";

/**
 * The part of the language that the engine computes. The language reports the rest, so that a funnel
 * with it isn't runnable; this holds the engine to it.
 */
export interface ComputableFunnel extends Omit<FunnelModel, "order" | "expectations"> {
  readonly order: KernelOrder;
  readonly expectations: readonly ComputableExpectation[];
  readonly trendExpectations?: readonly TrendExpectation[];
}

export type ComputableExpectation = FigureExpectation;

/** Undefined where a part of the funnel changes its figures in a way that the engine doesn't know. */
export function computable(funnel: FunnelModel): ComputableFunnel | undefined {
  const { order, expectations, ...rest } = funnel;
  const trendExpectations = expectations.filter((each) => each.kind === "trend");
  const figures = expectations.filter((each) => each.kind === "figures");
  return {
    ...rest,
    order,
    expectations: figures,
    ...(trendExpectations.length === 0 ? {} : { trendExpectations }),
  };
}
