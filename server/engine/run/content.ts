import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { type Compression, unpackedBytes } from "./compression.ts";
import { guessEncoding } from "./encoding.ts";
import { DataError, systemFailure, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";

/** How much of a file's beginning is looked at before the database reads it. */
const HEAD_BYTES = 256 * 1024;

/** The beginning of a file, uncompressed. */
export interface Head {
  readonly bytes: Buffer;
  /** The whole file is in it. */
  readonly complete: boolean;
}

/**
 * Looks whether a file holds what its name says.
 * @throws {DataError} FNL5008, FNL5010 to FNL5013, FNL5016
 */
export async function checkContent(file: DataFile, encoding: string | undefined): Promise<Head> {
  const raw = await readHead(file);
  const { path, extension } = file;
  const is = (content: string): DataError => unreadable("FNL5010", { path, extension, content });
  if (raw.bytes.length === 0) throw unreadable("FNL5012", { path });
  if (raw.bytes.toString("latin1", 0, 64).startsWith("version https://git-lfs.github.com/spec/")) {
    throw unreadable("FNL5011", { path });
  }
  const content = contentOf(raw.bytes);
  if (file.format === "parquet") {
    if (content !== "parquet") throw is(content ?? "text");
    await checkParquetEnd(file);
    return raw;
  }
  if (file.format === "xlsx") {
    if (content !== "xlsx") throw is(content ?? "text");
    return raw;
  }
  if (file.compression !== undefined) {
    if (content !== file.compression) throw is(content ?? "text");
    const head = await unpackedHead(file, file.compression);
    if (head.bytes.length === 0) throw unreadable("FNL5012", { path });
    checkText(file, head, encoding);
    return head;
  }
  if (content !== undefined && content !== "utf-16") throw is(content);
  checkText(file, raw, encoding);
  return raw;
}

async function readHead({ absolute, path }: DataFile): Promise<Head> {
  let file: FileHandle | undefined;
  try {
    file = await open(absolute, "r");
    const bytes = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(bytes, 0, HEAD_BYTES, 0);
    return { bytes: bytes.subarray(0, bytesRead), complete: bytesRead < HEAD_BYTES };
  } catch (error) {
    throw systemFailure(error, path);
  } finally {
    await file?.close();
  }
}

async function unpackedHead({ absolute, path }: DataFile, kind: Compression): Promise<Head> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of unpackedBytes(absolute, kind)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch {
    throw unreadable("FNL5016", { path, kind });
  }
  return { bytes: Buffer.concat(chunks), complete: length < HEAD_BYTES };
}

/**
 * Reads a compressed file to its end: DuckDB (1.5) takes one that is cut off for a shorter one.
 * @throws {DataError} FNL5016
 */
export async function checkCompressed(
  { absolute, path, compression }: DataFile,
  checkStopped: () => void,
): Promise<void> {
  if (compression === undefined) return;
  try {
    for await (const _ of unpackedBytes(absolute, compression)) checkStopped();
  } catch (error) {
    throw error instanceof DataError ? error : unreadable("FNL5016", { path, kind: compression });
  }
}

/** Both ends of a Parquet file carry its mark. */
async function checkParquetEnd({ absolute, path, bytes }: DataFile): Promise<void> {
  const damaged = unreadable("FNL5016", { path, kind: "Parquet" });
  if (bytes < 12) throw damaged;
  let file: FileHandle | undefined;
  try {
    file = await open(absolute, "r");
    const end = Buffer.alloc(4);
    await file.read(end, 0, 4, bytes - 4);
    if (end.toString("latin1") !== "PAR1") throw damaged;
  } catch (error) {
    throw error instanceof DataError ? error : systemFailure(error, path);
  } finally {
    await file?.close();
  }
}

/** What bytes are that aren't plain text; undefined for text. */
export function contentOf(bytes: Buffer): string | undefined {
  const start = bytes.toString("latin1", 0, 512);
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) {
    return /xl\/|\[Content_Types\]|workbook/.test(bytes.toString("latin1", 0, 8192))
      ? "xlsx"
      : "zip";
  }
  if (start.startsWith("\x1f\x8b")) return "gzip";
  // A frame, or one that is to be skipped.
  if (start.startsWith("\x28\xb5\x2f\xfd") || start.startsWith("\x2a\x4d\x18", 1)) return "zstd";
  if (start.startsWith("PAR1")) return "parquet";
  if (start.startsWith("%PDF-")) return "pdf";
  if (start.startsWith("SQLite format 3\0")) return "sqlite";
  if (start.startsWith("\xd0\xcf\x11\xe0")) return "xlsx";
  if (start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff")) return "utf-16";
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b/i.test(start)) return "html";
  return controlContent(bytes);
}

/** Text in UTF-16 is full of NULs in every second place; other data full of control characters are no text. */
function controlContent(bytes: Buffer): string | undefined {
  const length = Math.min(bytes.length, 8192);
  let controls = 0;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls++;
  }
  const [even = 0, odd = 0] = nuls;
  if (length >= 4 && Math.max(even, odd) > length / 5 && Math.min(even, odd) < length / 50)
    return "utf-16";
  return controls > length / 20 ? "binary" : undefined;
}

/** Without an encoding in the source the text must be UTF-8. */
function checkText(file: DataFile, head: Head, encoding: string | undefined): void {
  if (encoding !== undefined) return;
  const { path, extension } = file;
  const content = contentOf(head.bytes);
  if (content !== undefined) throw unreadable("FNL5010", { path, extension, content });
  const line = firstInvalidLine(head.bytes, head.complete);
  if (line !== undefined) {
    throw unreadable("FNL5013", { path, line, encoding: guessEncoding(head.bytes) });
  }
}

/** One-based; undefined where all is UTF-8. A character cut off at the end counts only in a complete text. */
export function firstInvalidLine(bytes: Buffer, complete: boolean): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line++;
  }
  if (!complete) return undefined;
  return isUtf8(bytes.subarray(start)) ? undefined : line;
}
