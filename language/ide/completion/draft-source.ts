import type {
  ColumnInfo,
  ColumnType,
  ColumnValues,
  TableLocation,
} from "../../semantics/catalog.ts";
import { type InferredPart, type MappedPart, inferMapping } from "../../semantics/infer-mapping.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { Data } from "../data.ts";
import { choice } from "./asked.ts";
import { entryName } from "./entries.ts";

const parts = ["actor", "time", "event"] as const;
const mostEntries = 8;

/**
 * What comes behind the path of a new source, with the blank before it, as a snippet: its shape and its
 * block, as far as its columns tell, with choices where they don't. Empty where nothing is known of them
 * (yet).
 */
export function draftSource(data: Data, path: string): string {
  const location: TableLocation = { path, options: {} };
  const table = data.catalog.table(location);
  if (table === undefined) data.later.push({ kind: "table", location });
  if (table?.kind !== "table") return "";
  const { columns } = table;
  const { found } = inferMapping(columns, parts, [], valuesFor(data, location, columns));
  const taken = new Set(found.map(({ column }) => column));
  const free = (...types: readonly ColumnType[]): readonly ColumnInfo[] =>
    columns.filter(({ name, type }) => types.includes(type) && !taken.has(name));
  const has = (part: MappedPart): boolean => found.some((one) => one.part === part);
  const times = columns.filter(({ type }) => type === "time");
  const numbers = free("number");
  const text = (part: MappedPart): readonly string[] =>
    found.flatMap((one) => (one.part === part ? [statementOf(one)] : []));
  if (!has("event") && has("actor") && times.length > 1) {
    return block(" as records", [...text("actor"), stages(times)]);
  }
  if (!has("event") && !has("actor") && has("time") && numbers.length > free("text").length) {
    return block(" as totals", [...text("time"), totals(numbers)]);
  }
  let field = 1;
  const hole = (part: MappedPart, choices: readonly string[]): readonly string[] =>
    choices.length === 0 ? [] : [`${part} ${choice(++field, choices, part)}`];
  const names = (some: readonly ColumnInfo[]): readonly string[] =>
    some.map(({ name }) => writeName(name));
  // Where the only text may be the actor, all rows of the file are one event, called as the file is.
  const texts = names(free("text"));
  const constant = writeString(nameOf(path));
  const events = has("actor")
    ? [...texts, constant]
    : texts.length > 1
      ? [...[...texts].reverse(), constant]
      : [constant, ...texts];
  const lines = [
    ...(has("actor") ? text("actor") : hole("actor", names(free("text", "number")))),
    ...(has("time") ? text("time") : hole("time", names(free("time", "text")))),
    ...(has("event") ? text("event") : hole("event", events)),
  ];
  return block("", lines);
}

function statementOf({ part, column, format }: InferredPart): string {
  const statement = `${part} ${writeName(column)}`;
  return escapeText(
    format === undefined ? statement : `${statement} format ${writeString(format)}`,
  );
}

/** Text without holes, in a snippet. */
function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, String.raw`\$&`);
}

/** Of the columns that a few values decide on. */
function valuesFor(
  { catalog, later }: Data,
  location: TableLocation,
  columns: readonly ColumnInfo[],
): ReadonlyMap<string, ColumnValues> {
  const values = new Map<string, ColumnValues>();
  for (const name of inferMapping(columns, parts, [], values).wanted) {
    const found = catalog.values(location, [name]);
    if (found === undefined) later.push({ kind: "values", location, column: [name] });
    else values.set(name, found);
  }
  return values;
}

function block(shape: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ""
    : `${shape} {\n${lines.map((line) => `  ${line}`).join("\n")}\n\\}`;
}

function stages(times: readonly ColumnInfo[]): string {
  return escapeText(`stages { ${entries(times)} }`);
}

function totals(numbers: readonly ColumnInfo[]): string {
  return escapeText(`totals { ${entries(numbers)} }`);
}

function entries(columns: readonly ColumnInfo[]): string {
  return columns
    .slice(0, mostEntries)
    .map(({ name }) => `${writeName(entryName(name))}: ${writeName(name)}`)
    .join(", ");
}

/** The name of a file without its folder and ending. */
export function nameOf(path: string): string {
  return /([^/]*)$/.exec(path)?.[1]?.replace(/(?<=.)\..*$/, "") ?? "";
}
