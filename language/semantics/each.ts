import type { ColumnNode } from "../syntax/ast.ts";
import type { ColumnInfo, ColumnType } from "./catalog.ts";

/** The types of the engine that have a meaning in the language, by their native names. */
const elementTypes: readonly (readonly [RegExp, ColumnType])[] = [
  [/^(?:VARCHAR|UUID|ENUM)/, "text"],
  [/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL)/, "number"],
  [/^BOOLEAN/, "boolean"],
  [/^(?:DATE|TIMESTAMP)/, "time"],
  [/^(?:STRUCT|MAP|JSON)/, "json"],
];

/** Whether a column may hold lists: one of the engine's own, or JSON that nobody knows the form of. */
export function mayBeList(column: ColumnInfo): boolean {
  if (isList(column)) return true;
  // Lists in JSON are texts to the engine; objects have fields.
  const isJson = column.nativeType === "JSON" || column.type === "json";
  return isJson && !column.fields && !/^(?:STRUCT|MAP)/.test(column.nativeType);
}

function isList({ nativeType, element }: ColumnInfo): boolean {
  return element !== undefined || /\[\d*\]$/.test(nativeType);
}

/** The columns of a row after `each`: the column of lists is one of their elements. */
export function elementColumns(
  columns: readonly ColumnInfo[],
  each: ColumnNode,
): readonly ColumnInfo[] {
  return replaceAt(
    columns,
    each.path.map((name) => name.text),
  );
}

function replaceAt(
  columns: readonly ColumnInfo[],
  [first, ...rest]: readonly string[],
): readonly ColumnInfo[] {
  return columns.map((column) => {
    if (column.name !== first) return column;
    if (rest.length > 0)
      return column.fields ? { ...column, fields: replaceAt(column.fields, rest) } : column;
    return mayBeList(column) ? elementOf(column) : column;
  });
}

function elementOf(column: ColumnInfo): ColumnInfo {
  if (column.element) return column.element;
  if (!isList(column)) return { ...column, type: "json" };
  const nativeType = column.nativeType.replace(/\[\d*\]$/, "");
  const type = nativeType.endsWith("]")
    ? "json"
    : (elementTypes.find(([pattern]) => pattern.test(nativeType))?.[1] ?? "other");
  return { ...column, type, nativeType };
}

/** The column that a path names, with the keys below it; undefined where there is none. */
export function findColumn(
  path: readonly string[],
  columns: readonly ColumnInfo[],
): ColumnInfo | undefined {
  const [first, ...rest] = path;
  const column = columns.find((candidate) => candidate.name === first);
  return rest.length === 0 || !column ? column : findColumn(rest, column.fields ?? []);
}
