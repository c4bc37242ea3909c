const mostUsed = ["USD", "EUR", "GBP", "RUB", "JPY", "CNY", "INR", "CHF", "CAD", "AUD"];

/** The most used currencies first, then all others that are known here. */
export function currencyCodes(): readonly string[] {
  return [...new Set([...mostUsed, ...Intl.supportedValuesOf("currency")])];
}
