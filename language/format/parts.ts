import {
  Colon,
  Comma,
  Dot,
  LCurly,
  LParen,
  Percent,
  QuotedName,
  RCurly,
  RParen,
  Text,
  type Token,
} from "../syntax/tokens.ts";
import type { StatementPiece } from "./pieces.ts";
import { writeName, writeString } from "./quotes.ts";
import type { Layout } from "./layout.ts";
import type { PlacedComment } from "./units.ts";

export const INDENT = 2;
/** Statements longer than this are broken. */
export const WIDTH = 100;

/** A token or a comment within a statement, as it is written. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a space stands between it and the part before, where both are on one line. */
  readonly spaced: boolean;
  readonly token?: Token;
  readonly comment?: PlacedComment;
}

/** On one line. */
export function joinParts(parts: readonly Part[]): string {
  return parts.map(({ text, spaced }, i) => (spaced && i > 0 ? ` ${text}` : text)).join("");
}

/** A comment's text where it begins after `indent` columns: asterisks down its side move with it. */
export function writeComment({ kind, image }: PlacedComment, indent: number): string {
  if (kind === "line") return image.trimEnd();
  const [first = "", ...rest] = image.split("\n");
  const isStarred = rest.every((line) => line.trim() === "" || /^\s*\*(?:\s|\/?$)/.test(line));
  if (!isStarred) return image;
  const side = " ".repeat(indent + 1);
  return [first, ...rest.map((line) => line.replace(/^\s*(?=\*)/, side))].join("\n");
}

/** Tokens and comments in order, with the spaces between them. */
export function partsOf(piece: StatementPiece, layout: Layout): readonly Part[] {
  const items = [...piece.tokens, ...piece.comments.map((comment) => ({ comment }))].sort(
    (a, b) => startOf(a) - startOf(b),
  );
  let before: Token | undefined;
  return items.map((item): Part => {
    if ("comment" in item) {
      const { comment } = item;
      const spaced = before?.tokenType !== LParen;
      before = undefined;
      return { ...comment.span, text: comment.image.trimEnd(), spaced, comment };
    }
    const part = {
      text: writeToken(item, layout),
      start: item.startOffset,
      end: item.endOffset + 1,
      spaced: isSpaced(before, item, layout),
      token: item,
    };
    before = item;
    return part;
  });
}

function startOf(item: Token | { readonly comment: PlacedComment }): number {
  return "comment" in item ? item.comment.span.start : item.startOffset;
}

function writeToken(token: Token, layout: Layout): string {
  if (token.tokenType === Text && /^["']/.test(token.image)) return writeString(token.image);
  const isOwn = token.tokenType === QuotedName && layout.names.has(token.startOffset);
  return isOwn ? writeName(token) : token.image;
}

/** One space between words, none inside brackets and before what belongs to the word in front. */
function isSpaced(before: Token | undefined, token: Token, layout: Layout): boolean {
  switch (token.tokenType) {
    case Comma:
    case Colon:
    case Dot:
    case Percent:
    case RParen:
      return false;
    case LParen:
      if (before && layout.callees.has(before.startOffset)) return false;
      break;
    case RCurly:
      if (before?.tokenType === LCurly) return false;
      break;
  }
  if (before?.tokenType === LParen || before?.tokenType === Dot) return false;
  return !(before && layout.signs.has(before.startOffset));
}
