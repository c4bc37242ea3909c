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
import { type Expected, continuationOf, isName, isText } from "./expected.ts";
import { type BlockKind, type StatementBlock, statementRules } from "./rules/index.ts";

/** Where in a text the cursor stands, and what may come there. */
export interface Place {
  /** The tokens before the word that is being typed, of the whole file. */
  readonly before: readonly Token[];
  /** Those of them that belong to the statement (or header) of the cursor. */
  readonly statement: readonly Token[];
  readonly typed: Typed;
  readonly expected: readonly Expected[];
  /** The words of this place begin statements here. */
  readonly starts: StatementBlock | undefined;
  /** What stands behind the cursor and the word that it is in. */
  readonly next: Token | undefined;
}

/** What is typed already of the word, string or quoted name that the cursor is in. */
export interface Typed {
  /** Of all of it, behind the cursor too. */
  readonly span: Span;
  readonly quote: "" | '"' | "'" | "`";
  /** Up to the cursor, without the opening quote. */
  readonly text: string;
}

/** A block that no statement has. */
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
  const nothing: Typed = { span: { start: offset, end: offset }, quote: "", text: "" };
  if (touching === undefined || touching.startOffset >= offset) {
    // A dollar is a word only with the name that is still to come.
    const begun = tokens[until - 1];
    const isDollar = text[offset - 1] === "$" && (begun === undefined || endOf(begun) < offset);
    const dollar: Typed = { span: { start: offset - 1, end: offset }, quote: "", text: "$" };
    return placeAfter(text, tokens.slice(0, until), isDollar ? dollar : nothing, touching);
  }
  const span = { start: touching.startOffset, end: endOf(touching) };
  const next = tokens[until + 1];
  if (touching.tokenType === NumberToken) return undefined;
  if (isText(touching) || touching.tokenType === QuotedName) {
    const quote = touching.image[0];
    const closed = touching.image.length > 1 && touching.image.endsWith(quote ?? "");
    const inside = offset < span.end || !closed;
    if (inside && (quote === '"' || quote === "'" || quote === "`")) {
      const typed: Typed = {
        span: closed ? span : { start: span.start, end: offset },
        quote,
        text: text.slice(span.start + 1, offset),
      };
      return placeAfter(text, tokens.slice(0, until), typed, next);
    }
  } else if (/^[\p{L}_$]/u.test(touching.image)) {
    const typed: Typed = { span, quote: "", text: text.slice(span.start, offset) };
    return placeAfter(text, tokens.slice(0, until), typed, next);
  }
  return placeAfter(text, tokens.slice(0, until + 1), nothing, next);
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
  const typed: Typed = { span, quote: "", text: token.image };
  const place = placeAfter(text, tokens.slice(0, index), typed, tokens[index + 1]);
  const expected = place.expected.find(
    (candidate) => candidate.kind === "keyword" && candidate.word === token.image,
  );
  if (expected?.kind === "keyword") return expected.place;
  return place.starts && findKeyword(token.image, place.starts) && place.starts;
}

export function endOf(token: Token): number {
  return token.endOffset + 1;
}

function placeAfter(
  text: string,
  before: readonly Token[],
  typed: Typed,
  next: Token | undefined,
): Place {
  const { kind, statement, inBlock, brace } = statementAt(before);
  const place = { before, statement, typed, next };
  if (kind === otherBlock) return { ...place, expected: [], starts: undefined };
  const last = before.at(-1);
  const fresh = last === undefined || /[\r\n]/.test(text.slice(endOf(last), typed.span.start));
  const mayStart = statement.length === 0 || (fresh && endsStatement(last));
  const starts = mayStart && isStatementBlock(kind) ? kind : undefined;
  if ((statement.length === 0 && isStatementBlock(kind)) || isUnreadable(statement)) {
    return { ...place, expected: [], starts };
  }
  const rule = statementRules[kind];
  const { expected, complete } = continuationOf(rule, statement);
  if (!isStatementBlock(kind)) return { ...place, expected, starts };
  // In a block on one line the next statement may follow at once.
  const onOneLine = inBlock && !/[\r\n]/.test(text.slice(brace, typed.span.start));
  const startsAfter = (ends: boolean): StatementBlock | undefined =>
    ends && onOneLine ? kind : starts;
  if (expected.length > 0 || complete || !inBlock) {
    return { ...place, expected, starts: startsAfter(complete) };
  }
  // Statements that share a line: what comes before the last of them has an error, or is complete.
  for (let i = 1; i < statement.length; i++) {
    const token = statement[i];
    if (token === undefined || !findKeyword(token.image, kind)) continue;
    const rest = statement.slice(i);
    const found = continuationOf(rule, rest);
    if (found.expected.length === 0 && !found.complete) continue;
    return {
      ...place,
      statement: rest,
      expected: found.expected,
      starts: startsAfter(found.complete),
    };
  }
  return { ...place, expected: [], starts };
}

/** Whose statements begin with words; the others are lists. */
function isStatementBlock(kind: Block): kind is StatementBlock {
  return kind !== otherBlock && kind !== "stages" && kind !== "totals";
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
  /** Where the block begins. */
  readonly brace: number;
}

/** Finds the block of the last token and the statement in it that isn't over yet. */
function statementAt(tokens: readonly Token[]): StatementAt {
  let header: number | undefined;
  const blocks: Block[] = [];
  let start = 0;
  let brace = 0;
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
      brace = token.startOffset;
    } else if (token.tokenType === RCurly) {
      blocks.pop();
      if (blocks.length === 0) header = undefined;
      start = i + 1;
    } else if (leads && startsStatement(token, current, next)) {
      start = i;
    }
  });
  const kind = blocks.at(-1) ?? "file";
  return { kind, statement: tokens.slice(start), inBlock: blocks.length > 0, brace };
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

function startsStatement(token: Token, block: Block | undefined, next: Token | undefined): boolean {
  if (block === undefined || !isStatementBlock(block)) return false;
  if (findKeyword(token.image, block) === undefined) return false;
  const marks = marksAfter[`${block} ${token.image}`];
  return mayFollowKeyword(next) || (marks?.includes(next?.value ?? "") ?? false);
}

/** Statements that go on with a mark, which elsewhere would make their keyword a name. */
const marksAfter: Readonly<Record<string, readonly string[]>> = {
  "retention start": [":"],
  "retention return": [":"],
  "score points": ["+", "-"],
};

function blockAfter(
  outer: Block | undefined,
  header: Token | undefined,
  before: Token | undefined,
): Block {
  const opener = outer === undefined ? header?.image : before?.image;
  const kinds = outer === undefined ? outerBlocks : outer === "source" ? innerBlocks : [];
  return kinds.find((kind) => kind === opener) ?? otherBlock;
}

const innerBlocks: readonly BlockKind[] = ["options", "stages", "totals"];
const outerBlocks: readonly BlockKind[] = [
  "source",
  "funnel",
  "connection",
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
];
