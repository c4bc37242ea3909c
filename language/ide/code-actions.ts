import type { Analysis } from "../analyze.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { type Locale, describeNote } from "../messages/index.ts";
import { type Span, type TextEdit, overlaps } from "../text.ts";
import { wordsOf } from "./words.ts";

export interface CodeAction {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The diagnostic that it removes. */
  readonly diagnostic?: Diagnostic;
  readonly preferred: boolean;
}

/** The fixes of the diagnostics that touch a selection. */
export function quickFixes(
  analysis: Analysis,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  return analysis.diagnostics
    .filter((diagnostic) => overlaps(diagnostic.span, selection))
    .flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map((fix) => ({
        title: describeNote(fix.title, locale),
        edits: fix.edits,
        diagnostic,
        preferred: fix.preferred === true,
      })),
    );
}

/**
 * Every preferred fix of the file in one action; undefined where there is none. Where two of them
 * touch the same text the first is taken: the other is offered again after it.
 */
export function fixAll(analysis: Analysis, locale: Locale): CodeAction | undefined {
  const edits: TextEdit[] = [];
  for (const diagnostic of analysis.diagnostics) {
    const fix = diagnostic.fixes?.find((candidate) => candidate.preferred === true);
    if (fix === undefined) continue;
    const clashes = fix.edits.some((edit) =>
      edits.some((taken) => overlaps(taken.span, edit.span)),
    );
    if (!clashes) edits.push(...fix.edits);
  }
  if (edits.length === 0) return undefined;
  return { title: wordsOf(locale).fixAll, edits, preferred: false };
}
