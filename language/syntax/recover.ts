import type { CstNode } from "chevrotain";
import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { keywordsAt, type KeywordPlace } from "../vocabulary.ts";
import type { Declaration, FunnelItem, SourceItem } from "./ast.ts";
import { type BuildContext, nameNode, tokenSpan } from "./build/context.ts";
import { buildFunnelHeader, buildFunnelItems, joinFunnel } from "./build/funnels.ts";
import { buildSegment, buildSourceHeader, buildSourceItems, joinSource } from "./build/sources.ts";
import { type Chunk, MAX_NESTING, misspeltDeclaration } from "./chunks.ts";
import type {
  FunnelBodyCstNode,
  FunnelHeaderCstNode,
  SegmentCstNode,
  SourceBodyCstNode,
  SourceHeaderCstNode,
} from "./cst.ts";
import { explainError, surplusCloser, unexpected } from "./errors.ts";
import { nearest } from "./near.ts";
import { startMeant } from "./other-words.ts";
import { type Parsed, type StartRule, theParser } from "./parser.ts";
import * as T from "./tokens.ts";
import { isName as isNameToken, type Token } from "./tokens.ts";

/**
 * Reads a declaration that doesn't parse, statement by statement: each is given to the parser alone,
 * so that it can't swallow the next one, and reports at most one error, at its own place.
 */
export function recoverDeclaration(chunk: Chunk, context: BuildContext): readonly Declaration[] {
  const tokens = chunk.tooDeep ? withoutDeepNesting(chunk.tokens, context) : chunk.tokens;
  const [first] = tokens;
  if (!first) return [];
  switch (first.value) {
    case "source":
      return recoverSource(tokens, context);
    case "funnel":
      return recoverFunnel(tokens, context);
    case "segment": {
      const tree = parseSlice("segment", tokens, context) as SegmentCstNode | undefined;
      const segment = tree && buildSegment(tree, context);
      return segment ? [segment] : [];
    }
    default:
      return recoverOther(tokens, first, context);
  }
}

function recoverOther(
  tokens: readonly Token[],
  first: Token,
  context: BuildContext,
): readonly Declaration[] {
  const keywordSpan = tokenSpan(first);
  if (keywordsAt("file").some((keyword) => keyword.word === first.value)) {
    context.report(diagnose("FNL1025", { keyword: first.value }, keywordSpan));
    const last = tokens.at(-1) ?? first;
    const second = tokens[1];
    const span = { start: keywordSpan.start, end: tokenSpan(last).end };
    const name = second && isNameToken(second) ? nameNode(second) : undefined;
    const keyword = first.value;
    return [{ kind: "unavailable", span, keyword, keywordSpan, ...(name && { name }) }];
  }
  const meant = misspeltDeclaration(first, tokens[1]);
  if (meant !== undefined) {
    context.report(unknownStatement(first, meant));
    return recoverDeclaration(
      { tokens: [asKeyword(first, meant), ...tokens.slice(1)], tooDeep: false },
      context,
    );
  }
  context.report(misplaced(first, "file"));
  if (first.tokenType !== T.PlainName) return [];
  // A place of its own, so that the mistake isn't held against the declaration before.
  const span = { start: keywordSpan.start, end: tokenSpan(tokens.at(-1) ?? first).end };
  return [{ kind: "unavailable", span, keyword: first.image, keywordSpan }];
}

function recoverSource(tokens: readonly Token[], context: BuildContext): readonly Declaration[] {
  const parts = cutBlock(tokens, "source");
  const head = namedHead(parts.head, "source", context);
  const headTree = parseSlice("sourceHeader", head, context) as SourceHeaderCstNode | undefined;
  const header = headTree && buildSourceHeader(headTree, context);
  const items: SourceItem[] = [];
  for (const statement of cutStatements(parts.body, "source")) {
    const tree = parseStatement("sourceBody", statement, context);
    items.push(...buildSourceItems(tree as SourceBodyCstNode | undefined, context));
  }
  reportBlock(parts, "source", context);
  return header ? [joinSource(header, items, parts.span, context)] : [];
}

function recoverFunnel(tokens: readonly Token[], context: BuildContext): readonly Declaration[] {
  const parts = cutBlock(tokens, "funnel");
  const head = namedHead(parts.head, "funnel", context);
  const headTree = parseSlice("funnelHeader", head, context) as FunnelHeaderCstNode | undefined;
  const header = headTree && buildFunnelHeader(headTree);
  const items: FunnelItem[] = [];
  for (const statement of cutStatements([...parts.body, ...parts.after], "funnel")) {
    const tree = parseStatement("funnelBody", statement, context);
    items.push(...buildFunnelItems(tree as FunnelBodyCstNode | undefined, context));
  }
  reportBlock(parts, "funnel", context);
  return header ? [joinFunnel(header, items, parts.span, context)] : [];
}

