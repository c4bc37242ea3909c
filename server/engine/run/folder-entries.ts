import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { FolderEntry } from "../../../language/index.ts";
import { isInside, withSlashes } from "./root.ts";
import type { Place } from "./runner.ts";
import { type Start, startOf } from "./start.ts";

/** Enough to choose from; more would only make an editor slow. */
const MOST_ENTRIES = 3_000;
/** Folders that are looked into before giving up, each a question to the file system. */
const MOST_FOLDERS = 500;

const dataFile = /.\.(?:(?:csv|tsv|json|jsonl|ndjson)(?:\.(?:gz|zst))?|parquet|xlsx)$/i;
/** Settings of tools, which nobody looks for rows in. */
const noData = /^(?:package(?:-lock)?|[jt]sconfig.*|.*\.config)\.json$/i;
const funnelFile = /.\.funnel$/i;

/**
 * What lies in a folder and below it that a `.funnel` file could name, ordered by path: never outside
 * of the workspace folder, never through links, without hidden folders and `node_modules`. The nearest
 * folders come first where there are too many. Empty where the folder can't be read. Beside what lies in
 * the file's own folder (`""`) stand the data files of this machine's named folders.
 */
export async function folderEntries(
  place: Place,
  folder: string,
  signal?: AbortSignal,
): Promise<readonly FolderEntry[]> {
  const own = await entriesBelow(place, folder, signal);
  if (folder !== "") return own;
  const others: FolderEntry[] = [];
  for (const name of Object.keys(place.folders ?? {}).sort()) {
    const below = await entriesBelow(place, `${name}:`, signal);
    others.push(...below.filter(({ kind }) => kind === "data"));
  }
  return [...own, ...others];
}

async function entriesBelow(
  place: Place,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly FolderEntry[]> {
  const from = startIn(place, folder);
  if (from === undefined) return [];
  const home = from.folder;
  const start = resolve(home, from.path);
  if (!(await isWithin(from.root, start))) return [];
  const found: FolderEntry[] = [];
  const waiting = [start];
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const here = waiting.shift();
    if (here === undefined || found.length >= MOST_ENTRIES || signal?.aborted === true) break;
    for (const entry of await entriesOf(here)) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (found.length >= MOST_ENTRIES) break;
      const absolute = join(here, entry.name);
      const path = from.prefix + withSlashes(relative(home, absolute));
      if (entry.isDirectory()) {
        found.push({ path, kind: "folder", bytes: 0 });
        waiting.push(absolute);
      } else if (entry.isFile()) {
        const kind = kindOf(entry.name);
        if (kind !== undefined) found.push({ path, kind, bytes: await sizeOf(absolute) });
      }
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Undefined where no folder is called so. */
function startIn(place: Place, folder: string): Start | undefined {
  try {
    return startOf(place, folder);
  } catch {
    return undefined;
  }
}

function kindOf(name: string): "data" | "funnel" | undefined {
  if (funnelFile.test(name)) return "funnel";
  return dataFile.test(name) && !noData.test(name) ? "data" : undefined;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Also where links lead. */
async function isWithin(root: string, folder: string): Promise<boolean> {
  try {
    return isInside(root, folder) && isInside(await realpath(root), await realpath(folder));
  } catch {
    return false;
  }
}
