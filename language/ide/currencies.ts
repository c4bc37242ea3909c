/** The most used currencies first, then all others that are known here. */
export const currencyCodes: readonly string[] = [
  ...new Set([
    ...["USD", "EUR", "GBP", "RUB", "JPY", "CNY", "INR", "CHF", "CAD", "AUD"],
    ...Intl.supportedValuesOf("currency"),
  ]),
];
