import { open } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type DataError, systemCode, systemFailure, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";
import { nearest } from "./near.ts";
import { unpackedSize } from "./zip.ts";

/** What a sheet may unpack to: a workbook is read into memory as a whole. */
const MAX_UNPACKED = 1024 ** 3;

/** Numbers come as their digits, so that text which looks like one stays apart. */
interface Digits {
  readonly digits: string;
}

type Cell = string | Digits | boolean | Date | null;

/**
 * Writes a sheet of a workbook as CSV in UTF-8: dates in ISO form, numbers as Excel shows them in a wide
 * column, cells with an error (`#N/A`) empty, rows without any cell left out. Returns its beginning.
 * @throws {DataError} FNL5012, FNL5016, FNL5041 to FNL5043
 */
export async function writeSheet(
  file: DataFile,
  sheet: string | undefined,
  target: string,
): Promise<{ readonly text: string; readonly complete: boolean }> {
  const rows = await readRows(file, sheet);
  if (rows.length === 0) throw unreadable("FNL5012", { path: file.path });
  const width = rows.reduce((most, row) => Math.max(most, filledWidth(row)), 0);
  const first = rows.reduce((least, row) => Math.min(least, emptyStart(row)), width);
  const head: string[] = [];
  function* lines(): Generator<string> {
    for (const row of rows) {
      const cells = Array.from({ length: width - first }, (_, i) => cellText(row[first + i]));
      const line = `${cells.map(quoted).join(",")}\n`;
      if (head.length < HEAD_LINES) head.push(line);
      yield line;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(target, { mode: 0o600 })).catch(
    (error: unknown) => {
      throw systemFailure(error, file.path);
    },
  );
  return { text: head.join(""), complete: rows.length <= HEAD_LINES };
}

const HEAD_LINES = 1000;

async function readRows(file: DataFile, sheet: string | undefined): Promise<readonly Cell[][]> {
  const { absolute, path } = file;
  await refuseOther(file);
  const size = await unpackedSize(absolute).catch((error: unknown) => {
    throw systemCode(error) === "" ? damaged(path) : systemFailure(error, path);
  });
  if (size === undefined) throw damaged(path);
  if (size > MAX_UNPACKED) {
    throw unreadable("FNL5043", { path, megabytes: Math.round(MAX_UNPACKED / 1024 ** 2) });
  }
  // Loaded with the first workbook: most people have none.
  const { readSheet } = await import("read-excel-file/node");
  try {
    const rows: readonly unknown[] = await readSheet<Digits>(absolute, sheet ?? 1, {
      trim: false,
      parseNumber: (digits) => ({ digits }),
    });
    // Its types take a date for the constructor of dates.
    return (rows as readonly Cell[][]).filter((row) => filledWidth(row) > 0);
  } catch (error) {
    throw problemOf(error, path, sheet);
  }
}

/** Old workbooks and those with a password are no archives. */
async function refuseOther({ absolute, path }: DataFile): Promise<void> {
  const start = Buffer.alloc(4);
  try {
    const file = await open(absolute, "r");
    try {
      await file.read(start, 0, 4, 0);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw systemFailure(error, path);
  }
  if (start.toString("latin1") === "\xd0\xcf\x11\xe0") throw unreadable("FNL5042", { path });
}

function damaged(path: string): DataError {
  return unreadable("FNL5016", { path, kind: "Excel" });
}

function problemOf(error: unknown, path: string, sheet: string | undefined): DataError {
  if (error instanceof Error && error.name === "SheetNotFoundError" && sheet !== undefined) {
    const names = "sheets" in error && Array.isArray(error.sheets) ? error.sheets.map(String) : [];
    return unreadable("FNL5041", {
      path,
      sheet,
      suggestion: nearest(sheet, names) ?? "",
      sheets: names.join(", "),
    });
  }
  return systemCode(error).startsWith("E") ? systemFailure(error, path) : damaged(path);
}

function filledWidth(row: readonly Cell[]): number {
  return row.findLastIndex((cell) => cell !== null && cell !== "") + 1;
}

function emptyStart(row: readonly Cell[]): number {
  const first = row.findIndex((cell) => cell !== null && cell !== "");
  return first === -1 ? row.length : first;
}

const ERROR_VALUES = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return isoText(cell);
  if (typeof cell === "string") return ERROR_VALUES.test(cell) ? "" : cell;
  return typeof cell === "boolean" ? String(cell) : numberText(cell.digits);
}

/** Excel computes with doubles, and shows fifteen digits of them; longer whole numbers are as they lie there. */
function numberText(digits: string): string {
  if (/^-?\d+$/.test(digits)) return digits;
  const value = Number(Number(digits).toPrecision(15));
  return Number.isNaN(value) ? digits : String(value);
}

/** The time that the cell shows, in no zone. Excel's parts of days miss a second by a millisecond. */
function isoText(time: Date): string {
  const exact = time.getTime();
  const second = Math.round(exact / 1000) * 1000;
  const iso = new Date(Math.abs(exact - second) <= 1 ? second : exact).toISOString().slice(0, -1);
  return iso.replace(/\.000$/, "").replace(/T00:00:00$/, "");
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
