import type { CompareOperator, MeasureModel } from "../model.ts";
import {
  type Bounds,
  goalStage,
  inOrder,
  isTotals,
  type MeasureEnvironment,
} from "./environment.ts";

const anything: Bounds = { min: -Infinity, max: Infinity };
const positive: Bounds = { min: 0, max: Infinity };
const share: Bounds = { min: 0, max: 1 };

/** What a figure comes to whatever the data; from the bounds of what it is computed from. */
export function boundsOf(measure: MeasureModel, environment: MeasureEnvironment): Bounds {
  switch (measure.kind) {
    case "number":
      return { min: measure.value, max: measure.value };
    case "figure":
      return stepBounds(measure, environment);
    case "actors":
    case "count":
    case "ctr":
    case "referrals_per_actor":
      return positive;
    case "aggregate":
      return measure.function === "count" ? positive : anything;
    case "share":
    case "csat":
    case "repeat_rate":
      return share;
    case "nps":
      return { min: -100, max: 100 };
    case "business":
      return measure.figure === "bounce_rate" || measure.figure === "win_rate" ? share : positive;
    case "cost":
    case "value":
    case "ltv":
      return anything;
    case "measure":
      return environment.measures.bounds(measure.name) ?? anything;
    case "negation": {
      const { min, max } = boundsOf(measure.operand, environment);
      return { min: 0 - max, max: 0 - min };
    }
    case "arithmetic":
      return computed(
        boundsOf(measure.left, environment),
        measure.operator,
        boundsOf(measure.right, environment),
      );
  }
}

/** Counts that come from elsewhere may grow from one stage to the next. */
function stepBounds(
  { figure, from, to }: Extract<MeasureModel, { kind: "figure" }>,
  environment: MeasureEnvironment,
): Bounds {
  const { stages } = environment;
  const first = from === undefined ? inOrder(environment)[0] : stages.get(from);
  const last = to === undefined ? goalStage(environment) : stages.get(to);
  const isCounted = [first, last].some((stage) => stage && isTotals(stage, environment));
  switch (figure) {
    case "conversion":
      return isCounted ? positive : share;
    case "dropoff":
      return isCounted ? { min: -Infinity, max: 1 } : share;
    case "median_time":
    case "average_time":
    case "p90_time":
      return positive;
  }
}

function computed(left: Bounds, operator: "+" | "-" | "*" | "/", right: Bounds): Bounds {
  switch (operator) {
    case "+":
      return { min: left.min + right.min, max: left.max + right.max };
    case "-":
      return { min: left.min - right.max, max: left.max - right.min };
    case "*": {
      const products = [left.min, left.max].flatMap((a) =>
        // Nothing of something without a bound is nothing.
        [right.min, right.max].map((b) => (a === 0 || b === 0 ? 0 : a * b)),
      );
      return { min: Math.min(...products), max: Math.max(...products) };
    }
    case "/":
      return left.min >= 0 && right.min >= 0 ? positive : anything;
  }
}

/** Whether a comparison holds for all that its sides can be, or for nothing; undefined: it depends. */
export function foregone(
  left: Bounds,
  operator: CompareOperator,
  right: Bounds,
): "always" | "never" | undefined {
  switch (operator) {
    case ">=":
      return verdict(left.min >= right.max, left.max < right.min);
    case ">":
      return verdict(left.min > right.max, left.max <= right.min);
    case "<=":
      return verdict(left.max <= right.min, left.min > right.max);
    case "<":
      return verdict(left.max < right.min, left.min >= right.max);
    case "=":
      return verdict(areOne(left, right), left.max < right.min || left.min > right.max);
    case "!=":
      return verdict(left.max < right.min || left.min > right.max, areOne(left, right));
  }
}

function areOne(left: Bounds, right: Bounds): boolean {
  return left.min === left.max && right.min === right.max && left.min === right.min;
}

function verdict(always: boolean, never: boolean): "always" | "never" | undefined {
  if (always) return "always";
  return never ? "never" : undefined;
}
