import { stat } from "node:fs/promises";
import path from "node:path";
import { findRoot } from "../engine/run/root.ts";
import type { Place } from "../engine/run/runner.ts";

/** Which folders data may lie in. Absolute once {@link existingFolders} has looked. */
export interface FolderOptions {
  /** What no path of a file may leave; absent: found by the file. */
  readonly root?: string;
  /** Folders of this machine, by the name that paths call them. */
  readonly folder?: ReadonlyMap<string, string>;
}

/** Where a file lies and where its data may lie. */
export async function placeFor(
  file: string,
  cwd: string,
  { root, folder }: FolderOptions,
): Promise<Place> {
  const absolute = path.resolve(cwd, file);
  return {
    file: absolute,
    root: root ?? (await findRoot(absolute, cwd)),
    ...(folder === undefined ? {} : { folders: Object.fromEntries(folder) }),
  };
}

export type ExistingFolders =
  | { readonly kind: "existing"; readonly folders: FolderOptions }
  | { readonly kind: "missing"; readonly option: "--root" | "--folder"; readonly folder: string };

/** The same with absolute paths; the first that isn't there. */
export async function existingFolders(
  { root, folder }: FolderOptions,
  cwd: string,
): Promise<ExistingFolders> {
  const missing = async (named: string): Promise<boolean> =>
    stat(path.resolve(cwd, named)).then(
      (entry) => !entry.isDirectory(),
      () => true,
    );
  if (root !== undefined && (await missing(root))) {
    return { kind: "missing", option: "--root", folder: root };
  }
  for (const named of folder?.values() ?? []) {
    if (await missing(named)) return { kind: "missing", option: "--folder", folder: named };
  }
  return {
    kind: "existing",
    folders: {
      ...(root === undefined ? {} : { root: path.resolve(cwd, root) }),
      ...(folder === undefined
        ? {}
        : { folder: new Map([...folder].map(([name, to]) => [name, path.resolve(cwd, to)])) }),
    },
  };
}
