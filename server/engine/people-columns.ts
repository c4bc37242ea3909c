import type { Person } from "./result-people.ts";

/** How a list of people is written to a file. */
export interface PeopleForm {
  readonly kind: "people" | "dropped" | "score";
  /** The texts of the splits. */
  readonly splits: readonly string[];
  /** Of a score: whether it has grades. */
  readonly hasGrades: boolean;
}

/** Times are in ISO form. */
export interface PeopleColumn {
  readonly name: string;
  readonly type: "text" | "number" | "time";
  of(person: Person): string | number | null;
}

const actor: PeopleColumn = { name: "actor", type: "text", of: (person) => person.actor };
const times: readonly PeopleColumn[] = [
  { name: "entered", type: "time", of: ({ entered }) => entered },
  { name: "time", type: "time", of: ({ time }) => time },
  { name: "seconds", type: "number", of: ({ seconds }) => seconds },
];
const score: PeopleColumn = { name: "score", type: "number", of: (person) => person.score ?? null };
const grade: PeopleColumn = { name: "grade", type: "text", of: (person) => person.grade ?? null };
const why: readonly PeopleColumn[] = [
  { name: "reason", type: "text", of: ({ reason }) => reason ?? null },
  { name: "exit", type: "text", of: ({ exit }) => exit ?? null },
];

export function peopleColumns({ kind, splits, hasGrades }: PeopleForm): readonly PeopleColumn[] {
  if (kind === "score") return [actor, score, ...(hasGrades ? [grade] : []), ...times];
  const values = splits.map((name, split): PeopleColumn => ({
    name,
    type: "text",
    of: (person) => person.values[split] ?? null,
  }));
  return [actor, ...times, ...values, ...(kind === "dropped" ? why : [])];
}
