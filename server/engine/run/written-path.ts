import { realpath } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { isInside, withSlashes } from "./root.ts";
import type { Place } from "./runner.ts";

/**
 * How a `.funnel` file names a file of data: by a path from its own folder, or in a folder of this machine
 * that has a name. Undefined: it lies in neither the workspace folder nor one of those.
 */
export async function writtenPath(place: Place, absolute: string): Promise<string | undefined> {
  const file = await real(absolute);
  if (isInside(await real(place.root), file)) {
    return withSlashes(relative(await real(dirname(place.file)), file));
  }
  const named = Object.entries(place.folders ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, folder] of named) {
    const root = await real(folder);
    if (isInside(root, file)) return `${name}:${withSlashes(relative(root, file))}`;
  }
  return undefined;
}

/** With links followed, as far as the path exists. */
async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(await real(above), path.slice(above.length));
  }
}
