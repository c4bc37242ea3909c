import { DateToken, NumberToken, Param, Unit } from "../../syntax/tokens.ts";
import type { Token } from "../../syntax/tokens.ts";
import { type KeywordPlace, keywordsAt } from "../../vocabulary.ts";
import {
  type Rule,
  type Slot,
  either,
  isName,
  isText,
  list,
  mark,
  maybe,
  repeat,
  sequence,
  slot,
  word,
} from "../expected.ts";

/** What the rules of all statements are made of. */

export const name = (which: Slot): Rule => slot(which, isName);
export const text = (which: Slot): Rule => slot(which, isText);
export const nameOrText = (which: Slot): Rule =>
  slot(which, (token) => isName(token) || isText(token));

const isNumber = (token: Token): boolean => token.tokenType === NumberToken;
const isUnit = (token: Token): boolean => token.tokenType.CATEGORIES?.includes(Unit) ?? false;

export const number: Rule = slot("number", isNumber);
export const numberAs = (which: Slot): Rule => slot(which, isNumber);
export const date: Rule = slot("date", (token) => token.tokenType === DateToken);
export const param: Rule = slot("param", (token) => token.tokenType === Param);

/** The word after a number; `month` and `year` are read over, they have a diagnostic. */
export const unit: Rule = either(
  ...keywordsAt("unit").map((keyword) => word(keyword.word, "unit")),
  slot("new-name", isUnit),
);
export const duration: Rule = sequence(slot("duration", isNumber), unit);

/** One of the words that have a place. */
export function words(place: KeywordPlace): Rule {
  return either(...keywordsAt(place).map((keyword) => word(keyword.word, place)));
}

export function someWords(place: KeywordPlace, ...some: readonly string[]): Rule {
  return either(...some.map((one) => word(one, place)));
}

export const columnAs = (which: Slot): Rule =>
  sequence(name(which), repeat(mark("."), name("key")));
export const column: Rule = columnAs("column");
export const columns: Rule = list(column);

export const atLeast = (place: KeywordPlace): Rule =>
  sequence(word("at", place), word("least", place), number, word("times", place));

export const orElse = (...outcomes: readonly string[]): Rule =>
  maybe(word("else", "expect"), someWords("expect", ...outcomes));
