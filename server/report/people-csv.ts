import type { PeoplePage, Person } from "../engine/result.ts";

/** How a list of people is written. */
export interface CsvForm {
  readonly kind: "people" | "dropped" | "score";
  readonly splits: readonly string[];
  /** Of a score: whether it has grades. */
  readonly hasGrades: boolean;
}

export function csvHeader({ kind, splits, hasGrades }: CsvForm): string {
  const times = ["entered", "time", "seconds"];
  const columns =
    kind === "score"
      ? ["actor", "score", ...(hasGrades ? ["grade"] : []), ...times]
      : ["actor", ...times, ...splits, ...(kind === "dropped" ? ["reason", "exit"] : [])];
  return csvLine(columns);
}

export function csvRows(people: PeoplePage["people"], form: CsvForm): string {
  return people.map((person) => csvLine(cellsOf(person, form))).join("");
}

function cellsOf(
  person: Person,
  { kind, hasGrades }: CsvForm,
): readonly (string | number | null)[] {
  const { actor, entered, time, seconds, values, reason = null, exit = null } = person;
  const { score = null, grade = null } = person;
  return kind === "score"
    ? [actor, score, ...(hasGrades ? [grade] : []), entered, time, seconds]
    : [actor, entered, time, seconds, ...values, ...(kind === "dropped" ? [reason, exit] : [])];
}

/** As RFC 4180 has it, with a line feed at the end; a missing value is an empty cell. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}

function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
