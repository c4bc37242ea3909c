import type { ColumnValues } from "./catalog.ts";

/** The form that a text's times are likely to have. */
export type FormatSuggestion =
  | { readonly kind: "one"; readonly format: string }
  /** The day first, or the month. */
  | { readonly kind: "ambiguous"; readonly first: string; readonly second: string };

/**
 * `format` is empty where nothing can be said. `largest`: the largest first and second number among
 * all dates of the column.
 */
export function suggestFormat(
  example: string,
  largest: readonly [number, number] = [0, 0],
): FormatSuggestion {
  const text = example.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return { kind: "one", format: epochFormat(text) };
  const parts =
    /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:([ T])(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?( ?[AaPp][Mm])?)?$/.exec(
      text,
    );
  if (parts === null) return { kind: "one", format: "" };
  const [, a = "", separator = "", b = "", year = "", gap, , , second, fraction, half] = parts;
  const yearPart = year.length === 4 ? "%Y" : "%y";
  const hour = half === undefined ? "%H" : "%I";
  const clock =
    gap === undefined
      ? ""
      : `${gap}${hour}:%M${second === undefined ? "" : ":%S"}${fraction === undefined ? "" : ".%f"}${half === undefined ? "" : half.startsWith(" ") ? " %p" : "%p"}`;
  const dayFirst = `%d${separator}%m${separator}${yearPart}${clock}`;
  const monthFirst = `%m${separator}%d${separator}${yearPart}${clock}`;
  if (Math.max(Number(a), largest[0]) > 12) return { kind: "one", format: dayFirst };
  if (Math.max(Number(b), largest[1]) > 12) return { kind: "one", format: monthFirst };
  // With dots the day comes first wherever such dates are written.
  if (separator === ".") return { kind: "one", format: dayFirst };
  return { kind: "ambiguous", first: dayFirst, second: monthFirst };
}

/** The same for all texts of a column; undefined where there are none, or some are read as they are. */
export function formOfTexts({ values }: ColumnValues): FormatSuggestion | undefined {
  const [first] = values;
  if (!first || values.some(({ value }) => /^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}/.test(value)))
    return undefined;
  const pairs = values.map(({ value }) => /^\s*(\d{1,2})[./-](\d{1,2})[./-]/.exec(value) ?? []);
  const largest = (at: number): number =>
    pairs.reduce((most, pair) => Math.max(most, Number(pair[at] ?? 0)), 0);
  return suggestFormat(first.value, [largest(1), largest(2)]);
}

/** By the number of digits that the times of our days have. */
function epochFormat(text: string): string {
  const digits = text.split(".")[0]?.length ?? 0;
  if (digits === 8 && /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(text)) return "%Y%m%d";
  if (digits >= 9 && digits <= 11) return "epoch_s";
  if (digits >= 12 && digits <= 14) return "epoch_ms";
  if (digits >= 15 && digits <= 17) return "epoch_us";
  return digits >= 18 && digits <= 20 ? "epoch_ns" : "";
}
