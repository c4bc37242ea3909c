import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { findRoot } from "../engine/run/root.ts";
import type { Place } from "../engine/run/runner.ts";

/** Which folders a window knows. */
export interface PlaceOptions {
  /** Folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  /** Folders of this machine outside of them, by name. */
  readonly namedFolders: () => Readonly<Record<string, string>>;
  /** Whether files may be read at all. */
  readonly trusted: () => boolean;
}

/** The file of a document; an unsaved text lies where it would be saved, in the workspace's folder. */
export function fileOf(uri: string, { folders }: PlaceOptions): string | undefined {
  if (uri.startsWith("file:")) {
    try {
      return resolve(fileURLToPath(uri));
    } catch {
      return undefined;
    }
  }
  const folder = folders()[0];
  return uri.startsWith("untitled:") && folder !== undefined
    ? join(folder, "untitled.funnel")
    : undefined;
}

/** Where a file's data may lie; undefined: nothing may be read. */
export async function placeOf(
  file: string | undefined,
  { folders, namedFolders, trusted }: PlaceOptions,
): Promise<Place | undefined> {
  if (file === undefined || !trusted()) return undefined;
  const folder = dirname(file);
  const cwd = folders().find((candidate) => isBelow(folder, candidate)) ?? folder;
  return { file, root: await findRoot(file, cwd), folders: namedFolders() };
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(join(folder, sep));
}
