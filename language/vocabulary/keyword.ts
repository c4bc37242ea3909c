import type { Locale } from "../messages/locale.ts";

/**
 * Every word of the language with its documentation. Feeds the lexer (which words are keywords), the
 * parser's recovery (which words start a statement), did-you-mean, hover, completion and highlighting.
 */
export interface Keyword {
  readonly word: string;
  /** Where the word is a keyword; the same word may have several entries. */
  readonly place: KeywordPlace;
  /** False: understood by the grammar, but this version can't run it yet. */
  readonly available: boolean;
  readonly doc: Readonly<Record<Locale, string>>;
  /** What completion inserts, with `${1:name}` for what is to be filled in. */
  readonly snippet?: string;
}

export type KeywordPlace =
  /** Starts a declaration. */
  | "file"
  /** Starts a statement in the block of that declaration. */
  | "source"
  | "funnel"
  | "options"
  | "connection"
  | "retention"
  | "experiment"
  | "drivers"
  | "score"
  | "scenario"
  /** After the name of that declaration. */
  | "source-header"
  | "funnel-header"
  | "connection-header"
  | "study-header"
  | "audience"
  /** After `as` of a source. */
  | "shape"
  /** After the steps of a stage. */
  | "stage"
  /** Where an event is expected. */
  | "steps"
  /** After `=` of a segment. */
  | "segment"
  /** The values of the statement of that name. */
  | "actor"
  | "time"
  | "during"
  | "order"
  | "window"
  | "entry"
  | "count"
  | "model"
  | "split"
  | "compare"
  | "trend"
  | "chart"
  | "without"
  | "measure"
  | "expect"
  | "connection-setting"
  | "join"
  | "dedupe"
  | "every"
  | "minimum"
  | "points"
  /** What drivers are looked for in, and scores are learned from. */
  | "signals"
  /** Between or before the values of a condition. */
  | "expression"
  /** After a number. */
  | "unit";

/** A keyword in a table: word, English, Russian, snippet. */
export type Row = readonly [word: string, en: string, ru: string, snippet?: string];

export type Table = Partial<Record<KeywordPlace, readonly Row[]>>;
