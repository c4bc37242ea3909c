const rules = new Intl.PluralRules("ru");

/** The form for 1, for 2–4 and for the rest (fractions take that of 2–4). */
export function plural(count: number, one: string, few: string, many: string): string {
  switch (rules.select(count)) {
    case "one":
      return one;
    case "few":
    case "other":
      return few;
    default:
      return many;
  }
}
