import type { ListColumn, PeopleForm } from "./result-people.ts";

const actor: ListColumn = { name: "actor", type: "text", of: (person) => person.actor };
const times: readonly ListColumn[] = [
  { name: "entered", type: "time", of: ({ entered }) => entered },
  { name: "time", type: "time", of: ({ time }) => time },
  { name: "seconds", type: "number", of: ({ seconds }) => seconds },
];
const score: ListColumn = { name: "score", type: "number", of: (person) => person.score ?? null };
const grade: ListColumn = { name: "grade", type: "text", of: (person) => person.grade ?? null };
const why: readonly ListColumn[] = [
  { name: "reason", type: "text", of: ({ reason }) => reason ?? null },
  { name: "exit", type: "text", of: ({ exit }) => exit ?? null },
];

/** What a file of people has of each, in its order. */
export function peopleColumns({ kind, splits, hasGrades }: PeopleForm): readonly ListColumn[] {
  if (kind === "score") return [actor, score, ...(hasGrades ? [grade] : []), ...times];
  const values = splits.map((name, split): ListColumn => ({
    name,
    type: "text",
    of: (person) => person.values[split] ?? null,
  }));
  return [actor, ...times, ...values, ...(kind === "dropped" ? why : [])];
}
