import type { Diagnostic } from "../diagnostics.ts";
import type { Comment, Declaration, FunnelItem, SourceItem } from "../syntax/ast.ts";
import { tokenSpan } from "../syntax/build/context.ts";
import type { ParsedText } from "../syntax/parse.ts";
import type { Token } from "../syntax/tokens.ts";
import { indexLines, type LineIndex, overlaps, sliceSpan, type Span } from "../text.ts";
import { isClosed } from "./quotes.ts";

/** What is laid out by itself; of a declaration with a block that is its head. */
export type Statement = Declaration | SourceItem | FunnelItem;

/** Where something is in the text as it was given. */
export interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface PlacedComment extends Comment, Lines {
  /** With its marks. */
  readonly image: string;
}

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
  const { tree, tokens, problems } = parsed;
  const lines = indexLines(text);
  const units = tree.declarations
    .flatMap((declaration) => unitsOf(declaration, text, problems.filter(isStructural)))
    .sort((a, b) => a.span.start - b.span.start);
  const strays = shareTokens(tokens, units);
  const free = shareComments(tree.comments, units, text, lines);
  const broken = [
    ...strays,
    ...problems.map((problem) => problem.span),
    ...tokens.filter((token) => !isClosed(token)).map(tokenSpan),
    ...gapsWithText(text, tokens, tree.comments),
  ];
  const cuts: Cut[] = [
    ...units.map((unit) => ({ ...linesOf(unit.span, lines), start: unit.span.start, unit })),
    ...free.map((comment) => ({ ...comment, start: comment.span.start, comment })),
    ...broken.map((span) => ({ ...linesOf(span, lines), start: span.start })),
  ];
  return joinBroken(cuts, text, lines);
}

interface Unit {
  readonly kind: "statement" | "open" | "close" | "broken";
  readonly span: Span;
  readonly node: Statement;
  readonly tokens: Token[];
  readonly comments: PlacedComment[];
}

/** Braces that are missing or too many: nobody knows what belongs to which block. */
function isStructural({ code }: Diagnostic): boolean {
  return code === "FNL1016" || code === "FNL1017";
}

function unitsOf(node: Declaration, text: string, structural: readonly Diagnostic[]): Unit[] {
  const unit = (kind: Unit["kind"], statement: Statement, span: Span): Unit => {
    return { kind, span, node: statement, tokens: [], comments: [] };
  };
  switch (node.kind) {
    case "unavailable":
      return [unit("broken", node, node.span)];
    case "segment":
      return [unit("statement", node, node.span)];
    case "source":
    case "funnel": {
      const { block } = node;
      if (!block) return [unit(node.kind === "source" ? "statement" : "broken", node, node.span)];
      const hasBraces = text[block.start] === "{" && text[block.end - 1] === "}";
      if (!hasBraces || structural.some(({ span }) => overlaps(span, node.span)))
        return [unit("broken", node, node.span)];
      const items = [...node.items].filter(({ span }) => span.start > block.start);
      return [
        unit("open", node, { start: node.span.start, end: block.start + 1 }),
        ...items.map((item) =>
          unit(item.kind === "unavailable-item" ? "broken" : "statement", item, item.span),
        ),
        unit("close", node, { start: block.end - 1, end: block.end }),
      ];
    }
  }
}

/** Gives each unit its tokens; returns the places of those that belong to none. */
function shareTokens(tokens: readonly Token[], units: readonly Unit[]): readonly Span[] {
  const strays: Span[] = [];
  let at = 0;
  let strayAt = -1;
  for (const token of tokens) {
    const span = tokenSpan(token);
    while ((units[at]?.span.end ?? Infinity) <= span.start) at++;
    const unit = units[at];
    const last = strays.at(-1);
    if (unit && unit.span.start <= span.start) unit.tokens.push(token);
    else if (last && strayAt === at)
      strays[strays.length - 1] = { start: last.start, end: span.end };
    else strays.push(span);
    if (!unit || unit.span.start > span.start) strayAt = at;
  }
  return strays;
}

/** Gives each unit the comments within it; returns the others. */
function shareComments(
  comments: readonly Comment[],
  units: readonly Unit[],
  text: string,
  lines: LineIndex,
): readonly PlacedComment[] {
  const free: PlacedComment[] = [];
  let at = 0;
  for (const comment of comments) {
    const { span } = comment;
    const placed = { ...comment, ...linesOf(span, lines), image: sliceSpan(text, span) };
    while ((units[at]?.span.end ?? Infinity) <= span.start) at++;
    const unit = units[at];
    (unit && unit.span.start <= span.start ? unit.comments : free).push(placed);
  }
  return free;
}

const notBlank = /[^ \t\n\v\f\p{Zs}\u2028\u2029]/u;

/** What the lexer has left out, as characters that the language doesn't use. */
function gapsWithText(
  text: string,
  tokens: readonly Token[],
  comments: readonly Comment[],
): readonly Span[] {
  const known = [...tokens.map(tokenSpan), ...comments.map(({ span }) => span)];
  known.sort((a, b) => a.start - b.start);
  const gaps: Span[] = [];
  let end = 0;
  for (const span of [...known, { start: text.length, end: text.length }]) {
    const gap = text.slice(end, span.start);
    const first = gap.search(notBlank);
    if (first >= 0) gaps.push({ start: end + first, end: end + gap.trimEnd().length });
    end = Math.max(end, span.end);
  }
  return gaps;
}

function linesOf(span: Span, lines: LineIndex): Lines {
  return {
    firstLine: lines.positionAt(span.start).line,
    lastLine: lines.positionAt(Math.max(span.start, span.end - 1)).line,
  };
}

/** Without a unit and a comment: a place with an error. */
interface Cut extends Lines {
  readonly start: number;
  readonly unit?: Unit;
  readonly comment?: PlacedComment;
}

/** Takes all that shares lines with something broken together with it. */
function joinBroken(cuts: readonly Cut[], text: string, lines: LineIndex): readonly Piece[] {
  const pieces: Piece[] = [];
  let group: Cut[] = [];
  let lastLine = -1;
  const flush = (): void => {
    const [first] = group;
    if (!first) return;
    const { firstLine } = first;
    const whole = group.map((cut) => pieceOf(cut, text));
    if (whole.every((piece) => piece !== undefined)) pieces.push(...whole);
    else {
      const span = { start: lines.lineSpan(firstLine).start, end: lines.lineSpan(lastLine).end };
      const depth = group.reduce((sum, { unit }) => sum + (unit ? depthOf(unit) : 0), 0);
      pieces.push({ kind: "as-is", firstLine, lastLine, text: sliceSpan(text, span), depth });
    }
    group = [];
  };
  const ordered = [...cuts].sort((a, b) => a.firstLine - b.firstLine || a.start - b.start);
  for (const cut of ordered) {
    if (cut.firstLine > lastLine) flush();
    group.push(cut);
    lastLine = Math.max(lastLine, cut.lastLine);
  }
  flush();
  return pieces;
}

function pieceOf({ unit, comment, firstLine, lastLine }: Cut, source: string): Piece | undefined {
  if (comment) return { kind: "comment", comment, firstLine, lastLine };
  if (!unit || unit.kind === "broken") return undefined;
  if (unit.kind === "close") return { kind: "close", firstLine, lastLine };
  const { kind, node, tokens, comments } = unit;
  return { kind, node, tokens, comments, source, firstLine, lastLine };
}

function depthOf(unit: Unit): number {
  return unit.kind === "open" ? 1 : unit.kind === "close" ? -1 : 0;
}
