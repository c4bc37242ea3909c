import { keywordsAt } from "../vocabulary.ts";
import { nearest } from "./near.ts";
import { startMeant } from "./other-words.ts";
import {
  DateToken,
  Equal,
  isName,
  LCurly,
  LParen,
  NumberToken,
  PlainName,
  RCurly,
  RParen,
  Text,
  type Token,
} from "./tokens.ts";

/** The tokens of one declaration, from its keyword to the next one's. */
export interface Chunk {
  readonly tokens: readonly Token[];
  /** Parentheses nested too deeply for the parser's stack. */
  readonly tooDeep: boolean;
}

/** The stack of the parser holds some thousand; nobody writes more than a few. */
export const MAX_NESTING = 200;

const declarations: ReadonlySet<string> = new Set(
  keywordsAt("file").map((keyword) => keyword.word),
);

/**
 * Cuts the file where lines start with the keyword of a declaration. In a text without errors this is
 * nearly always where declarations begin; where it isn't, the pieces don't parse and are joined again.
 */
export function cutDeclarations(tokens: readonly Token[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let braces = 0;
  let parens = 0;
  let deepest = 0;
  const cut = (end: number): void => {
    if (end > start)
      chunks.push({ tokens: tokens.slice(start, end), tooDeep: deepest > MAX_NESTING });
    start = end;
    deepest = 0;
    parens = 0;
  };
  for (const [i, token] of tokens.entries()) {
    if (token.startsLine && startsDeclaration(i, tokens, braces)) {
      cut(i);
      braces = 0;
    }
    if (token.tokenType === LCurly) braces++;
    else if (token.tokenType === RCurly) braces = Math.max(0, braces - 1);
    else if (token.tokenType === LParen) deepest = Math.max(deepest, ++parens);
    else if (token.tokenType === RParen) parens = Math.max(0, parens - 1);
  }
  cut(tokens.length);
  return chunks;
}

/** How many blocks are open behind the tokens of one declaration. */
export function openBraces(tokens: readonly Token[]): number {
  let braces = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LCurly) braces++;
    else if (tokenType === RCurly) braces = Math.max(0, braces - 1);
  }
  return braces;
}

/** Within a block such a word is the start of the next declaration only if its own name follows. */
function startsDeclaration(index: number, tokens: readonly Token[], braces: number): boolean {
  const [token, next, third] = tokens.slice(index, index + 3);
  if (!token || !declarations.has(token.image)) return false;
  if (token.image === "segment") {
    // Indented and without a value it is the use of a segment in a funnel whose brace is missing.
    const isUse = token.indent > 0 && (third?.startsLine ?? true);
    return braces === 0 && !isUse;
  }
  if (braces === 0) return true;
  return next !== undefined && !next.startsLine && (isName(next) || next.tokenType === Text);
}

/**
 * Cuts a piece that doesn't parse once more: at lines that start with a misspelt keyword, within a block
 * at a segment's declaration (`segment x = …`), and behind a block at whatever is no statement of one.
 */
export function cutLoosely(chunk: Chunk): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  const { tokens } = chunk;
  let depth = 0;
  let isBehindBlock = false;
  const hasBlock = !withoutBlock.has(tokens[0]?.image ?? "");
  for (const [i, token] of tokens.entries()) {
    if (token.tokenType === LCurly) depth++;
    if (token.tokenType === RCurly) isBehindBlock = --depth === 0;
    if (i === start || !token.startsLine) continue;
    const isSegment =
      token.image === "segment" && token.indent === 0 && tokens[i + 2]?.tokenType === Equal;
    const isStray = isBehindBlock && depth === 0 && token.tokenType === PlainName;
    const isBehind = !hasBlock && isBehindValue(i, tokens);
    const isMisspelt = misspeltDeclaration(token, tokens[i + 1]) !== undefined;
    if (!isSegment && !isStray && !isBehind && !isMisspelt) continue;
    chunks.push({ tokens: tokens.slice(start, i), tooDeep: chunk.tooDeep });
    start = i;
    depth = 0;
    isBehindBlock = false;
  }
  chunks.push({ tokens: tokens.slice(start), tooDeep: chunk.tooDeep });
  return chunks;
}

const withoutBlock: ReadonlySet<string> = new Set(["segment", "param", "import", "audience"]);

/** A word that begins a line goes on with nothing where a value has just ended. */
function isBehindValue(index: number, tokens: readonly Token[]): boolean {
  const [before, token, next] = tokens.slice(index - 1, index + 2);
  if (!before || !token || !next || token.tokenType !== PlainName || next.startsLine) return false;
  const isValue = isName(before) || before.tokenType === RParen || before.tokenType === Text;
  return isValue || before.tokenType === NumberToken || before.tokenType === DateToken;
}

/** The keyword that a word at the very start of a line was meant as. */
export function misspeltDeclaration(token: Token, next: Token | undefined): string | undefined {
  if (token.tokenType !== PlainName || token.indent > 0) return undefined;
  if (next === undefined || next.startsLine || !isName(next)) return undefined;
  return startMeant(token.image, "file") ?? nearest(token.image, declarations);
}
