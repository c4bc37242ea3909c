import type { Locale } from "../../../language/index.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import type { Sentences } from "./sentences.ts";

export type { Sentences } from "./sentences.ts";

export function sentencesIn(locale: Locale): Sentences {
  return { en, ru }[locale];
}
