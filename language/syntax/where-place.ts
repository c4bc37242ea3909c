import { diagnose, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type { FunnelNode, StageNode, StepsNode } from "./ast.ts";
import type { BuildContext } from "./build/context.ts";

/**
 * After a stage a `where` is the stage's, however it is laid out. One that starts a line no deeper than
 * its stage looks like the funnel's own: an error that offers both readings.
 */
export function checkPlaceOfWhere(funnel: FunnelNode, context: BuildContext): void {
  let firstStage: StageNode | undefined;
  for (const item of funnel.items) {
    if (item.kind === "stage") {
      firstStage ??= item;
      const where = item.steps && outerWhere(item.steps);
      if (where) checkIndent(item, where.whereSpan, where.span.end, firstStage, context);
    } else if (item.kind === "where" && firstStage) {
      // After `within` and the like it can only be the funnel's, and stands too late for that.
      const stage = funnel.items.findLast(
        (other) => other.kind === "stage" && other.span.end <= item.span.start,
      );
      if (stage?.kind !== "stage") continue;
      const fixes = [moveUp(item.span, firstStage, context.text)];
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
  firstStage: StageNode,
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
    moveUp({ start: whereSpan.start, end }, firstStage, text),
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

/** Takes a condition out of its line and puts it on one of its own above the first stage. */
function moveUp(span: Span, firstStage: StageNode, text: string): Fix {
  const indent = indentAt(text, firstStage.span.start) ?? 2;
  const own = indentAt(text, span.start);
  const condition = text.slice(span.start, span.end);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  let start = span.start - (own ?? 0);
  if (own !== undefined && start > 0) {
    start--;
    if (text[start] === "\n" && text[start - 1] === "\r") start--;
  } else while (text[start - 1] === " ") start--;
  const at = firstStage.span.start;
  return {
    title: { key: "conditionOfFunnel", args: {} },
    edits: [
      { span: { start: at, end: at }, newText: condition + lineBreak + " ".repeat(indent) },
      { span: { start, end: span.end }, newText: "" },
    ],
  };
}
