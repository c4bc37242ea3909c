import type {
  ColumnInfo,
  ColumnType,
  TableFailure,
  TableLocation,
} from "../../semantics/catalog.ts";
import { isHeaderless } from "../../semantics/headerless.ts";
import { isIdName } from "../../semantics/id-name.ts";
import { type InferredPart, type MappedPart, inferMapping } from "../../semantics/infer-mapping.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { Data } from "../data.ts";
import { choice } from "./asked.ts";
import { outcomeEntries, questionEntries, statusColumn } from "./draft-entries.ts";
import { type ValuesOf, isUnique, mayBeTimes, valuesFor, withKeys } from "./draft-values.ts";
import { entryName } from "./entries.ts";

const parts = ["actor", "time", "event"] as const;
const mostEntries = 8;
/** Columns whose values are looked at. */
const mostLookedAt = 8;

/** What is known of the file that a source is drafted over. */
interface Table {
  readonly path: string;
  readonly columns: readonly ColumnInfo[];
  readonly found: readonly InferredPart[];
  readonly valuesOf: ValuesOf;
  /** A column as the language writes it. */
  readonly write: (column: string) => string;
}

/**
 * What comes behind the path of a new source, with the blank before it, as a snippet: its shape and its
 * block, as far as its columns tell, with choices where they don't. Empty where nothing is known of them
 * (yet).
 */
