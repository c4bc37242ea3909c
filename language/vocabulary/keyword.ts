/**
 * Every word of the language. Feeds the lexer (which words are keywords), the parser's recovery (which
 * words start a statement), did-you-mean and highlighting; with its documentation hover and completion.
 */
export interface Keyword {
  readonly word: string;
  /** Where the word is a keyword; the same word may have several entries. */
  readonly place: KeywordPlace;
  /** False: checked and formatted, but this version can't run it yet. */
  readonly available: boolean;
}

export type KeywordPlace =
  /** Starts a declaration. */
  | "file"
  /** Starts a statement in the block of that declaration. */
  | "connection"
  | "source"
  | "funnel"
  | "retention"
  | "experiment"
  | "drivers"
  | "score"
  | "scenario"
  /** Starts an entry in the block of that statement. */
  | "options"
  /** After the name of that declaration; `study-header`: of all that are on a funnel or a source. */
  | "connection-header"
  | "source-header"
  | "funnel-header"
  | "study-header"
  /** After `as` of a source. */
  | "shape"
  /** After `=` of that declaration. */
  | "segment"
  | "audience"
  /** Where an event is expected. */
  | "steps"
  /** After the steps of a stage. */
  | "stage"
  /** After the value of an entry in `stages { … }`. */
  | "row-stages"
  /** Within the statement of that name. */
  | "actor"
  | "time"
  | "join"
  | "dedupe"
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
  | "every"
  | "learn"
  | "points"
  | "minimum"
  /** After a setting of a connection. */
  | "connection-setting"
  /** After `from` of drivers and of a learned score. */
  | "signals"
  /** After `from` of a score that was bought. */
  | "score-from"
  /** Between or before the values of a condition. */
  | "expression"
  /** After a number. */
  | "unit";

/** A keyword in a table, by its word and place. */
export type Entry = Pick<Keyword, "available">;

export type Table = Partial<Record<KeywordPlace, Readonly<Record<string, Entry>>>>;

/** What this version runs. */
export const runs: Entry = { available: true };

/** What a later version runs; until then it is checked and formatted. */
export const later: Entry = { available: false };

/** What editors tell of a word. */
export interface Told {
  /** A sentence or two of Markdown, in English. */
  readonly doc: string;
  /** What completion inserts, with `${1:name}` for what is to be filled in. */
  readonly snippet?: string;
}

/** What is told of a table's words: none may be missing. */
export type ToldOf<Of> = {
  readonly [Place in keyof Of]: Readonly<Record<keyof Of[Place], Told>>;
};

/** The documentation of a table's words in another language: none may be missing. */
export type DocsOf<Of> = {
  readonly [Place in keyof Of]: Readonly<Record<keyof Of[Place], string>>;
};

export function told(doc: string, snippet?: string): Told {
  return { doc, ...(snippet !== undefined && { snippet }) };
}
