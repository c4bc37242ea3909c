import type { CompareOperator, FigureExpectation } from "../../../language/index.ts";
import type { ExpectationResult, FigureUnit } from "../result.ts";
import { compare, round, type Fraction } from "../statistics/fraction.ts";
import { evaluate, type Figures } from "./measures/evaluate.ts";
import { commonUnit, unitOf } from "./measures/units.ts";

/**
 * Judges each expectation. Values are compared exactly, before any rounding. An expectation is
 * "unknown" where there is not enough data to judge it: its `when` doesn't hold or has no value, or a
 * side has none (a share of nobody, a time of none, a division by 0).
 */
export function evaluateExpectations(
  expectations: readonly FigureExpectation[],
  figures: Figures,
  measureUnit?: (name: string) => FigureUnit,
): ExpectationResult[] {
  return expectations.map((expectation): ExpectationResult => {
    const { line, text, operator, when, otherwise } = expectation;
    const left = evaluate(expectation.left, figures).value;
    const right = evaluate(expectation.right, figures).value;
    const applies =
      when === undefined ||
      holds(
        evaluate(when.left, figures).value,
        when.operator,
        evaluate(when.right, figures).value,
      ) === true;
    const verdict = applies ? holds(left, operator, right) : null;
    return {
      line: line + 1,
      text,
      actual: left && round(left, 6),
      expected: right && round(right, 6),
      unit: commonUnit(
        unitOf(expectation.left, measureUnit),
        unitOf(expectation.right, measureUnit),
      ),
      status: verdict === null ? "unknown" : verdict ? "pass" : "fail",
      ...(otherwise === "warn" ? { otherwise } : {}),
    };
  });
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
