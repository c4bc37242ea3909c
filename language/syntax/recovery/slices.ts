import type { CstNode } from "chevrotain";
import { diagnose } from "../../diagnostics.ts";
import { type BuildContext, tokenSpan } from "../build/context.ts";
import { MAX_NESTING } from "../chunks.ts";
import { explainError } from "../errors.ts";
import { blockKeywords, type Parsed, type StartRule, theParser } from "../parser.ts";
import * as T from "../tokens.ts";
import type { Token } from "../tokens.ts";
import { isKeywordOf, type Statement } from "./statements.ts";

export function parseStatement(
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
