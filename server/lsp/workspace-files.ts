import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readFunnelFile } from "../engine/run/funnel-text.ts";

/** The `.funnel` files of the workspace's folders, open or not. */
export interface WorkspaceFiles {
  /** Absolute paths, ordered within each folder. */
  list(): Promise<readonly string[]>;
  /** What is on the disk; undefined: not to be read. */
  text(path: string): Promise<string | undefined>;
  /** Files have come or gone. */
  forget(): void;
}

export interface WorkspaceFilesOptions {
  /** Folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  /** Whether files may be looked at. */
  readonly trusted: () => boolean;
  /** Whether somebody tells when files come and go. */
  readonly watched: boolean;
}

/** More would only keep the user waiting. */
const mostFiles = 5_000;
const mostFolders = 20_000;
/** Where nobody tells of changes. Milliseconds. */
const longestUnwatched = 3_000;

export function createWorkspaceFiles(options: WorkspaceFilesOptions): WorkspaceFiles {
  let listing: Promise<readonly string[]> | undefined;
  let listedAt = 0;
  const texts = new Map<string, { readonly stamp: string; readonly text: string | undefined }>();

  return {
    list() {
      if (!options.trusted()) return Promise.resolve([]);
      if (!options.watched && Date.now() - listedAt > longestUnwatched) listing = undefined;
      if (listing === undefined) listedAt = Date.now();
      return (listing ??= findFiles(options.folders()));
    },
    async text(path) {
      if (!options.trusted()) return undefined;
      try {
        const { mtimeMs, size } = await stat(path);
        const stamp = `${mtimeMs} ${size}`;
        const known = texts.get(path);
        if (known?.stamp === stamp) return known.text;
        const read = await readFunnelFile(path, path);
        const text = read.ok ? read.text : undefined;
        texts.set(path, { stamp, text });
        return text;
      } catch {
        texts.delete(path);
        return undefined;
      }
    },
    forget() {
      listing = undefined;
    },
  };
}

/** Folders first to last, breadth first; neither links nor hidden folders nor packages. */
async function findFiles(folders: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const waiting = [...folders];
  for (let looked = 0; looked < mostFolders && found.size < mostFiles; looked++) {
    const folder = waiting.shift();
    if (folder === undefined) break;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && entry.name.endsWith(".funnel")) found.add(path);
    }
  }
  return [...found].slice(0, mostFiles);
}
