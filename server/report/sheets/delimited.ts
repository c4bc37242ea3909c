import type { Cell, Sheet } from "./sheet.ts";

/** How a table is written as lines of text. */
export interface Delimited {
  /** Between cells: a comma, a semicolon, a tab. */
  readonly separator: "," | ";" | "\t";
  /** Of numbers: what stands before their decimals. */
  readonly decimal: "." | ",";
}

/**
 * A table with a line of headings. Texts that a spreadsheet would take for a formula have an apostrophe
 * before them; numbers have all their digits.
 */
export function delimited({ columns, rows }: Sheet, form: Delimited): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  return lines
    .map((line) => `${line.map((cell) => written(cell, form)).join(form.separator)}\n`)
    .join("");
}

function written(cell: Cell, { separator, decimal }: Delimited): string {
  if (cell === null) return "";
  if (typeof cell === "number") return quoted(String(cell).replace(".", decimal), separator);
  return quoted(guarded(cell), separator);
}

/** What begins like this is computed by spreadsheets, whatever a funnel's name or a split's value meant by it. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** As RFC 4180 has it. Between tabs nothing can be quoted everywhere, so what breaks a line becomes a space. */
function quoted(text: string, separator: Delimited["separator"]): string {
  if (separator === "\t") return text.replaceAll(/[\t\r\n]+/g, " ");
  return /[";,\r\n]/.test(text) && (text.includes(separator) || /["\r\n]/.test(text))
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
