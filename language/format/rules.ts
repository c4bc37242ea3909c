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
import type { Statement } from "./pieces.ts";
import { isKeywordAsName } from "./quotes.ts";

/** What the tokens of a statement alone don't tell. All places are offsets at which a token starts. */
export interface Layout {
  /** Names that arguments follow. */
  readonly callees: ReadonlySet<number>;
  /** A minus that belongs to the value behind it. */
  readonly signs: ReadonlySet<number>;
  /** Names that people chose, so that a plain word means the same as one in backticks. */
  readonly names: ReadonlySet<number>;
  readonly groups: readonly Group[];
}

/** A part of a statement that is written on one line or broken at all of its places. */
export interface Group {
  readonly start: number;
  readonly end: number;
  /** What begins a line if the group is broken. */
  readonly breaks: readonly number[];
  /** The closing bracket: begins a line as well, as deep as the line with the opening one. */
  readonly close?: number;
  /** Whether its lines are deeper than what is around them. */
  readonly isIndented: boolean;
}

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

interface Walk extends Layout {
  readonly callees: Set<number>;
  readonly signs: Set<number>;
  readonly names: Set<number>;
  readonly groups: Group[];
  readonly tokens: readonly Token[];
}

function visitStatement(node: Statement, walk: Walk): void {
  switch (node.kind) {
    case "source":
      return visitName(node.name, walk);
    case "funnel":
      visitName(node.name, walk);
      for (const source of node.sources) visitName(source, walk);
      return addList(node.sources.slice(1), walk);
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
    case "timezone":
    case "during":
    case "order":
    case "window":
    case "setting":
    case "unavailable":
    case "unavailable-item":
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
  node: { readonly span: { readonly start: number; readonly end: number } },
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
      addGroup(walk, { ...node.span, breaks, isIndented: !isBracketed });
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
      addList(node.args, walk, node.span.end);
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
      addList(node.values, walk, node.span.end);
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
    addGroup(walk, { ...node.span, breaks, isIndented: !isBracketed });
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
  addList(args.values, walk, args.span.end);
  visitAll(args.values, walk);
  visitName(args.to, walk);
}

function visitName(name: NameNode | undefined, walk: Walk): void {
  if (name?.written === "backtick") walk.names.add(name.span.start);
}

// Groups

function addGroup(
  walk: Walk,
  group: {
    readonly start: number | undefined;
    readonly end: number;
    readonly breaks: readonly number[];
    readonly close?: number;
    readonly isIndented?: boolean;
  },
): void {
  const { start } = group;
  if (start === undefined || group.breaks.length === 0) return;
  walk.groups.push({ isIndented: true, ...group, start });
}

/** What commas separate; with `end`, between brackets that end there. */
function addList(
  items: readonly { readonly span: { readonly start: number; readonly end: number } }[],
  walk: Walk,
  end?: number,
): void {
  const breaks = items.map(({ span }) => span.start).filter((place) => mayStartLine(place, walk));
  const start = items[0]?.span.start;
  if (end !== undefined) addGroup(walk, { start, end, breaks, close: end - 1 });
  else addGroup(walk, { start, end: items.at(-1)?.span.end ?? 0, breaks });
}

function addBrackets(
  node: { readonly span: { readonly end: number } },
  inner: { readonly span: { readonly start: number; readonly end: number } } | undefined,
  walk: Walk,
): void {
  if (inner) addList([inner], walk, node.span.end);
}

/** A name that is a keyword elsewhere would pass for the start of a statement in a text with errors. */
function mayStartLine(place: number, walk: Walk): boolean {
  const token = walk.tokens[indexAt(place, walk)];
  return token !== undefined && !isKeywordAsName(token);
}

/** Where the token starts that is `count` tokens before a place. */
function tokenBefore(place: number, walk: Walk, count = 1): number {
  return walk.tokens[indexAt(place, walk) - count]?.startOffset ?? 0;
}

/** The first token that doesn't start before a place. */
function indexAt(place: number, { tokens }: Walk): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `at least 2 times` */
function countOf(
  number: { readonly span: { readonly start: number } } | undefined,
  walk: Walk,
): readonly number[] {
  return number ? [tokenBefore(number.span.start, walk, 2)] : [];
}
