import type { Diagnostic, Fix } from "../diagnostics.ts";
import { applyEdits, type Span } from "../text.ts";

/** A text with more mistakes than this is something else; looking at each fix would only take time. */
export const MAX_LOOKED_AT = 20;
const MAX_LENGTH = 5_000;

/**
 * Leaves only the fixes after which their declaration has fewer mistakes: repairs are guesses from the
 * words nearby, and one that leads from one error to another is worse than none. Of more problems than
 * `mostLookedAt` the fixes stay as they are.
 */
export function keepMending(
  problems: readonly Diagnostic[],
  declarations: readonly Span[],
  text: string,
  countProblems: (text: string) => number,
  mostLookedAt: number,
): readonly Diagnostic[] {
  const counts = new Map<Span, number>();
  const countIn = (place: Span): number => {
    const count = counts.get(place) ?? countProblems(text.slice(place.start, place.end));
    counts.set(place, count);
    return count;
  };
  const isMending = (fix: Fix): boolean => {
    const place = declarations.find(({ start, end }) =>
      fix.edits.every(({ span }) => start <= span.start && span.end <= end),
    );
    if (!place || place.end - place.start > MAX_LENGTH) return true;
    const edits = fix.edits.map(({ span, newText }) => ({
      span: { start: span.start - place.start, end: span.end - place.start },
      newText,
    }));
    const mended = applyEdits(text.slice(place.start, place.end), edits);
    return countProblems(mended) < countIn(place);
  };
  let lookedAt = 0;
  return problems.map((problem) => {
    // These have been tried out already.
    if (problem.code === "FNL1050") return problem;
    if (!problem.fixes || problem.fixes.length === 0 || ++lookedAt > mostLookedAt) return problem;
    return { ...problem, fixes: problem.fixes.filter(isMending) };
  });
}
