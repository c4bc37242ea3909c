import type { Locale } from "../messages/index.ts";
import { perLocale } from "../messages/per-locale.ts";

const rules = perLocale((locale) => new Intl.PluralRules(locale));
const numbers = perLocale((locale) => new Intl.NumberFormat(locale));
const percents = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const rounded = perLocale(
  (locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }),
);

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** `3 rows`: the number, and the form of the word that goes with it. */
export function counted(locale: Locale, forms: Forms): (count: number) => string {
  return (count) =>
    `${numbers(locale).format(count)} ${forms[rules(locale).select(count)] ?? forms.other}`;
}

/** A share between 0 and 1, with one decimal at most, the sign on the same line as in results: `12.3 %`. */
export function percent(locale: Locale): (share: number) => string {
  return (share) => `${percents(locale).format(share * 100)}\u00a0%`;
}

/** A number of bytes in the unit that fits, three digits long: `1.23 MB`. */
export function sizes(locale: Locale, units: readonly string[]): (count: number) => string {
  return (count) => {
    const step = count < 1 ? 0 : Math.floor(Math.log10(count) / 3);
    const power = Math.min(step, units.length - 1);
    return `${rounded(locale).format(count / 1000 ** power)} ${units[power] ?? ""}`;
  };
}
