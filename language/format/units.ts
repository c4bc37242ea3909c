import type { Diagnostic } from "../diagnostics.ts";
import type { Comment, Declaration } from "../syntax/ast.ts";
import { tokenSpan } from "../syntax/build/context.ts";
import { lex } from "../syntax/lexer.ts";
import type { ParsedText } from "../syntax/parse.ts";
import type { Token } from "../syntax/tokens.ts";
import { type LineIndex, overlaps, sliceSpan, type Span } from "../text.ts";
import { isClosed } from "./quotes.ts";

/** What is laid out by itself; of a declaration with a block that is its head. */
export type Statement = Declaration | BlockDeclaration["items"][number];

type BlockDeclaration = Extract<Declaration, { readonly items: unknown }>;

/** Where something is in the text as it was given. */
export interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface PlacedComment extends Comment, Lines {
  /** With its marks. */
  readonly image: string;
}

/** A statement, the head of a block or its end, with all that is within. */
export interface Unit {
  readonly kind: "statement" | "open" | "close" | "broken";
  readonly span: Span;
  readonly node: Statement;
  readonly tokens: Token[];
  readonly comments: PlacedComment[];
  /** Whether there is no error in the whole declaration. */
  readonly isSound: boolean;
}

/** Braces that are missing or too many: nobody knows what belongs to which block. */
function isStructural({ code }: Diagnostic): boolean {
  return code === "FNL1016" || code === "FNL1017";
}

function unitsOf(
  node: Declaration,
  isSound: boolean,
  text: string,
  structural: readonly Diagnostic[],
): Unit[] {
  const unit = (kind: Unit["kind"], statement: Statement, span: Span): Unit => {
    return { kind, span, node: statement, tokens: [], comments: [], isSound };
  };
  switch (node.kind) {
    case "import":
    case "param-declaration":
    case "segment":
    case "audience":
      return [unit("statement", node, node.span)];
    case "connection":
    case "source":
    case "funnel":
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario": {
      const { block } = node;
      if (!block) return [unit(node.kind === "source" ? "statement" : "broken", node, node.span)];
      const hasBraces = text[block.start] === "{" && text[block.end - 1] === "}";
      if (!hasBraces || structural.some(({ span }) => overlaps(span, node.span)))
        return [unit("broken", node, node.span)];
      const items = [...node.items].filter(({ span }) => span.start > block.start);
      return [
        unit("open", node, { start: node.span.start, end: block.start + 1 }),
        ...items.map((item) => unit("statement", item, item.span)),
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

export interface Cut {
  readonly units: readonly Unit[];
  /** The comments that are in none of them. */
  readonly comments: readonly PlacedComment[];
  /** Places with errors, in no order. */
  readonly errors: readonly Span[];
}

/** Takes a text apart. */
export function cutUnits(text: string, parsed: ParsedText, lines: LineIndex): Cut {
  const { tree, problems } = parsed;
  const { tokens } = lex(text);
  const errors = errorsOf(text, parsed, tokens);
  const structural = problems.filter(isStructural);
  const units = tree.declarations
    .flatMap((node) => {
      const isSound = !errors.some((span) => overlaps(span, node.span));
      return unitsOf(node, isSound, text, structural);
    })
    .sort((a, b) => a.span.start - b.span.start);
  const strays = shareTokens(tokens, units);
  const comments = shareComments(tree.comments, units, text, lines);
  return { units, comments, errors: [...strays, ...errors] };
}

/** Where the text has errors of any kind, in no order. */
function errorsOf(
  text: string,
  { tree, problems, misread }: ParsedText,
  tokens: readonly Token[],
): readonly Span[] {
  return [
    ...misread,
    ...problems.map((problem) => problem.span),
    ...tokens.filter((token) => !isClosed(token)).map(tokenSpan),
    ...gapsWithText(text, tokens, tree.comments),
  ];
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

export function linesOf(span: Span, lines: LineIndex): Lines {
  return {
    firstLine: lines.positionAt(span.start).line,
    lastLine: lines.positionAt(Math.max(span.start, span.end - 1)).line,
  };
}
