import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type {
  Catalog,
  ColumnInfo,
  Need,
  TableFailure,
  TableLocation,
} from "../semantics/catalog.ts";
import { locationOf } from "../semantics/location.ts";
import { writeName } from "../semantics/write.ts";
import type { SourceNode } from "../syntax/ast.ts";
import type { Span } from "../text.ts";
import { type Data, dataOf, sourceValues, tableOf } from "./data.ts";
import { describeColumn } from "./describe.ts";
import { type Mapping, mappingOf } from "./mapping.ts";
import { summarize } from "./summary.ts";
import { sourcesOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** A source of a text, as a list of sources has it. */
export interface ListedSource {
  readonly name: string;
  /** As written; of a database its table. */
  readonly path: string;
  readonly shape: string;
  /** Of its name. */
  readonly span: Span;
}

/** What is behind a source. */
export type SourceOverview =
  | {
      readonly kind: "source";
      readonly location: TableLocation;
      readonly columns: readonly ShownColumn[];
      readonly needs: readonly Need[];
    }
  | { readonly kind: "failure"; readonly failure: TableFailure; readonly needs: readonly Need[] }
  /** Its columns are to be asked for, or it names no file. */
  | { readonly kind: "unknown"; readonly needs: readonly Need[] };

export interface ShownColumn {
  /** Of its name, below those of the columns that it lies in. */
  readonly path: readonly string[];
  /** As the language writes it. */
  readonly written: string;
  /** In words. */
  readonly type: string;
  /** Whether it says who, when or what. */
  readonly part?: "actor" | "time" | "event";
  readonly columns: readonly ShownColumn[];
}

export function listSources({ tree }: Pick<Analysis, "tree">): readonly ListedSource[] {
  return sourcesOf(tree).flatMap((source) => {
    const { name, location, shape, table } = source;
    const path = location?.value ?? table?.table?.value;
    return name === undefined || path === undefined
      ? []
      : [{ name: name.text, path, shape: shape?.text ?? "events", span: name.span }];
  });
}

/** The columns of a source of the text, those that lie in others below them. */
export function sourceOverview(
  analysis: Analysis,
  catalog: Catalog,
  name: string,
  locale: Locale,
): SourceOverview {
  const data = dataOf(analysis, catalog);
  const { needs } = data;
  const source = findSource(data, name);
  const location = source && locationOf(source);
  const table = source && tableOf(data, source);
  if (source === undefined || location === undefined || table === undefined) {
    return { kind: "unknown", needs };
  }
  if (table.kind === "failure") return { kind: "failure", failure: table, needs };
  const columns = shown(table.columns, [], mappingOf(data, source), locale);
  return { kind: "source", location, columns, needs };
}

function findSource({ tree }: Data, name: string): SourceNode | undefined {
  return sourcesOf(tree).find((source) => source.name?.text === name);
}

function shown(
  columns: readonly ColumnInfo[],
  above: readonly string[],
  mapping: Mapping,
  locale: Locale,
): readonly ShownColumn[] {
  return columns.map(({ name, type, fields = [] }) => {
    const path = [...above, name];
    const part = partOf(path, mapping);
    return {
      path,
      written: path.map(writeName).join("."),
      type: wordsOf(locale).types[type],
      ...(part === undefined ? {} : { part }),
      columns: shown(fields, path, mapping, locale),
    };
  });
}

function partOf(path: readonly string[], mapping: Mapping): ShownColumn["part"] {
  const { actor = [], time, event } = mapping;
  const isIt = (other: readonly string[] | string | undefined): boolean =>
    typeof other === "object" && other.join("\0") === path.join("\0");
  if (actor.some(isIt)) return "actor";
  if (isIt(time)) return "time";
  return isIt(event) ? "event" : undefined;
}

export interface ColumnOverview {
  /** One line; empty where nothing is known. */
  readonly summary: string;
  /** Markdown. */
  readonly doc: string;
  readonly needs: readonly Need[];
}

/** What is in a column of a source of the text. */
export function columnOverview(
  analysis: Analysis,
  catalog: Catalog,
  name: string,
  path: readonly string[],
  locale: Locale,
): ColumnOverview | undefined {
  const data = dataOf(analysis, catalog);
  const source = findSource(data, name);
  const table = source && tableOf(data, source);
  if (source === undefined || table?.kind !== "table") return undefined;
  let info = table.columns.find((column) => column.name === path[0]);
  for (const key of path.slice(1)) info = info?.fields?.find((field) => field.name === key);
  if (info === undefined) return undefined;
  const [found] = info.type === "json" ? [] : sourceValues(data, [source], path);
  const column = { name: path.join("."), info, sources: [source] };
  return {
    summary: found === undefined ? "" : summarize(found.values, locale),
    doc: describeColumn(column, locale, found?.values),
    needs: data.needs,
  };
}
