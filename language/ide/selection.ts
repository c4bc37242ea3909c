import type { Analysis } from "../analyze.ts";
import type { Node } from "../syntax/ast.ts";
import { type Span, contains } from "../text.ts";
import { nodesAt } from "./tree.ts";

/**
 * What is selected by growing steps from a place: the word, what it belongs to, the statement, the
 * block, the declaration with its documentation, the file. Each holds the one before and is larger.
 */
export function selectionRanges(analysis: Analysis, offset: number): readonly Span[] {
  const { text, tree } = analysis;
  const spans: Span[] = [wordAt(text, offset)];
  const comment = tree.comments.find(({ span }) => contains(span, offset));
  if (comment !== undefined) spans.push(lineIn(text, offset, comment.span), comment.span);
  for (const node of nodesAt(tree, offset).toReversed()) {
    if (
      node.kind === "string" ||
      (node.kind === "name" && /^["'`]/.test(text[node.span.start] ?? ""))
    )
      spans.push({ start: node.span.start + 1, end: node.span.end - 1 });
    const block = blockOf(node);
    if (block !== undefined && contains(block, offset)) spans.push(inner(text, block), block);
    spans.push(node.span);
    const doc = tree.comments.findLast(
      ({ kind, span }) =>
        kind === "markdown" &&
        span.end <= node.span.start &&
        /^[^\S\n]*\n?[^\S\n]*$/.test(text.slice(span.end, node.span.start).replaceAll("\r", "")),
    );
    if (doc !== undefined) spans.push({ start: doc.span.start, end: node.span.end });
  }
  spans.push({ start: 0, end: text.length });
  return growing(spans, offset);
}

function growing(spans: readonly Span[], offset: number): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1) ?? { start: offset, end: offset };
    const holds = span.start <= last.start && last.end <= span.end;
    const isLarger = kept.length === 0 || span.end - span.start > last.end - last.start;
    if (holds && isLarger) kept.push(span);
  }
  return kept;
}

function blockOf(node: Node): Span | undefined {
  return "block" in node ? node.block : undefined;
}

/** Between the braces, without the white space at the ends. */
function inner(text: string, { start, end }: Span): Span {
  const between = text.slice(start + 1, end - 1);
  const from = start + 1 + (between.length - between.trimStart().length);
  return { start: from, end: Math.max(from, from + between.trim().length) };
}

function wordAt(text: string, offset: number): Span {
  const isWord = (at: number): boolean => /[\p{L}\p{M}\p{N}_]/u.test(text[at] ?? "");
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(start - 1)) start--;
  while (end < text.length && isWord(end)) end++;
  return { start, end };
}

function lineIn(text: string, offset: number, within: Span): Span {
  const start = Math.max(within.start, text.lastIndexOf("\n", offset - 1) + 1);
  const end = text.indexOf("\n", offset);
  return { start, end: end === -1 ? within.end : Math.min(end, within.end) };
}
