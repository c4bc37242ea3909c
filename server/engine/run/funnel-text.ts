import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { systemCode } from "./failure.ts";

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FileProblem };

export type FileProblem =
  | { readonly kind: "missing"; readonly similar?: string }
  | { readonly kind: "folder" }
  | { readonly kind: "not-a-file" }
  /** By its name: what a source reads, not what says how to. */
  | { readonly kind: "data" }
  | { readonly kind: "no-permission" }
  | { readonly kind: "too-large"; readonly megabytes: number }
  | { readonly kind: "utf-16" }
  | { readonly kind: "binary" }
  /** One-based: the first line with bytes that aren't UTF-8. */
  | { readonly kind: "not-utf-8"; readonly line: number }
  | { readonly kind: "other"; readonly reason: string };

/** Nobody writes that much by hand; a data file given by mistake is refused before it is read. */
const mostBytes = 16 * 1024 * 1024;

const dataName = /\.(csv|tsv|json|ndjson|jsonl|parquet|xlsx)(\.(gz|zst))?$/i;

/**
 * Reads a `.funnel` file as it is, its byte order mark included.
 * @param name as given; relative to `cwd` or absolute
 */
export async function readFunnelFile(name: string, cwd: string): Promise<FileText> {
  const file = path.resolve(cwd, name);
  try {
    const { size, isFile, isDirectory } = await kindOf(file);
    if (isDirectory) return { ok: false, problem: { kind: "folder" } };
    if (!isFile) return { ok: false, problem: { kind: "not-a-file" } };
    if (dataName.test(name)) return { ok: false, problem: { kind: "data" } };
    if (size > mostBytes) {
      const megabytes = Math.ceil(size / 1024 / 1024);
      return { ok: false, problem: { kind: "too-large", megabytes } };
    }
    return decode(await readFile(file));
  } catch (error) {
    return { ok: false, problem: await problemOf(name, file, error) };
  }
}

/** UTF-8, its byte order mark kept; anything else is told apart so that the remedy can be named. */
export function decode(bytes: Uint8Array): FileText {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { ok: false, problem: { kind: "utf-16" } };
  }
  if (bytes.includes(0)) return { ok: false, problem: { kind: "binary" } };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ok: true, text };
  } catch {
    return { ok: false, problem: { kind: "not-utf-8", line: firstBadLine(bytes) } };
  }
}

async function kindOf(
  file: string,
): Promise<{ size: number; isFile: boolean; isDirectory: boolean }> {
  const found = await stat(file);
  return { size: found.size, isFile: found.isFile(), isDirectory: found.isDirectory() };
}

async function problemOf(name: string, file: string, error: unknown): Promise<FileProblem> {
  const code = systemCode(error);
  switch (code) {
    case "":
      throw error;
    case "ENOENT":
    case "ENOTDIR": {
      const similar = await similarName(file);
      if (similar === undefined) return { kind: "missing" };
      return { kind: "missing", similar: path.join(path.dirname(name), similar) };
    }
    case "EACCES":
    case "EPERM":
      return { kind: "no-permission" };
    case "EISDIR":
      return { kind: "folder" };
    default:
      return { kind: "other", reason: code };
  }
}

/** The file that was probably meant: the same name in another case, or with `.funnel` behind it. */
async function similarName(file: string): Promise<string | undefined> {
  const wanted = path.basename(file).toLowerCase();
  try {
    const names = (await readdir(path.dirname(file))).filter((name) => name.endsWith(".funnel"));
    return (
      names.find((name) => name.toLowerCase() === wanted) ??
      names.find((name) => path.parse(name).name.toLowerCase() === path.parse(wanted).name)
    );
  } catch {
    return undefined;
  }
}

function firstBadLine(bytes: Uint8Array): number {
  // Decoding in a stream accepts a sequence that is cut at the end: the longest such start is good.
  let good = 0;
  let end = bytes.length;
  while (good < end) {
    const middle = (good + end + 1) >> 1;
    if (isStart(bytes.subarray(0, middle))) good = middle;
    else end = middle - 1;
  }
  return bytes.subarray(0, good).filter((byte) => byte === 10).length + 1;
}

function isStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
