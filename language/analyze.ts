import type { Diagnostic } from "./diagnostics.ts";
import type { Catalog, Need } from "./semantics/catalog.ts";
import type { Program } from "./semantics/model.ts";
import type { Reference } from "./semantics/references.ts";
import { resolveFile } from "./semantics/resolve.ts";
import type { FileNode } from "./syntax/ast.ts";
import { parseText } from "./syntax/parse.ts";

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
}

/** Never throws, whatever the text. */
export function analyze(text: string, catalog: Catalog): Analysis {
  const parsed = parseText(text);
  return { text, tree: parsed.tree, ...resolveFile(text, parsed, catalog) };
}
