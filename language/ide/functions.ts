import type { Locale } from "../messages/index.ts";
import { translated } from "../messages/translated.ts";
import type { FigureName } from "../semantics/figures/signatures.ts";
import {
  findFunction,
  functionLabel,
  functionNames,
  functionSignatures,
} from "../semantics/functions.ts";
import type { FunctionName } from "../semantics/model.ts";
import { figureDocs } from "../vocabulary/figures-en.ts";

/** A function over the columns of a row. */
export interface FunctionDoc {
  readonly name: string;
  readonly signature: string;
  /** What completion inserts. */
  readonly snippet: string;
  readonly doc: (locale: Locale) => string;
}

/** What each gives, in one language. */
export interface FunctionDocs {
  readonly rows: Readonly<Record<FunctionName, string>>;
  readonly figures: Readonly<Record<FigureName, string>>;
}

/** In English; the Russian documentation is in `functions-ru.ts`. */
const rowDocs: Readonly<Record<FunctionName, string>> = {
  lower: "In small letters.",
  upper: "In capital letters.",
  trim: "Without blanks at both ends.",
  length: "The number of characters.",
  replace: "With every occurrence of one text replaced by another.",
  abs: "Without its sign.",
  round: "Rounded; halves away from zero. Without `digits`, to a whole number.",
  floor: "The next whole number below.",
  ceil: "The next whole number above.",
  coalesce: "The first value that isn't missing.",
  if: "`a` where the condition holds, else `b`.",
  band: "The range that the number lies in: `<30`, `30–44`, `45+`.",
  year: "The year, a number.",
  quarter: "The quarter: `2026-Q1`.",
  month: "The month: `2026-01`.",
  week: "The Monday of the week, a date.",
  day: "The date.",
  weekday: "1 for Monday to 7 for Sunday.",
  hour: "The hour of the day, 0 to 23.",
  as_of: "The latest time in the data: what the result is as of.",
  file_name: "The file that the row was read from.",
};

/** In languages other than English. */
export const functionDocs = translated<FunctionDocs | undefined>(undefined);

export const functions: readonly FunctionDoc[] = functionNames.flatMap((word) => {
  const name = findFunction(word);
  if (!name) return [];
  const wanted = functionSignatures[name].names.map((arg, i) => `\${${i + 1}:${arg}}`);
  return [
    {
      name,
      signature: functionLabel(name),
      snippet: `${name}(${wanted.join(", ")})`,
      doc: (locale: Locale) => functionDocs.in(locale)?.rows[name] ?? rowDocs[name],
    },
  ];
});

/** What a figure is. */
export function figureDoc(name: FigureName, locale: Locale): string {
  return functionDocs.in(locale)?.figures[name] ?? figureDocs[name];
}