/** `source from "…"`, `funnel on web`: the word that follows the name has slipped into its place. */
function namedHead(
  head: readonly Token[],
  place: "source" | "funnel",
  context: BuildContext,
): readonly Token[] {
  const [keyword, second, third] = head;
  const word = place === "source" ? "from" : "on";
  const isName = place === "source" ? third?.tokenType === T.Text : third && isNameToken(third);
  const fourth = head[3]?.image;
  if (!keyword || second?.image !== word || !isName || fourth === word) return head;
  const expected = place === "source" ? "source-name" : "funnel-name";
  context.report(diagnose("FNL1001", { expected, found: word }, tokenSpan(keyword)));
  // An empty name keeps the rest readable; nothing can refer to it.
  const at = second.startOffset;
  const type = T.PlainName;
  const empty = { ...second, image: "", value: "", tokenType: type, endOffset: at - 1 };
  return [keyword, { ...empty, tokenTypeIdx: type.tokenTypeIdx ?? 0 }, ...head.slice(1)];
}

function parseStatement(
  rule: StartRule,
  statement: Statement,
  context: BuildContext,
): CstNode | undefined {
  if (!statement.problem) return parseSlice(rule, statement.tokens, context);
  context.report(statement.problem);
  if (statement.isLeftOut) noteMisread(statement.source, context);
  if (statement.isLeftOut) return undefined;
  const strict = runStrictly(rule, statement.tokens);
  if (strict?.errors.length === 0) return strict.tree;
  noteMisread(statement.source, context);
  return strict && runTolerantly(rule, statement.tokens, strict).tree;
}

/** Parses one statement as far as it goes and reports its first error. */
function parseSlice(
  rule: StartRule,
  tokens: readonly Token[],
  context: BuildContext,
): CstNode | undefined {
  const strict = runStrictly(rule, tokens);
  if (!strict) {
    const [first] = tokens;
    const place = first ? tokenSpan(first) : { start: 0, end: 0 };
    context.report(diagnose("FNL1018", { limit: MAX_NESTING }, place));
    noteMisread(tokens, context);
    return undefined;
  }
  if (strict.errors.length === 0) return strict.tree;
  const tolerant = runTolerantly(rule, tokens, strict);
  const error = strict.errors[0] ?? tolerant.errors[0];
  if (error) context.report(explainError(error, tokens));
  noteMisread(tokens, context);
  return tolerant.tree;
}

/** Undefined where the stack is too small, though the nesting is within the limit. */
function runStrictly(rule: StartRule, tokens: readonly Token[]): Parsed | undefined {
  try {
    return theParser().run(rule, tokens, false);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Recovery needs far more of the stack than parsing; what is too deep for it keeps its first error. */
function runTolerantly(rule: StartRule, tokens: readonly Token[], strict: Parsed): Parsed {
  try {
    return theParser().run(rule, tokens, true);
  } catch (error) {
    if (error instanceof RangeError) return strict;
    throw error;
  }
}

function noteMisread(tokens: readonly Token[], context: BuildContext): void {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first && last) context.misread({ start: first.startOffset, end: tokenSpan(last).end });
}

interface Block {
  readonly head: readonly Token[];
  readonly body: readonly Token[];
  readonly open: Token | undefined;
  readonly close: Token | undefined;
  /** What follows the block. */
  readonly rest: readonly Token[];
  /** Statements after the block that a brace too many has closed. */
  readonly after: readonly Token[];
  readonly span: Span | undefined;
}

/** Finds head, block and what follows it, by braces and by keywords at the start of lines. */
function cutBlock(tokens: readonly Token[], place: "source" | "funnel"): Block {
  let at = 1;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token?.tokenType === T.LCurly || (token && startsStatement(token, tokens[at - 1], place)))
      break;
    at++;
  }
  const head = tokens.slice(0, at);
  const open = tokens[at]?.tokenType === T.LCurly ? tokens[at] : undefined;
  const from = open ? at + 1 : at;
  let end = from;
  for (let depth = 1; end < tokens.length; end++) {
    const type = tokens[end]?.tokenType;
    if (type === T.LCurly) depth++;
    else if (type === T.RCurly && --depth === 0) break;
  }
  const close = tokens[end];
  const body = tokens.slice(from, end);
  const rest = tokens.slice(end + 1);
  const first = open ?? body[0];
  const last = rest.findLast((token) => token.tokenType === T.RCurly) ?? close ?? body.at(-1);
  const span = first && last ? { start: first.startOffset, end: tokenSpan(last).end } : undefined;
  const [next] = rest;
  const goesOn = place === "funnel" && next !== undefined && startsStatement(next, close, place);
  const after = goesOn ? rest.filter((token) => token.tokenType !== T.RCurly) : [];
  return { head, body, open, close, rest, after, span };
}

