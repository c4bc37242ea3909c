import type { CstNode, IToken } from "chevrotain";
import type { Diagnostic } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type { NameNode, NumberNode, StringNode } from "../ast.ts";
import { isToken, QuotedName, Text, type Token } from "../tokens.ts";

/** What building a tree needs besides Chevrotain's tree. */
export interface BuildContext {
  readonly text: string;
  /** The Markdown block that belongs to what starts there. */
  docAt(offset: number): string | undefined;
  report(problem: Diagnostic): void;
  /** How many operands the chains around a place have; whether one of them was too long. */
  readonly nesting: { chained: number; isCut: boolean };
  /** So many mistakes are found that nobody reads more of them: the rest need only be counted. */
  isFull(): boolean;
  /** How many more statements may be looked at for what their writer meant. */
  readonly looks: { left: number };
  /** The statement there could be read only in part: nothing should be concluded from it. */
  misread(span: Span): void;
  /** What stands there is no declaration, nor part of the one before. */
  stray(span: Span): void;
}

/** A declaration with a block, without what is in it. */
export type Header<T extends { readonly items: unknown; readonly block?: unknown }> = Omit<
  T,
  "items" | "block" | "doc"
>;

/** The Markdown directly above what stands there. */
export function docOf(span: Span, context: BuildContext): { readonly doc?: string } {
  const doc = context.docAt(span.start);
  return doc === undefined ? {} : { doc };
}

/** Longer chains nest the tree so deeply that walking it would exhaust the stack. */
export const MAX_CHAIN = 500;
/** The same for chains within chains, together. */
export const MAX_CHAINED = 1000;

/** The first token of a label, unless the parser made it up. */
export function tokenOf(tokens: readonly IToken[] | undefined): Token | undefined {
  const first = tokens?.[0];
  return first !== undefined && isToken(first) ? first : undefined;
}

export function realTokens(tokens: readonly IToken[] | undefined): readonly Token[] {
  return (tokens ?? []).filter((token) => isToken(token));
}

export function tokenSpan(token: Token): Span {
  return { start: token.startOffset, end: token.endOffset + 1 };
}

/** Where a node's own tokens lie; a node without any lies nowhere and takes the place given. */
export function nodeSpan(node: CstNode, fallback: Span = { start: 0, end: 0 }): Span {
  const location = node.location;
  if (location === undefined || location.startOffset < 0) return fallback;
  return { start: location.startOffset, end: (location.endOffset ?? location.startOffset) + 1 };
}

export function nameNode(token: Token): NameNode {
  const written =
    token.tokenType === QuotedName ? "backtick" : token.tokenType === Text ? "string" : "plain";
  return { kind: "name", span: tokenSpan(token), text: token.value, written };
}

export function nameOf(tokens: readonly IToken[] | undefined): NameNode | undefined {
  const token = tokenOf(tokens);
  // A name that is missing is stood in for by an empty one.
  return token && token.image !== "" ? nameNode(token) : undefined;
}

export function stringOf(tokens: readonly IToken[] | undefined): StringNode | undefined {
  const token = tokenOf(tokens);
  return token && { kind: "string", span: tokenSpan(token), value: token.value };
}

export function numberOf(tokens: readonly IToken[] | undefined): NumberNode | undefined {
  const token = tokenOf(tokens);
  return token && { kind: "number", span: tokenSpan(token), text: token.value, percent: false };
}

export function cover(...spans: readonly (Span | undefined)[]): Span {
  let start = Infinity;
  let end = -1;
  for (const span of spans) {
    if (!span) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return end < 0 ? { start: 0, end: 0 } : { start, end };
}

/** Sets optional fields only where there is a value, as the tree's types want it. */
export function present<T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key];
    if (value !== undefined) result[key] = value as Exclude<T[typeof key], undefined>;
  }
  return result;
}
