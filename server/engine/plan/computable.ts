import type {
  CompareOperator,
  FigureExpectation,
  FunnelModel,
  MeasureModel,
} from "../../../language/index.ts";
import type { KernelOrder } from "../kernel/rows.ts";

/**
 * The part of the language that the engine computes. The language reports the rest, so that a funnel
 * with it isn't runnable; this holds the engine to it.
 */
export interface ComputableFunnel extends Omit<FunnelModel, "order" | "expectations"> {
  readonly order: KernelOrder;
  readonly expectations: readonly ComputableExpectation[];
}

interface Comparison {
  readonly left: ComputableMeasure;
  readonly operator: CompareOperator;
  readonly right: ComputableMeasure;
}

export type ComputableExpectation = Omit<FigureExpectation, "left" | "right" | "when"> &
  Comparison & { readonly when?: Comparison };

export type ComputableMeasure =
  | Extract<MeasureModel, { readonly kind: "number" | "actors" }>
  | ComputableFigure
  | { readonly kind: "negation"; readonly operand: ComputableMeasure }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: ComputableMeasure;
      readonly right: ComputableMeasure;
    };

export type ComputableFigure = Omit<Extract<MeasureModel, { readonly kind: "figure" }>, "within">;

/** Undefined where a part of the funnel changes its figures in a way that the engine doesn't know. */
export function computable(funnel: FunnelModel): ComputableFunnel | undefined {
  const { order, expectations, ...rest } = funnel;
  const isPlain = isComputed(order) && rest.model !== "inverted";
  if (!isPlain) return undefined;
  const judged = expectations.map(computableExpectation).filter((one) => one !== undefined);
  if (judged.length < expectations.length) return undefined;
  return {
    ...rest,
    order,
    expectations: judged,
  };
}

function isComputed(order: FunnelModel["order"]): order is KernelOrder {
  return order === "sequential" || order === "strict" || order === "furthest";
}

function computableExpectation(
  expectation: FunnelModel["expectations"][number],
): ComputableExpectation | undefined {
  if (expectation.kind === "trend") return undefined;
  const { left, right, when, ...rest } = expectation;
  const sides = comparison({ left, operator: rest.operator, right });
  const condition = when && comparison(when);
  if (sides === undefined || (when !== undefined && condition === undefined)) return undefined;
  return { ...rest, ...sides, ...(condition === undefined ? {} : { when: condition }) };
}

function comparison(sides: {
  readonly left: MeasureModel;
  readonly operator: CompareOperator;
  readonly right: MeasureModel;
}): Comparison | undefined {
  const left = computableMeasure(sides.left);
  const right = computableMeasure(sides.right);
  return left && right && { left, operator: sides.operator, right };
}

function computableMeasure(measure: MeasureModel): ComputableMeasure | undefined {
  switch (measure.kind) {
    case "number":
    case "actors":
      return measure;
    case "figure":
      return measure.within === undefined ? measure : undefined;
    case "negation": {
      const operand = computableMeasure(measure.operand);
      return operand && { kind: "negation", operand };
    }
    case "arithmetic": {
      const left = computableMeasure(measure.left);
      const right = computableMeasure(measure.right);
      return left && right && { ...measure, left, right };
    }
    case "count":
    case "aggregate":
    case "share":
    case "cost":
    case "value":
    case "measure":
    case "nps":
    case "csat":
    case "repeat_rate":
    case "ctr":
    case "ltv":
    case "referrals_per_actor":
    case "business":
      return undefined;
  }
}
