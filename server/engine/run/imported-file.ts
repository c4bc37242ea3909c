import { readdir, realpath } from "node:fs/promises";
import { basename, dirname, posix, relative, resolve } from "node:path";
import type { FileInfo, FilePath } from "../../../language/index.ts";
import { found, tableFailure } from "./failure.ts";
import { type FileProblem, readFunnelFile } from "./funnel-text.ts";
import { nearest } from "./near.ts";
import { isInside, withSlashes } from "./root.ts";
import type { Place } from "./runner.ts";

/** Where an imported file lies; undefined where its path leaves the workspace folder, links aside. */
export function importedPath(place: Place, path: FilePath): string | undefined {
  const absolute = resolve(dirname(place.file), path);
  return isInside(resolve(place.root), absolute) ? absolute : undefined;
}

/** An imported file that lies there, under its shortest path from the importing one. */
export function importedText(place: Place, absolute: string, text: string): FileInfo {
  const path = withSlashes(relative(dirname(place.file), absolute));
  return { kind: "file", text, path };
}

/** The text of a file that another one imports, or why there is none. Links are followed, but not out. */
export async function readImportedFile(place: Place, path: FilePath): Promise<FileInfo> {
  const absolute = importedPath(place, path);
  if (absolute === undefined) return leavesWorkspace(path);
  const root = await realpath(place.root).catch(() => resolve(place.root));
  const real = await realpath(absolute).catch(() => undefined);
  if (real !== undefined && !isInside(root, real)) return leavesWorkspace(path);
  const read = await readFunnelFile(absolute, place.root);
  if (read.ok) return importedText(place, absolute, read.text);
  return failureOf(read.problem, path, absolute, place);
}

/** The path leads out of the workspace folder. */
export function leavesWorkspace(path: FilePath): FileInfo {
  return tableFailure(found("FNL5052", { path }));
}

async function failureOf(
  problem: FileProblem,
  path: FilePath,
  absolute: string,
  place: Place,
): Promise<FileInfo> {
  switch (problem.kind) {
    case "missing":
      return tableFailure(
        found("FNL5050", { path, suggestion: await suggestionFor(path, absolute, place) }),
      );
    case "folder":
    case "not-a-file":
    case "data":
      return tableFailure(found("FNL5053", { path }));
    case "no-permission":
      return tableFailure(found("FNL5054", { path }));
    case "not-utf-8":
      return tableFailure(found("FNL5055", { path, line: problem.line }));
    case "utf-16":
    case "binary":
      return tableFailure(found("FNL5056", { path, content: problem.kind }));
    case "too-large":
      return tableFailure(found("FNL5057", { path, megabytes: problem.megabytes }));
    case "other":
      return tableFailure(found("FNL5051", { path, reason: problem.reason }));
  }
}

/** A file that is nearly called that beside the missing one, or of that name beside the importing one. */
async function suggestionFor(path: FilePath, absolute: string, place: Place): Promise<string> {
  const root = await realpath(place.root).catch(() => resolve(place.root));
  const own = dirname(place.file);
  for (const [folder, way] of [
    [dirname(absolute), posix.dirname(path)],
    [own, "."],
  ] as const) {
    if (!isInside(root, await realpath(folder).catch(() => ""))) continue;
    const names = (await readdir(folder).catch(() => [])).filter(
      (name) => name.endsWith(".funnel") && resolve(folder, name) !== place.file,
    );
    const near = nearest(basename(absolute), names);
    if (near !== undefined) return posix.join(way, near);
  }
  return "";
}
