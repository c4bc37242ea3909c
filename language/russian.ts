import { ru } from "./messages/ru.ts";
import type { Translation } from "./translation.ts";

/**
 * What is said to people of their text and their data, in Russian: a bundle of its own
 * (`dist/russian.cjs`). Nothing else of the language imports it, or it would be in every bundle.
 */
export const russian: Translation = { messages: ru };
