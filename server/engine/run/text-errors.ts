import type { TableLocation } from "../../../language/index.ts";
import { unpackedBytes } from "./compression.ts";
import { firstInvalidLine } from "./content.ts";
import { guessEncoding } from "./encoding.ts";
import { DataError, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";
import type { PreparedFiles, Rejects } from "./table.ts";
import { MAX_REJECTS } from "./table-parts.ts";

/**
 * Says what an error of the database means for the user. Its own words are about its insides, and its
 * lines of JSON are counted wrongly, so the files are looked at again.
 */
export async function explainText(
  error: unknown,
  prepared: readonly PreparedFiles[],
): Promise<unknown> {
  if (error instanceof DataError || !(error instanceof Error)) return error;
  const { message } = error;
  const files = prepared.flatMap(({ readable }) => readable.map(({ file }) => file));
  const text = files.filter(({ format }) => format !== "parquet");
  const named = files.find(({ absolute }) => message.includes(absolute));

  for (const file of text) {
    const found = await invalidUtf8(file);
    if (found !== undefined) return unreadable("FNL5013", { path: file.path, ...found });
  }
  for (const file of text.filter(({ format }) => format === "json" || format === "ndjson")) {
    if (/JSON/.test(message)) {
      const line = await malformedLine(file);
      if (line !== undefined) return unreadable("FNL5015", { path: file.path, line });
    }
  }
  if (/gzip|zstd|compress|inflate/i.test(message)) {
    const packed = files.filter(({ compression }) => compression !== undefined);
    const damaged = packed.find(({ absolute }) => message.includes(absolute)) ?? packed[0];
    const kind = damaged?.compression;
    if (damaged !== undefined && kind !== undefined) {
      return unreadable("FNL5016", { path: damaged.path, kind });
    }
  }
  const unlike = /failed to cast column "((?:[^"]|"")*)"/.exec(message)?.[1];
  if (unlike !== undefined) {
    const table = prepared.find(({ readable }) => readable.some(({ file }) => file === named));
    const path = table?.location.path ?? named?.path ?? "";
    return unreadable("FNL5027", { path, column: unlike.replaceAll('""', '"') });
  }
  const parquet = named ?? files[0];
  if (
    parquet !== undefined &&
    parquet.format === "parquet" &&
    /parquet|thrift|corrupt|TProtocol|snappy|zstd|Don't know|out of|magic/i.test(message)
  ) {
    return unreadable("FNL5016", { path: parquet.path, kind: "Parquet" });
  }
  return error;
}

/**
 * Lines that aren't rows are left out, but not all of them may be.
 * @throws {DataError} FNL5013 unless the source says `encoding "utf-8"`; FNL5026
 */
export async function checkRejects(
  rejects: Rejects,
  rows: number,
  location: TableLocation,
): Promise<void> {
  const { notUtf8, count, first } = rejects;
  if (notUtf8 !== undefined && location.options.encoding === undefined) {
    const found = await invalidUtf8(notUtf8);
    if (found !== undefined) throw unreadable("FNL5013", { path: notUtf8.path, ...found });
  }
  const [one] = first;
  if (one !== undefined && (count > rows || count >= MAX_REJECTS)) {
    throw unreadable("FNL5026", { path: one.file.path, rejected: count, line: one.line });
  }
}

async function* chunksOf(file: DataFile): AsyncGenerator<Buffer> {
  yield* unpackedBytes(file.absolute, file.compression);
}

/** Whole lines, each time with the number of the first. */
async function* linesOf(
  file: DataFile,
): AsyncGenerator<{ bytes: Buffer; line: number; last: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunksOf(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(10) + 1;
    rest = bytes.subarray(end);
    if (end === 0) continue;
    const whole = bytes.subarray(0, end);
    yield { bytes: whole, line, last: false };
    for (let at = whole.indexOf(10); at !== -1; at = whole.indexOf(10, at + 1)) line++;
  }
  if (rest.length > 0) yield { bytes: rest, line, last: true };
}

async function invalidUtf8(
  file: DataFile,
): Promise<{ line: number; encoding: string } | undefined> {
  try {
    for await (const { bytes, line } of linesOf(file)) {
      const found = firstInvalidLine(bytes, true);
      if (found !== undefined) return { line: line + found - 1, encoding: guessEncoding(bytes) };
    }
  } catch {
    // What can't be read at all is said elsewhere.
  }
  return undefined;
}

const MAX_PARSED = 16 * 1024 * 1024;

/** The first line that isn't JSON; 0 where the document is one that goes over several lines. */
async function malformedLine(file: DataFile): Promise<number | undefined> {
  if (file.format === "json") {
    if (file.bytes > MAX_PARSED) return 0;
    const chunks: Buffer[] = [];
    for await (const chunk of chunksOf(file)) chunks.push(chunk);
    return malformedLineOfText(Buffer.concat(chunks).toString("utf8"));
  }
  for await (const { bytes, line } of linesOf(file)) {
    const lines = bytes.toString("utf8").split("\n");
    for (const [index, each] of lines.entries()) {
      if (each.trim() === "") continue;
      try {
        JSON.parse(each);
      } catch {
        return line + index;
      }
    }
  }
  return undefined;
}

/** The line in which a document stops being the beginning of any JSON. One-based; undefined where it is JSON. */
export function malformedLineOfText(text: string): number | undefined {
  if (jsonState(text) === "whole") return undefined;
  const ends = [...text.matchAll(/\n|$/g)].map((match) => match.index);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (jsonState(text.slice(0, ends[middle])) === "wrong") high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

function jsonState(text: string): "whole" | "beginning" | "wrong" {
  try {
    JSON.parse(text);
    return "whole";
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (/Unexpected end|Unterminated string/.test(message)) return "beginning";
    const position = /position (\d+)/.exec(message)?.[1];
    return position !== undefined && Number(position) >= text.length ? "beginning" : "wrong";
  }
}
