import { writeFile } from "node:fs/promises";
import path from "node:path";

/** `deals.csv.gz`, `deals-2.csv.gz`, `deals-3.csv.gz`, …, without an end. */
export function* numbered(name: string): Generator<string, never> {
  const [, plain = "", ending = ""] = /^(.[^.]*)(.*)$/.exec(name) ?? [];
  yield name;
  for (let n = 2; ; n++) yield `${plain}-${n}${ending}`;
}

/** Writes a text to a new file, by the next free name where there is one of that name; returns its path. */
export async function writeNewFile(file: string, text: string): Promise<string> {
  for (const name of numbered(path.basename(file))) {
    const free = path.join(path.dirname(file), name);
    try {
      // Whatever may have come to be there meanwhile stays as it is.
      await writeFile(free, text, { flag: "wx" });
      return free;
    } catch (error) {
      if (!isThere(error)) throw error;
    }
  }
  throw new Error(`no name is free for ${file}`);
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
