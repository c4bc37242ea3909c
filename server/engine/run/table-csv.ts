import type { ColumnPath, ReadOptions } from "../../../language/index.ts";
import type { ScanTable } from "../sql/dialect.ts";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, join, list, name, number, render, sql, text } from "../sql/fragment.ts";
import { type CsvDialect, sniffDialect } from "./csv-dialect.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";
import { type DataFile, escapeGlob } from "./files.ts";
import {
  MAX_REJECTS,
  below,
  element,
  fileName,
  keysBelow,
  takeApart,
  textElements,
} from "./table-parts.ts";
import type { OpenTable, ReadableFile, Rejects } from "./table.ts";

/** Files that are written alike and can be read by one call. */
interface Group {
  readonly files: DataFile[];
  readonly dialect: CsvDialect;
}

/**
 * CSV is read as text only, by a dialect that is given in full: what a column is read as is decided
 * by its use, so `007` and `1e5` stay what they are. Columns get numbers in the statement; their
 * names never reach it. Files with other columns are joined by name.
 */
export function openCsv(
  readable: readonly ReadableFile[],
  options: ReadOptions,
  database: Database,
  id: string,
): OpenTable {
  const groups = groupFiles(readable, options);
  const columns = [...new Set(groups.flatMap((group) => group.dialect.columns))];
  const repeated = [...new Set(groups.flatMap((group) => group.dialect.repeated))];
  const decimalComma = options.decimal === ",";
  const from = (keep: "skip" | "count", withFile: boolean): Fragment => {
    const calls = groups.map((group, index) =>
      readGroup(group, columns, withFile, keep === "count" ? `${id}_${index}` : undefined),
    );
    return sql`(${join(calls, sql` union all `)})`;
  };
  return {
    columns: columns.map((column) => ({ name: column, stored: "text", nativeType: "VARCHAR" })),
    ...(repeated.length > 0 && { repeated }),
    bind(_paths, withFile, each): ScanTable {
      const valueOf = (path: ColumnPath): Fragment | undefined => {
        const index = columns.indexOf(path[0] ?? "");
        return index === -1 ? undefined : below(name(`c${index}`), path.slice(1));
      };
      const list = each && valueOf(each);
      const apart = (rows: Fragment): Fragment =>
        list === undefined ? rows : takeApart(rows, textElements(list));
      return {
        hasStatistics: false,
        from: apart(from("skip", withFile)),
        counted: apart(from("count", withFile)),
        fileName: fileName(readable.map(({ file }) => file)),
        column(path) {
          const keys = keysBelow(path, each);
          const value = keys === undefined ? valueOf(path) : below(element, keys);
          if (value === undefined) return undefined;
          return { value, stored: "text", ...(decimalComma ? { decimalComma } : {}) };
        },
      };
    },
    rejects: () => readRejects(groups, readable, database, id),
  };
}

function groupFiles(readable: readonly ReadableFile[], options: ReadOptions): Group[] {
  const groups = new Map<string, Group>();
  let last = "";
  for (const { file, text: head, complete } of readable) {
    const dialect = sniffDialect(head, complete, options, file.format === "tsv" ? "\t" : ",");
    if (dialect === undefined) throw unreadable("FNL5012", { path: file.path });
    // Only neighbours are read together, so that rows stay in the order of files.
    const key = JSON.stringify(dialect);
    const known = key === last ? [...groups.values()].at(-1) : undefined;
    if (known !== undefined) known.files.push(file);
    else groups.set(`${groups.size}`, { files: [file], dialect });
    last = key;
  }
  return [...groups.values()];
}

