import { parseText } from "../syntax/parse.ts";
import { indexLines, type Span, type TextEdit } from "../text.ts";
import { minimalEdits } from "../ide/minimal-edits.ts";
import { endsLinesWithReturn, normalize } from "./format.ts";
import { cutPieces, type Piece } from "./pieces.ts";
import type { Lines } from "./units.ts";
import { writePieces } from "./write-pieces.ts";

/**
 * Formats the whole statements that a range touches and leaves the others as they are, also those with
 * errors. Never throws.
 */
export function formatRange(text: string, range: Span): readonly TextEdit[] {
  const lines = indexLines(text);
  const first = lines.positionAt(range.start).line;
  const end = lines.positionAt(range.end);
  // A selection of whole lines ends at the beginning of the next one.
  const last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
  return formatWhere(text, (piece) => piece.firstLine <= last && first <= piece.lastLine);
}

/**
 * After a line's end: the statement that ends there. After a brace: the block that it closes. Nothing
 * within comments.
 */
export function formatAfterTyping(
  text: string,
  offset: number,
  typed: "\n" | "}",
): readonly TextEdit[] {
  const { tree } = parseText(text);
  const lines = indexLines(text);
  const { line } = lines.positionAt(offset);
  // A comment to the end of its line ends there, too.
  const typedAt = typed === "\n" ? lines.lineSpan(Math.max(0, line - 1)).end : offset;
  if (tree.comments.some(({ span }) => span.start < typedAt && typedAt <= span.end)) return [];
  if (typed === "\n") return formatWhere(text, (piece) => piece.lastLine === line - 1);
  const closed = tree.declarations.findLast(({ span }) => span.end === offset);
  return closed === undefined ? [] : formatRange(text, closed.span);
}

function formatWhere(text: string, isTouched: (piece: Piece) => boolean): readonly TextEdit[] {
  const { mark, normal } = normalize(text);
  const parsed = parseText(normal);
  if (parsed.conflicts.length > 0) return [];
  const pieces = cutPieces(normal, parsed);
  const written = writePieces(pieces);
  const lines = indexLines(text);
  const lineEnd = endsLinesWithReturn(text) ? "\r\n" : "\n";
  return touchedRuns(pieces, isTouched).flatMap(({ firstLine, lastLine }) => {
    const isOurs = ({ piece }: { readonly piece?: Piece }): boolean =>
      piece !== undefined && firstLine <= piece.firstLine && piece.lastLine <= lastLine;
    const now = written.slice(written.findIndex(isOurs), written.findLastIndex(isOurs) + 1);
    const start = Math.max(mark.length, lines.lineSpan(firstLine).start);
    const old = text.slice(start, lines.lineSpan(lastLine).end);
    const lineTexts = now.flatMap((line) => line.text.split("\n"));
    return minimalEdits(old, lineTexts.join(lineEnd)).map(({ span, newText }) => ({
      span: { start: span.start + start, end: span.end + start },
      newText,
    }));
  });
}

/** The lines of touched pieces that follow each other; what shares a line is touched together. */
function touchedRuns(
  pieces: readonly Piece[],
  isTouched: (piece: Piece) => boolean,
): readonly Lines[] {
  const groups: { firstLine: number; lastLine: number; touched: boolean }[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last === undefined || piece.firstLine > last.lastLine) {
      const { firstLine, lastLine } = piece;
      groups.push({ firstLine, lastLine, touched: isTouched(piece) });
    } else {
      last.lastLine = Math.max(last.lastLine, piece.lastLine);
      last.touched ||= isTouched(piece);
    }
  }
  const runs: { firstLine: number; lastLine: number }[] = [];
  groups.forEach((group, index) => {
    if (!group.touched) return;
    const run = groups[index - 1]?.touched === true ? runs.at(-1) : undefined;
    if (run === undefined) runs.push({ firstLine: group.firstLine, lastLine: group.lastLine });
    else run.lastLine = group.lastLine;
  });
  return runs;
}
