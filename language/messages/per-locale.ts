import type { Locale } from "./locale.ts";

/** Made with the first use: rules and formats of a language take milliseconds, and most aren't asked for. */
export function perLocale<Made>(make: (locale: Locale) => Made): (locale: Locale) => Made {
  const made = new Map<Locale, Made>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}
