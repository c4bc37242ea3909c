import type { Span } from "../text.ts";

/** A use of a declared name, or the declaration itself: feeds definition, highlights and rename. */
export interface Reference {
  readonly span: Span;
  readonly target: SymbolId;
  readonly isDeclaration: boolean;
}

/** What a name stands for. Stages belong to a funnel, `let` names to a source. */
export interface SymbolId {
  readonly kind: "source" | "segment" | "funnel" | "stage" | "let";
  readonly name: string;
  /** The funnel of a stage, the source of a `let`. */
  readonly owner?: string;
  readonly declaration: Span;
}
