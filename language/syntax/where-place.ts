import { diagnose, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type { FunnelNode, StageNode, StepsNode } from "./ast.ts";
import type { BuildContext } from "./build/context.ts";

/**
 * After a stage a `where` is the stage's, however it is laid out. One that starts a line no deeper than
 * its stage looks like the funnel's own: an error that offers both readings.
 */
export function checkPlaceOfWhere(funnel: FunnelNode, context: BuildContext): void {
  const above = once(() => placeAbove(funnel, context.text));
  let stage: StageNode | undefined;
  for (const item of funnel.items) {
    if (item.kind === "stage") {
      stage = item;
      const where = item.steps && outerWhere(item.steps);
      if (where) checkIndent(item, where.whereSpan, where.span.end, above, context);
    } else if (item.kind === "where" && stage) {
      // After `within` and the like it can only be the funnel's, and stands too late for that.
      const fixes = [moveUp(item.span, above(), context.text)];
      const args = { stage: stage.name?.text ?? "" };
      const whereSpan = { start: item.span.start, end: item.span.start + "where".length };
      context.report(diagnose("FNL1031", args, whereSpan, { fixes }));
    }
  }
}

function outerWhere(
  steps: StepsNode,
): { readonly whereSpan: Span; readonly span: Span } | undefined {
  return steps.kind === "filtered-steps" ? steps : undefined;
}

function checkIndent(
  stage: StageNode,
  whereSpan: Span,
  end: number,
  above: () => Above,
  context: BuildContext,
): void {
  const { text } = context;
  const own = indentAt(text, whereSpan.start);
  const ofStage = indentAt(text, stage.span.start);
  if (own === undefined || ofStage === undefined || own > ofStage) return;
  const lineStart = whereSpan.start - own;
  const deeper = " ".repeat(ofStage + 2);
  const fixes: Fix[] = [
    {
      title: { key: "conditionOfStage", args: { stage: stage.name?.text ?? "" } },
      edits: [{ span: { start: lineStart, end: whereSpan.start }, newText: deeper }],
    },
    moveUp({ start: whereSpan.start, end }, above(), text),
  ];
  const args = { stage: stage.name?.text ?? "" };
  context.report(diagnose("FNL1022", args, whereSpan, { fixes }));
}

/** Columns before a place that starts its line; undefined where something stands before it. */
function indentAt(text: string, offset: number): number | undefined {
  let start = offset;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const before = text[start - 1];
  return before === undefined || before === "\n" || before === "\r" ? offset - start : undefined;
}

/** Where a line above the first stage begins, behind its indentation, and what ends it. */
interface Above {
  readonly offset: number;
  readonly lineEnd: string;
}

function placeAbove({ items, span }: FunnelNode, text: string): Above {
  const firstStage = items.find(({ kind }) => kind === "stage");
  const offset = (firstStage?.span ?? span).start;
  const before = text.lastIndexOf("\n", offset);
  const lineBreak = before >= 0 ? before : text.indexOf("\n", offset);
  const indent = " ".repeat(indentAt(text, offset) ?? 2);
  return { offset, lineEnd: (text[lineBreak - 1] === "\r" ? "\r\n" : "\n") + indent };
}

/** A funnel may have thousands of wrong places, which all have the same one above. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Takes a condition out of its line and puts it on one of its own above the first stage. */
function moveUp(span: Span, above: Above, text: string): Fix {
  const own = indentAt(text, span.start);
  const condition = text.slice(span.start, span.end);
  let start = span.start - (own ?? 0);
  if (own !== undefined && start > 0) {
    start--;
    if (text[start] === "\n" && text[start - 1] === "\r") start--;
  } else while (text[start - 1] === " ") start--;
  const at = { start: above.offset, end: above.offset };
  return {
    title: { key: "conditionOfFunnel", args: {} },
    edits: [
      { span: at, newText: condition + above.lineEnd },
      { span: { start, end: span.end }, newText: "" },
    ],
  };
}
