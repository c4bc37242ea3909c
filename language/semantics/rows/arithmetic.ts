import { diagnose } from "../../diagnostics.ts";
import type { BinaryExpr, UnaryExpr } from "../../syntax/ast.ts";
import type { ValueType } from "../model.ts";
import { isNumeric, isOpen, type RowEnvironment, type Typed } from "./environment.ts";

type Operator = "+" | "-" | "*" | "/";

interface Rule {
  readonly left: ValueType;
  readonly operator: Operator;
  readonly right: ValueType;
  readonly result: ValueType;
}

/** What can be computed with what. Shares count as numbers. */
const rules: readonly Rule[] = [
  ...(["+", "-", "*", "/"] as const).map((operator): Rule => ({
    left: "number",
    operator,
    right: "number",
    result: "number",
  })),
  { left: "time", operator: "-", right: "time", result: "duration" },
  { left: "time", operator: "-", right: "duration", result: "time" },
  { left: "time", operator: "+", right: "duration", result: "time" },
  { left: "duration", operator: "+", right: "time", result: "time" },
  { left: "duration", operator: "+", right: "duration", result: "duration" },
  { left: "duration", operator: "-", right: "duration", result: "duration" },
  { left: "duration", operator: "*", right: "number", result: "duration" },
  { left: "number", operator: "*", right: "duration", result: "duration" },
  { left: "duration", operator: "/", right: "number", result: "duration" },
  { left: "duration", operator: "/", right: "duration", result: "number" },
];

export function resolveArithmetic(
  node: BinaryExpr,
  operator: Operator,
  environment: RowEnvironment,
): Typed | undefined {
  const left = environment.resolve(node.left, environment);
  const right = environment.resolve(node.right, environment);
  if (!left || !right) return undefined;
  const rule = rules.find(
    (candidate) =>
      candidate.operator === operator &&
      matches(left.type, candidate.left) &&
      matches(right.type, candidate.right),
  );
  if (!rule) {
    const args = { operator, left: left.type, right: right.type };
    environment.scope.report(diagnose("FNL3003", args, node.operatorSpan));
    return undefined;
  }
  return {
    expr: {
      kind: "arithmetic",
      operator,
      left: left.expr,
      right: right.expr,
      leftType: rule.left,
      rightType: rule.right,
      type: rule.result,
    },
    type: rule.result,
  };
}

/** The first rule that fits decides what a value of an open type is read as. */
function matches(found: ValueType, wanted: ValueType): boolean {
  return found === wanted || isOpen(found) || (wanted === "number" && isNumeric(found));
}

export function resolveNegation(node: UnaryExpr, environment: RowEnvironment): Typed | undefined {
  const operand = environment.resolve(node.operand, environment);
  if (!operand) return undefined;
  const type: ValueType = isOpen(operand.type) ? "number" : operand.type;
  if (!isNumeric(type) && type !== "duration") {
    const args = { operator: "-", left: operand.type, right: operand.type };
    environment.scope.report(diagnose("FNL3003", args, node.span));
    return undefined;
  }
  return { expr: { kind: "negate", operand: operand.expr, type }, type };
}
