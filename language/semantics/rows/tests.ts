import { diagnose, type Fix } from "../../diagnostics.ts";
import type {
  BetweenTest,
  BinaryExpr,
  Comparison,
  Expr,
  InTest,
  StringNode,
  TextTest,
} from "../../syntax/ast.ts";
import type { ValueType } from "../model.ts";
import { writeName, writeString } from "../write.ts";
import { columnCandidates, idColumn, resolveColumn } from "./columns.ts";
import { common, fits, type RowEnvironment, truth, type Typed } from "./environment.ts";
import { checkEmptyText, checkLimit, checkRange, checkValue, missingTest } from "./never.ts";
import { checkCallValue } from "./call-values.ts";
import { decimalComma } from "./decimals.ts";
import { withUnits } from "../units.ts";
import { checkPattern } from "./patterns.ts";

export function resolveComparison(
  node: BinaryExpr,
  operator: Comparison,
  environment: RowEnvironment,
): Typed | undefined {
  if (node.left?.kind === "string") checkQuotedColumn(node.left, environment);
  const left = environment.resolve(node.left, environment);
  const right = resolveValue(node.right, environment);
  if (!node.left || !node.right || !left || !right) return undefined;
  const isEmpty = node.right.kind === "string" && node.right.value === "";
  if (isEmpty && !fits(left.type, "text") && (operator === "=" || operator === "!=")) {
    const fixes = missingTest(node.left, operator, node.span, environment.scope);
    const args = { left: left.type, right: right.type };
    environment.scope.report(diagnose("FNL3001", args, node.right.span, { fixes }));
    return undefined;
  }
  const as = compared(left, node.left, right, node.right, node.operatorSpan, environment);
  if (!as) return undefined;
  checkComparison(node, operator, as, environment);
  if (operator === "=" || operator === "!=") checkCallValue(left, node.right, environment);
  return truth({ kind: "comparison", operator, left: left.expr, right: right.expr, as });
}

/** What is never true by what the data hold. */
function checkComparison(
  { left, right, span }: BinaryExpr,
  operator: Comparison,
  as: ValueType,
  environment: RowEnvironment,
): void {
  if (right?.kind === "string") checkEmptyText(left, right, operator, as, span, environment);
  if (operator === "=" || operator === "!=") checkValue(left, right, as, environment);
  checkLimit(left, operator, right, as, span, environment);
}

/** `"city" = "Berlin"`: SQL's quotes around a column make it a text here, which never changes. */
function checkQuotedColumn(node: StringNode, { scope, sources }: RowEnvironment): void {
  if (!columnCandidates(sources).includes(node.value)) return;
  const text = writeName(node.value);
  const fix: Fix = {
    title: { key: "replaceWith", args: { text } },
    edits: [{ span: node.span, newText: text }],
    preferred: true,
  };
  scope.report(diagnose("FNL2019", { name: node.value }, node.span, { fixes: [fix] }));
}

/** A value that is compared with; a plain name that is no column may be a text without its quotes. */
function resolveValue(node: Expr | undefined, environment: RowEnvironment): Typed | undefined {
  return node?.kind === "column"
    ? resolveColumn(node, environment, true)
    : environment.resolve(node, environment);
}

/** What two values are compared as; reports values that can't be compared. */
function compared(
  left: Typed,
  leftNode: Expr,
  right: Typed,
  rightNode: Expr,
  place: { readonly start: number; readonly end: number },
  environment: RowEnvironment,
): ValueType | undefined {
  const as = common(left.type, right.type);
  if (as === "unknown") return "text";
  if (as) return as;
  const decimals = [
    ...decimalComma(leftNode, left, right, environment),
    ...decimalComma(rightNode, right, left, environment),
  ];
  if (decimals.length > 0) {
    const words = { left: left.type, right: right.type };
    environment.scope.report(diagnose("FNL3001", words, place, { fixes: decimals }));
    return undefined;
  }
  const fixes = [...convert(rightNode, left.type), ...convert(leftNode, right.type)];
  const span = fixes.length > 0 ? (fixes[0]?.edits[0]?.span ?? place) : place;
  const id = idColumn(leftNode, environment) ?? idColumn(rightNode, environment);
  const args = { left: left.type, right: right.type, ...(id !== undefined && { id }) };
  environment.scope.report(diagnose("FNL3001", args, span, { fixes }));
  return undefined;
}

