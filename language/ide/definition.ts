import type { Analysis } from "../analyze.ts";
import type { FilePath } from "../semantics/catalog.ts";
import type { Reference, SymbolId } from "../semantics/references.ts";
import type { FileNode, Node } from "../syntax/ast.ts";
import { type Span, contains } from "../text.ts";
import { nodesAt } from "./tree.ts";

const declares: ReadonlySet<Node["kind"]> = new Set([
  "source",
  "segment",
  "funnel",
  "connection",
  "param-declaration",
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
  "audience",
  "stage",
  "exit",
  "measure",
  "let",
]);

/** The declared name under the cursor, or the use of one. */
export function referenceAt(analysis: Analysis, offset: number): Reference | undefined {
  const around = analysis.references.filter((reference) => contains(reference.span, offset));
  return around.find((reference) => offset < reference.span.end) ?? around[0];
}

/** What the name under the cursor stands for. */
export function symbolAt(analysis: Analysis, offset: number): SymbolId | undefined {
  return referenceAt(analysis, offset)?.target;
}

/** Both as seen from the same file. */
export function sameSymbol(a: SymbolId, b: SymbolId): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.owner === b.owner &&
    a.file === b.file &&
    a.declaration.start === b.declaration.start
  );
}

export interface DefinitionAnswer {
  /** The name under the cursor, or the path of an import. */
  readonly origin: Span;
  /** The file that the other places are in, an imported one; absent: this one. */
  readonly file?: FilePath;
  /** The name in its declaration. */
  readonly name: Span;
  /** The whole declaration, for previews. */
  readonly whole: Span;
}

/** Where the name under the cursor is declared; on the declaration itself, that one. */
export function definition(analysis: Analysis, offset: number): DefinitionAnswer | undefined {
  const link = analysis.importLinks.find(({ span }) => contains(span, offset));
  if (link !== undefined) {
    const start = { start: 0, end: 0 };
    return { origin: link.span, file: link.path, name: start, whole: start };
  }
  const reference = referenceAt(analysis, offset);
  if (reference === undefined) return undefined;
  const { file, declaration: name } = reference.target;
  const tree = treeOf(analysis, file);
  const around = tree === undefined ? [] : nodesAt(tree, name.start);
  const whole = around.findLast((node) => declares.has(node.kind))?.span ?? name;
  return { origin: reference.span, ...(file === undefined ? {} : { file }), name, whole };
}

function treeOf(analysis: Analysis, file: FilePath | undefined): FileNode | undefined {
  if (file === undefined) return analysis.tree;
  return analysis.imports.find(({ path }) => path === file)?.tree;
}
