import type { Uri } from "vscode";

/** The last part of its path: of a file or a folder its name. */
export function nameOf({ path }: Pick<Uri, "path">): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
