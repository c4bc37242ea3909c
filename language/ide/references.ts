import type { Analysis } from "../analyze.ts";
import type { SymbolId } from "../semantics/references.ts";
import type { Span } from "../text.ts";
import { sameSymbol, symbolAt } from "./definition.ts";

export interface Highlight {
  readonly span: Span;
  /** The declaration "writes" the name, a use reads it. */
  readonly kind: "write" | "read";
}

/** The declaration and every use of the name under the cursor, in the order of the text. */
export function highlights(analysis: Analysis, offset: number): readonly Highlight[] {
  const here = symbolAt(analysis, offset);
  return here === undefined ? [] : usesOf(analysis, here);
}

/** The declaration and every use in this file of what may be declared in another one. */
export function usesOf(analysis: Analysis, symbol: SymbolId): readonly Highlight[] {
  return analysis.references
    .filter((reference) => sameSymbol(reference.target, symbol))
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
