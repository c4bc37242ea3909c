import type { Catalog, ColumnInfo, ColumnValues, Need, TableInfo } from "../semantics/catalog.ts";
import { elementColumns } from "../semantics/each.ts";
import { locationOf } from "../semantics/location.ts";
import type { Analysis } from "../analyze.ts";
import type { ColumnNode, LetItem, SourceNode } from "../syntax/ast.ts";
import { type Declared, knownSources } from "./declared.ts";

/** What is known of the data behind a text, and what an answer would like to know besides. */
export interface Data extends Declared {
  readonly text: string;
  readonly catalog: Catalog;
  /** Filled while an answer is made. */
  readonly needs: Need[];
  /** Those that aren't worth waiting for: the next answer will have them. */
  readonly later: Need[];
}

export function dataOf(analysis: Analysis, catalog: Catalog): Data {
  const { text, tree, reach } = analysis;
  return { text, tree, reach, catalog, needs: [], later: [] };
}

export function tableOf(data: Data, source: SourceNode): TableInfo | undefined {
  const location = locationOf(source);
  if (location === undefined) return undefined;
  const table = data.catalog.table(location);
  if (table === undefined) data.needs.push({ kind: "table", location });
  return table;
}

/** A column of some sources, as written: a real one or one made by `let`. */
export interface KnownColumn {
  readonly name: string;
  readonly info?: ColumnInfo;
  readonly computed?: LetItem;
  readonly sources: readonly SourceNode[];
}

/** Without those of lookups, which come after the lookup's name and a dot. */
export function columnsOf(data: Data, sources: readonly SourceNode[]): readonly KnownColumn[] {
  const found = new Map<string, KnownColumn>();
  const add = (column: KnownColumn): void => {
    const before = found.get(column.name);
    const all = before === undefined ? column.sources : [...before.sources, ...column.sources];
    found.set(column.name, { ...column, ...before, sources: all });
  };
  for (const source of sources) {
    for (const info of rowColumns(data, source)) {
      add({ name: info.name, info, sources: [source] });
    }
    for (const item of source.items) {
      if (item.kind === "let" && item.name !== undefined) {
        add({ name: item.name.text, computed: item, sources: [source] });
      }
    }
  }
  return [...found.values()];
}

/** The table's columns; where each element of a list is a row, its list is one of them. */
function rowColumns(data: Data, source: SourceNode): readonly ColumnInfo[] {
  const table = tableOf(data, source);
  if (table?.kind !== "table") return [];
  const each = eachOf(source);
  return each === undefined ? table.columns : elementColumns(table.columns, each);
}

function eachOf(source: SourceNode): ColumnNode | undefined {
  return source.items.find((item) => item.kind === "each")?.column;
}

/** The lookups that some sources join. */
export function lookupsOf(data: Data, sources: readonly SourceNode[]): readonly SourceNode[] {
  const names = new Set(
    sources.flatMap(({ items }) =>
      items.flatMap((item) => (item.kind === "join" ? (item.lookup?.text ?? []) : [])),
    ),
  );
  return knownSources(data).filter(({ name }) => name !== undefined && names.has(name.text));
}

/** Where a column, as it is written over some sources, lies: in a source of its own, or in a lookup. */
interface Origin {
  readonly source: SourceNode;
  readonly path: readonly string[];
}

function originsOf(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): readonly Origin[] {
  const [first, ...rest] = path;
  const lookup =
    rest.length > 0 ? lookupsOf(data, sources).find(({ name }) => name?.text === first) : undefined;
  return lookup === undefined
    ? sources.map((source) => ({ source, path }))
    : [{ source: lookup, path: rest }];
}

/** A column or a key below one, by its whole path; of a lookup, after its name. */
export function findColumn(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): KnownColumn | undefined {
  for (const origin of originsOf(data, sources, path)) {
    const [name = "", ...keys] = origin.path;
    const column = columnsOf(data, [origin.source]).find((candidate) => candidate.name === name);
    if (column === undefined || keys.length === 0) {
      if (column === undefined) continue;
      const all = origin.path === path ? columnsOf(data, sources) : [];
      const merged = all.find((candidate) => candidate.name === name)?.sources;
      return { ...column, name: path.join("."), sources: merged ?? column.sources };
    }
    let info = column.info;
    for (const key of keys) info = info?.fields?.find((field) => field.name === key);
    if (info !== undefined) return { name: path.join("."), info, sources: [origin.source] };
  }
  return undefined;
}

/** The keys that are known below a column; the columns of a lookup. */
export function keysBelow(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): readonly KnownColumn[] {
  const [first = ""] = path;
  const lookup = lookupsOf(data, sources).find(({ name }) => name?.text === first);
  if (lookup !== undefined && path.length === 1) return columnsOf(data, [lookup]);
  const fields = findColumn(data, sources, path)?.info?.fields ?? [];
  return fields.map((info) => ({ name: info.name, info, sources: [] }));
}

export interface KnownValue {
  readonly value: string;
  /** Undefined where the value stands in the text and not in the data. */
  readonly count: number | undefined;
  /** Of all rows that were looked at. */
  readonly share: number | undefined;
  readonly source: SourceNode;
}

/** The values of a column in the data of some sources, the most frequent first. */
export function valuesOf(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): readonly KnownValue[] {
  const found = sourceValues(data, sources, path).flatMap(({ values, source }) =>
    values.values.map(({ value, count }) => ({
      value,
      count,
      share: values.rows > 0 ? count / values.rows : undefined,
      source,
    })),
  );
  return found.sort((a, b) => b.count - a.count);
}

export interface SourceValues {
  readonly values: ColumnValues;
  readonly source: SourceNode;
}

/** For each source that has the column, what is known of its values. */
export function sourceValues(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): readonly SourceValues[] {
  return originsOf(data, sources, path).flatMap((origin) => {
    const { source } = origin;
    const location = locationOf(source);
    const table = tableOf(data, source);
    // Values of columns that don't exist can't be asked for.
    if (location === undefined || table?.kind !== "table") return [];
    if (!table.columns.some((column) => column.name === origin.path[0])) return [];
    const column = origin.path;
    // Of elements of a list no values are known: those of the column are lists.
    const each = eachOf(source)?.path ?? [];
    if (each.length > 0 && each.every(({ text }, at) => text === column[at])) return [];
    const values = data.catalog.values(location, column);
    if (values === undefined) data.needs.push({ kind: "values", location, column });
    return values === undefined ? [] : [{ values, source }];
  });
}
