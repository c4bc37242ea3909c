import { peopleColumns, type PeopleForm } from "../engine/people-columns.ts";
import type { PeoplePage } from "../engine/result.ts";

export function csvHeader(form: PeopleForm): string {
  return csvLine(peopleColumns(form).map(({ name }) => name));
}

export function csvRows(people: PeoplePage["people"], form: PeopleForm): string {
  const columns = peopleColumns(form);
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
