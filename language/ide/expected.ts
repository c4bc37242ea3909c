import type { Token } from "../syntax/tokens.ts";
import { Name, QuotedName, Text } from "../syntax/tokens.ts";
import type { KeywordPlace } from "../vocabulary.ts";

/**
 * What may follow the beginning of a statement. The parser's generator can't tell (it gave content
 * assist up), so the statements are described once more, as loosely as completion allows: a rule maps
 * a place among the tokens to all the places where it may end, and notes what it would like to see
 * where the tokens end. Soft keywords make some beginnings ambiguous; all readings are followed.
 */
export type Expected =
  | { readonly kind: "keyword"; readonly word: string; readonly place: KeywordPlace }
  /** An operator or another mark that is worth offering. */
  | { readonly kind: "sign"; readonly text: string }
  | { readonly kind: "slot"; readonly slot: Slot };

/** Where something else than a keyword is wanted. */
export type Slot =
  /** A name that the user makes up: nothing to offer. */
  | "new-name"
  /** The name of a stage, of which a named model knows some. */
  | "stage-name"
  /** After `on` of a funnel or a retention. */
  | "source"
  /** Before the dot of an event. */
  | "event-source"
  /** What `cost(…)` and `value(…)` take. */
  | "source-argument"
  | "lookup"
  | "lookup-column"
  | "connection"
  /** After `on` of a study. */
  | "funnel"
  | "segment"
  | "stage"
  | "measure"
  | "event"
  | "column"
  | "actor-column"
  | "time-column"
  | "event-column"
  | "number-column"
  /** A moment or condition that makes a row of records an event. */
  | "key-column"
  | "array-column"
  /** What a lookup is joined by. */
  | "join-column"
  /** An entry of `stages` or `totals`, which begins with a name that the user makes up. */
  | "row-stage"
  | "total"
  /** A key below a column, or a column of a lookup. */
  | "key"
  /** Text to compare a column with. */
  | "value"
  /** A number or date to compare a column with. */
  | "amount"
  | "function"
  | "figure"
  /** A figure's least or greatest value. */
  | "limit"
  | "number"
  | "share"
  | "duration"
  | "date"
  /** What stands alone after `during`. */
  | "period"
  | "param"
  /** A variant of an experiment. */
  | "variant"
  | "string"
  | "path"
  | "import-path"
  | "delimiter"
  | "quote"
  | "decimal"
  | "encoding"
  | "timezone"
  | "time-format"
  | "currency"
  /** The name of a variable of the environment. */
  | "variable"
  | "shape";

export interface Reading {
  readonly tokens: readonly Token[];
  readonly found: Map<string, Expected>;
}

export type Rule = (reading: Reading, at: number) => readonly number[];

export interface Continuation {
  /** What may come next. */
  readonly expected: readonly Expected[];
  /** Nothing more needs to come. */
  readonly complete: boolean;
}

/** How tokens may go on, read as the beginning of a rule; neither complete nor to be gone on with: they aren't one. */
export function continuationOf(rule: Rule, tokens: readonly Token[]): Continuation {
  const reading: Reading = { tokens, found: new Map() };
  const complete = rule(reading, 0).includes(tokens.length);
  return { expected: [...reading.found.values()], complete };
}

const none: readonly number[] = [];

export function word(text: string, place: KeywordPlace): Rule {
  return (reading, at) => {
    const token = reading.tokens[at];
    if (token === undefined) {
      reading.found.set(`${place} ${text}`, { kind: "keyword", word: text, place });
      return none;
    }
    return token.image === text ? [at + 1] : none;
  };
}

/** Punctuation isn't offered. */
export function mark(...images: readonly string[]): Rule {
  return ({ tokens }, at) => {
    const token = tokens[at];
    return token !== undefined && images.includes(token.value) ? [at + 1] : none;
  };
}

/** An operator that is offered. */
export function sign(...texts: readonly string[]): Rule {
  return ({ tokens, found }, at) => {
    const token = tokens[at];
    if (token !== undefined) return texts.includes(token.value) ? [at + 1] : none;
    for (const text of texts) found.set(`sign ${text}`, { kind: "sign", text });
    return none;
  };
}

/** Some names out of those that a slot offers, where they are read differently. */
export function exactly(name: Slot, values: readonly string[]): Rule {
  return slot(name, (token) => isName(token) && values.includes(token.value));
}

export function slot(name: Slot, accepts: (token: Token) => boolean): Rule {
  return (reading, at) => {
    const token = reading.tokens[at];
    if (token === undefined) {
      reading.found.set(name, { kind: "slot", slot: name });
      return none;
    }
    return accepts(token) ? [at + 1] : none;
  };
}

export function isName(token: Token): boolean {
  const type = token.tokenType;
  return type === Name || type === QuotedName || (type.CATEGORIES?.includes(Name) ?? false);
}

export function isText(token: Token): boolean {
  return token.tokenType === Text;
}

/** A rule that doesn't begin with some words: they are keywords there. */
export function unless(words: readonly string[], rule: Rule): Rule {
  return (reading, at) =>
    words.includes(reading.tokens[at]?.image ?? "") ? none : rule(reading, at);
}

export function sequence(...rules: readonly Rule[]): Rule {
  return (reading, at) => {
    let ends: readonly number[] = [at];
    for (const rule of rules) {
      ends = unique(ends.flatMap((end) => rule(reading, end)));
      if (ends.length === 0) return none;
    }
    return ends;
  };
}

export function either(...rules: readonly Rule[]): Rule {
  return (reading, at) => unique(rules.flatMap((rule) => rule(reading, at)));
}

export function maybe(...rules: readonly Rule[]): Rule {
  const rule = sequence(...rules);
  return (reading, at) => unique([at, ...rule(reading, at)]);
}

/** Any number of times, none included. */
export function repeat(...rules: readonly Rule[]): Rule {
  const rule = sequence(...rules);
  return (reading, at) => {
    const ends = new Set([at]);
    for (const end of ends) for (const next of rule(reading, end)) ends.add(next);
    return [...ends];
  };
}

export function list(rule: Rule): Rule {
  return sequence(rule, repeat(mark(","), rule));
}

/** A rule that is used inside itself; remembers what it found at each place. */
export function recursive(make: (self: Rule) => Rule): Rule {
  const known = new WeakMap<Reading, Map<number, readonly number[]>>();
  const self: Rule = (reading, at) => {
    const places = known.get(reading) ?? new Map<number, readonly number[]>();
    known.set(reading, places);
    const before = places.get(at);
    if (before !== undefined) return before;
    const ends = rule(reading, at);
    places.set(at, ends);
    return ends;
  };
  const rule = make(self);
  return self;
}

function unique(ends: readonly number[]): readonly number[] {
  return ends.length < 2 ? ends : [...new Set(ends)];
}
