import { type Locale, wording } from "./messages/index.ts";
import type { Messages } from "./messages/messages.ts";

/** What is said to people of their text and their data, in one language: `russian.ts`. */
export interface Translation {
  readonly messages: Messages;
}

/**
 * From now on this language is spoken where it is asked for; before, English is, once it has been added.
 * Each is large and people need one, so hosts load what they are to speak.
 */
export function addTranslation(locale: Locale, translation: Translation): void {
  wording.add(locale, translation.messages);
}
