import type { CompareOperator, StageModel } from "../../../language/index.ts";
import type {
  ComputableExpectation,
  ComputableFigure,
  ComputableMeasure,
} from "../plan/computable.ts";
import type { ExpectationResult } from "../result.ts";
import {
  add,
  compare,
  divide,
  fraction,
  fromDecimal,
  multiply,
  negate,
  round,
  subtract,
  whole,
  type Fraction,
} from "../statistics/fraction.ts";
import { inSeconds } from "./durations.ts";
import type { Computed, PairFigures } from "./figures.ts";

type Unit = ExpectationResult["unit"];

/** The pairs of stages whose figures the expectations name, each once, by index. */
export function neededPairs(
  expectations: readonly ComputableExpectation[],
  stages: readonly StageModel[],
): { from: number; to: number }[] {
  const pairs = new Map<string, { from: number; to: number }>();
  for (const { left, right, when } of expectations) {
    const sides = when === undefined ? [left, right] : [left, right, when.left, when.right];
    for (const figure of sides.flatMap(figuresIn)) {
      const pair = pairOf(figure, stages);
      pairs.set(`${pair.from} ${pair.to}`, pair);
    }
  }
  return [...pairs.values()];
}

/**
 * Judges each expectation. Values are compared exactly, before any rounding. An expectation is
 * "unknown" where there is not enough data to judge it: its `when` doesn't hold or has no value, or a
 * side has none (a share of nobody, a time of none, a division by 0).
 */
export function evaluateExpectations(
  expectations: readonly ComputableExpectation[],
  stages: readonly StageModel[],
  computed: Computed,
): ExpectationResult[] {
  const valueOf = (measure: ComputableMeasure) => evaluate(measure, stages, computed);
  return expectations.map((expectation): ExpectationResult => {
    const { line, text, operator, when, otherwise } = expectation;
    const left = valueOf(expectation.left);
    const right = valueOf(expectation.right);
    const applies =
      when === undefined || holds(valueOf(when.left), when.operator, valueOf(when.right)) === true;
    const verdict = applies ? holds(left, operator, right) : null;
    return {
      line: line + 1,
      text,
      actual: left && round(left, 6),
      expected: right && round(right, 6),
      unit: commonUnit(unitOf(expectation.left), unitOf(expectation.right)),
      status: verdict === null ? "unknown" : verdict ? "pass" : "fail",
      ...(otherwise === "warn" ? { otherwise } : {}),
    };
  });
}

function figuresIn(measure: ComputableMeasure): ComputableFigure[] {
  switch (measure.kind) {
    case "number":
    case "actors":
      return [];
    case "figure":
      return [measure];
    case "negation":
      return figuresIn(measure.operand);
    case "arithmetic":
      return [...figuresIn(measure.left), ...figuresIn(measure.right)];
  }
}

/** Without stages a figure is about the whole funnel: from the first stage to the goal. */
function pairOf(
  figure: ComputableFigure,
  stages: readonly StageModel[],
): { from: number; to: number } {
  return {
    from: figure.from === undefined ? 0 : indexOf(figure.from, stages),
    to: figure.to === undefined ? goalOf(stages) : indexOf(figure.to, stages),
  };
}

function goalOf(stages: readonly StageModel[]): number {
  return stages.findLastIndex(({ optional }) => !optional);
}

function indexOf(name: string, stages: readonly StageModel[]): number {
  const index = stages.findIndex((stage) => stage.name === name);
  if (index < 0) throw new Error(`An expectation names the stage ${name}, which was not resolved.`);
  return index;
}

/** The exact value; shares as they are, durations in seconds. Null: missing. */
function evaluate(
  measure: ComputableMeasure,
  stages: readonly StageModel[],
  computed: Computed,
): Fraction | null {
  switch (measure.kind) {
    case "number":
      return fromDecimal(measure.value);
    case "actors":
      return whole(computed.total.stages[indexOf(measure.stage, stages)]?.count ?? 0);
    case "figure":
      return figureValue(measure.figure, findPair(pairOf(measure, stages), computed));
    case "negation": {
      const operand = evaluate(measure.operand, stages, computed);
      return operand && negate(operand);
    }
    case "arithmetic": {
      const left = evaluate(measure.left, stages, computed);
      const right = evaluate(measure.right, stages, computed);
      return left && right && calculate(left, measure.operator, right);
    }
  }
}

function findPair(wanted: { from: number; to: number }, { pairs }: Computed): PairFigures {
  const pair = pairs.find(({ from, to }) => from === wanted.from && to === wanted.to);
  if (pair === undefined) {
    throw new Error(`The pair ${wanted.from} -> ${wanted.to} was not computed.`);
  }
  return pair;
}

function figureValue(figure: ComputableFigure["figure"], pair: PairFigures): Fraction | null {
  const { reachedFrom, reachedBoth, microseconds } = pair;
  switch (figure) {
    case "conversion":
      return fraction(reachedBoth, reachedFrom);
    case "dropoff":
      return fraction(reachedFrom - reachedBoth, reachedFrom);
    case "median_time":
      return microseconds && inSeconds(microseconds.median);
    case "average_time":
      return microseconds && inSeconds(microseconds.average);
    case "p90_time":
      return microseconds && inSeconds(microseconds.p90);
  }
}

function calculate(
  left: Fraction,
  operator: "+" | "-" | "*" | "/",
  right: Fraction,
): Fraction | null {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
  }
}

/** Null where a side is missing. */
function holds(
  left: Fraction | null,
  operator: CompareOperator,
  right: Fraction | null,
): boolean | null {
  if (left === null || right === null) return null;
  const difference = compare(left, right);
  switch (operator) {
    case "=":
      return difference === 0;
    case "!=":
      return difference !== 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
  }
}

function unitOf(measure: ComputableMeasure): Unit {
  switch (measure.kind) {
    case "number":
      return measure.unit;
    case "actors":
      return "number";
    case "figure":
      return measure.figure === "conversion" || measure.figure === "dropoff" ? "share" : "duration";
    case "negation":
      return unitOf(measure.operand);
    case "arithmetic":
      return unitOfResult(unitOf(measure.left), measure.operator, unitOf(measure.right));
  }
}

function unitOfResult(left: Unit, operator: "+" | "-" | "*" | "/", right: Unit): Unit {
  switch (operator) {
    case "+":
    case "-":
      return commonUnit(left, right);
    case "*":
      // A share of a number is a number, a share of a duration a duration.
      if (left === "duration" || right === "duration") return "duration";
      return left === "share" && right === "share" ? "share" : "number";
    case "/":
      if (left === right) return "number";
      return left;
  }
}

/** A plain number beside a share or a duration is one too: `1 - conversion(A -> B)`. */
function commonUnit(left: Unit, right: Unit): Unit {
  return left === "number" ? right : left;
}
