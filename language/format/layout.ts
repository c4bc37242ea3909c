import { Text, type Token } from "../syntax/tokens.ts";
import type { Span } from "../text.ts";
import { isKeywordAsName } from "./quotes.ts";

/** What the tokens of a statement alone don't tell. All places are offsets at which a token starts. */
export interface Layout {
  /** Names that arguments follow. */
  readonly callees: ReadonlySet<number>;
  /** A sign that belongs to the value behind it. */
  readonly signs: ReadonlySet<number>;
  /** Names that people chose, so that a plain word means the same as one in backticks. */
  readonly names: ReadonlySet<number>;
  readonly groups: readonly Group[];
}

/** A part of a statement that is written on one line or broken at all of its places. */
export interface Group {
  readonly start: number;
  readonly end: number;
  /** What begins a line if the group is broken. */
  readonly breaks: readonly number[];
  /** The closing bracket: begins a line as well, as deep as the line with the opening one. */
  readonly close?: number;
  /** How many steps its lines are deeper than what is around them. */
  readonly steps: 0 | 1 | 2;
}

/** A layout that is being made. */
export interface Walk extends Layout {
  readonly callees: Set<number>;
  readonly signs: Set<number>;
  readonly names: Set<number>;
  readonly groups: Group[];
  readonly tokens: readonly Token[];
}

export function addGroup(
  walk: Walk,
  group: {
    readonly start: number | undefined;
    readonly end: number;
    readonly breaks: readonly number[];
    readonly close?: number;
    readonly steps?: Group["steps"];
  },
): void {
  const { start } = group;
  if (start === undefined || group.breaks.length === 0) return;
  walk.groups.push({ steps: 1, ...group, start });
}

/** What commas separate; with `end`, between brackets that end there. */
export function addList(
  items: readonly { readonly span: Span }[],
  walk: Walk,
  { end, steps = 1 }: { readonly end?: number; readonly steps?: Group["steps"] } = {},
): void {
  const breaks = items.map(({ span }) => span.start).filter((place) => mayStartLine(place, walk));
  const start = items[0]?.span.start;
  if (end !== undefined) addGroup(walk, { start, end, breaks, close: end - 1 });
  else addGroup(walk, { start, end: items.at(-1)?.span.end ?? 0, breaks, steps });
}

export function addBrackets(
  node: { readonly span: Span },
  inner: { readonly span: Span } | undefined,
  walk: Walk,
): void {
  if (inner) addList([inner], walk, node.span);
}

/**
 * In a text with errors a keyword at the start of a line passes for the start of a statement, and so
 * does a name with a string behind it. Such words stay on the line before.
 */
function mayStartLine(place: number, walk: Walk): boolean {
  const at = indexAt(place, walk);
  const token = walk.tokens[at];
  if (token === undefined || isKeywordAsName(token)) return false;
  return token.tokenType === Text || walk.tokens[at + 1]?.tokenType !== Text;
}

/** Where the token starts that is `count` tokens before a place. */
export function tokenBefore(place: number, walk: Walk, count = 1): number {
  return walk.tokens[indexAt(place, walk) - count]?.startOffset ?? 0;
}

/** Where the token starts that is `count` tokens after the one at a place. */
export function tokenAfter(place: number, walk: Walk, count = 1): number {
  return walk.tokens[indexAt(place, walk) + count]?.startOffset ?? 0;
}

/** Where the first token starts that doesn't start before a place. */
export function tokenFrom(place: number, walk: Walk): number {
  return tokenAfter(place, walk, 0);
}

/** The first token that doesn't start before a place. */
function indexAt(place: number, { tokens }: Walk): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where `at least 2 times` starts, by its number. */
export function countOf(
  number: { readonly span: Span } | undefined,
  walk: Walk,
): readonly number[] {
  return number ? [tokenBefore(number.span.start, walk, 2)] : [];
}
