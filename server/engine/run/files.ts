import { constants } from "node:fs";
import { access, lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Compression } from "./compression.ts";
import { type DataError, systemCode, systemFailure, unreadable } from "./failure.ts";
import { folderEntries } from "./folder-entries.ts";
import { glob, hasWildcard } from "./glob.ts";
import { nearest } from "./near.ts";
import { isInside, withSlashes } from "./root.ts";
import { type Start, startOf } from "./start.ts";
import type { Place } from "./runner.ts";

export type FileFormat = "csv" | "tsv" | "json" | "ndjson" | "parquet" | "xlsx";

export interface DataFile {
  readonly absolute: string;
  /** Relative to the workspace folder, with forward slashes; in a named folder to that: `exports:deals.csv`. */
  readonly path: string;
  readonly format: FileFormat;
  /** As the name ends: `.csv.gz`. */
  readonly extension: string;
  /** Absent: its bytes are what it holds. */
  readonly compression?: Compression;
  readonly bytes: number;
}

const MAX_FILES = 10_000;

/**
 * The files that a location names, ordered by path; never none. It is relative to the folder of the
 * `.funnel` file and never leaves the workspace folder, links followed; or it begins in a named folder
 * ({@link startOf}), and never leaves that.
 * @throws {DataError} FNL5002 to FNL5009, FNL5017, FNL5032, FNL5044
 */
export async function findFiles(place: Place, location: string): Promise<readonly DataFile[]> {
  const start = startOf(place, location);
  refuseForeign(start.path, location);
  const paths = hasWildcard(start.path)
    ? await expand(start, location)
    : [resolve(start.folder, start.path)];
  const files = await Promise.all(paths.map((path) => openable(path, place, start, location)));
  const [first] = files;
  if (first === undefined) throw unreadable("FNL5003", { path: location });
  for (const file of files) {
    if (file.format !== first.format) {
      throw unreadable("FNL5017", {
        path: location,
        first: first.extension,
        second: file.extension,
      });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Absolute paths, those of the home folder, of another drive, and addresses. */
function refuseForeign(path: string, location: string): void {
  if (/^(?:[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(path) || path.includes("\0")) {
    throw unreadable("FNL5004", { path: location.replaceAll("\0", "\u2400") });
  }
}

async function expand({ folder, path }: Start, location: string): Promise<string[]> {
  const found = await glob(folder, path, MAX_FILES).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw systemFailure(error, location);
  });
  if (found.length > MAX_FILES) throw unreadable("FNL5032", { path: location, limit: MAX_FILES });
  return found.map((one) => resolve(folder, one));
}

async function openable(
  absolute: string,
  place: Place,
  start: Start,
  location: string,
): Promise<DataFile> {
  const root = await realpath(start.root).catch(() => start.root);
  const path = shownPath(absolute, start);
  if (!isInside(start.root, absolute)) throw unreadable("FNL5005", { path: location });
  let real: string;
  try {
    real = await realpath(absolute);
  } catch (error) {
    if (!["ENOENT", "ENOTDIR"].includes(systemCode(error))) throw systemFailure(error, path);
    throw await missing(absolute, location, root, place, start);
  }
  if (!isInside(root, real)) throw unreadable("FNL5005", { path: location });
  const entry = await stat(real).catch((error: unknown) => {
    throw systemFailure(error, path);
  });
  if (entry.isDirectory()) throw unreadable("FNL5006", { path: location });
  if (!entry.isFile()) throw unreadable("FNL5007", { path });
  await access(real, constants.R_OK).catch((error: unknown) => {
    throw systemFailure(error, path);
  });
  return { absolute: real, path, ...formatOf(path), bytes: entry.size };
}

function shownPath(absolute: string, { root, prefix }: Start): string {
  return prefix + withSlashes(relative(root, absolute));
}

const FORMATS: Readonly<Record<string, FileFormat>> = {
  ".csv": "csv",
  ".tsv": "tsv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
  ".xlsx": "xlsx",
};

/** Packed already. */
const NEVER_PACKED: readonly FileFormat[] = ["parquet", "xlsx"];

const COMPRESSIONS: Readonly<Record<string, Compression>> = { ".gz": "gzip", ".zst": "zstd" };

function formatOf(path: string): Pick<DataFile, "format" | "extension" | "compression"> {
  const name = basename(path).toLowerCase();
  const packed = /\.(?:gz|zst)$/.exec(name)?.[0] ?? "";
  const plain = name.slice(0, name.length - packed.length);
  const ending = /[^.](\.[^.]*)$/.exec(plain)?.[1] ?? "";
  const extension = ending + packed;
  const format = FORMATS[ending];
  const compression = COMPRESSIONS[packed];
  const isPacked = compression !== undefined;
  if (format === undefined || (isPacked && NEVER_PACKED.includes(format))) {
    throw unreadable("FNL5009", { path, extension });
  }
  return { format, extension, ...(isPacked ? { compression } : {}) };
}

/** Says what is there instead: a link to nowhere, a name that is nearly the same, or one in another folder. */
async function missing(
  absolute: string,
  location: string,
  root: string,
  place: Place,
  start: Start,
): Promise<DataError> {
  const link = await lstat(absolute).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
  if (link)
    return unreadable("FNL5001", {
      path: location,
      reason: "it is a link to a file that doesn't exist",
    });
  const folder = dirname(absolute);
  const there = isInside(root, await realpath(folder).catch(() => ""))
    ? await readdir(folder).catch(() => [])
    : [];
  const name = basename(absolute);
  const way = location.slice(0, location.length - basename(start.path).length);
  const near = nearest(name, there);
  const suggestion =
    (await elsewhere(name, place, start, true)) ??
    (near === undefined ? await elsewhere(name, place, start, false) : `${way}${near}`);
  return unreadable("FNL5002", { path: location, suggestion: suggestion ?? "" });
}

/** A data file of a name, or of nearly that name, in the folder where the path begins or below it. */
async function elsewhere(
  name: string,
  place: Place,
  { prefix }: Start,
  exactly: boolean,
): Promise<string | undefined> {
  const entries = await folderEntries(place, prefix);
  const files = entries.filter(({ kind }) => kind === "data").map(({ path }) => path);
  const names = files.map((path) => basename(path));
  const wanted = exactly ? name : nearest(name, names);
  return files.find((_, index) => names[index] === wanted);
}

/** The paths that DuckDB is told: it reads `[`, `*` and `?` as wildcards unless they stand in brackets. */
export function escapeGlob(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** For a temporary copy of a file. */
export function withContentAt(file: DataFile, absolute: string): DataFile {
  const { compression: _, ...rest } = file;
  return { ...rest, absolute };
}

export function temporaryPath(folder: string, index: number, extension: string): string {
  return join(folder, `${index}${extension}`);
}
