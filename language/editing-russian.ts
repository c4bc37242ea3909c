import { functionDocs } from "./ide/functions-ru.ts";
import type { EditingTranslation } from "./ide/translation.ts";
import { words } from "./ide/words-ru.ts";
import { keywordDocs } from "./vocabulary/russian.ts";

/** What `editing.ts` says in Russian. Nothing else of the language imports it: hosts load it. */
export const editingRussian: EditingTranslation = {
  words,
  functions: functionDocs,
  keywords: keywordDocs,
};
