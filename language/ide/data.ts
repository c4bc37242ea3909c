import type { Catalog, ColumnInfo, ColumnValues, Need, TableInfo } from "../semantics/catalog.ts";
import { locationOf } from "../semantics/location.ts";
import type { FileNode, FunnelNode, LetItem, SourceNode, StudyNode } from "../syntax/ast.ts";
import { declarationAt, funnelsOf, sourcesOf, sourcesOfFunnel } from "./tree.ts";

/** What is known of the data behind a text, and what an answer would like to know besides. */
export interface Data {
  readonly tree: FileNode;
  readonly catalog: Catalog;
  /** Filled while an answer is made. */
  readonly needs: Need[];
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

export function columnsOf(data: Data, sources: readonly SourceNode[]): readonly KnownColumn[] {
  const found = new Map<string, KnownColumn>();
  const add = (column: KnownColumn): void => {
    const before = found.get(column.name);
    const all = before === undefined ? column.sources : [...before.sources, ...column.sources];
    found.set(column.name, { ...column, ...before, sources: all });
  };
  for (const source of sources) {
    const table = tableOf(data, source);
    for (const info of table?.kind === "table" ? table.columns : []) {
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

export function findColumn(
  data: Data,
  sources: readonly SourceNode[],
  name: string,
): KnownColumn | undefined {
  return columnsOf(data, sources).find((column) => column.name === name);
}

/** The keys that are known below a column. */
export function keysBelow(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): readonly ColumnInfo[] {
  const [name = "", ...keys] = path;
  let info = findColumn(data, sources, name)?.info;
  for (const key of keys) info = info?.fields?.find((field) => field.name === key);
  return info?.fields ?? [];
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
  return sources.flatMap((source) => {
    const location = locationOf(source);
    const table = tableOf(data, source);
    // Values of columns that don't exist can't be asked for.
    if (location === undefined || table?.kind !== "table") return [];
    if (!table.columns.some((column) => column.name === path[0])) return [];
    const values = data.catalog.values(location, path);
    if (values === undefined) data.needs.push({ kind: "values", location, column: path });
    return values === undefined ? [] : [{ values, source }];
  });
}

/** The events of sources: the values of their event columns, or the name that all their rows have. */
export function eventsOf(data: Data, sources: readonly SourceNode[]): readonly KnownValue[] {
  return sources.flatMap((source): readonly KnownValue[] => {
    const value = source.items.find((item) => item.kind === "event")?.value;
    if (value === undefined) return [];
    if (value.kind === "string") {
      return [{ value: value.value, count: undefined, share: undefined, source }];
    }
    return valuesOf(
      data,
      [source],
      value.path.map((part) => part.text),
    );
  });
}

/** The sources whose columns may be named at an offset. */
export function sourcesInScope(tree: FileNode, offset: number): readonly SourceNode[] {
  const declaration = declarationAt(tree, offset) ?? lastBefore(tree, offset);
  switch (declaration?.kind) {
    case "source":
      return [declaration];
    case "funnel":
      return sourcesOfFunnel(tree, declaration);
    case "retention":
      return subjectOf(sourcesOf(tree), declaration);
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return subjectOf(funnelsOf(tree), declaration).flatMap((funnel) =>
        sourcesOfFunnel(tree, funnel),
      );
    case "segment":
    case "import":
    case "connection":
    case "param-declaration":
    case undefined:
      return sourcesOf(tree);
  }
}

/** What a study is on. */
function subjectOf<Subject extends SourceNode | FunnelNode>(
  all: readonly Subject[],
  { subject }: StudyNode,
): readonly Subject[] {
  return all.filter(({ name }) => name !== undefined && name.text === subject?.text).slice(0, 1);
}

/** The declaration that an unfinished text behind it would belong to. */
function lastBefore(tree: FileNode, offset: number): FileNode["declarations"][number] | undefined {
  return tree.declarations.findLast((declaration) => declaration.span.end <= offset);
}
