import type { FilePath } from "../catalog.ts";

/** The folder of a file, `""` for that of the analysed one. */
export function folderOf(path: FilePath): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** A path as written in a file of a folder, from the folder of the analysed file, in its shortest form. */
export function joinPath(folder: string, path: string): FilePath {
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split("/")) {
    if (step === "" || step === ".") continue;
    const last = steps.at(-1);
    if (step === ".." && last !== undefined && last !== "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("/");
}

/** Where data lie that a file of another folder names; what isn't relative stays as it is. */
export function joinLocation(folder: string, location: string): string {
  if (folder === "" || location === "" || isForeign(location) || /^\w+:/.test(location))
    return location;
  return joinPath(folder, location);
}

/** Absolute paths, those of the home folder, of a drive, and addresses. */
export function isForeign(path: string): boolean {
  return /^(?:[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(path);
}
