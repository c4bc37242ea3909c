import type {
  BinaryExpr,
  Expr,
  FigureNode,
  MeasureExpr,
  NameNode,
  StageNode,
  StepsNode,
} from "../syntax/ast.ts";
import type { Token } from "../syntax/tokens.ts";
import type { Span } from "../text.ts";
import {
  addBrackets,
  addGroup,
  addList,
  countOf,
  type Layout,
  tokenBefore,
  type Walk,
} from "./layout.ts";
import type { Statement } from "./units.ts";

/** Walks through one statement; of a source and a funnel that is the head. */
export function layoutOf(statement: Statement, tokens: readonly Token[]): Layout {
  const walk: Walk = {
    callees: new Set(),
    signs: new Set(),
    names: new Set(),
    groups: [],
    tokens,
  };
  visitStatement(statement, walk);
  return walk;
}

function visitStatement(node: Statement, walk: Walk): void {
  switch (node.kind) {
    case "source":
      return visitName(node.name, walk);
    case "funnel":
      visitName(node.name, walk);
      for (const source of node.sources) visitName(source, walk);
      // Deeper than the block that follows.
      return addList(node.sources.slice(1), walk, { steps: 2 });
    case "segment":
      visitName(node.name, walk);
      if (node.value?.kind !== "actors") return visitExpression(node.value, walk);
      return visitClauses(node.value, node.value.steps, countOf(node.value.atLeast, walk), walk);
    case "actor":
      for (const column of node.columns) visitExpression(column, walk);
      return addList(node.columns.slice(1), walk);
    case "time":
      return visitExpression(node.column, walk);
    case "event":
      return node.value?.kind === "column" ? visitExpression(node.value, walk) : undefined;
    case "where":
      return visitExpression(node.condition, walk);
    case "let":
      visitName(node.name, walk);
      return visitExpression(node.value, walk);
    case "options": {
      const breaks = node.options.map(({ span }) => span.start);
      return addGroup(walk, {
        start: breaks[0],
        end: node.span.end,
        breaks,
        close: node.span.end - 1,
      });
    }
    case "segment-use":
      return visitName(node.name, walk);
    case "stage":
      return visitStage(node, walk);
    case "split":
      visitExpression(node.value, walk);
      return visitName(node.at, walk);
    case "expect": {
      const { when, otherwise, span } = node;
      const places = [
        when && tokenBefore(when.span.start, walk),
        otherwise && tokenBefore(span.end, walk, 2),
      ];
      const breaks = places.filter((place) => place !== undefined);
      addGroup(walk, { ...span, breaks });
      for (const side of [node.left, node.right, when?.left, when?.right]) visitMeasure(side, walk);
      return undefined;
    }
    case "param-declaration":
    case "connection":
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
    case "each":
    case "join":
    case "session":
    case "row-stages":
    case "totals":
    case "amount":
    case "currency":
    case "dedupe":
    case "same":
    case "without":
    case "compare":
    case "exit":
    case "measure":
    case "retention-steps":
    case "variant":
    case "goal":
    case "measure-use":
    case "planned-split":
    case "signals":
    case "score-goal":
    case "points":
    case "learn":
    case "from-column":
    case "grades":
    case "scenario-stage":
    case "import":
    case "connection-setting":
    case "timezone":
    case "sheet":
    case "during":
    case "order":
    case "window":
    case "setting":
    case "trend":
    case "note":
    case "expect-trend":
    case "every":
    case "control":
    case "confidence":
    case "minimum":
      return undefined;
  }
}

function visitStage(node: StageNode, walk: Walk): void {
  visitName(node.name, walk);
  const modifiers = node.modifiers.map(({ span }) => span.start);
  visitClauses(node, node.steps, modifiers, walk);
}

/** Steps, their condition and what limits them: each may have a line of its own. */
function visitClauses(
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

function visitExpression(node: Expr | undefined, walk: Walk, isBracketed = false): void {
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

function visitAll(nodes: readonly (Expr | undefined)[], walk: Walk): void {
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

function visitMeasure(node: MeasureExpr | undefined, walk: Walk): void {
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

function visitName(name: NameNode | undefined, walk: Walk): void {
  if (name?.written === "backtick") walk.names.add(name.span.start);
}
