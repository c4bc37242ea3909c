import { INDENT, writeComment } from "./parts.ts";
import type { Piece } from "./pieces.ts";
import { writeStatement } from "./statement.ts";

/** A line of the formatted text, or several that are left alone; the piece it begins with, if any. */
export interface WrittenLine {
  readonly text: string;
  readonly piece?: Piece;
}

/** The formatted text: comments in their places, empty lines where they belong. */
export function writePieces(given: readonly Piece[]): WrittenLine[] {
  const pieces = given.flatMap(moveLineComments);
  const trailing = pieces.map((_, i) => isTrailing(pieces, i));
  const empty = emptyLines(pieces, trailing);
  const lines: WrittenLine[] = [];
  const append = (text: string): void => {
    const last = lines.pop();
    lines.push({ ...last, text: (last?.text ?? "") + text });
  };
  let depth = 0;
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === "close") depth = Math.max(0, depth - 1);
    const indent = INDENT * depth;
    if (empty.has(i)) lines.push({ text: "" });
    if (piece.kind === "comment" && trailing[i]) append(` ${writeComment(piece.comment, indent)}`);
    else if (piece.kind === "close" && pieces[i - 1]?.kind === "open") append("}");
    else for (const text of writePiece(piece, indent)) lines.push({ text, piece });
    if (piece.kind === "open") depth++;
    else if (piece.kind === "as-is") depth = Math.max(0, depth + piece.depth);
  }
  return lines;
}

function writePiece(piece: Piece, indent: number): readonly string[] {
  switch (piece.kind) {
    case "statement":
    case "open":
      return writeStatement(piece, indent);
    case "close":
      return [`${" ".repeat(indent)}}`];
    case "comment":
      return [" ".repeat(indent) + writeComment(piece.comment, indent)];
    case "as-is":
      return [piece.text];
  }
}

/** `funnel A // why`, the brace below it: the brace comes up, so the comment goes behind it. */
function moveLineComments(piece: Piece): readonly Piece[] {
  if (piece.kind !== "open") return [piece];
  const head = piece.tokens.at(-2);
  const moved = piece.comments.filter(({ span }) => head && span.start > head.startOffset);
  const [first] = moved;
  if (!head || !first || moved.some(({ kind }) => kind !== "line")) return [piece];
  const isBeside = !piece.source.slice(head.endOffset, first.span.start).includes("\n");
  const { firstLine, lastLine } = piece;
  return [
    {
      ...piece,
      comments: piece.comments.slice(0, -moved.length),
      lastLine: isBeside ? first.firstLine : lastLine,
    },
    ...moved.map((comment, i) => ({
      kind: "comment" as const,
      comment,
      firstLine: comment.firstLine,
      lastLine: i === moved.length - 1 ? Math.max(lastLine, firstLine) : comment.lastLine,
    })),
  ];
}

/** Whether a comment stands at the end of a line and belongs to it. */
function isTrailing(pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i];
  const before = pieces[i - 1];
  const next = pieces[i + 1];
  if (piece?.kind !== "comment" || piece.firstLine !== before?.lastLine) return false;
  if (before.kind === "comment" && before.comment.kind === "line") return false;
  if (leadsOn(pieces, i)) return false;
  // Markdown right above a stage documents it, wherever it begins.
  const documents =
    piece.comment.kind === "markdown" && next !== undefined && next.kind !== "comment";
  return !(documents && next.kind !== "close" && next.firstLine - piece.lastLine <= 1);
}

/** Whether a statement follows on the line that a comment ends on. */
function leadsOn(pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i];
  const next = pieces[i + 1];
  if (piece?.kind !== "comment" || piece.comment.kind === "line") return false;
  if (!next || next.firstLine !== piece.lastLine || next.kind === "close") return false;
  return next.kind !== "comment" || leadsOn(pieces, i + 1);
}

/** The pieces with an empty line above them: where the author had some, and around every block. */
function emptyLines(pieces: readonly Piece[], trailing: readonly boolean[]): ReadonlySet<number> {
  const found = new Set<number>();
  /** What the line before ends with, but for comments. */
  let last: Piece | undefined;
  /** Where the comments begin that stand directly above the piece. */
  let runStart = 0;
  for (const [i, piece] of pieces.entries()) {
    if (trailing[i]) {
      runStart = i + 1;
      continue;
    }
    const before = pieces[i - 1];
    const isApart = before !== undefined && piece.firstLine - before.lastLine > 1;
    const isInside = before?.kind !== "open" && piece.kind !== "close";
    if ((isApart && isInside) || last?.kind === "close") {
      found.add(i);
      runStart = i;
    }
    // What is left alone may end with the Markdown of this declaration.
    const above = pieces[runStart - 1];
    if (piece.kind === "open" && above && above.kind !== "as-is") found.add(runStart);
    if (piece.kind !== "comment") runStart = i + 1;
    last = piece;
  }
  return found;
}
