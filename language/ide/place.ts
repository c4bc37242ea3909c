import { lex } from "../syntax/lexer.ts";
import {
  Colon,
  Comma,
  Dot,
  LCurly,
  LParen,
  NumberToken,
  QuotedName,
  RCurly,
  RParen,
  Text,
} from "../syntax/tokens.ts";
import type { Token } from "../syntax/tokens.ts";
import type { Span } from "../text.ts";
import { type KeywordPlace, findKeyword } from "../vocabulary.ts";
import { type Expected, type Rule, expectedAfter, isName, isText } from "./expected.ts";
import {
  declaration,
  funnelStatement,
  optionStatement,
  sourceStatement,
} from "./statement-rules.ts";

/** Where in a text the cursor stands, and what may come there. */
export interface Place {
  /** The tokens before the word that is being typed, of the whole file. */
  readonly before: readonly Token[];
  /** Those of them that belong to the statement (or header) of the cursor. */
  readonly statement: readonly Token[];
  readonly typed: Typed;
  readonly expected: readonly Expected[];
  /** The words of this place begin statements here. */
  readonly starts: BlockKind | undefined;
}

/** What is typed already of the word, string or quoted name that the cursor is in. */
export interface Typed {
  /** Of all of it, behind the cursor too. */
  readonly span: Span;
  readonly quote: "" | '"' | "'" | "`";
}

/** Whose statements stand at a place. */
export type BlockKind = "file" | "source" | "funnel" | "options";

const rules: Readonly<Record<BlockKind, Rule>> = {
  file: declaration,
  source: sourceStatement,
  funnel: funnelStatement,
  options: optionStatement,
};

/** A block that this version only reads over. */
const otherBlock = "other";
type Block = BlockKind | typeof otherBlock;

/** Undefined in comments and inside numbers. */
export function placeAt(text: string, offset: number): Place | undefined {
  const { tokens, comments } = lex(text);
  const commented = comments.some(
    ({ kind, span }) =>
      span.start < offset && (offset < span.end || (kind === "line" && offset === span.end)),
  );
  if (commented) return undefined;
  const count = tokens.findIndex((token) => endOf(token) >= offset);
  const until = count < 0 ? tokens.length : count;
  const touching = tokens[until];
  if (touching === undefined || touching.startOffset >= offset) {
    return placeAfter(text, tokens.slice(0, until), {
      span: { start: offset, end: offset },
      quote: "",
    });
  }
  const span = { start: touching.startOffset, end: endOf(touching) };
  if (touching.tokenType === NumberToken) return undefined;
  if (isText(touching) || touching.tokenType === QuotedName) {
    const quote = touching.image[0];
    const closed = touching.image.length > 1 && touching.image.endsWith(quote ?? "");
    const inside = offset < span.end || !closed;
    if (inside && (quote === '"' || quote === "'" || quote === "`")) {
      const typed = { span: closed ? span : { start: span.start, end: offset }, quote } as const;
      return placeAfter(text, tokens.slice(0, until), typed);
    }
  } else if (/^[\p{L}_]/u.test(touching.image)) {
    return placeAfter(text, tokens.slice(0, until), { span, quote: "" });
  }
  const after = { span: { start: offset, end: offset }, quote: "" } as const;
  return placeAfter(text, tokens.slice(0, until + 1), after);
}

/** The keyword that a token is, if it is one, with the place that gives it its meaning. */
export function keywordAt(
  tokens: readonly Token[],
  index: number,
  text: string,
): KeywordPlace | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const span = { start: token.startOffset, end: endOf(token) };
  const place = placeAfter(text, tokens.slice(0, index), { span, quote: "" });
  const expected = place.expected.find(
    (candidate) => candidate.kind === "keyword" && candidate.word === token.image,
  );
  if (expected?.kind === "keyword") return expected.place;
  return place.starts && findKeyword(token.image, place.starts) && place.starts;
}

export function endOf(token: Token): number {
  return token.endOffset + 1;
}

