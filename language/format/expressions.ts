import type {
  BinaryExpr,
  Expr,
  FigureNode,
  MeasureExpr,
  NameNode,
  StepsNode,
} from "../syntax/ast.ts";
import type { Span } from "../text.ts";
import { addBrackets, addGroup, addList, tokenBefore, type Walk } from "./layout.ts";

/** Steps, their condition and what limits them: each may have a line of its own. */
export function visitClauses(
  node: { readonly span: Span },
  steps: StepsNode | undefined,
  clauses: readonly number[],
  walk: Walk,
): void {
  if (steps?.kind !== "filtered-steps") {
    addGroup(walk, { ...node.span, breaks: clauses });
    return visitSteps(steps, walk);
  }
  addGroup(walk, { ...node.span, breaks: [steps.whereSpan.start, ...clauses] });
  visitSteps(steps.steps, walk);
  visitExpression(steps.condition, walk);
}

function visitSteps(node: StepsNode | undefined, walk: Walk, isBracketed = false): void {
  switch (node?.kind) {
    case "event-step":
      visitName(node.source, walk);
      return visitName(node.event, walk);
    case "any-event":
      return visitName(node.source, walk);
    case "or-steps": {
      const breaks = node.steps.slice(1).map(({ span }) => tokenBefore(span.start, walk));
      addGroup(walk, { ...node.span, breaks, steps: isBracketed ? 0 : 1 });
      for (const step of node.steps) visitSteps(step, walk);
      return undefined;
    }
    case "filtered-steps":
      addGroup(walk, { ...node.span, breaks: [node.whereSpan.start] });
      visitSteps(node.steps, walk);
      return visitExpression(node.condition, walk);
    case "group-steps":
      addBrackets(node, node.steps, walk);
      return visitSteps(node.steps, walk, true);
    case undefined:
      return undefined;
  }
}

export function visitExpression(node: Expr | undefined, walk: Walk, isBracketed = false): void {
  switch (node?.kind) {
    case "column":
      for (const name of node.path) visitName(name, walk);
      return undefined;
    case "call":
      walk.callees.add(node.name.span.start);
      addList(node.args, walk, node.span);
      return visitAll(node.args, walk);
    case "group":
      addBrackets(node, node.inner, walk);
      return visitExpression(node.inner, walk, true);
    case "unary":
      if (node.operator === "-") walk.signs.add(node.span.start);
      return visitExpression(node.operand, walk);
    case "binary":
      return visitBinary(node, walk, isBracketed);
    case "in-test":
      visitExpression(node.operand, walk);
      addList(node.values, walk, node.span);
      return visitAll(node.values, walk);
    case "missing-test":
      return visitExpression(node.operand, walk);
    case "between-test":
      return visitAll([node.operand, node.low, node.high], walk);
    case "text-test":
      return visitAll([node.operand, node.value], walk);
    case "number":
    case "duration":
    case "string":
    case "date":
    case "boolean":
    case "param":
    case undefined:
      return undefined;
  }
}

export function visitAll(nodes: readonly (Expr | undefined)[], walk: Walk): void {
  for (const node of nodes) visitExpression(node, walk);
}

/** All of `a and b and c` is one group, however its nodes are nested. */
function visitBinary(node: BinaryExpr, walk: Walk, isBracketed: boolean): void {
  const breaks: number[] = [];
  let left: Expr | undefined = node;
  while (left?.kind === "binary" && left.operator === node.operator) {
    breaks.unshift(left.operatorSpan.start);
    visitExpression(left.right, walk);
    left = left.left;
  }
  visitExpression(left, walk);
  if (node.operator === "and" || node.operator === "or")
    addGroup(walk, { ...node.span, breaks, steps: isBracketed ? 0 : 1 });
}

export function visitMeasure(node: MeasureExpr | undefined, walk: Walk): void {
  switch (node?.kind) {
    case "figure":
      return visitFigure(node, walk);
    case "measure-group":
      addBrackets(node, node.inner, walk);
      return visitMeasure(node.inner, walk);
    case "measure-negation":
      walk.signs.add(node.span.start);
      return visitMeasure(node.operand, walk);
    case "measure-binary":
      visitMeasure(node.left, walk);
      return visitMeasure(node.right, walk);
    case "number":
    case "duration":
    case "param":
    case undefined:
      return undefined;
  }
}

function visitFigure({ name, args, at }: FigureNode, walk: Walk): void {
  visitName(at?.stage, walk);
  if (!args) return;
  walk.callees.add(name.span.start);
  addList(args.values, walk, args.span);
  visitAll(args.values, walk);
  visitName(args.to, walk);
}

export function visitName(name: NameNode | undefined, walk: Walk): void {
  if (name?.written === "backtick") walk.names.add(name.span.start);
}
