import type {
  AudienceNode,
  ColumnNode,
  MeasureNode,
  NameNode,
  PointsItem,
  RowStagesItem,
  SignalsItem,
  TotalsItem,
  WithoutItem,
} from "../syntax/ast.ts";
import type { Token } from "../syntax/tokens.ts";
import type { Span } from "../text.ts";
import { visitAll, visitClauses, visitExpression, visitMeasure, visitName } from "./expressions.ts";
import {
  addGroup,
  addList,
  countOf,
  type Layout,
  tokenAfter,
  tokenBefore,
  tokenFrom,
  type Walk,
} from "./layout.ts";
import type { Statement } from "./units.ts";

/** Walks through one statement; of a declaration with a block that is the head. */
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
    case "connection":
      return visitName(node.name, walk);
    case "connection-setting":
      walk.callees.add(tokenAfter(node.keySpan.start, walk));
      return undefined;
    case "param-declaration":
      visitName(node.name, walk);
      if (node.value?.kind === "negative") walk.signs.add(node.value.span.start);
      return undefined;
    case "source":
      visitName(node.name, walk);
      return visitName(node.table?.connection, walk);
    case "funnel":
      visitName(node.name, walk);
      visitNames(node.sources, walk);
      // Deeper than the block that follows.
      return addList(node.sources.slice(1), walk, { steps: 2 });
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
      return visitNames([node.name, node.subject], walk);
    case "audience":
      return visitAudience(node, walk);
    case "segment":
      visitName(node.name, walk);
      if (node.value?.kind !== "actors") return visitExpression(node.value, walk);
      return visitClauses(node.value, node.value.steps, countOf(node.value.atLeast, walk), walk);
    case "actor":
    case "dedupe":
      return visitColumns(node.columns, walk);
    case "each":
    case "from-column":
    case "time":
      return visitExpression(node.column, walk);
    case "event":
    case "session":
    case "amount":
    case "currency":
    case "same":
    case "variant":
      return visitExpression(node.value, walk);
    case "join":
      visitName(node.lookup, walk);
      return visitAll([node.column, node.key], walk);
    case "row-stages":
    case "totals":
      return visitEntries(node, walk);
    case "where":
      return visitExpression(node.condition, walk);
    case "let":
      visitName(node.name, walk);
      return visitExpression(node.value, walk);
    case "options":
      return addEntries(node.options, node.span.end, walk);
    case "segment-use":
    case "measure-use":
      return visitName(node.name, walk);
    case "stage":
      visitName(node.name, walk);
      return visitClauses(
        node,
        node.steps,
        node.modifiers.map(({ span }) => span.start),
        walk,
      );
    case "exit":
      visitName(node.name, walk);
      return visitClauses(node, node.steps, [], walk);
    case "retention-steps":
      return visitClauses(node, node.steps, [], walk);
    case "without":
      return visitWithout(node, walk);
    case "compare":
      return visitNames([node.left, node.right], walk);
    case "split":
      visitExpression(node.value, walk);
      return visitName(node.at, walk);
    case "measure":
      return visitMeasureNode(node, walk);
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
    case "goal":
      return visitNames([node.from, node.to], walk);
    case "planned-split":
      return addList(node.shares.slice(1), walk);
    case "signals":
      return visitSignals(node, walk);
    case "learn":
      return node.signals && visitSignals(node.signals, walk);
    case "score-goal":
    case "scenario-stage":
      return visitName(node.stage, walk);
    case "points":
      return visitPoints(node, walk);
    case "grades":
      visitNames(
        node.grades.map(({ name }) => name),
        walk,
      );
      return addList(node.grades.slice(1), walk);
    case "import":
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

function visitNames(names: readonly (NameNode | undefined)[], walk: Walk): void {
  for (const name of names) visitName(name, walk);
}

/** Columns behind a keyword: the first one stays on its line. */
function visitColumns(columns: readonly ColumnNode[], walk: Walk): void {
  visitAll(columns, walk);
  addList(columns.slice(1), walk);
}

/** What stands between braces: on one line where it fits, else one a line. */
function addEntries(entries: readonly { readonly span: Span }[], end: number, walk: Walk): void {
  const breaks = entries.map(({ span }) => span.start);
  addGroup(walk, { start: breaks[0], end, breaks, close: end - 1 });
}

function visitEntries(node: RowStagesItem | TotalsItem, walk: Walk): void {
  const entries = node.kind === "totals" ? node.totals : node.stages;
  addEntries(entries, node.span.end, walk);
  for (const entry of entries) {
    visitName(entry.event, walk);
    if (entry.kind === "total") visitExpression(entry.column, walk);
    else {
      const { condition, span } = entry;
      if (condition) addGroup(walk, { ...span, breaks: [tokenBefore(condition.span.start, walk)] });
      visitAll([entry.value, condition], walk);
    }
  }
}

function visitWithout(node: WithoutItem, walk: Walk): void {
  const { from, to, dropActor, span } = node;
  const clauses = [
    from && tokenBefore(from.span.start, walk),
    dropActor ? tokenBefore(span.end, walk, 3) : undefined,
  ];
  visitNames([from, to], walk);
  visitClauses(
    node,
    node.steps,
    clauses.filter((place) => place !== undefined),
    walk,
  );
}

function visitMeasureNode({ span, name, value, format }: MeasureNode, walk: Walk): void {
  visitName(name, walk);
  if (format) addGroup(walk, { ...span, breaks: [format.span.start] });
  visitMeasure(value, walk);
}

function visitAudience({ span, name, subject, value }: AudienceNode, walk: Walk): void {
  visitNames([name, subject, value?.stage, value?.missed], walk);
  if (value?.missed)
    addGroup(walk, { ...span, breaks: [tokenBefore(value.missed.span.start, walk, 2)] });
}

/** `from properties(a, b) and events` */
function visitSignals({ span, properties }: SignalsItem, walk: Walk): void {
  const last = properties.at(-1);
  if (!last) return;
  walk.callees.add(tokenAfter(span.start, walk));
  addList(properties, walk, { end: tokenFrom(last.span.end, walk) + 1 });
  visitAll(properties, walk);
}

/** `points +10 when …`: the sign belongs to the number. */
function visitPoints(node: PointsItem, walk: Walk): void {
  const { span, did, condition, atLeast, points } = node;
  if (points) walk.signs.add(tokenBefore(points.span.start, walk));
  const when = tokenAfter(span.start, walk, 3);
  if (did) return visitClauses(node, did, [when, ...countOf(atLeast, walk)], walk);
  addGroup(walk, { ...span, breaks: [when] });
  visitExpression(condition, walk);
}
