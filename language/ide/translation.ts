import type { Locale } from "../messages/index.ts";
import { addKeywordDocs, type KeywordDocs } from "../vocabulary/docs.ts";
import { type FunctionDocs, functionDocs } from "./functions.ts";
import { type Words, words } from "./words.ts";

/** What the answers to editors say beside diagnostics, in one language other than English. */
export interface EditingTranslation {
  readonly words: Words;
  readonly functions: FunctionDocs;
  readonly keywords: KeywordDocs;
}

/** From now on this language is spoken where it is asked for; before, English is. */
export function addEditingTranslation(locale: Locale, translation: EditingTranslation): void {
  words.add(locale, translation.words);
  functionDocs.add(locale, translation.functions);
  addKeywordDocs(locale, translation.keywords);
}
