import { hardWords, keywordsAt } from "../vocabulary.ts";
import type { Span } from "../text.ts";
import { areOne, type ReadText } from "./read.ts";

const words = (list: Iterable<string>): string => [...list].join("|");
const letters = "\\p{L}\\p{M}\\p{Nd}_";

/**
 * Where a line begins with the keyword of a declaration and, behind blanks, what may be its name: there
 * `cutDeclarations` cuts, whatever stands before. For a segment only behind a closed block.
 */
const beginning = new RegExp(
  `(?<=[\\r\\n])(${words(keywordsAt("file").map(({ word }) => word))})[ \\t]+` +
    `(?:(?!(?:${words(hardWords)})(?![${letters}]))[\\p{L}_]|\`)`,
  "gu",
);

/** A mark that Git leaves begins what may go on to the end of the text. */
const conflict = /(?:^|[\r\n])<{7}(?=[ \r\n]|$)/;

/** More tries to find where a piece ends than this, and it ends with the text. */
const MAX_TRIES = 8;

export interface Piece<Known> {
  readonly span: Span;
  readonly known: Known;
}

/** Where pieces can begin. */
interface Beginning {
  readonly at: number;
  readonly isSegment: boolean;
}

/**
 * Cuts a text where declarations begin into pieces that are read as if each were all of the text: none
 * lies partly in a comment or in a declaration that began before. Most are one declaration. `read` is
 * given the Markdown directly above a piece as well; for the same it has to give the same.
 */
export function readPieces<Known extends { readonly read: ReadText }>(
  text: string,
  read: (text: string, doc: string | undefined) => Known,
): readonly Piece<Known>[] {
  const beginnings: Beginning[] = [{ at: 0, isSegment: false }];
  for (const { index, 1: word } of text.matchAll(beginning))
    beginnings.push({ at: index, isSegment: word === "segment" });
  const pieces: Piece<Known>[] = [];
  let doc: string | undefined;
  for (let first = 0; first < beginnings.length;) {
    const start = beginnings[first]?.at ?? 0;
    let next = first + 1;
    for (let tries = 1; ; tries++) {
      const span = { start, end: beginnings[next]?.at ?? text.length };
      const piece = { span, known: read(text.slice(start, span.end), doc) };
      const end = endOf(span, piece.known.read, next, text, beginnings);
      if (end === next) {
        pieces.push(piece);
        break;
      }
      next = tries < MAX_TRIES ? end : beginnings.length;
    }
    doc = pieces.at(-1)?.known.read.docBelow;
    first = next;
  }
  return pieces;
}

/** The beginning that a piece ends before at the earliest: `next`, unless it goes on there. */
function endOf(
  span: Span,
  read: ReadText,
  next: number,
  text: string,
  beginnings: readonly Beginning[],
): number {
  if (next >= beginnings.length) return next;
  const piece = text.slice(span.start, span.end);
  if (conflict.test(piece)) return beginnings.length;
  if (hasOpenComment(piece, read)) {
    const close = text.indexOf("*/", span.end);
    if (close >= 0) return behind(next, beginnings, ({ at }) => at < close);
  }
  if (read.endsOpen && beginnings[next]?.isSegment === true)
    return behind(next, beginnings, ({ isSegment }) => isSegment);
  const following = text.slice(span.end, beginnings[next + 1]?.at ?? text.length);
  return !read.endsWhole && areOne(piece, following) ? next + 1 : next;
}

/** The first beginning of which something isn't so. */
function behind(
  from: number,
  beginnings: readonly Beginning[],
  isSo: (beginning: Beginning) => boolean,
): number {
  let at = from;
  for (let one = beginnings[at]; one !== undefined && isSo(one); one = beginnings[at]) at++;
  return at;
}

function hasOpenComment(piece: string, { comments }: ReadText): boolean {
  return comments.some(
    ({ kind, span }) =>
      kind !== "line" && (span.end - span.start < 4 || !piece.startsWith("*/", span.end - 2)),
  );
}
