import { duckdb } from "../sql/duckdb.ts";
import type { ScanTable } from "../sql/dialect.ts";
import { type Fragment, join, list, number, render, sql, text } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import { type DataFile, escapeGlob } from "./files.ts";
import type { PhysicalColumn } from "./table.ts";
import {
  below,
  element,
  fileName,
  jsonPointer,
  keysBelow,
  noRejects,
  takeApart,
  textElements,
} from "./table-parts.ts";
import type { OpenTable, ReadableFile } from "./table.ts";
import { textOf } from "./values.ts";

/** Objects that are looked at for their keys. */
const SAMPLE = 20_000;

/**
 * JSON is read as documents, and out of each the wanted values as text, by one pass over it. Numbers
 * keep their digits, whatever their length.
 */
export async function openJson(
  readable: readonly ReadableFile[],
  database: Database,
): Promise<OpenTable> {
  const all = readDocuments(readable, false);
  const statement = sql`select json_group_structure("json") as s from (select "json" from ${all} limit ${number(SAMPLE)})`;
  const [row] = await database.rows(render(statement, duckdb));
  const structure: unknown = JSON.parse(textOf(row?.["s"], "{}"));
  return {
    columns: columnsOfStructure(structure),
    bind(wanted, withFile, each): ScanTable {
      const paths = [
        ...wanted.filter((path) => keysBelow(path, each) === undefined),
        ...(each === undefined ? [] : [each]),
      ];
      const keys = paths.map((path) => JSON.stringify(path));
      const pointers = paths.map((path) => text(jsonPointer(path)));
      const file = withFile ? sql`, f` : sql``;
      const documents = sql`(select json_extract_string("json", [${list(pointers)}]) as j${file} from ${readDocuments(readable, withFile)})`;
      const elements = textElements(sql`j[${number(paths.length)}]`);
      const from = each === undefined ? documents : takeApart(documents, elements);
      return {
        hasStatistics: false,
        from,
        counted: from,
        fileName: fileName(readable.map(({ file: one }) => one)),
        column(path) {
          const inElement = keysBelow(path, each);
          if (inElement !== undefined) return { value: below(element, inElement), stored: "text" };
          const index = keys.indexOf(JSON.stringify(path));
          return index === -1 ? undefined : { value: sql`j[${number(index + 1)}]`, stored: "text" };
        },
      };
    },
    rejects: async () => noRejects,
  };
}

function readDocuments(readable: readonly ReadableFile[], withFile: boolean): Fragment {
  const calls: Fragment[] = [];
  let group: DataFile[] = [];
  let groupForm = "";
  const close = (): void => {
    const [first] = group;
    if (first === undefined) return;
    const paths = group.map((file) => text(escapeGlob(file.absolute)));
    const compression = text(first.compression ?? "uncompressed");
    const file = withFile ? sql`, filename = 'f'` : sql``;
    calls.push(
      sql`select * from read_json_objects([${list(paths)}], format = ${text(groupForm)}, compression = ${compression}, maximum_object_size = 67108864${file})`,
    );
    group = [];
  };
  for (const { file, text: head } of readable) {
    const form = formOf(file, head);
    if (form !== groupForm || file.compression !== group[0]?.compression) close();
    groupForm = form;
    group.push(file);
  }
  close();
  return sql`(${join(calls, sql` union all `)})`;
}

function formOf(file: DataFile, head: string): "newline_delimited" | "array" | "unstructured" {
  if (head.trimStart().startsWith("[")) return "array";
  return file.format === "ndjson" ? "newline_delimited" : "unstructured";
}

/** DuckDB describes JSON by JSON: `{"user":"UBIGINT","props":{"os":"VARCHAR"},"tags":["VARCHAR"]}`. */
function columnsOfStructure(structure: unknown): PhysicalColumn[] {
  if (typeof structure !== "object" || structure === null || Array.isArray(structure)) return [];
  return Object.entries(structure).map(([name, type]) => columnOfStructure(name, type));
}

function columnOfStructure(name: string, type: unknown): PhysicalColumn {
  if (typeof type === "string") return { name, stored: "text", nativeType: type };
  const column: PhysicalColumn = { name, stored: "text", nativeType: "JSON" };
  if (Array.isArray(type))
    return type.length === 0 ? column : { ...column, element: columnOfStructure(name, type[0]) };
  const fields = columnsOfStructure(type);
  return fields.length > 0 ? { ...column, fields } : column;
}
