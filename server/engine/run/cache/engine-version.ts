import { createHash } from "node:crypto";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { version as duckdbVersion } from "@duckdb/node-api";

let known: Promise<string> | undefined;

/**
 * Tells one state of the engine from every other: by the content of the bundle that this is part of, or,
 * from its sources, by when they were changed; with the database and Node, which both know time zones.
 */
export function engineVersion(): Promise<string> {
  return (known ??= describe());
}

async function describe(): Promise<string> {
  const own = fileURLToPath(import.meta.url);
  const hash = createHash("sha256");
  if (own.endsWith(".ts")) {
    for (const folder of ["../..", "../../../../language"]) {
      await addSources(hash, fileURLToPath(new URL(folder, import.meta.url)));
    }
  } else {
    hash.update(await readFile(own));
  }
  return `${hash.digest("hex")} ${duckdbVersion()} ${process.version} ${process.platform} ${process.arch}`;
}

async function addSources(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const states = await Promise.all(
    names.sort().map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${name}:${size}:${mtimeMs}`;
    }),
  );
  hash.update(states.join("\n"));
}
