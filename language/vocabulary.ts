import { available } from "./vocabulary/available.ts";
import type { Keyword, KeywordPlace, Row, Table } from "./vocabulary/keyword.ts";
import { planned } from "./vocabulary/planned.ts";

export type { Keyword, KeywordPlace } from "./vocabulary/keyword.ts";

function rows(table: Table, isAvailable: boolean): readonly Keyword[] {
  const result: Keyword[] = [];
  for (const [place, entries] of Object.entries(table) as [KeywordPlace, readonly Row[]][]) {
    for (const [word, en, ru, snippet] of entries) {
      const keyword: Keyword = { word, place, available: isAvailable, doc: { en, ru } };
      result.push(snippet === undefined ? keyword : { ...keyword, snippet });
    }
  }
  return result;
}

export const keywords: readonly Keyword[] = [...rows(available, true), ...rows(planned, false)];

/** Never names, unless in backticks. `optional`: below an unfinished stage it would pass for its event. */
export const hardWords: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "in",
  "is",
  "where",
  "within",
  "after",
  "between",
  "at",
  "true",
  "false",
  "missing",
  "optional",
]);

const byPlace = new Map<KeywordPlace, Keyword[]>();
const allWords = new Set<string>(hardWords);
for (const keyword of keywords) {
  allWords.add(keyword.word);
  const list = byPlace.get(keyword.place);
  if (list) list.push(keyword);
  else byPlace.set(keyword.place, [keyword]);
}

/** Every word that is a keyword somewhere. */
export const keywordWords: ReadonlySet<string> = allWords;

export function keywordsAt(place: KeywordPlace): readonly Keyword[] {
  return byPlace.get(place) ?? [];
}

export function findKeyword(word: string, place: KeywordPlace): Keyword | undefined {
  return keywordsAt(place).find((keyword) => keyword.word === word);
}
