import { functionDocs } from "./ide/functions-ru.ts";
import { words } from "./ide/words-ru.ts";
import { ru } from "./messages/ru.ts";
import type { Translation } from "./translation.ts";
import { keywordDocs } from "./vocabulary/russian.ts";

/**
 * Everything that is said to people, in Russian: a bundle of its own (`dist/russian.cjs`). Nothing else
 * of the language imports it, or it would be in every bundle.
 */
export const russian: Translation = {
  messages: ru,
  words,
  functions: functionDocs,
  keywords: keywordDocs,
};
