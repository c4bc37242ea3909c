import type { Analysis } from "../analyze.ts";
import type { Span } from "../text.ts";
import { referenceAt, sameSymbol } from "./definition.ts";

export interface Highlight {
  readonly span: Span;
  /** The declaration "writes" the name, a use reads it. */
  readonly kind: "write" | "read";
}

/** The declaration and every use of the name under the cursor, in the order of the text. */
export function highlights(analysis: Analysis, offset: number): readonly Highlight[] {
  const here = referenceAt(analysis, offset);
  if (here === undefined) return [];
  return analysis.references
    .filter((reference) => sameSymbol(reference.target, here.target))
    .map((reference) => ({
      span: reference.span,
      kind: reference.isDeclaration ? ("write" as const) : ("read" as const),
    }))
    .sort((a, b) => a.span.start - b.span.start);
}

export function references(
  analysis: Analysis,
  offset: number,
  options: { readonly includeDeclaration: boolean },
): readonly Span[] {
  return highlights(analysis, offset)
    .filter((use) => options.includeDeclaration || use.kind === "read")
    .map((use) => use.span);
}
