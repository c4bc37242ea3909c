import type { Locale } from "./messages/locale.ts";
import { translated } from "./messages/translated.ts";
import { declarations } from "./vocabulary/declarations.ts";
import { expressions } from "./vocabulary/expressions.ts";
import { funnels } from "./vocabulary/funnels.ts";
import type { DocsOf, Entry, Keyword, KeywordPlace, Table } from "./vocabulary/keyword.ts";
import { sources } from "./vocabulary/sources.ts";
import { studies } from "./vocabulary/studies.ts";

export type { Keyword, KeywordPlace } from "./vocabulary/keyword.ts";

/** By subject; of each there is a table with the documentation in Russian as well. */
type Tables = readonly [
  typeof declarations,
  typeof sources,
  typeof funnels,
  typeof studies,
  typeof expressions,
];

const tables: Tables = [declarations, sources, funnels, studies, expressions];

/** What the words of the language mean, in one language. */
export type KeywordDocs = AllDocs<Tables>;

type AllDocs<Of extends readonly Table[]> = {
  readonly [Index in keyof Of]: DocsOf<Of[Index]>;
};

type Docs = Partial<Record<KeywordPlace, Readonly<Record<string, string>>>>;

/** English stands in the tables themselves. */
const docs = translated<readonly Docs[]>([]);

/** From now on the words are documented in this language where it is asked for. */
export function addKeywordDocs(locale: Locale, added: KeywordDocs): void {
  docs.add(locale, added);
}

function keywordsOf(table: Table, index: number): readonly Keyword[] {
  const result: Keyword[] = [];
  for (const [place, entries] of Object.entries(table) as [
    KeywordPlace,
    Readonly<Record<string, Entry>>,
  ][]) {
    for (const [word, entry] of Object.entries(entries)) {
      const doc = (locale: Locale): string => docs.in(locale)[index]?.[place]?.[word] ?? entry.doc;
      result.push({ ...entry, word, place, doc });
    }
  }
  return result;
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
