import { existsSync, readFileSync } from "node:fs";
import { inProject } from "./project.ts";

/** A failure of a property, shrunk, as fast-check tells it: `{ seed, path }`. */
interface KeptCase {
  readonly seed: number;
  readonly path: string;
}

const file = inProject("test", "golden", "kept-cases.json");

/**
 * The options of each run of a property: first those of the cases that once failed it, then all others.
 * What fast-check says of a failure, its seed and its path, is written under the property's name into
 * `test/golden/kept-cases.json` and tried from then on. A path belongs to its generator: where that
 * changes, the case becomes another one.
 */
export function withKeptCases<Options extends { readonly seed: number; readonly numRuns: number }>(
  property: string,
  options: Options,
): (Options & { readonly path?: string })[] {
  const all: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const kept = (all as Readonly<Record<string, readonly KeptCase[]>>)[property] ?? [];
  return [...kept.map(({ seed, path }) => ({ ...options, seed, path, numRuns: 1 })), options];
}
