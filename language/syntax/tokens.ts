import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import { hardWords, keywordWords } from "../vocabulary.ts";

/**
 * Token types of the parser. The texts of tokens are found by our own `lexer.ts`, since Chevrotain's
 * lexer drops the `u` flag of patterns and gives up on what it doesn't know; so no type has a pattern.
 */
export type TokenKind = TokenType;

function token(name: string, categories: TokenType[] = []): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories });
}

// Categories

/** Whatever may be a name: plain words, words in backticks, soft keywords. */
export const Name = token("Name");
export const Comparison = token("Comparison");
/** `second` to `weeks`, and the units that are no fixed lengths. */
export const Unit = token("Unit");
export const Additive = token("Additive");
export const Multiplicative = token("Multiplicative");

// Values

export const PlainName = token("PlainName", [Name]);
export const QuotedName = token("QuotedName", [Name]);
export const Text = token("Text");
export const NumberToken = token("Number");
export const DateToken = token("Date");
export const Period = token("Period");
export const Param = token("Param");

// Punctuation

export const LCurly = token("LCurly");
export const RCurly = token("RCurly");
export const LParen = token("LParen");
export const RParen = token("RParen");
export const Comma = token("Comma");
export const Colon = token("Colon");
export const Dot = token("Dot");
export const Range = token("Range");
export const Arrow = token("Arrow");
export const Percent = token("Percent");
/** Also what separates a name from its value: `segment mobile = …`. */
export const Equal = token("Equal", [Comparison]);
export const CompareToken = token("CompareToken", [Comparison]);
export const Plus = token("Plus", [Additive]);
export const Minus = token("Minus", [Additive]);
export const TimesOrDivide = token("TimesOrDivide", [Multiplicative]);
/** Characters that no statement begins or goes on with. */
export const Unknown = token("Unknown");

const unitWords = new Set([
  "second",
  "seconds",
  "minute",
  "minutes",
  "hour",
  "hours",
  "day",
  "days",
  "week",
  "weeks",
  "month",
  "months",
  "year",
  "years",
]);

const wordTypes = new Map<string, TokenType>();
for (const word of [...keywordWords, ...unitWords]) {
  if (wordTypes.has(word)) continue;
  const categories: TokenType[] = [];
  if (!hardWords.has(word)) categories.push(Name);
  if (unitWords.has(word)) categories.push(Unit);
  wordTypes.set(word, token(`${word.charAt(0).toUpperCase()}${word.slice(1)}Word`, categories));
}

/** The type of a plain word: a keyword's own or `PlainName`. */
export function wordType(word: string): TokenType {
  return wordTypes.get(word) ?? PlainName;
}

/** The token type of a keyword; for the grammar, where a misspelt word is a mistake of ours. */
export function keyword(word: string): TokenType {
  const type = wordTypes.get(word);
  if (!type) throw new Error(`"${word}" is not in the vocabulary`);
  return type;
}

export const allTokens: TokenType[] = [
  Name,
  Comparison,
  Unit,
  Additive,
  Multiplicative,
  PlainName,
  QuotedName,
  Text,
  NumberToken,
  DateToken,
  Period,
  Param,
  LCurly,
  RCurly,
  LParen,
  RParen,
  Comma,
  Colon,
  Dot,
  Range,
  Arrow,
  Percent,
  Equal,
  CompareToken,
  Plus,
  Minus,
  TimesOrDivide,
  Unknown,
  ...wordTypes.values(),
];

/** A token with what the lexer knows beyond its text. */
export interface Token extends IToken {
  /** What strings, quoted names and replaced spellings stand for. */
  value: string;
  /** The first token of its line. */
  startsLine: boolean;
  /** Columns before the token on its line, where it starts one. */
  indent: number;
  endOffset: number;
}

/** Whether a token may be a name: a plain word, a soft keyword, or something in backticks. */
export function isName(token: Token): boolean {
  return token.tokenType === Name || (token.tokenType.CATEGORIES ?? []).includes(Name);
}

export function isToken(value: IToken): value is Token {
  return "value" in value;
}
