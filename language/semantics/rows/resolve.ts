import { diagnose } from "../../diagnostics.ts";
import type { BinaryExpr, Expr, UnaryExpr } from "../../syntax/ast.ts";
import type { RowExpr } from "../model.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { decimalOf, durationMicroseconds, momentOf } from "../moments.ts";
import { resolveParam } from "../params.ts";
import { resolveArithmetic, resolveNegation } from "./arithmetic.ts";
import { resolveCall } from "./calls.ts";
import { resolveColumn } from "./columns.ts";
import { checkContradictions } from "./contradictions.ts";
import { isOpen, type RowEnvironment, truth, type Typed } from "./environment.ts";
import { resolveBetween, resolveComparison, resolveIn, resolveTextTest } from "./tests.ts";

/**
 * An expression over rows with its names resolved and its types checked. What is wrong is reported at
 * its own place; the expression around it is then left out without another word.
 */
export function resolveExpr(
  node: Expr | undefined,
  environment: RowEnvironment,
): Typed | undefined {
  if (!node) return undefined;
  switch (node.kind) {
    case "number": {
      const value = decimalOf(node.text, node.percent);
      return { expr: { kind: "number", value }, type: node.percent ? "share" : "number" };
    }
    case "duration": {
      const microseconds = durationMicroseconds(node);
      return { expr: { kind: "duration", microseconds }, type: "duration" };
    }
    case "string":
      return { expr: { kind: "text", value: node.value }, type: "text" };
    case "date":
      return { expr: { kind: "moment", moment: momentOf(node.text) }, type: "time" };
    case "boolean":
      return truth({ kind: "boolean", value: node.value });
    case "column":
      return resolveColumn(node, environment);
    case "param": {
      const param = resolveParam(node, environment.scope);
      return param && { expr: param.value, type: param.type };
    }
    case "call":
      return resolveCall(node, environment);
    case "group":
      return resolveExpr(node.inner, environment);
    case "unary":
      return resolveUnary(node, environment);
    case "binary":
      return resolveBinary(node, environment);
    case "missing-test": {
      const operand = resolveExpr(node.operand, environment);
      return operand && truth({ kind: "missing", negated: node.negated, operand: operand.expr });
    }
    case "in-test":
      return resolveIn(node, environment);
    case "between-test":
      return resolveBetween(node, environment);
    case "text-test":
      return resolveTextTest(node, environment);
  }
}

/** Expressions over the rows of sources. */
export function rowEnvironment(scope: Scope, sources: readonly SourceEntry[]): RowEnvironment {
  return { scope, sources, resolving: [], resolve: resolveExpr };
}

/** A condition as a whole. */
export function resolveCondition(
  node: Expr | undefined,
  environment: RowEnvironment,
): RowExpr | undefined {
  const condition = resolveTruth(node, environment);
  if (condition) checkContradictions(node, environment.scope);
  return condition;
}

/** An expression that must hold or not. */
function resolveTruth(node: Expr | undefined, environment: RowEnvironment): RowExpr | undefined {
  const typed = resolveExpr(node, environment);
  if (!node || !typed) return undefined;
  if (typed.type === "boolean" || isOpen(typed.type)) return typed.expr;
  environment.scope.report(diagnose("FNL3002", { found: typed.type }, node.span));
  return undefined;
}

function resolveUnary(node: UnaryExpr, environment: RowEnvironment): Typed | undefined {
  if (node.operator === "-") return resolveNegation(node, environment);
  const operand = resolveTruth(node.operand, environment);
  return operand && truth({ kind: "not", operand });
}

function resolveBinary(node: BinaryExpr, environment: RowEnvironment): Typed | undefined {
  switch (node.operator) {
    case "and":
    case "or": {
      const left = resolveTruth(node.left, environment);
      const right = resolveTruth(node.right, environment);
      if (!left || !right) return undefined;
      return truth({ kind: "logic", operator: node.operator, left, right });
    }
    case "+":
    case "-":
    case "*":
    case "/":
      return resolveArithmetic(node, node.operator, environment);
    default:
      return resolveComparison(node, node.operator, environment);
  }
}
