import type { Locale } from "../messages/index.ts";
import type { ColumnValues } from "../semantics/catalog.ts";
import { wordsOf } from "./words.ts";

/** As many values as a line has room for, and as much of each. */
const mostValues = 3;
const longestValue = 30;

/** What is in a column, in one line: its range, or its most frequent values; how much is missing. */
export function summarize(values: ColumnValues, locale: Locale): string {
  const words = wordsOf(locale);
  const { rows, missing, min, max } = values;
  const content =
    min === undefined || max === undefined
      ? frequent(values, locale)
      : words.range(shortMoment(min), shortMoment(max));
  const lacks = rows > 0 && missing > 0 ? words.lacks(words.share(missing / rows)) : "";
  return [content, lacks].filter((part) => part !== "").join(" · ");
}

/** Values that nearly every row has of its own are only examples. */
function frequent({ values, rows }: ColumnValues, locale: Locale): string {
  const words = wordsOf(locale);
  const shown = values.slice(0, mostValues);
  const isRepeated = (shown[0]?.count ?? 0) * 100 >= rows;
  const listed = shown.map(({ value, count }) =>
    isRepeated ? `${shorten(value)} ${words.share(count / rows)}` : shorten(value),
  );
  if (values.length > mostValues) listed.push("…");
  return listed.join(", ");
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= longestValue ? line : `${line.slice(0, longestValue - 1)}…`;
}

/** Without the parts of a second, and without a midnight that says nothing. */
function shortMoment(text: string): string {
  return text
    .replace(/(?<=:\d\d)\.\d+$/, "")
    .replace(/T00:00:00$/, "")
    .replace(/(?<=\d)T(?=\d)/, " ");
}

/** `1.23 MB` */
export function sizeInWords(bytes: number, locale: Locale): string {
  return wordsOf(locale).bytes(bytes);
}
