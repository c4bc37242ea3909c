import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";
import type { ColumnPath } from "../../../language/index.ts";
import type { ScanTable, Stored, StoredColumn } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, list, name, render, sql, text } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import { escapeGlob } from "./files.ts";
import type { PhysicalColumn } from "./table.ts";
import {
  below,
  element,
  fileName,
  keysBelow,
  noRejects,
  takeApart,
  textElements,
} from "./table-parts.ts";
import type { OpenTable, ReadableFile } from "./table.ts";

/** Parquet keeps its own types. Files with other columns are joined by name. */
export async function openParquet(
  readable: readonly ReadableFile[],
  database: Database,
): Promise<OpenTable> {
  const from = (withFile: boolean): Fragment => {
    const paths = readable.map(({ file }) => text(escapeGlob(file.absolute)));
    const union = readable.length > 1 ? sql`, union_by_name = true` : sql``;
    const file = withFile ? sql`, filename = 'f'` : sql``;
    return sql`read_parquet([${list(paths)}]${union}${file})`;
  };
  const result = await database.query(render(sql`select * from ${from(false)} limit 0`, duckdb));
  const types = new Map(
    result.columnNames().map((column, index) => [column, result.columnType(index)]),
  );
  return {
    columns: [...types].map(([column, type]) => physical(column, type)),
    bind(_paths, withFile, each): ScanTable {
      const own = ([first, ...rest]: ColumnPath): StoredColumn | undefined => {
        const type = first === undefined ? undefined : types.get(first);
        return first === undefined || type === undefined
          ? undefined
          : stored(name(first), type, rest);
      };
      const list = each && own(each);
      const type = each && elementType(each, types);
      const rows =
        list === undefined
          ? from(withFile)
          : takeApart(
              from(withFile),
              type === undefined ? textElements(duckdb.readText(list)) : list.value,
            );
      return {
        hasStatistics: list === undefined,
        from: rows,
        counted: rows,
        fileName: fileName(readable.map(({ file }) => file)),
        column(path) {
          const keys = keysBelow(path, each);
          if (keys === undefined) return own(path);
          return type === undefined
            ? { value: below(element, keys), stored: "text" }
            : stored(element, type, keys);
        },
      };
    },
    rejects: async () => noRejects,
  };
}

/** Of the elements of a list; undefined where the lists are JSON in a text. */
function elementType(
  [first, ...keys]: ColumnPath,
  types: ReadonlyMap<string, DuckDBType>,
): DuckDBType | undefined {
  let type = types.get(first ?? "");
  for (const key of keys) {
    if (type?.typeId === DuckDBTypeId.STRUCT) type = type.entryTypes[type.entryNames.indexOf(key)];
    else type = type?.typeId === DuckDBTypeId.MAP ? type.valueType : undefined;
  }
  if (type?.typeId === DuckDBTypeId.LIST || type?.typeId === DuckDBTypeId.ARRAY)
    return type.valueType;
  return undefined;
}

function physical(column: string, type: DuckDBType): PhysicalColumn {
  const fields =
    type.typeId === DuckDBTypeId.STRUCT
      ? type.entryNames.flatMap((entry, index) => {
          const entryType = type.entryTypes[index];
          return entryType === undefined ? [] : [physical(entry, entryType)];
        })
      : undefined;
  const isList = type.typeId === DuckDBTypeId.LIST || type.typeId === DuckDBTypeId.ARRAY;
  return {
    name: column,
    stored: storedAs(type),
    nativeType: type.toString(),
    ...(fields === undefined ? {} : { fields }),
    ...(isList ? { element: physical(column, type.valueType) } : {}),
  };
}

/** The value below a column's keys: of a struct, a map, or JSON in a text. */
function stored(value: Fragment, type: DuckDBType, keys: ColumnPath): StoredColumn | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) {
    switch (type.typeId) {
      case DuckDBTypeId.ENUM:
        return { value: sql`cast(${value} as varchar)`, stored: "text" };
      case DuckDBTypeId.BLOB:
        return { value: sql`try(decode(${value}))`, stored: "text" };
      default:
        return { value, stored: storedAs(type) };
    }
  }
  switch (type.typeId) {
    case DuckDBTypeId.STRUCT: {
      const entry = type.entryTypes[type.entryNames.indexOf(key)];
      return entry === undefined
        ? undefined
        : stored(sql`struct_extract(${value}, ${text(key)})`, entry, rest);
    }
    case DuckDBTypeId.MAP:
      return stored(sql`${value}[${text(key)}]`, type.valueType, rest);
    case DuckDBTypeId.VARCHAR:
      return { value: below(value, keys), stored: "text" };
    default:
      return undefined;
  }
}

function storedAs(type: DuckDBType): Stored {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
    case DuckDBTypeId.BLOB:
      return "text";
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
      return "integer";
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return "wide-integer";
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return "float";
    case DuckDBTypeId.DECIMAL:
      return "decimal";
    case DuckDBTypeId.BOOLEAN:
      return "boolean";
    case DuckDBTypeId.DATE:
      return "date";
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
      return "timestamp";
    case DuckDBTypeId.TIMESTAMP_NS:
      return "timestamp-ns";
    case DuckDBTypeId.TIMESTAMP_TZ:
      return "instant";
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.ARRAY:
    case DuckDBTypeId.UNION:
      return "nested";
    default:
      return "other";
  }
}
