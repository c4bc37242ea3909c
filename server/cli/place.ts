import path from "node:path";
import { findRoot } from "../engine/run/root.ts";
import type { Place } from "../engine/run/runner.ts";

/** Where a file lies and which folder its paths may not leave; `root` is what `--root` says. */
export async function placeFor(
  file: string,
  cwd: string,
  root: string | undefined,
): Promise<Place> {
  const absolute = path.resolve(cwd, file);
  return { file: absolute, root: root ?? (await findRoot(absolute, cwd)) };
}
