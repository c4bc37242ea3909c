import { LCurly, LParen, RCurly, RParen } from "../syntax/tokens.ts";
import { breakLines } from "./break-lines.ts";
import { INDENT, joinParts, type Part, partsOf, WIDTH, writeComment } from "./parts.ts";
import type { StatementPiece } from "./pieces.ts";
import { layoutOf } from "./rules.ts";
import type { PlacedComment } from "./units.ts";

/** The lines of a statement, the first one with its indent as well. */
export function writeStatement(piece: StatementPiece, indent: number): readonly string[] {
  const layout = layoutOf(piece.node, piece.tokens);
  const parts = partsOf(piece, layout);
  if (piece.comments.some((comment) => isOnOwnLine(comment, piece.source)))
    return keepLines(parts, piece.source, indent);
  const flat = " ".repeat(indent) + joinParts(parts);
  return flat.length <= WIDTH ? [flat] : breakLines(parts, layout.groups, indent);
}

function isOnOwnLine({ kind, image, span }: PlacedComment, source: string): boolean {
  if (kind === "line" || image.includes("\n")) return true;
  const lineStart = source.lastIndexOf("\n", span.start) + 1;
  return source.slice(lineStart, span.start).trim() === "";
}

/**
 * With comments on lines of their own the author's lines are kept, each a step deeper than the line with
 * the bracket around it, or than the statement.
 */
function keepLines(parts: readonly Part[], source: string, indent: number): readonly string[] {
  const lines: string[] = [];
  let line: Part[] = [];
  /** Indents of the lines with the brackets that are open. */
  const open: number[] = [];
  let end = parts[0]?.start ?? 0;
  const flush = (): void => {
    let closing = 0;
    while (nesting(line[closing]) < 0) closing++;
    const around = closing > 0 ? open[Math.max(0, open.length - closing)] : open.at(-1);
    const isDeeper = lines.length > 0 && closing === 0;
    const own = (around ?? indent) + (isDeeper ? INDENT : 0);
    lines.push(" ".repeat(own) + joinParts(atIndent(line, own)));
    for (const part of line) {
      if (nesting(part) > 0) open.push(own);
      else if (nesting(part) < 0) open.pop();
    }
    line = [];
  };
  for (const part of parts) {
    if (line.length > 0 && source.slice(end, part.start).includes("\n")) flush();
    line.push(part);
    end = part.end;
  }
  flush();
  return lines;
}

/** A comment at the start of a line goes where the line goes. */
function atIndent([first, ...rest]: readonly Part[], indent: number): readonly Part[] {
  if (!first) return rest;
  const { comment } = first;
  return [comment ? { ...first, text: writeComment(comment, indent) } : first, ...rest];
}

function nesting(part: Part | undefined): number {
  const type = part?.token?.tokenType;
  if (type === LParen || type === LCurly) return 1;
  return type === RParen || type === RCurly ? -1 : 0;
}
