import type { Analysis } from "../analyze.ts";
import type { Reference, SymbolId } from "../semantics/references.ts";
import { type Span, contains } from "../text.ts";
import { nodesAt } from "./tree.ts";

const declares: ReadonlySet<string> = new Set(["source", "segment", "funnel", "stage", "let"]);

/** The declared name under the cursor, or the use of one. */
export function referenceAt(analysis: Analysis, offset: number): Reference | undefined {
  const around = analysis.references.filter((reference) => contains(reference.span, offset));
  return around.find((reference) => offset < reference.span.end) ?? around[0];
}

export function sameSymbol(a: SymbolId, b: SymbolId): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.owner === b.owner &&
    a.declaration.start === b.declaration.start
  );
}

export interface DefinitionAnswer {
  /** The name under the cursor. */
  readonly origin: Span;
  /** The name in its declaration. */
  readonly name: Span;
  /** The whole declaration, for previews. */
  readonly whole: Span;
}

/** Where the name under the cursor is declared; on the declaration itself, that one. */
export function definition(analysis: Analysis, offset: number): DefinitionAnswer | undefined {
  const reference = referenceAt(analysis, offset);
  if (reference === undefined) return undefined;
  const name = reference.target.declaration;
  const around = nodesAt(analysis.tree, name.start).filter((node) => declares.has(node.kind));
  return { origin: reference.span, name, whole: around.at(-1)?.span ?? name };
}