/** Reports missing and surplus braces, one of them at most. */
function reportBlock(parts: Block, keyword: "source" | "funnel", context: BuildContext): void {
  const { head, body, open, close, rest } = parts;
  const lastOfHead = head.at(-1);
  if (!open && lastOfHead && (keyword === "funnel" || body.length > 0 || close)) {
    const at = tokenSpan(lastOfHead).end;
    const closing = close ? "" : "\n}";
    const edits = [{ span: { start: at, end: at }, newText: " {" }];
    const bodyEnd = tokenSpan(body.at(-1) ?? lastOfHead).end;
    if (closing) edits.push({ span: { start: bodyEnd, end: bodyEnd }, newText: closing });
    const fix: Fix = { title: { key: "insert", args: { text: "{" } }, edits, preferred: true };
    const args = { expected: "opening-brace" as const, found: "" };
    context.report(diagnose("FNL1001", args, tokenSpan(lastOfHead), { fixes: [fix] }));
    return;
  }
  if (open && !close) {
    const last = body.at(-1) ?? open;
    const at = tokenSpan(last).end;
    const fix: Fix = {
      title: { key: "insert", args: { text: "}" } },
      edits: [{ span: { start: at, end: at }, newText: "\n}" }],
      preferred: true,
    };
    context.report(
      diagnose("FNL1016", { keyword }, tokenSpan(last), {
        fixes: [fix],
        related: [{ span: tokenSpan(open), note: { key: "openedHere", args: {} } }],
      }),
    );
    return;
  }
  const [extra] = rest;
  if (!extra) return;
  if (extra.tokenType === T.RCurly) context.report(surplusCloser(extra));
  else context.report(misplaced(extra, "file"));
}

interface Statement {
  /** As it is written. */
  readonly source: readonly Token[];
  /** As it is read. */
  readonly tokens: readonly Token[];
  /** What is wrong with its first word; then it is either read as what was meant or left out. */
  readonly problem?: Diagnostic;
  readonly isLeftOut: boolean;
}

/** Cuts a block where lines start with a keyword of its statements, or with what looks like one. */
function cutStatements(tokens: readonly Token[], place: "source" | "funnel"): readonly Statement[] {
  const statements: Statement[] = [];
  let current: Token[] = [];
  let source: Token[] = [];
  let depth = 0;
  let stageSeen = false;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    const isStages = stageSeen && token.image === "where";
    const starts = startsStatement(token, before, place) || (i === 0 && isKeywordOf(token, place));
    const isKeyword = starts && !isStages;
    if (i > 0 && depth <= 0 && !isKeyword && !looksLikeStatement(token, next, before)) {
      current.push(token);
      source.push(token);
    } else if (i > 0 && depth > 0) {
      current.push(token);
      source.push(token);
    } else {
      const meant = isKeyword ? undefined : readAs(token, next, place);
      current = [...(meant?.tokens ?? [token])];
      source = [token];
      statements.push({
        source,
        tokens: current,
        isLeftOut: meant !== undefined && meant.tokens.length === 0,
        ...(meant && { problem: meant.problem }),
      });
    }
    if (current[0]?.value === "stage" || current[0]?.value === "optional") stageSeen = true;
    if (token.tokenType === T.LCurly) depth++;
    else if (token.tokenType === T.RCurly) depth--;
  }
  return statements;
}

function startsStatement(
  token: Token,
  before: Token | undefined,
  place: "source" | "funnel",
): boolean {
  if (!token.startsLine) return false;
  if (before?.image === "optional" && token.image === "stage") return false;
  return isKeywordOf(token, place);
}

function isKeywordOf(token: Token, place: KeywordPlace): boolean {
  return keywordsAt(place).some((keyword) => keyword.word === token.image);
}

