import type { ColumnPath, ReadOptions, TableLocation } from "../../../language/index.ts";
import { checkContent } from "./content.ts";
import type { OpenTable, PreparedFiles, ReadableFile } from "./table.ts";
import { openCsv } from "./table-csv.ts";
import { openJson } from "./table-json.ts";
import { openParquet } from "./table-parquet.ts";
import type { Database } from "./duckdb.ts";
import { needsTranscoding, transcode } from "./encoding.ts";
import { unreadable } from "./failure.ts";
import { type DataFile, temporaryPath, withContentAt } from "./files.ts";
import { nearest } from "./near.ts";
import { writeSheet } from "./workbook.ts";

/** Looks into the files and makes copies where their text isn't UTF-8. */
export async function prepareFiles(
  files: readonly DataFile[],
  location: TableLocation,
  temporary: string,
): Promise<PreparedFiles> {
  const { options } = location;
  const readable: ReadableFile[] = [];
  for (const [index, file] of files.entries()) {
    const head = await checkContent(file, file.format === "parquet" ? undefined : options.encoding);
    if (file.format === "parquet") {
      readable.push({ file, text: "", complete: false });
      continue;
    }
    if (file.format === "xlsx") {
      const target = temporaryPath(temporary, index, ".csv");
      const head = await writeSheet(file, options.sheet, target);
      readable.push({ file: withContentAt(file, target), ...head });
      continue;
    }
    const bom = head.bytes[0] === 0xef && head.bytes[1] === 0xbb && head.bytes[2] === 0xbf;
    const isJson = file.format === "json" || file.format === "ndjson";
    const encoding = options.encoding ?? "utf-8";
    // DuckDB's JSON reader doesn't know byte order marks.
    if (needsTranscoding(options.encoding) || (isJson && bom)) {
      const target = temporaryPath(temporary, index, `.${file.format}`);
      await transcode(file, encoding, target);
      readable.push({
        file: withContentAt(file, target),
        text: new TextDecoder(encoding).decode(head.bytes, { stream: true }),
        complete: head.complete,
      });
    } else {
      const text = new TextDecoder().decode(head.bytes, { stream: !head.complete });
      readable.push({ file, text, complete: head.complete });
    }
  }
  return { location, files, readable };
}

export async function openTable(
  prepared: PreparedFiles,
  database: Database,
  id: string,
): Promise<OpenTable> {
  const format = prepared.files[0]?.format ?? "csv";
  const { options } = prepared.location;
  switch (format) {
    case "csv":
    case "tsv":
      return openCsv(prepared.readable, options, database, id);
    case "xlsx":
      return openCsv(prepared.readable, sheetOptions(options), database, id);
    case "json":
    case "ndjson":
      return openJson(prepared.readable, database);
    case "parquet":
      return openParquet(prepared.readable, database);
  }
}

/** Sheets are written out one way; what may be said of CSV beside its header and decimals is none of theirs. */
function sheetOptions({ header, skip, decimal }: ReadOptions): ReadOptions {
  return {
    delimiter: ",",
    quote: '"',
    ...(header === undefined ? {} : { header }),
    ...(skip === undefined ? {} : { skip }),
    ...(decimal === undefined ? {} : { decimal }),
  };
}

/** A single column whose name holds what may separate several. @throws {DataError} FNL5018 */
export function refuseSingleColumn(names: readonly string[], location: string): void {
  const [only] = names;
  if (only !== undefined && names.length === 1 && /[^\p{L}\p{M}\p{N}_ .-]/u.test(only)) {
    throw unreadable("FNL5018", { path: location, column: only });
  }
}

/** @throws {DataError} FNL5018, FNL5019: a column isn't there. */
export async function requireColumns(
  table: OpenTable,
  paths: readonly ColumnPath[],
  location: string,
): Promise<void> {
  const names = table.columns.map((column) => column.name);
  for (const [name] of paths) {
    if (name === undefined || names.includes(name)) continue;
    refuseSingleColumn(names, location);
    throw unreadable("FNL5019", {
      path: location,
      column: name,
      suggestion: nearest(name, names) ?? "",
    });
  }
}
