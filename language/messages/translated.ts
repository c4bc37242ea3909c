import type { Locale } from "./locale.ts";

/** A piece of wording by language: what isn't there in one is said in English. */
export interface Translated<Wording> {
  in(locale: Locale): Wording;
  add(locale: Locale, wording: Wording): void;
}

export function translated<Wording>(english: Wording): Translated<Wording> {
  const added = new Map<Locale, Wording>();
  return {
    in: (locale) => added.get(locale) ?? added.get("en") ?? english,
    add: (locale, wording) => void added.set(locale, wording),
  };
}