function readGroup(
  { files, dialect }: Group,
  columns: readonly string[],
  withFile: boolean,
  rejects: string | undefined,
): Fragment {
  const types = dialect.columns.map((_, index) => sql`${text(`d${index}`)}: 'VARCHAR'`);
  const parameters = [
    sql`auto_detect = false`,
    sql`header = ${dialect.header ? sql`true` : sql`false`}`,
    sql`skip = ${number(dialect.skip)}`,
    sql`delim = ${text(dialect.delimiter)}`,
    sql`quote = ${text(dialect.quote)}`,
    sql`escape = ${text(dialect.escape)}`,
    sql`columns = {${list(types)}}`,
    sql`compression = ${text(files[0]?.compression ?? "none")}`,
    // Long lines, but still small enough pieces for every thread.
    sql`max_line_size = 8000000`,
    sql`buffer_size = 32000000`,
    ...(dialect.mixedLines ? [sql`strict_mode = false`] : []),
    ...(withFile ? [sql`filename = 'f'`] : []),
    ...(rejects === undefined
      ? [sql`ignore_errors = true`]
      : [
          sql`store_rejects = true`,
          sql`rejects_table = ${text(`rejects_${rejects}`)}`,
          sql`rejects_scan = ${text(`scans_${rejects}`)}`,
          sql`rejects_limit = ${number(MAX_REJECTS)}`,
        ]),
  ];
  const paths = files.map((file) => text(escapeGlob(file.absolute)));
  const selected = columns.map((column, index) => {
    const at = dialect.columns.indexOf(column);
    return at === -1
      ? sql`cast(null as varchar) as ${name(`c${index}`)}`
      : sql`${name(`d${at}`)} as ${name(`c${index}`)}`;
  });
  if (withFile) selected.push(sql`f`);
  return sql`select ${list(selected)} from read_csv([${list(paths)}], ${list(parameters)})`;
}

async function readRejects(
  groups: readonly Group[],
  readable: readonly ReadableFile[],
  database: Database,
  id: string,
): Promise<Rejects> {
  const parts = groups.map((_, index) => {
    const table = name(`rejects_${id}_${index}`);
    const scans = name(`scans_${id}_${index}`);
    // An unclosed quote takes the lines below with it: they are counted, too.
    const line = sql`rtrim(r.csv_line, chr(10) || chr(13))`;
    return sql`select ${number(index)} as g, s.file_path as p, r.line as l, min(r.column_name) as c, min(cast(r.error_type as varchar)) as k, max(1 + length(${line}) - length(replace(${line}, chr(10), ''))) as n from ${table} as r join ${scans} as s using (scan_id, file_id) group by all`;
  });
  const rows = await database.rows(render(join(parts, sql` union all `), duckdb));
  const position = new Map(readable.map(({ file }, index) => [file.absolute, index]));
  for (const { file } of readable)
    position.set(escapeGlob(file.absolute), position.get(file.absolute) ?? 0);
  const lines = rows
    .map((row) => ({ row, at: position.get(String(row["p"])) ?? 0, line: Number(row["l"]) }))
    .sort((a, b) => a.at - b.at || a.line - b.line);
  return {
    count: rows.reduce((sum, row) => sum + Number(row["n"]), 0),
    notUtf8: readable[lines.find(({ row }) => row["k"] === "INVALID ENCODING")?.at ?? -1]?.file,
    first: lines.slice(0, 10).flatMap(({ row, at, line }) => {
      const file = readable[at]?.file;
      if (file === undefined) return [];
      const column = /^d(\d+)$/.exec(String(row["c"]))?.[1];
      const columns = groups[Number(row["g"])]?.dialect.columns ?? [];
      return [
        {
          file,
          line,
          column: column === undefined ? null : (columns[Number(column)] ?? null),
          reason: REASONS[String(row["k"])] ?? "not a row of this table",
        },
      ];
    }),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  "MISSING COLUMNS": "fewer fields than the header",
  "TOO MANY COLUMNS": "more fields than the header",
  "UNQUOTED VALUE": "a quote that isn't closed",
  "LINE SIZE OVER MAXIMUM": "longer than 8 MB",
  "INVALID ENCODING": "not UTF-8",
};
