import { en } from "./messages/en.ts";
import type { Translation } from "./translation.ts";

/** What is said to people of their text and their data, in English: hosts add it as any other language. */
export const english: Translation = { messages: en };