/** Words that go on with a statement rather than starting one. */
const goingOn: ReadonlySet<string> = new Set([
  ...[...keywordsAt("expression"), ...keywordsAt("stage"), ...keywordsAt("split")].map(
    (k) => k.word,
  ),
  ...[...keywordsAt("expect"), ...keywordsAt("time"), ...keywordsAt("segment")].map((k) => k.word),
  ...["as", "on", "from", "of", "vs", "forecast"],
]);

/** Two words in a row at the start of a line: never the middle of a statement, unless one joins them. */
function looksLikeStatement(
  token: Token,
  next: Token | undefined,
  before: Token | undefined,
): boolean {
  if (!token.startsLine || !isNameToken(token) || goingOn.has(token.image)) return false;
  if (before?.image === "stage" || next === undefined || next.startsLine) return false;
  if (next.tokenType === T.Colon) return true;
  const isValue =
    next.tokenType === T.Text || next.tokenType === T.NumberToken || next.tokenType === T.DateToken;
  return isValue || (isNameToken(next) && !goingOn.has(next.image));
}

/** What a statement is read as whose first word is no keyword here; no tokens: it is left out. */
function readAs(
  token: Token,
  next: Token | undefined,
  place: "source" | "funnel",
): { readonly tokens: readonly Token[]; readonly problem: Diagnostic } {
  const span = tokenSpan(token);
  if (place === "funnel" && isNameToken(token) && next?.tokenType === T.Colon) {
    const start = { start: span.start, end: span.start };
    const fix: Fix = {
      title: { key: "insert", args: { text: "stage" } },
      edits: [{ span: start, newText: "stage " }],
      preferred: true,
    };
    const args = { word: token.image, suggestion: `stage ${token.image}:` };
    const problem = diagnose("FNL1015", args, span, { fixes: [fix] });
    const stage = asKeyword({ ...token, image: "", endOffset: token.startOffset - 1 }, "stage");
    return { tokens: [stage, token], problem };
  }
  const words = keywordsAt(place).map((keyword) => keyword.word);
  const isPlain = token.tokenType === T.PlainName;
  const meant =
    startMeant(token.image, place) ?? (isPlain ? nearest(token.image, words) : undefined);
  if (meant === undefined) return { tokens: [], problem: misplaced(token, place) };
  return { tokens: [asKeyword(token, meant)], problem: unknownStatement(token, meant) };
}

function unknownStatement(token: Token, meant: string): Diagnostic {
  const span = tokenSpan(token);
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: meant } },
    edits: [{ span, newText: meant }],
    preferred: true,
  };
  return diagnose("FNL1015", { word: token.image, suggestion: meant }, span, { fixes: [fix] });
}

/** The token, read as that keyword. */
function asKeyword(token: Token, word: string): Token {
  const type = T.keyword(word);
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0, value: word };
}

const blocks: readonly KeywordPlace[] = ["funnel", "source", "options"];

/** A statement or a word that doesn't belong where it stands. */
function misplaced(token: Token, place: "file" | "source" | "funnel"): Diagnostic {
  const span = tokenSpan(token);
  const home = blocks.find(
    (block) => block !== place && keywordsAt(block).some((keyword) => keyword.word === token.image),
  );
  if (token.tokenType !== T.PlainName && home !== undefined)
    return diagnose("FNL1026", { keyword: token.image, place: home }, span);
  if (isNameToken(token)) return diagnose("FNL1015", { word: token.image }, span);
  return unexpected(0, [token]);
}

/** Leaves out the statements whose parentheses are nested deeper than the parser's stack holds. */
function withoutDeepNesting(tokens: readonly Token[], context: BuildContext): readonly Token[] {
  const kept: Token[] = [];
  /** Where the statement begins that is being looked at. */
  let start = 1;
  let depth = 0;
  let isSkipping = false;
  for (const [i, token] of tokens.entries()) {
    const isStatement = isKeywordOf(token, "funnel") || isKeywordOf(token, "source");
    if (i > 0 && token.startsLine && (isStatement || token.tokenType === T.RCurly)) {
      depth = 0;
      isSkipping = false;
      start = kept.length;
    }
    if (token.tokenType === T.LCurly) start = kept.length + 1;
    if (token.tokenType === T.LParen) depth++;
    else if (token.tokenType === T.RParen) depth--;
    if (depth > MAX_NESTING && !isSkipping) {
      isSkipping = true;
      context.report(diagnose("FNL1018", { limit: MAX_NESTING }, tokenSpan(token)));
      noteMisread([...kept.slice(start), token], context);
      kept.length = start;
    }
    if (!isSkipping) kept.push(token);
  }
  return kept;
}
