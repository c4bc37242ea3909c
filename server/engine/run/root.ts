import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The workspace folder of a file, which none of its paths may leave: the nearest folder above it with
 * `.git`; else the working directory, where the file lies in it; else the file's own folder.
 */
export async function findRoot(file: string, cwd: string): Promise<string> {
  const folder = dirname(resolve(cwd, file));
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, ".git"))) return at;
    if (dirname(at) === at) break;
  }
  const working = resolve(cwd);
  return isInside(working, folder) ? working : folder;
}

/** Whether a path is a folder or lies in it. Both absolute; links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path of this system with forward slashes, as texts and results have it. */
export function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
