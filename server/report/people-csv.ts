import type { ListColumn, PeoplePage } from "../engine/result.ts";

export function csvHeader(columns: readonly ListColumn[]): string {
  return csvLine(columns.map(({ name }) => name));
}

export function csvRows(people: PeoplePage["people"], columns: readonly ListColumn[]): string {
  return people.map((person) => csvLine(columns.map((column) => column.of(person)))).join("");
}

/** As RFC 4180 has it, with a line feed at the end; a missing value is an empty cell. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}

function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
