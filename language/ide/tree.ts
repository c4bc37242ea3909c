import { findFigure } from "../semantics/figures/signatures.ts";
import type {
  Declaration,
  FigureNode,
  FileNode,
  FunnelNode,
  Node,
  SourceNode,
  StageNode,
} from "../syntax/ast.ts";

/** The nodes directly below one, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const found = directChildren(node).filter((child) => child !== undefined);
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function directChildren(node: Node): (Node | undefined)[] {
  switch (node.kind) {
    case "file":
      return [...node.declarations];
    case "import":
      return [node.path];
    case "connection":
      return [node.name, node.engine, ...node.items];
    case "connection-setting":
      return [node.variable];
    case "param-declaration":
      return [node.name, node.value];
    case "source":
      return [node.name, node.location, node.table, node.shape, ...node.items];
    case "table-reference":
      return [node.table, node.connection];
    case "segment":
      return [node.name, node.value];
    case "funnel":
      return [node.name, ...node.sources, ...node.items];
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
      return [node.name, node.subject, ...node.items];
    case "audience":
      return [node.name, node.subject, node.value];
    case "audience-value":
      return [node.stage, node.missed];
    case "actor":
      return [...node.columns, node.word];
    case "time":
      return [node.column, node.format];
    case "event":
    case "session":
    case "amount":
    case "currency":
    case "same":
    case "variant":
    case "control":
      return [node.value];
    case "each":
    case "from-column":
      return [node.column];
    case "join":
      return [node.lookup, node.column, node.key];
    case "row-stages":
      return [...node.stages];
    case "row-stage":
      return [node.event, node.value, node.condition];
    case "totals":
      return [...node.totals];
    case "total":
      return [node.event, node.column];
    case "sheet":
      return [node.sheet];
    case "dedupe":
      return [...node.columns];
    case "timezone":
      return [node.zone];
    case "where":
      return [node.condition];
    case "let":
      return [node.name, node.value];
    case "options":
      return [...node.options];
    case "option":
      return [node.value];
    case "actors":
      return [node.steps, node.atLeast];
    case "during":
      return [node.value];
    case "range":
      return [node.from, node.to];
    case "last":
      return [node.duration];
    case "segment-use":
    case "measure-use":
      return [node.name];
    case "window":
      return [node.value?.kind === "duration" ? node.value : undefined, node.unknown];
    case "setting":
      return [node.value];
    case "stage":
      return [node.name, node.label, node.steps, ...node.modifiers];
    case "exit":
      return [node.name, node.label, node.steps];
    case "without":
      return [node.steps, node.from, node.to];
    case "compare":
      return [node.left, node.right];
    case "trend":
      return [node.interval, node.forecast];
    case "note":
      return [node.date, node.text];
    case "measure":
      return [node.name, node.value, node.format];
    case "measure-format":
      return [node.form, node.currency];
    case "retention-steps":
      return [node.steps];
    case "every":
      return [node.period, node.times];
    case "goal":
      return [node.from, node.to];
    case "confidence":
      return [node.share];
    case "planned-split":
      return [...node.shares];
    case "planned-share":
      return [node.variant, node.share];
    case "signals":
      return [...node.properties];
    case "minimum":
      return [node.actors];
    case "score-goal":
      return [node.stage];
    case "points":
      return [node.points, node.condition, node.did, node.atLeast];
    case "learn":
      return [node.signals];
    case "grades":
      return [...node.grades];
    case "grade":
      return [node.name, node.least];
    case "scenario-stage":
      return [node.stage, node.share];
    case "event-step":
      return [node.source, node.event];
    case "any-event":
      return [node.source];
    case "or-steps":
      return [...node.steps];
    case "filtered-steps":
      return [node.steps, node.condition];
    case "group-steps":
      return [node.steps];
    case "within":
    case "after":
    case "at-least":
      return [node.duration, node.times];
    case "split":
      return [node.value, node.at, node.top];
    case "expect":
      return [node.left, node.right, node.when?.left, node.when?.right, node.unknownOtherwise];
    case "column":
      return [...node.path];
    case "call":
      return [node.name, ...node.args];
    case "expect-trend":
      return [node.unknownOtherwise];
    case "group":
    case "measure-group":
      return [node.inner];
    case "unary":
    case "negative":
    case "measure-negation":
    case "missing-test":
      return [node.operand];
    case "binary":
    case "measure-binary":
      return [node.left, node.right];
    case "in-test":
      return [node.operand, ...node.values];
    case "between-test":
      return [node.operand, node.low, node.high];
    case "text-test":
      return [node.operand, node.value];
    case "figure":
      return [node.name, ...figureArguments(node), node.at?.stage];
    case "order":
    case "name":
    case "string":
    case "number":
    case "duration":
    case "date":
    case "period":
    case "boolean":
    case "param":
      return [];
  }
}

/** Stages where they are written as such, else the values. */
function figureArguments({ name, args }: FigureNode): (Node | undefined)[] {
  if (args === undefined) return [];
  const hasStages = args.from !== undefined || args.to !== undefined;
  const kind = findFigure(name.text)?.parameters[0]?.kind;
  // A lone name is a stage or a source only where the figure takes one; else it is a column.
  const isNamed = hasStages && (args.hasArrow || (kind !== "value" && kind !== "condition"));
  return [...(isNamed ? [args.from, args.to] : args.values), args.within];
}

/**
 * The nodes around an offset, outermost (the file) first. At the seam of two nodes the one that
 * starts there wins; else the cursor behind a word means the word.
 */
export function nodesAt(tree: FileNode, offset: number): readonly Node[] {
  const path: Node[] = [tree];
  for (let node: Node | undefined = tree; node !== undefined;) {
    const around: readonly Node[] = childrenOf(node).filter(
      (child) => child.span.start <= offset && offset <= child.span.end,
    );
    node = around.find((child) => offset < child.span.end) ?? around.at(-1);
    if (node !== undefined) path.push(node);
  }
  return path;
}

/** Visits a node and all below it, parents first. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}

/** The declaration whose text holds an offset. */
export function declarationAt(tree: FileNode, offset: number): Declaration | undefined {
  return tree.declarations.find(
    (declaration) => declaration.span.start <= offset && offset <= declaration.span.end,
  );
}

export function sourcesOf(tree: FileNode): readonly SourceNode[] {
  return tree.declarations.filter((declaration) => declaration.kind === "source");
}

export function funnelsOf(tree: FileNode): readonly FunnelNode[] {
  return tree.declarations.filter((declaration) => declaration.kind === "funnel");
}

export function stagesOf(funnel: FunnelNode): readonly StageNode[] {
  return funnel.items.filter((item) => item.kind === "stage");
}