export function draftSource(data: Data, path: string): string {
  const location: TableLocation = { path, options: {} };
  const info = data.catalog.table(location);
  if (info === undefined) data.later.push({ kind: "table", location });
  if (info?.kind === "failure") return draftOptions(info);
  // Where values pass for names, nothing can be told from them: that has its own fix.
  if (info === undefined || isHeaderless(location, info.columns)) return "";
  const { columns, pathOf } = withKeys(info.columns);
  const valuesOf = valuesFor(data, location, pathOf);
  const values = new Map(
    inferMapping(columns, parts, [], new Map()).wanted.flatMap((name) => {
      const known = valuesOf(name);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
  const { found } = inferMapping(columns, parts, [], values);
  const write = (name: string): string => pathOf(name).map(writeName).join(".");
  const table: Table = { path, columns, found, valuesOf, write };
  const has = (part: MappedPart): boolean => found.some((one) => one.part === part);
  const times = columns.filter(({ type }) => type === "time");
  const ids = actors(table).filter(isIdName);
  const counted = columns.filter(({ name, type }) => type === "number" && countNames.test(name));
  if (!has("event") && times.length > 0 && counted.length > 1) {
    return totals(table, numbersOf(table));
  }
  if (!has("event") && times.length > 1 && (has("actor") || ids.length > 0)) {
    return datedRecords(table, times, ids);
  }
  const numbers = numbersOf(table);
  if (
    !has("event") &&
    !has("actor") &&
    has("time") &&
    numbers.length > 1 &&
    numbers.length >= free(table, "text").filter(({ name }) => !isIdName(name)).length
  ) {
    return totals(table, numbers);
  }
  const isTimed = has("time") || timeColumns(table).length > 0;
  if (!has("event") && !(has("actor") && isTimed)) {
    const questions = questionEntries(free(table, "text", "number", "boolean"), valuesOf, write);
    if (questions.length > 0) return askedRecords(table, questions, ids);
  }
  if (isTimed) return events(table);
  const list = columns.find(({ type, fields }) => type === "json" && fields === undefined);
  return list === undefined ? " as lookup" : eachOf(table, list);
}

/** How the file is written, where that is why nothing is known of its columns. */
function draftOptions({ code, args }: TableFailure): string {
  const { encoding } = args;
  if (code !== "FNL5013" || typeof encoding !== "string") return "";
  return block("", [escapeText(`options { encoding ${writeString(encoding)} }`)]);
}

function free({ columns, found }: Table, ...types: readonly ColumnType[]): readonly ColumnInfo[] {
  return columns.filter(
    ({ name, type }) => types.includes(type) && !found.some(({ column }) => column === name),
  );
}

/** Those that may say when: of times; of texts and numbers, by their name or their values. */
function timeColumns(table: Table): readonly string[] {
  const texts = free(table, "text", "number").slice(0, mostLookedAt);
  return [
    ...free(table, "time"),
    ...texts.filter((column) => mayBeTimes(column, table.valuesOf)),
  ].map(({ name }) => table.write(name));
}

/** The statement of a part that is found; else a choice. */
function lineOf(
  { found, write }: Table,
  part: MappedPart,
  field: number,
  choices: readonly string[],
): readonly string[] {
  const one = found.find((candidate) => candidate.part === part);
  if (one !== undefined) return [statementOf(one, write)];
  return choices.length === 0 ? [] : [`${part} ${choice(field, choices, part)}`];
}

/** Each row is something that happened. */
function events(table: Table): string {
  const times = timeColumns(table);
  const hasTime = table.found.some(({ part }) => part === "time");
  const texts = free(table, "text")
    .map(({ name }) => table.write(name))
    .filter((name) => hasTime || name !== times[0]);
  // Where the only text may be the actor, all rows of the file are one event, called as the file is.
  const constant = writeString(nameOf(table.path));
  const hasActor = table.found.some(({ part }) => part === "actor");
  const names = hasActor
    ? [...texts, constant]
    : texts.length > 1
      ? [...[...texts].reverse(), constant]
      : [constant, ...texts];
  return block("", [
    ...lineOf(table, "actor", 2, actors(table).map(table.write)),
    ...lineOf(table, "time", 3, times),
    ...lineOf(table, "event", 4, names),
  ]);
}

/** Each row is a session with a list of what happened; what is in the list is known once it is asked for. */
function eachOf(table: Table, list: ColumnInfo): string {
  return block("", [
    ...lineOf(table, "actor", 2, actors(table).map(table.write)),
    `each ${escapeText(table.write(list.name))}`,
  ]);
}

/** Names of columns, those of ids first. */
function actors(table: Table): readonly string[] {
  const columns = free(table, "text", "number").map(({ name }) => name);
  const ids = columns.filter(isIdName);
  return [...ids, ...columns.filter((name) => !ids.includes(name))];
}

/** Each row is a lead or a deal, with the dates of its stages, and a word for how it ended. */
function datedRecords(table: Table, times: readonly ColumnInfo[], ids: readonly string[]): string {
  const status = statusColumn(free(table, "text"), table.valuesOf);
  const outcomes = status === undefined ? [] : outcomeEntries(status, times, table.write);
  const ended = new Set(outcomes.map(({ column }) => column));
  const dates = times
    .filter(({ name }) => !ended.has(name) && !isUpkeep(name))
    .slice(0, mostEntries)
    .map((column) => entryOf(table, column));
  const entries = [...dates, ...outcomes.map(({ text }) => text)].map(escapeText);
  return block(" as records", [
    ...lineOf(table, "actor", 2, ids.map(table.write)),
    `stages { ${entries.join(", ")} \\}`,
  ]);
}

/** When the record was touched says nothing of how far it is. */
function isUpkeep(name: string): boolean {
  return /modif|updat|last[ _]?(?:activity|contacted|seen|login)|sync|измен|обновл|последн/i.test(
    name,
  );
}

/** Each row is a customer, of whom some did what a yes tells. */
function askedRecords(table: Table, questions: readonly string[], ids: readonly string[]): string {
  const own = ids.filter((name) => isUnique(name, table.valuesOf));
  const others = ids.filter((name) => !own.includes(name));
  const all = escapeText(writeName(entryName(nameOf(table.path))));
  const time = table.found.find(({ part }) => part === "time");
  return block(" as records", [
    ...lineOf(table, "actor", 2, [...own.map(table.write), "row", ...others.map(table.write)]),
    ...(time === undefined ? [] : [statementOf(time, table.write)]),
    `stages { ${all}: true, ${choice(3, questions, "condition")} \\}`,
  ]);
}

function numbersOf(table: Table): readonly ColumnInfo[] {
  return free(table, "number").filter(({ name }) => !isIdName(name));
}

/** What ad platforms count, whichever other columns they export. */
const countNames =
  /^(?:impressions?|clicks?|views|visits|sessions|sends|opens|installs|conversions|показы|клики|просмотры|визиты|переходы)$/i;
const costNames = /^(?:cost|costs|spend|spent|amount_spent|ad_?spend|расход|расходы|затраты)$/i;

/** Each row counts what happened, as a list of an ad platform does. */
function totals(table: Table, numbers: readonly ColumnInfo[]): string {
  const cost = numbers.find(({ name }) => costNames.test(name));
  const counted = numbers.filter((column) => column !== cost).slice(0, mostEntries);
  return block(" as totals", [
    ...lineOf(table, "time", 2, timeColumns(table)),
    escapeText(`totals { ${counted.map((column) => entryOf(table, column)).join(", ")} }`),
    ...(cost === undefined ? [] : [`cost ${escapeText(table.write(cost.name))}`]),
  ]);
}

function entryOf({ write }: Table, { name }: ColumnInfo): string {
  return `${writeName(entryName(name))}: ${write(name)}`;
}

function statementOf({ part, column, format }: InferredPart, write: Table["write"]): string {
  const statement = `${part} ${write(column)}`;
  return escapeText(
    format === undefined ? statement : `${statement} format ${writeString(format)}`,
  );
}

/** Text without holes, in a snippet. */
function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, String.raw`\$&`);
}

function block(shape: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ""
    : `${shape} {\n${lines.map((line) => `  ${line}`).join("\n")}\n\\}`;
}

/** The name of a file without its folder and ending. */
export function nameOf(path: string): string {
  return /([^/]*)$/.exec(path)?.[1]?.replace(/(?<=.)\..*$/, "") ?? "";
}
