import { type KeywordPlace, keywordsAt } from "../vocabulary.ts";

/** A rule of a TextMate grammar; patterns are Oniguruma's. */
export interface Rule {
  readonly comment?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly include?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

export type Captures = Readonly<Record<number, Rule>>;

/** A plain name. */
export const id = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;
/** A name, plain or in backticks. */
export const name = String.raw`(?:${id}|${"`"}(?:[^${"`"}\\\r\n]|\\.)*${"`"})`;
export const string = String.raw`(?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')`;
/** The edges of a word. A word behind a dot is part of a longer name. */
export const left = String.raw`(?<![\p{L}\p{M}\p{N}_.])`;
export const right = String.raw`(?![\p{L}\p{M}\p{N}_])`;

/** The words that may follow a name inside a condition: before them a word is a name. */
export const operators = "and|or|not|in|is|between|contains|starts|ends|matches";

/** Where the words of a clause of their own stand instead of the name that a keyword wants. */
export const notClause = `(?!(?:${operators}|where|within|after|at|as|top)${right})`;

export function oneOf(words: readonly string[], group: "capture" | "plain" = "plain"): string {
  return `${group === "capture" ? "(" : "(?:"}${words.join("|")})`;
}

/** Alternatives, longer words before those that they begin with. */
export function wordsAt(...places: readonly KeywordPlace[]): string {
  const words = places.flatMap((place) => keywordsAt(place).map((keyword) => keyword.word));
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");
}

/** The next declaration at the very start of a line: where a broken block ends. */
export const nextDeclaration = String.raw`(?=^(?:${wordsAt("file")})\s+(?:${name}|["']))`;

/** The declarations that are on a funnel or a source and have a block. */
export const studies = ["retention", "experiment", "drivers", "score", "scenario"] as const;

const statements = wordsAt("funnel", ...studies).replace("optional|", "");

/**
 * Where the next statement of a funnel or a study begins. At the start of a line every statement's keyword does,
 * unless an operator makes it a column; within a line only what can't be read otherwise.
 */
export const endOfStatement = [
  String.raw`(?=\})`,
  String.raw`(?=^\s*points\s*[+-]\s*\d)`,
  String.raw`(?=^\s*(?:optional${right}|(?:${statements})${right}(?!\s*(?:[=!<>+*/,.)]|-(?!>)|(?:${operators})${right}))))`,
  String.raw`(?=${left}(?:(?:optional\s+)?(?:stage|exit)\s+${name}\s*(?:${string})?\s*:|split\s+by${right}|window\s+(?:\d|(?:${wordsAt("window")})${right})|expect\s+${name}\s*\(|during\s+(?:\d|last${right})|order\s+(?:${wordsAt("order")})${right}))`,
  nextDeclaration,
].join("|");

export function include(...rules: readonly string[]): readonly Rule[] {
  return rules.map((rule) => ({ include: `#${rule}` }));
}

/** Scopes by number of the group, the whole match first; undefined: no scope. */
export function capture(...scopes: readonly (string | undefined)[]): Captures {
  const found: Record<number, Rule> = {};
  scopes.forEach((scope, group) => {
    if (scope !== undefined) found[group] = { name: `${scope}.funnel` };
  });
  return found;
}

/** A name's scope, with the backticks and escapes in it. */
export function quoted(scope: string): Rule {
  return { name: `${scope}.funnel`, patterns: include("escape-in-name") };
}

/** `{ … }` with rules of its own inside. */
export function block(patterns: readonly Rule[]): Rule {
  return {
    begin: String.raw`\{`,
    end: String.raw`\}|${nextDeclaration}`,
    beginCaptures: capture("punctuation.section.block.begin"),
    endCaptures: capture("punctuation.section.block.end"),
    patterns,
  };
}
