import type { Analysis } from "../../analyze.ts";
import type { Fix } from "../../diagnostics.ts";
import { type Locale, describeNote } from "../../messages/index.ts";
import { type Span, overlaps } from "../../text.ts";
import { sourcesOf } from "../tree.ts";
import { type CodeAction, rewrite } from "./action.ts";

/** What writes the inferred statements of the source with a name at a place. */
export function mappingFix(analysis: Analysis, nameSpan: Span): Fix | undefined {
  const found = analysis.diagnostics.find(
    ({ code, span }) => code === "FNL4026" && span.start === nameSpan.start,
  );
  return found?.fixes?.[0];
}

/** Anywhere in a source; on its name the diagnostic offers it already. */
export function writeMapping(
  analysis: Analysis,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  return sourcesOf(analysis.tree).flatMap(({ span, name }) => {
    if (name === undefined || !overlaps(span, selection) || overlaps(name.span, selection)) {
      return [];
    }
    const fix = mappingFix(analysis, name.span);
    return fix === undefined ? [] : [rewrite(describeNote(fix.title, locale), fix.edits)];
  });
}
