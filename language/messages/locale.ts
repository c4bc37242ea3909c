/** The languages that people are spoken to in. */
export type Locale = "en" | "ru";

/** The language for a tag such as `ru-RU`; English for all that we don't speak. */
export function toLocale(tag: string | undefined): Locale {
  return /^ru\b/i.test(tag ?? "") ? "ru" : "en";
}
