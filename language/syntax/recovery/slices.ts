import type { CstNode } from "chevrotain";
import { diagnose, type Diagnostic } from "../../diagnostics.ts";
import { applyEdits } from "../../text.ts";
import { type BuildContext, tokenSpan } from "../build/context.ts";
import { MAX_NESTING } from "../chunks.ts";
import { explainError } from "../errors.ts";
import { firstError } from "../first-error.ts";
import { mayFollow } from "../follow.ts";
import { type Meant, meantByHabit } from "../meant.ts";
import { blockKeywords, type Parsed, type StartRule, theParser } from "../parser.ts";
import * as T from "../tokens.ts";
import type { Token } from "../tokens.ts";
import { isKeywordOf, type Statement } from "./statements.ts";

export function parseStatement(
  rule: StartRule,
  statement: Statement,
  context: BuildContext,
): CstNode | undefined {
  if (context.isFull()) return undefined;
  if (!statement.problem) return parseSlice(rule, statement.tokens, context);
  const strict = statement.isLeftOut ? undefined : runStrictly(rule, statement.tokens);
  if (strict?.errors.length === 0) {
    context.report(statement.problem);
    return strict.tree;
  }
  const meant = readAsMeant(rule, statement.source, context);
  if (meant) return meant;
  context.report(statement.problem);
  noteMisread(statement.source, context);
  return strict && runTolerantly(rule, statement.tokens, strict).tree;
}

/** Parses one statement as far as it goes and reports its first error. */
export function parseSlice(
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
  const [error] = strict.errors;
  const problem = error && explainError(error, tokens);
  const isMended =
    problem &&
    (isBegun(problem, tokens) ||
      (!isDoubtful(problem, tokens) && mends(rule, problem, tokens, context)));
  const meant = isMended ? undefined : meantBy(rule, tokens, context);
  const isSame = meant && problem && areAlike(problem, meant.problem, context.text);
  if (meant && (!isSame || isEventOfWords(meant))) return readAs(rule, meant, tokens, context);
  const tolerant = runTolerantly(rule, tokens, strict);
  if (problem) context.report(withFollowers(rule, problem, tokens, context));
  noteMisread(tokens, context);
  return tolerant.tree;
}

/** Says what could stand where something doesn't fit, unless it's clear what was meant. */
function withFollowers(
  rule: StartRule,
  problem: Diagnostic,
  tokens: readonly Token[],
  { looks }: BuildContext,
): Diagnostic {
  if (problem.code !== "FNL1002" || problem.args.suggestion !== undefined) return problem;
  if (looks.left <= 0) return problem;
  const index = tokens.findIndex(({ startOffset }) => startOffset === problem.span.start);
  const next = mayFollow(rule, tokens, index);
  return next.length === 0 ? problem : { ...problem, args: { ...problem.args, next } };
}

/** Whether the last word of a statement is only the beginning of a keyword: somebody is still writing. */
function isBegun(problem: Diagnostic, tokens: readonly Token[]): boolean {
  if (problem.code !== "FNL1002" || tokens.at(-1)?.startOffset !== problem.span.start) return false;
  const { suggestion, found } = problem.args;
  return suggestion !== undefined && suggestion !== found && suggestion.startsWith(found);
}

/** `sign up`: read as one event, so that the data are asked for it. */
function isEventOfWords({ problem }: Meant): boolean {
  return problem.code === "FNL1050" && problem.args.instead === `"${problem.args.found}"`;
}

/** Where the parser is content with a repair though it may say something else than was meant. */
function isDoubtful(problem: Diagnostic, [first]: readonly Token[]): boolean {
  // Without a surplus parenthesis a condition may be left that can be read in two ways.
  if (problem.code === "FNL1017") return true;
  // `matches /x/`: the slashes are no part of the pattern.
  if (problem.code === "FNL1001")
    return problem.args.expected === "matches-pattern" && problem.args.found === "/";
  if (problem.code !== "FNL1002") return false;
  const { suggestion } = problem.args;
  // `IS NULL`; and a `where` behind a figure is another statement.
  return suggestion === "is" || (suggestion === "where" && first?.image === "expect");
}

/** Whether a fix is all that the statement needs. */
function mends(
  rule: StartRule,
  { fixes = [] }: Diagnostic,
  tokens: readonly Token[],
  { text, looks }: BuildContext,
): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || looks.left <= 0) return false;
  const { start, end } = { start: first.startOffset, end: tokenSpan(last).end };
  return fixes.some(({ edits, title }) => {
    // Two words may be one name, or a sign is missing between them.
    if (title.key === "quoteName") return false;
    const within = edits.map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    }));
    return firstError(rule, applyEdits(text.slice(start, end), within)) === undefined;
  });
}

/** What a statement says as it is said elsewhere is read as what it means, and reported once. */
export function readAsMeant(
  rule: StartRule,
  tokens: readonly Token[],
  context: BuildContext,
): CstNode | undefined {
  const meant = meantBy(rule, tokens, context);
  return meant && readAs(rule, meant, tokens, context);
}

function meantBy(
  rule: StartRule,
  tokens: readonly Token[],
  { text, looks }: BuildContext,
): Meant | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || looks.left <= 0) return undefined;
  looks.left--;
  // A first word that is read as a keyword stands for it; all that follows keeps its place.
  const isRead = first.tokenType !== T.Text && first.value !== first.image && first.image !== "";
  const head = isRead ? first.value : first.image;
  const rest = text.slice(first.endOffset + 1, tokenSpan(last).end);
  const meant = meantByHabit(rule, head + rest, first.endOffset + 1 - head.length);
  const isBehind = meant?.problem.fixes?.every(({ edits }) =>
    edits.every(({ span }) => span.start > first.endOffset),
  );
  return isRead && !isBehind ? undefined : meant;
}

function readAs(
  rule: StartRule,
  meant: Meant,
  tokens: readonly Token[],
  context: BuildContext,
): CstNode | undefined {
  context.report(meant.problem);
  noteMisread(tokens, context);
  return runStrictly(rule, meant.tokens)?.tree;
}

/** Whether the first fix of both comes to the same. */
function areAlike(one: Diagnostic, other: Diagnostic, text: string): boolean {
  const [a, b] = [one, other].map(({ fixes }) => fixes?.[0] && applyEdits(text, fixes[0].edits));
  return a !== undefined && a === b;
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

export function noteMisread(tokens: readonly Token[], context: BuildContext): void {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first && last) context.misread({ start: first.startOffset, end: tokenSpan(last).end });
}

/** Leaves out the statements whose parentheses are nested deeper than the parser's stack holds. */
export function withoutDeepNesting(
  tokens: readonly Token[],
  context: BuildContext,
): readonly Token[] {
  const kept: Token[] = [];
  /** Where the statement begins that is being looked at. */
  let start = 1;
  let depth = 0;
  let isSkipping = false;
  for (const [i, token] of tokens.entries()) {
    const isStatement = blockKeywords.some((block) => isKeywordOf(token, block));
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
