import { declarations } from "./vocabulary/declarations.ts";
import { expressions } from "./vocabulary/expressions.ts";
import { funnels } from "./vocabulary/funnels.ts";
import type { Entry, Keyword, KeywordPlace, Table } from "./vocabulary/keyword.ts";
import { sources } from "./vocabulary/sources.ts";
import { studies } from "./vocabulary/studies.ts";

export type { Keyword, KeywordPlace } from "./vocabulary/keyword.ts";

const tables: readonly Table[] = [declarations, sources, funnels, studies, expressions];

function keywordsOf(table: Table): readonly Keyword[] {
  const places = Object.entries(table) as [KeywordPlace, Readonly<Record<string, Entry>>][];
  return places.flatMap(([place, entries]) =>
    Object.entries(entries).map(([word, { available }]) => ({ word, place, available })),
  );
}

export const keywords: readonly Keyword[] = tables.flatMap(keywordsOf);

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
