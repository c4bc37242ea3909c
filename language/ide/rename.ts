import { writeName } from "../semantics/write.ts";
import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { SymbolId } from "../semantics/references.ts";
import type { Span, TextEdit } from "../text.ts";
import { referenceAt, sameSymbol } from "./definition.ts";
import { highlights } from "./references.ts";
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

/** New spellings of the declaration and all uses; in backticks where the new name needs them. */
export function rename(
  analysis: Analysis,
  offset: number,
  newName: string,
  locale: Locale,
): Renaming {
  const words = wordsOf(locale);
  const target = referenceAt(analysis, offset)?.target;
  if (target === undefined) return { kind: "refused", reason: words.noName };
  const name = bare(newName.trim());
  if (name === "") return { kind: "refused", reason: words.emptyName };
  if (name !== target.name && isTaken(analysis, target, name)) {
    return { kind: "refused", reason: words.nameTaken(name) };
  }
  const newText = writeName(name);
  const edits = highlights(analysis, offset).map(({ span }) => ({ span, newText }));
  return { kind: "edits", edits };
}

/** Users who think of the backticks type them too. */
function bare(name: string): string {
  return /^`[^`]*`$/.test(name) ? name.slice(1, -1) : name;
}

/** Names of a kind, in the same funnel or source, must differ. */
function isTaken(analysis: Analysis, target: SymbolId, name: string): boolean {
  return analysis.references.some(
    (reference) =>
      reference.isDeclaration &&
      !sameSymbol(reference.target, target) &&
      reference.target.kind === target.kind &&
      reference.target.owner === target.owner &&
      reference.target.name === name,
  );
}
