import type { Locale } from "./locale.ts";
import { perLocale } from "./per-locale.ts";

const rules = perLocale((locale) => new Intl.PluralRules(locale));
const numbers = perLocale((locale) => new Intl.NumberFormat(locale));

/** `3 rows`: the number, and the form of the word that goes with it. `few` is Russian: `3 строки`. */
export function counted(
  count: number,
  locale: Locale,
  forms: { readonly one: string; readonly few?: string; readonly many: string },
): string {
  return `${numbers(locale).format(count)} ${plural(count, locale, forms)}`;
}

/** The form of a word that goes with a number. */
export function plural(
  count: number,
  locale: Locale,
  forms: { readonly one: string; readonly few?: string; readonly many: string },
): string {
  const rule = rules(locale).select(count);
  if (rule === "one") return forms.one;
  return rule === "few" ? (forms.few ?? forms.many) : forms.many;
}

const lists = perLocale(
  (locale) => new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "disjunction" }),
);

/** `a, b or c` */
export function either(words: readonly string[], locale: Locale): string {
  return lists(locale).format(words);
}
