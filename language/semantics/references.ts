import type { Span } from "../text.ts";
import type { FilePath } from "./catalog.ts";

/** A use of a declared name, or the declaration itself: feeds definition, highlights and rename. */
export interface Reference {
  readonly span: Span;
  readonly target: SymbolId;
  readonly isDeclaration: boolean;
}

/**
 * What a name stands for. Stages, exits and measures belong to a funnel (measures to a retention, too),
 * `let` names to a source.
 */
export interface SymbolId {
  readonly kind:
    | "source"
    | "segment"
    | "funnel"
    | "stage"
    | "exit"
    | "measure"
    | "let"
    | "param"
    | "connection"
    | "study";
  readonly name: string;
  /** The funnel of a stage, the source of a `let`. */
  readonly owner?: string;
  /** The file that declares it; absent: the analysed one. */
  readonly file?: FilePath;
  /** In that file. */
  readonly declaration: Span;
}
