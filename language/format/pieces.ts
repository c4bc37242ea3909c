import type { ParsedText } from "../syntax/parse.ts";
import type { Token } from "../syntax/tokens.ts";
import { indexLines, type LineIndex, sliceSpan } from "../text.ts";
import {
  cutUnits,
  type Lines,
  linesOf,
  type PlacedComment,
  type Statement,
  type Unit,
} from "./units.ts";

export interface StatementPiece extends Lines {
  /** `open`: ends with the brace of its block. */
  readonly kind: "statement" | "open";
  readonly node: Statement;
  readonly tokens: readonly Token[];
  /** Those between the tokens. */
  readonly comments: readonly PlacedComment[];
  /** The whole text that the places are in. */
  readonly source: string;
}

export interface ClosePiece extends Lines {
  readonly kind: "close";
}

export interface CommentPiece extends Lines {
  readonly kind: "comment";
  readonly comment: PlacedComment;
}

/** Whole lines that are left alone. */
export interface AsIsPiece extends Lines {
  readonly kind: "as-is";
  readonly text: string;
  /** How many more blocks they open than they close. */
  readonly depth: number;
}

export type Piece = StatementPiece | ClosePiece | CommentPiece | AsIsPiece;

/** The parts of a text in order. Where there is an error its lines are one part, with all that is on them. */
export function cutPieces(text: string, parsed: ParsedText): readonly Piece[] {
  const lines = indexLines(text);
  const { units, comments, errors } = cutUnits(text, parsed, lines);
  const places: Place[] = [
    ...units.map((unit) => ({ ...linesOf(unit.span, lines), start: unit.span.start, unit })),
    ...comments.map((comment) => ({ ...comment, start: comment.span.start, comment })),
    ...errors.map((span) => ({ ...linesOf(span, lines), start: span.start })),
  ];
  places.sort((a, b) => a.firstLine - b.firstLine || a.start - b.start);
  return joinBroken(places, text, lines);
}

/** Without a unit and a comment: one with an error. */
interface Place extends Lines {
  readonly start: number;
  readonly unit?: Unit;
  readonly comment?: PlacedComment;
}

/** Takes all that shares lines with something broken together with it. */
function joinBroken(places: readonly Place[], text: string, lines: LineIndex): readonly Piece[] {
  const pieces: Piece[] = [];
  let group: Place[] = [];
  let lastLine = -1;
  const flush = (): void => {
    const [first] = group;
    if (!first) return;
    const { firstLine } = first;
    const whole = group.map((place) => pieceOf(place, text));
    // Where there are errors, what belongs together goes by lines: those with several statements stay.
    const units = group.filter(({ unit }) => unit && !unit.isSound);
    if (units.length < 2 && whole.every((piece) => piece !== undefined)) pieces.push(...whole);
    else {
      const span = { start: lines.lineSpan(firstLine).start, end: lines.lineSpan(lastLine).end };
      const depth = group.reduce((sum, { unit }) => sum + (unit ? depthOf(unit) : 0), 0);
      pieces.push({ kind: "as-is", firstLine, lastLine, text: sliceSpan(text, span), depth });
    }
    group = [];
  };
  for (const place of places) {
    if (place.firstLine > lastLine) flush();
    group.push(place);
    lastLine = Math.max(lastLine, place.lastLine);
  }
  flush();
  return pieces;
}

function pieceOf({ unit, comment, firstLine, lastLine }: Place, source: string): Piece | undefined {
  if (comment) return { kind: "comment", comment, firstLine, lastLine };
  if (!unit || unit.kind === "broken") return undefined;
  if (unit.kind === "close") return { kind: "close", firstLine, lastLine };
  const { kind, node, tokens, comments } = unit;
  return { kind, node, tokens, comments, source, firstLine, lastLine };
}

function depthOf(unit: Unit): number {
  return unit.kind === "open" ? 1 : unit.kind === "close" ? -1 : 0;
}
