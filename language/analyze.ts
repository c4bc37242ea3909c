import type { Diagnostic } from "./diagnostics.ts";
import type { Catalog, Need } from "./semantics/catalog.ts";
import type { ImportLink } from "./semantics/imports/load.ts";
import type { ImportedFile } from "./semantics/imports/separate.ts";
import type { Memory } from "./semantics/memory.ts";
import type { Program } from "./semantics/model.ts";
import type { Reference } from "./semantics/references.ts";
import { resolveFile } from "./semantics/resolve.ts";
import type { FileNode } from "./syntax/ast.ts";
import type { InferredItem } from "./semantics/scope.ts";
import { createTextParser } from "./syntax/parse.ts";

/** Everything that is known of a text. Plain data; analysing the same text and catalog again gives the same. */
export interface Analysis {
  readonly text: string;
  readonly tree: FileNode;
  readonly program: Program;
  /** Ordered by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the catalog could not answer; the host fetches it and analyses again. */
  readonly needs: readonly Need[];
  readonly references: readonly Reference[];
  /** What it imports, itself or by way of others: each file once, as far as they are known. */
  readonly imports: readonly ImportedFile[];
  /** The paths of imports in the text, with the files that they lead to. */
  readonly importLinks: readonly ImportLink[];
  /**
   * What can be used by name: its own declarations, then those of all that it imports. The places of
   * the latter lie behind the text.
   */
  readonly reach: FileNode;
  /** Statements that sources don't have and that hold for them, in the order of the text. */
  readonly inferred: readonly InferredItem[];
}

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
  const parse = createTextParser();
  const memory: Memory = {};
  return (text, catalog, options = {}) => {
    const parsed = parse(text);
    const resolved = resolveFile(text, parsed, catalog, options, memory);
    return { text, tree: parsed.tree, ...resolved };
  };
}
