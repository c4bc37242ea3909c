import type { Diagnostic } from "../diagnostics.ts";
import type { Declaration } from "./ast.ts";
import { lazily } from "./lazily.ts";
import { keepMending } from "./mending.ts";
import { readPieces } from "./pieces.ts";
import { type ReadText, readText } from "./read.ts";
import { shift } from "./shift.ts";

/** What is known of a piece wherever it stands, and what was made of it last. */
export interface Known {
  readonly text: string;
  readonly read: ReadText;
  mended?: Problems & { readonly lookedAt: number };
  placed?: Placed & { readonly start: number };
  placedProblems?: Problems & { readonly start: number; readonly of: Problems };
  written?: Written & { readonly start: number };
}

/** A piece at a place. */
export interface PlacedPiece {
  readonly known: Known;
  readonly start: number;
}

export type Placed = Pick<
  ReadText,
  "declarations" | "comments" | "misread" | "strays" | "conflicts"
>;

/** What a tree is made of. */
export type Written = Pick<ReadText, "declarations" | "comments">;

export interface Problems {
  readonly ofTokens: readonly Diagnostic[];
  readonly ofGrammar: readonly Diagnostic[];
}

/** Where a declaration comes from: the same node for the same piece of text, wherever it stands. */
export interface Origin {
  readonly node: object;
  /** The piece's place in the text. */
  readonly start: number;
  readonly end: number;
}

const origins = new WeakMap<Declaration, Origin>();

/** A node that wasn't parsed as part of a text comes from itself. */
export function originOf(node: Declaration): Origin {
  return origins.get(node) ?? { node, ...node.span };
}

/** Cuts texts into pieces that it remembers: of the next text only those that changed are read. */
export function createPieceReader(): (text: string) => readonly PlacedPiece[] {
  let last = new Map<string, Known>();
  return (text) => {
    const used = new Map<string, Known>();
    const pieces = readPieces(text, (piece, doc) => {
      const key = doc === undefined ? piece : `${piece}\0${doc}`;
      const known = used.get(key) ?? last.get(key) ?? { text: piece, read: readText(piece, doc) };
      used.set(key, known);
      return known;
    });
    last = used;
    return pieces.map(({ span: { start }, known }) => ({ known, start }));
  };
}

export function placeOf({ known, start }: PlacedPiece): Placed {
  if (known.placed?.start === start) return known.placed;
  const { declarations, comments, misread, strays, conflicts } = known.read;
  known.placed = {
    start,
    ...shift({ declarations, comments, misread, strays, conflicts }, start),
  };
  const end = start + known.text.length;
  for (const [at, node] of declarations.entries()) {
    const placed = known.placed.declarations[at];
    if (placed !== undefined) origins.set(placed, { node, start, end });
  }
  return known.placed;
}

/** What a tree is made of, with places that are worked out when they are asked for. */
export function writtenAt({ known, start }: PlacedPiece): Written {
  if (known.written?.start === start) return known.written;
  const { declarations, comments } = known.read;
  const move = <Value>(value: Value): Value => shift(value, start);
  known.written = {
    start,
    declarations: start === 0 ? declarations : declarations.map((node) => lazily(node, move)),
    comments: shift(comments, start),
  };
  return known.written;
}

/** With the fixes of the first so many problems that mend something, and all fixes of the others. */
export function problemsOf({ known, start }: PlacedPiece, toLookAt: number): Problems {
  const of = mendedOf(known, Math.min(toLookAt, fixable(known)));
  if (known.placedProblems?.start === start && known.placedProblems.of === of)
    return known.placedProblems;
  known.placedProblems = {
    start,
    of,
    ofTokens: shift(of.ofTokens, start),
    ofGrammar: shift(of.ofGrammar, start),
  };
  return known.placedProblems;
}

function mendedOf(known: Known, lookedAt: number): Problems {
  if (known.mended?.lookedAt === lookedAt) return known.mended;
  const { tokenProblems, grammarProblems, places } = known.read;
  const all = [...tokenProblems, ...grammarProblems];
  const mended = keepMending(all, places, known.text, countProblems, lookedAt);
  known.mended = {
    lookedAt,
    ofTokens: mended.slice(0, tokenProblems.length),
    ofGrammar: mended.slice(tokenProblems.length),
  };
  return known.mended;
}

function countProblems(text: string): number {
  const { tokenProblems, grammarProblems } = readText(text, undefined, 0);
  return tokenProblems.length + grammarProblems.length;
}

/** How many of a piece's problems have fixes. */
export function fixable({ read: { tokenProblems, grammarProblems } }: Known): number {
  const hasFixes = ({ fixes }: Diagnostic): boolean => fixes !== undefined && fixes.length > 0;
  return tokenProblems.filter(hasFixes).length + grammarProblems.filter(hasFixes).length;
}
