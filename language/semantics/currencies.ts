import { editDistance } from "../syntax/near.ts";

/** ISO 4217, by its form: which codes there are changes with the world. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

const byWord: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EUR: "€ euro euros евро",
    USD: "$ us$ dollar dollars доллар доллары долларов",
    GBP: "£ pound pounds sterling фунт фунты",
    RUB: "₽ руб руб. rouble ruble rubles roubles рубль рубли рублей rur",
    JPY: "¥ yen иена йена",
    CNY: "yuan renminbi rmb юань юани",
    INR: "₹ rupee rupees рупия",
    CHF: "franc francs франк",
    UAH: "₴ гривна гривны hryvnia",
    KZT: "₸ тенге tenge",
    TRY: "₺ lira лира",
    PLN: "zł zloty злотый",
    BYN: "бел.руб",
  }).flatMap(([code, words]) => words.split(" ").map((word): [string, string] => [word, code])),
);

/** The code that a sign, a name or a code in other letters stands for. */
export function currencyMeant(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const known = byWord.get(word);
  if (known !== undefined) return known;
  const code = word.toUpperCase();
  const codes = Intl.supportedValuesOf("currency");
  if (codes.includes(code)) return code;
  // One letter may be wrong; with two, points would be pounds.
  for (const [name, meant] of byWord)
    if (name.length > 3 && editDistance(word, name, 2) < 2) return meant;
  return undefined;
}