function placeAfter(text: string, before: readonly Token[], typed: Typed): Place {
  const { kind, statement, inBlock } = statementAt(before);
  if (kind === otherBlock) return { before, statement, typed, expected: [], starts: undefined };
  const last = before.at(-1);
  const fresh = last === undefined || /[\r\n]/.test(text.slice(endOf(last), typed.span.start));
  const starts = statement.length === 0 || (fresh && endsStatement(last)) ? kind : undefined;
  const place = { before, statement, typed, starts };
  if (statement.length === 0 || isUnreadable(statement)) return { ...place, expected: [] };
  const expected = expectedAfter(rules[kind], statement);
  if (expected.length > 0 || !inBlock) return { ...place, expected };
  // Statements that share a line: what comes before the last of them has an error, or is complete.
  for (let i = 1; i < statement.length; i++) {
    const token = statement[i];
    if (token === undefined || !findKeyword(token.image, kind)) continue;
    const rest = statement.slice(i);
    const found = expectedAfter(rules[kind], rest);
    if (found.length > 0) return { ...place, statement: rest, expected: found };
  }
  return { ...place, expected: [] };
}

const mostTokens = 5000;
const deepestNesting = 100;

/** Longer or deeper than anybody writes: reading it would take too long, or all of the stack. */
function isUnreadable(statement: readonly Token[]): boolean {
  if (statement.length > mostTokens) return true;
  let depth = 0;
  return statement.some((token) => {
    if (token.tokenType === LParen) depth++;
    else if (token.tokenType === RParen) depth--;
    return depth > deepestNesting;
  });
}

/** Nothing that asks for more stands before the end of the line. */
function endsStatement(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (isName(last) || isText(last)) return true;
  return (
    ![Comma, Dot, Colon].includes(last.tokenType) &&
    !/^(?:[=<>+*/(-]|->|\.\.|!=|[<>]=)$/.test(last.value)
  );
}

interface StatementAt {
  readonly kind: Block;
  readonly statement: readonly Token[];
  readonly inBlock: boolean;
}

/** Finds the block of the last token and the statement in it that isn't over yet. */
function statementAt(tokens: readonly Token[]): StatementAt {
  let header: number | undefined;
  const blocks: Block[] = [];
  let start = 0;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const leads = token.startsLine || before === undefined || isBrace(before);
    const current = blocks.at(-1);
    const next = tokens[i + 1];
    const beginsFile =
      leads &&
      findKeyword(token.image, "file") !== undefined &&
      (current === undefined
        ? mayFollowKeyword(next)
        : token.indent === 0 && token.startsLine && isNamed(next));
    if (beginsFile) {
      header = i;
      blocks.length = 0;
      start = i;
    } else if (token.tokenType === LCurly) {
      blocks.push(blockAfter(current, header === undefined ? undefined : tokens[header], before));
      start = i + 1;
    } else if (token.tokenType === RCurly) {
      blocks.pop();
      if (blocks.length === 0) header = undefined;
      start = i + 1;
    } else if (leads && startsStatement(token, current) && mayFollowKeyword(next)) {
      start = i;
    }
  });
  const kind = blocks.at(-1) ?? "file";
  return { kind, statement: tokens.slice(start), inBlock: blocks.length > 0 };
}

function isBrace(token: Token): boolean {
  return token.tokenType === LCurly || token.tokenType === RCurly;
}

function isNamed(token: Token | undefined): boolean {
  return token !== undefined && (isName(token) || token.tokenType === Text);
}

/** An operator behind a soft keyword makes it a column. */
function mayFollowKeyword(token: Token | undefined): boolean {
  if (token === undefined) return true;
  return !/^(?:[=<>+*/,.:)]|!=|[<>]=|and|or|is|in)$/.test(token.value) || token.startsLine;
}

function startsStatement(token: Token, block: Block | undefined): boolean {
  return (
    block !== undefined && block !== otherBlock && findKeyword(token.image, block) !== undefined
  );
}

function blockAfter(
  outer: Block | undefined,
  header: Token | undefined,
  before: Token | undefined,
): Block {
  if (outer === "source" && before?.image === "options") return "options";
  if (outer !== undefined) return otherBlock;
  return header?.image === "source" || header?.image === "funnel" ? header.image : otherBlock;
}
