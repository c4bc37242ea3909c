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
import { type ValuesOf, mayBeTimes, valuesFor, withKeys } from "./values.ts";

/** What is known of the file that a source is drafted over. */
export interface DraftTable {
  readonly location: TableLocation;
  readonly columns: readonly ColumnInfo[];
  /** Who, when and what, as far as the columns' names and types tell. */
  readonly found: readonly InferredPart[];
  readonly valuesOf: ValuesOf;
  readonly pathOf: (column: string) => readonly string[];
  /** A column as the language writes it. */
  readonly write: (column: string) => string;
}

export const parts = ["actor", "time", "event"] as const;
/** Columns whose values are looked at. */
const mostLookedAt = 8;

/** A failure tells why nothing is known; undefined: not known yet. */
export function draftTable(
  data: Data,
  given: TableLocation,
): DraftTable | TableFailure | undefined {
  const info = data.catalog.table(given);
  if (info === undefined) data.later.push({ kind: "table", location: given });
  if (info === undefined || info.kind === "failure") return info;
  const { columns, pathOf } = withKeys(info.columns);
  const valuesOf = valuesFor(data, given, pathOf);
  const values = new Map(
    inferMapping(columns, parts, [], new Map()).wanted.flatMap((name) => {
      const known = valuesOf(name);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
  const { found } = inferMapping(columns, parts, [], values);
  const write = (name: string): string => pathOf(name).map(writeName).join(".");
  return { location: given, columns, found, valuesOf, pathOf, write };
}

/**
 * How the file is to be read, where the sniffed way fails or takes values for names; undefined: as it is,
 * or not known yet.
 */
export function draftOptions(data: Data, location: TableLocation): TableLocation | undefined {
  const info = data.catalog.table(location);
  if (info === undefined) return undefined;
  const { path, options } = location;
  if (info.kind === "failure") {
    const { encoding } = info.args;
    if (info.code !== "FNL5013" || typeof encoding !== "string") return undefined;
    return options.encoding === encoding ? undefined : { path, options: { ...options, encoding } };
  }
  return isHeaderless(location, info.columns)
    ? { path, options: { ...options, header: false } }
    : undefined;
}

/** The statement of those options; empty where none are said. */
export function writeOptions({ options }: TableLocation): string {
  const { encoding, header } = options;
  const said = [
    ...(encoding === undefined ? [] : [`encoding ${writeString(encoding)}`]),
    ...(header === undefined ? [] : [`header ${header}`]),
  ];
  return said.length === 0 ? "" : `options { ${said.join(" ")} }`;
}

export function foundPart({ found }: DraftTable, part: MappedPart): InferredPart | undefined {
  return found.find((one) => one.part === part);
}

/** Columns of some types that say neither who, when nor what. */
export function free(
  { columns, found }: DraftTable,
  ...types: readonly ColumnType[]
): readonly ColumnInfo[] {
  return columns.filter(
    ({ name, type }) => types.includes(type) && !found.some(({ column }) => column === name),
  );
}

/** Those that may say when: of times; of texts and numbers, by their name or their values. */
export function timeColumns(table: DraftTable): readonly ColumnInfo[] {
  const texts = free(table, "text", "number").slice(0, mostLookedAt);
  return [...free(table, "time"), ...texts.filter((column) => mayBeTimes(column, table.valuesOf))];
}

/** Those that may say who, by name: those of ids first. */
export function actorColumns(table: DraftTable): readonly string[] {
  const columns = free(table, "text", "number").map(({ name }) => name);
  const ids = columns.filter(isIdName);
  return [...ids, ...columns.filter((name) => !ids.includes(name))];
}

/** Numbers that name nobody. */
export function numberColumns(table: DraftTable): readonly ColumnInfo[] {
  return free(table, "number").filter(({ name }) => !isIdName(name));
}
