import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a folder of kept results may take up, in bytes; the ones that were asked for longest ago go first. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A result of so many bytes isn't kept. */
const MOST_BYTES_OF_ONE = 8 * 1024 * 1024;
/** What somebody began to write so long ago nobody ends any more. Milliseconds. */
const ABANDONED = 60 * 60 * 1000;

const SUFFIX = ".funnel-result";

/**
 * The text that was kept by this key, 64 hexadecimal digits. Undefined where there is none, or none as it
 * was written. Whoever asks keeps it from being removed.
 */
export async function readKept(folder: string, key: string): Promise<string | undefined> {
  const file = join(folder, key + SUFFIX);
  try {
    const content = await readFile(file, "utf8");
    const end = content.indexOf("\n");
    const text = content.slice(end + 1);
    if (end < 0 || content.slice(0, end) !== digestOf(text)) return undefined;
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return text;
  } catch {
    return undefined;
  }
}

/** Keeps a text: all of it or, where that can't be, nothing. It never fails. */
export async function writeKept(
  folder: string,
  key: string,
  text: string,
  most = MOST_BYTES,
): Promise<void> {
  const size = Buffer.byteLength(text);
  if (size > MOST_BYTES_OF_ONE || size > most) return;
  const unfinished = join(folder, `${key}-${randomBytes(6).toString("hex")}.unfinished`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(unfinished, `${digestOf(text)}\n${text}`, { mode: 0o600, flag: "wx" });
    await rename(unfinished, join(folder, key + SUFFIX));
    await trim(folder, most);
  } catch {
    // A full disk, a folder that is read-only: it is computed again the next time.
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

async function trim(folder: string, most: number): Promise<void> {
  const found: { readonly path: string; readonly size: number; readonly used: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!name.endsWith(SUFFIX) && !name.endsWith(".unfinished")) continue;
    const state = await stat(path).catch(() => undefined);
    if (state === undefined) continue;
    if (name.endsWith(SUFFIX)) found.push({ path, size: state.size, used: state.mtimeMs });
    else if (Date.now() - state.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
  found.sort((a, b) => b.used - a.used);
  let total = 0;
  for (const { path, size } of found) {
    total += size;
    if (total > most) await rm(path, { force: true });
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
