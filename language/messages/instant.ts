import type { Locale } from "./locale.ts";
import { perLocale } from "./per-locale.ts";

const times = perLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "UTC",
    }),
);

/** `1 Jan 2062, 09:30 UTC`, of a time as results write it; what isn't one is left as it is. */
export function instant(iso: string, locale: Locale): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${times(locale).format(time)} UTC`;
}
