import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { SymbolId } from "../semantics/references.ts";
import { writeName } from "../semantics/write.ts";
import { figureNames } from "../vocabulary/figures.ts";
import type { Declaration } from "../syntax/ast.ts";
import type { Span, TextEdit } from "../text.ts";
import { referenceAt, sameSymbol, symbolAt } from "./definition.ts";
import { usesOf } from "./references.ts";
import { visit } from "./tree.ts";
import { wordsOf } from "./words.ts";

export type Renaming =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  /** With the reason, for the user. */
  | { readonly kind: "refused"; readonly reason: string };

/** The name under the cursor as it can be edited: without backticks. */
export function prepareRename(
  analysis: Analysis,
  offset: number,
): { readonly span: Span; readonly text: string } | undefined {
  const reference = referenceAt(analysis, offset);
  return reference && { span: reference.span, text: reference.target.name };
}

/** New spellings of the declaration and all uses in the file; in backticks where the new name needs them. */
export function rename(
  analysis: Analysis,
  offset: number,
  newName: string,
  locale: Locale,
): Renaming {
  const symbol = symbolAt(analysis, offset);
  if (symbol === undefined) return { kind: "refused", reason: wordsOf(locale).noName };
  return renameSymbol(analysis, symbol, newName, locale);
}

/**
 * The same in any file that uses it, or may come to: refused where the new name means something else
 * there already. The symbol is as seen from the analysed file.
 */
export function renameSymbol(
  analysis: Analysis,
  symbol: SymbolId,
  newName: string,
  locale: Locale,
): Renaming {
  const words = wordsOf(locale);
  const name = bare(newName.trim());
  if (name === "") return { kind: "refused", reason: words.emptyName };
  if (name !== symbol.name && isTaken(analysis, symbol, name)) {
    return { kind: "refused", reason: words.nameTaken(name) };
  }
  const newText = symbol.kind === "stage" && splitRows.has(name) ? `\`${name}\`` : writeName(name);
  // `$minimum` has no backticks.
  if (symbol.kind === "param" && newText !== name) {
    return { kind: "refused", reason: words.plainName };
  }
  const edits = usesOf(analysis, symbol).map(({ span }) => ({ span, newText }));
  return { kind: "edits", edits };
}

/** After `at` of a split they say which row: as the name of a stage they stand in backticks. */
const splitRows: ReadonlySet<string> = new Set(["entry", "first", "last", "every"]);

/** Users who think of the backticks type them too. */
function bare(name: string): string {
  return /^`[^`]*`$/.test(name) ? name.slice(1, -1) : name;
}

/**
 * Names of a kind, in the same funnel or source, must differ: also from those that are imported. The
 * names of figures are the language's, and a `let` would take the place of a column.
 */
function isTaken(analysis: Analysis, symbol: SymbolId, name: string): boolean {
  const declared = analysis.references.some(
    ({ isDeclaration, target }) =>
      isDeclaration &&
      !sameSymbol(target, symbol) &&
      (target.kind === symbol.kind || (isOfSteps(target) && isOfSteps(symbol))) &&
      target.owner === symbol.owner &&
      target.name === name,
  );
  if (declared) return true;
  if (symbol.kind === "measure") return isFigureName(name);
  if (symbol.kind === "let") return namesColumn(analysis, name);
  return analysis.reach.declarations.some(
    (node) => kindOf(node) === symbol.kind && "name" in node && node.name?.text === name,
  );
}

/** Stages and exits are named in the same places. */
function isOfSteps({ kind }: SymbolId): boolean {
  return kind === "stage" || kind === "exit";
}

function isFigureName(name: string): boolean {
  return figureNames.some((figure) => figure === name);
}

function namesColumn({ reach }: Analysis, name: string): boolean {
  let isNamed = false;
  visit(reach, (node) => {
    if (node.kind === "column") isNamed ||= node.path[0]?.text === name;
  });
  return isNamed;
}

function kindOf(node: Declaration): SymbolId["kind"] | undefined {
  switch (node.kind) {
    case "source":
    case "segment":
    case "funnel":
    case "connection":
      return node.kind;
    case "param-declaration":
      return "param";
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return "study";
    case "import":
      return undefined;
  }
}
