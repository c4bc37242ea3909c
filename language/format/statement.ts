import { LCurly, LParen, RCurly, RParen, type Token } from "../syntax/tokens.ts";
import { breakLines } from "./break-lines.ts";
import { INDENT, joinParts, type Part, partsOf, WIDTH, writeComment } from "./parts.ts";
import type { PlacedComment, StatementPiece } from "./pieces.ts";
import { layoutOf } from "./rules.ts";

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

/** With comments on lines of their own the author's lines are kept, indented by the brackets around them. */
function keepLines(parts: readonly Part[], source: string, indent: number): readonly string[] {
  const lines: string[] = [];
  let line: Part[] = [];
  let depth = 0;
  let end = parts[0]?.start ?? 0;
  const flush = (): void => {
    const closing = line.findIndex(({ token }) => nesting(token) >= 0);
    const inside = depth - (closing < 0 ? line.length : closing);
    const steps =
      lines.length === 0 ? 0 : closing === 0 ? Math.max(1, inside) : Math.max(0, inside);
    const own = indent + INDENT * steps;
    const comment = line[0]?.comment;
    const [first, ...rest] = line;
    const written =
      comment && first ? [{ ...first, text: writeComment(comment, own) }, ...rest] : line;
    lines.push(" ".repeat(own) + joinParts(written));
    for (const { token } of line) depth += nesting(token);
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

function nesting(token: Token | undefined): number {
  if (token?.tokenType === LParen || token?.tokenType === LCurly) return 1;
  return token?.tokenType === RParen || token?.tokenType === RCurly ? -1 : 0;
}
