import { lastAtOrBefore, type Span } from "../text.ts";
import type { FileNode } from "./ast.ts";
import { createPieceReader, type PlacedPiece, writtenAt } from "./known-pieces.ts";
import { type ParsedText, together } from "./parse.ts";

/**
 * A text with blanks behind each of its pieces: room in which they grow, so that a keystroke moves
 * nothing of what is known of the others. Which blanks there are changes nothing of what is found; it is
 * told by its places in the text as it is written.
 */
export interface SpacedText {
  readonly text: string;
  /** With places in the spaced text. */
  readonly parsed: ParsedText;
  /** The tree of the text as it is written. Made when it is asked for. */
  readonly written: () => FileNode;
  /** An offset in the text as it is written; what lies behind the text is at its end. */
  readonly offsetOf: (spaced: number) => number;
  readonly spanOf: (spaced: Span) => Span;
  /** Where the piece that holds an offset begins in the text as it is written. */
  readonly pieceAt: (spaced: number) => number;
}

/** Characters behind each piece when the text is laid out, and behind one that had too little of them. */
const ROOM = 256;
const MORE_ROOM = 4096;
/** Blanks and a line break: what follows begins a line, and a lone `\r` before isn't made longer. */
const LEAST_ROOM = 2;

/** Remembers the last text: pieces stay where they were laid, as long as there is room. */
export function createSpacedParser(): (text: string) => SpacedText {
  const read = createPieceReader();
  let last: readonly PlacedPiece[] = [];
  return (text) => {
    const written = read(text);
    const spaced = layOut(written, last);
    last = spaced;
    return spacedText(text, written, spaced);
  };
}

function spacedText(
  text: string,
  written: readonly PlacedPiece[],
  spaced: readonly PlacedPiece[],
): SpacedText {
  const laid = spaced.map((piece, at) => piece.known.text + roomBehind(piece, spaced[at + 1]));
  const joined = laid.join("");
  const starts = spaced.map(({ start }) => start);
  const offsetOf = (offset: number): number => {
    const at = lastAtOrBefore(starts, offset);
    const [here, there] = [spaced[at], written[at]];
    if (here === undefined || there === undefined) return offset;
    return there.start + Math.min(offset - here.start, here.known.text.length);
  };
  return {
    text: joined,
    parsed: together(spaced, joined.length),
    written: () => {
      const parts = written.map(writtenAt);
      return {
        kind: "file",
        span: { start: 0, end: text.length },
        declarations: parts.flatMap(({ declarations }) => declarations),
        comments: parts.flatMap(({ comments }) => comments),
      };
    },
    offsetOf,
    pieceAt: (offset) => written[lastAtOrBefore(starts, offset)]?.start ?? 0,
    spanOf: (span) => {
      const [start, end] = [offsetOf(span.start), offsetOf(span.end)];
      return start === span.start && end === span.end ? span : { start, end };
    },
  };
}

/** Where pieces are laid: those that were there before where they were. */
function layOut(
  pieces: readonly PlacedPiece[],
  before: readonly PlacedPiece[],
): readonly PlacedPiece[] {
  const most = Math.min(pieces.length, before.length);
  let head = 0;
  while (head < most && pieces[head]?.known === before[head]?.known) head++;
  let tail = 0;
  while (tail < most - head && pieces.at(-1 - tail)?.known === before.at(-1 - tail)?.known) tail++;
  const same = before.slice(0, head);
  const changed = pieces.slice(head, pieces.length - tail);
  const replaced = before.slice(head, before.length - tail);
  const rest = before.slice(before.length - tail);
  const start = behind(same.at(-1), LEAST_ROOM);
  const [first] = rest;
  const laid = lay(changed, start, LEAST_ROOM, replaced);
  const fits = first === undefined || first.start >= behind(laid.at(-1) ?? same.at(-1), LEAST_ROOM);
  const beginsFirst = (same[0] ?? laid[0] ?? first)?.start === 0;
  if (before.length > 0 && fits && beginsFirst) return [...same, ...laid, ...rest];
  if (before.length === 0 || first === undefined || head + changed.length === 0)
    return lay(pieces, 0, ROOM);
  const anew = lay(changed, start, ROOM, replaced);
  const by = behind(anew.at(-1) ?? same.at(-1), MORE_ROOM) - first.start;
  return [...same, ...anew, ...rest.map((piece) => ({ ...piece, start: piece.start + by }))];
}

/** One behind the other; where something else stood, what was made of it stands, if it can. */
function lay(
  pieces: readonly PlacedPiece[],
  start: number,
  room: number,
  replaced: readonly PlacedPiece[] = [],
): readonly PlacedPiece[] {
  const laid: PlacedPiece[] = [];
  let next = start;
  for (const [at, { known }] of pieces.entries()) {
    const piece = { known, start: Math.max(next, replaced[at]?.start ?? 0) };
    laid.push(piece);
    next = behind(piece, room);
  }
  return laid;
}

function behind(piece: PlacedPiece | undefined, room: number): number {
  return piece === undefined ? 0 : piece.start + piece.known.text.length + room;
}

function roomBehind(piece: PlacedPiece, next: PlacedPiece | undefined): string {
  if (next === undefined) return "";
  const room = next.start - behind(piece, 0);
  if (room > blanks.length) return `${" ".repeat(room - 1)}\n`;
  return blanks.slice(-room);
}

const blanks = `${" ".repeat(2 * MORE_ROOM)}\n`;
