import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Whether a path has wildcards: `*` and `**` are the only ones, every other character is itself. */
export function hasWildcard(path: string): boolean {
  return path.includes("*");
}

/**
 * The files below `folder` that fit a pattern, as paths with forward slashes relative to it, in no
 * order; at most `limit` and one more. `*` stands for any characters of one name, a name `**` for any
 * folders, none included. Names that start with a dot are found only where the pattern writes the
 * dot; `**` doesn't follow links to folders.
 */
export async function glob(folder: string, pattern: string, limit: number): Promise<string[]> {
  const found = new Set<string>();
  await walk(
    folder,
    "",
    pattern.split("/").filter((part) => part !== "" && part !== "."),
    found,
    limit,
  );
  return [...found];
}

async function walk(
  folder: string,
  below: string,
  parts: readonly string[],
  found: Set<string>,
  limit: number,
): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined || found.size > limit) return;
  const here = join(folder, below);
  if (part === "**") {
    await walk(folder, below, rest.length === 0 ? ["*"] : rest, found, limit);
    for (const entry of await readdir(here, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
      await walk(folder, append(below, entry.name), parts, found, limit);
    }
    return;
  }
  if (!hasWildcard(part)) {
    const next = append(below, part);
    if (rest.length > 0) {
      if (part === ".." || (await isFolder(join(folder, next))))
        await walk(folder, next, rest, found, limit);
    } else if (await isThereNoFolder(join(folder, next))) found.add(next);
    return;
  }
  const fits = nameTest(part);
  for (const entry of await readdir(here, { withFileTypes: true })) {
    if (!fits(entry.name)) continue;
    const next = append(below, entry.name);
    const folderHere =
      entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(folder, next))));
    if (rest.length > 0) {
      if (folderHere) await walk(folder, next, rest, found, limit);
    } else if (!folderHere) found.add(next);
    if (found.size > limit) return;
  }
}

function append(below: string, name: string): string {
  return below === "" ? name : `${below}/${name}`;
}

function nameTest(part: string): (name: string) => boolean {
  const pattern = new RegExp(
    `^${part
      .split(/\*+/)
      .map((piece) => piece.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`))
      .join(".*")}$`,
    "su",
  );
  return (name) => (part.startsWith(".") || !name.startsWith(".")) && pattern.test(name);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

async function isThereNoFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => !entry.isDirectory(),
    () => false,
  );
}
