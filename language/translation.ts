import { type FunctionDocs, functionDocs } from "./ide/functions.ts";
import { type Words, words } from "./ide/words.ts";
import { type Locale, wording } from "./messages/index.ts";
import type { Messages } from "./messages/messages.ts";
import { addKeywordDocs, type KeywordDocs } from "./vocabulary.ts";

/** Everything that is said to people, in one language other than English: `russian.ts`. */
export interface Translation {
  readonly messages: Messages;
  readonly words: Words;
  readonly functions: FunctionDocs;
  readonly keywords: KeywordDocs;
}

/**
 * From now on this language is spoken where it is asked for; before, English is. A translation is large
 * and most people need none, so it is a bundle of its own, which the host loads.
 */
export function addTranslation(locale: Locale, translation: Translation): void {
  wording.add(locale, translation.messages);
  words.add(locale, translation.words);
  functionDocs.add(locale, translation.functions);
  addKeywordDocs(locale, translation.keywords);
}
