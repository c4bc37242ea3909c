import type { Diagnostic } from "./diagnostics.ts";
import type { Need } from "./semantics/catalog.ts";
import type { ImportLink } from "./semantics/imports/load.ts";
import type { ImportedFile } from "./semantics/imports/separate.ts";
import type { Program } from "./semantics/model.ts";
import type { Reference } from "./semantics/references.ts";
import type { InferredItem } from "./semantics/scope.ts";
import type { FileNode } from "./syntax/ast.ts";

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
