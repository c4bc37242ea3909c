import type { Locale } from "../messages/locale.ts";
import { translated } from "../messages/translated.ts";
import type { declarations } from "./declarations.ts";
import { declarationDocs } from "./declarations-en.ts";
import type { expressions } from "./expressions.ts";
import { expressionDocs } from "./expressions-en.ts";
import type { funnels } from "./funnels.ts";
import { funnelDocs } from "./funnels-en.ts";
import type { DocsOf, Keyword, KeywordPlace, Table, Told } from "./keyword.ts";
import type { sources } from "./sources.ts";
import { sourceDocs } from "./sources-en.ts";
import type { studies } from "./studies.ts";
import { studyDocs } from "./studies-en.ts";

/** By subject; of each there is a table with the documentation in English and one in Russian. */
type Tables = readonly [
  typeof declarations,
  typeof sources,
  typeof funnels,
  typeof studies,
  typeof expressions,
];

/** What the words of the language mean, in one language. */
export type KeywordDocs = AllDocs<Tables>;

type AllDocs<Of extends readonly Table[]> = {
  readonly [Index in keyof Of]: DocsOf<Of[Index]>;
};

type ByPlace<Of> = Partial<Record<KeywordPlace, Readonly<Record<string, Of>>>>;

const english: readonly ByPlace<Told>[] = [
  declarationDocs,
  sourceDocs,
  funnelDocs,
  studyDocs,
  expressionDocs,
];

const others = translated<readonly ByPlace<string>[]>([]);

/** From now on the words are documented in this language where it is asked for. */
export function addKeywordDocs(locale: Locale, added: KeywordDocs): void {
  others.add(locale, added);
}

/** A sentence or two of Markdown. */
export function keywordDoc(keyword: Keyword | undefined, locale: Locale): string {
  if (keyword === undefined) return "";
  return find(others.in(locale), keyword) ?? find(english, keyword)?.doc ?? "";
}

/** What completion inserts, with `${1:name}` for what is to be filled in; undefined: only the word. */
export function keywordSnippet(keyword: Keyword): string | undefined {
  return find(english, keyword)?.snippet;
}

function find<Of>(tables: readonly ByPlace<Of>[], { place, word }: Keyword): Of | undefined {
  for (const table of tables) {
    const words = table[place];
    if (words !== undefined && Object.hasOwn(words, word)) return words[word];
  }
  return undefined;
}
