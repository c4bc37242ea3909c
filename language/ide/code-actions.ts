import type { Analysis } from "../analyze.ts";
import { type Locale, describeNote } from "../messages/index.ts";
import type { Catalog } from "../semantics/catalog.ts";
import { type Span, type TextEdit, overlaps } from "../text.ts";
import type { CodeAction } from "./actions/action.ts";
import { writeFunnelHead } from "./actions/funnel-head.ts";
import { writeMapping } from "./actions/mapping.ts";
import { addModelStages } from "./actions/model-stages.ts";
import { extractSegment } from "./actions/segments.ts";
import { rewriteValue } from "./actions/values.ts";
import { dataOf } from "./data.ts";
import { wordsOf } from "./words.ts";

export type { CodeAction } from "./actions/action.ts";
export { organizeImports } from "./actions/imports.ts";

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
        kind: "fix" as const,
        edits: fix.edits,
        diagnostic,
        preferred: fix.preferred === true,
      })),
    );
}

/** Other ways to write what a selection touches; nothing is wrong there. */
export function refactorings(
  analysis: Analysis,
  catalog: Catalog,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  const data = dataOf(analysis, catalog);
  return [
    ...writeMapping(analysis, selection, locale),
    ...rewriteValue(analysis, selection, locale),
    ...writeFunnelHead(analysis, data, selection, locale),
    ...addModelStages(analysis, data, selection, locale),
    ...extractSegment(analysis, data, selection, locale),
  ];
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
  return { title: wordsOf(locale).fixAll, kind: "fix-all", edits, preferred: false };
}
