import type { Analysis } from "../analyze.ts";
import type { Node } from "../syntax/ast.ts";
import { type LineIndex, type Span, indexLines, sliceSpan } from "../text.ts";
import { visit } from "./tree.ts";

/** Whole lines that can be folded away below the first one. */
export interface FoldingRange {
  /** From the first line, which stays, to the end of the last line that disappears. */
  readonly span: Span;
  readonly kind: "block" | "comment" | "region";
}

/** Blocks keep their closing line in sight; comments and runs of line comments fold whole. */
export function foldingRanges(analysis: Analysis): readonly FoldingRange[] {
  const lines = indexLines(analysis.text);
  const ranges = [...blocks(analysis, lines), ...comments(analysis, lines), ...regions(analysis)];
  return ranges
    .filter(({ span }) => lines.positionAt(span.start).line < lines.positionAt(span.end).line)
    .sort((a, b) => a.span.start - b.span.start);
}

function blocks(analysis: Analysis, lines: LineIndex): FoldingRange[] {
  const found: FoldingRange[] = [];
  visit(analysis.tree, (node) => {
    const end = foldedTo(node);
    if (end !== undefined) found.push(block(analysis.text, lines, node.span.start, end));
  });
  return found;
}

/** Where the block of a node ends, if it has one. */
function foldedTo(node: Node): number | undefined {
  switch (node.kind) {
    case "connection":
    case "source":
    case "funnel":
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
      return node.block?.end;
    case "options":
    case "row-stages":
    case "totals":
      return node.span.end;
    default:
      return undefined;
  }
}

function block(text: string, lines: LineIndex, start: number, end: number): FoldingRange {
  const line = lines.positionAt(end).line;
  const closed = /^\s*\}$/.test(text.slice(lines.lineSpan(line).start, end));
  const last = closed && line > 0 ? lines.lineSpan(line - 1).end : end;
  return { span: { start, end: Math.max(start, last) }, kind: "block" };
}

function comments(analysis: Analysis, lines: LineIndex): FoldingRange[] {
  const found: FoldingRange[] = [];
  let run: Span | undefined;
  for (const comment of analysis.tree.comments) {
    if (comment.kind !== "line") {
      found.push({ span: comment.span, kind: "comment" });
      continue;
    }
    if (isRegionMark(sliceSpan(analysis.text, comment.span))) {
      run = undefined;
      continue;
    }
    const follows =
      run !== undefined &&
      lines.positionAt(run.end).line + 1 === lines.positionAt(comment.span.start).line &&
      aloneOnLine(analysis.text, lines, comment.span.start);
    if (follows && run !== undefined) {
      found.pop();
      run = { start: run.start, end: comment.span.end };
    } else {
      run = comment.span;
    }
    found.push({ span: run, kind: "comment" });
  }
  return found;
}

function aloneOnLine(text: string, lines: LineIndex, start: number): boolean {
  return text.slice(lines.lineSpan(lines.positionAt(start).line).start, start).trim() === "";
}

/** `// #region` … `// #endregion`, as in other languages. */
function regions(analysis: Analysis): FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: number[] = [];
  for (const { kind, span } of analysis.tree.comments) {
    if (kind !== "line") continue;
    const text = sliceSpan(analysis.text, span);
    if (/^\/\/\s*#?region\b/.test(text)) open.push(span.start);
    else if (/^\/\/\s*#?endregion\b/.test(text)) {
      const start = open.pop();
      if (start !== undefined) found.push({ span: { start, end: span.end }, kind: "region" });
    }
  }
  return found;
}

function isRegionMark(comment: string): boolean {
  return /^\/\/\s*#?(?:end)?region\b/.test(comment);
}
