import type { Analysis } from "./analysis.ts";
import { asWritten } from "./as-written.ts";
import type { Catalog } from "./semantics/catalog.ts";
import type { Memory } from "./semantics/memory.ts";
import { resolveFile } from "./semantics/resolve.ts";
import { createSpacedParser } from "./syntax/spaced.ts";

export type { Analysis } from "./analysis.ts";

export interface AnalyzeOptions {
  /** The file's own name, without a folder: so that an import of itself is seen. */
  readonly name?: string;
  /** Values set from outside, as written, by the names of their params. */
  readonly params?: ReadonlyMap<string, string>;
}

export type Analyze = (text: string, catalog: Catalog, options?: AnalyzeOptions) => Analysis;

/** Never throws, whatever the text. */
export function analyze(text: string, catalog: Catalog, options: AnalyzeOptions = {}): Analysis {
  return createAnalyzer()(text, catalog, options);
}

/**
 * `analyze` that remembers: for a text that is edited again and again. It gives the same, but looks only
 * at what changed since the last time, in the text or in what the catalog answers.
 */
export function createAnalyzer(): Analyze {
  const parse = createSpacedParser();
  const memory: Memory = {};
  return (text, catalog, options = {}) => {
    const spaced = parse(text);
    const resolved = resolveFile(spaced.text, spaced.parsed, catalog, options, memory);
    return asWritten(text, spaced, resolved);
  };
}