const truths = new Map([
  ["true", true],
  ["yes", true],
  ["да", true],
  ["false", false],
  ["no", false],
  ["нет", false],
]);

/** Writes a literal in the way of another type, where its text allows it. */
function convert(node: Expr, wanted: ValueType): readonly Fix[] {
  const replace = (text: string): readonly Fix[] => [
    {
      title: { key: "replaceWith", args: { text } },
      edits: [{ span: node.span, newText: text }],
      preferred: true,
    },
  ];
  switch (node.kind) {
    case "string": {
      const { value } = node;
      const text = value.trim();
      if (wanted === "number" || wanted === "share")
        return /^-?\d+(?:\.\d+)?%?$/.test(text) ? replace(text) : [];
      if (wanted === "boolean")
        return truths.has(text.toLowerCase())
          ? replace(String(truths.get(text.toLowerCase())))
          : [];
      if (wanted === "time")
        return /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/.test(text)
          ? replace(text.replace(" ", "T"))
          : [];
      return [];
    }
    case "number":
      if (wanted === "duration" && !node.percent) return withUnits(node);
      if (wanted === "text" && !node.percent) return replace(writeString(node.text));
      if (wanted === "boolean" && (node.text === "1" || node.text === "0"))
        return replace(node.text === "1" ? "true" : "false");
      return [];
    case "date":
      return wanted === "text" ? replace(writeString(node.text)) : [];
    case "boolean":
      if (wanted === "text") return replace(writeString(String(node.value)));
      return wanted === "number" ? replace(node.value ? "1" : "0") : [];
    default:
      return [];
  }
}

export function resolveIn(node: InTest, environment: RowEnvironment): Typed | undefined {
  const operand = environment.resolve(node.operand, environment);
  let isWhole = node.values.length > 0;
  let as: ValueType | undefined = operand?.type;
  const values: Typed[] = [];
  for (const item of node.values) {
    const value = resolveValue(item, environment);
    if (!value || !operand || !node.operand) {
      isWhole = false;
      continue;
    }
    const type = compared(operand, node.operand, value, item, item.span, environment);
    if (type) {
      checkValue(node.operand, item, type, environment);
      checkCallValue(operand, item, environment);
      as = common(as ?? type, type) ?? type;
      values.push(value);
    } else isWhole = false;
  }
  if (!operand || !isWhole) return undefined;
  return truth({
    kind: "in",
    negated: node.negated,
    operand: operand.expr,
    values: values.map((value) => value.expr),
    as: as === undefined || as === "unknown" || as === "json" ? "text" : as,
  });
}

export function resolveBetween(node: BetweenTest, environment: RowEnvironment): Typed | undefined {
  const operand = environment.resolve(node.operand, environment);
  const low = environment.resolve(node.low, environment);
  const high = environment.resolve(node.high, environment);
  if (!operand || !low || !high || !node.operand || !node.low || !node.high) return undefined;
  const a = compared(operand, node.operand, low, node.low, node.low.span, environment);
  const b = compared(operand, node.operand, high, node.high, node.high.span, environment);
  const as = a && b && common(a, b);
  if (!as) return undefined;
  checkRange(node, as, environment);
  return truth({
    kind: "between",
    negated: node.negated,
    operand: operand.expr,
    low: low.expr,
    high: high.expr,
    as,
  });
}

const testWords: Readonly<Record<TextTest["test"], string>> = {
  contains: "contains",
  starts: "starts with",
  ends: "ends with",
  matches: "matches",
};

export function resolveTextTest(node: TextTest, environment: RowEnvironment): Typed | undefined {
  const { scope } = environment;
  const operand = environment.resolve(node.operand, environment);
  const value = resolveValue(node.value, environment);
  if (node.test === "matches" && node.value?.kind === "string") checkPattern(node.value, scope);
  if (!operand || !value || !node.operand || !node.value) return undefined;
  const wrong = !fits(operand.type, "text")
    ? { span: node.operand.span, found: operand.type, fixes: [] }
    : !fits(value.type, "text")
      ? { span: node.value.span, found: value.type, fixes: convert(node.value, "text") }
      : undefined;
  if (wrong) {
    const args = { test: testWords[node.test], found: wrong.found };
    scope.report(diagnose("FNL3004", args, wrong.span, { fixes: wrong.fixes }));
    return undefined;
  }
  return truth({
    kind: "text-test",
    negated: node.negated,
    test: node.test,
    operand: operand.expr,
    value: value.expr,
  });
}
