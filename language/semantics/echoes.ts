import type { Diagnostic, DiagnosticCode } from "../diagnostics.ts";
import { overlaps, type Span } from "../text.ts";

/** Of what stands there nobody can tell what it means: texts and numbers that could not be read. */
const unread: ReadonlySet<DiagnosticCode> = new Set(["FNL1003", "FNL1024"]);
/** What is said of a statement as a whole: it matters only once the statement is right. */
const ofStatements: ReadonlySet<DiagnosticCode> = new Set([
  "FNL1025",
  "FNL1029",
  "FNL4008",
  "FNL4020",
]);

/** What could not be read as it stands is said once: not again of what was made of it. */
export function withoutEchoes(
  problems: readonly Diagnostic[],
  syntax: readonly Diagnostic[],
  text: string,
): readonly Diagnostic[] {
  const key = ({ span }: Diagnostic): string => `${span.start} ${span.end}`;
  const escapes = placesOf(syntax, ({ code }) => code === "FNL1008");
  // A missing brace is said of the last word before it, which may be wrong by itself.
  const wrong = syntax.filter(({ code }) => code !== "FNL1016");
  const said = new Set(wrong.map(key));
  const meant = placesOf(wrong, ({ severity }) => severity === "error");
  const errors = [...problems, ...wrong]
    .filter(({ code, severity }) => severity === "error" && code !== "FNL1025")
    .map(({ span }) => span.start)
    .sort((a, b) => a - b);
  return problems.filter((problem) => {
    const { code, span } = problem;
    if (said.has(key(problem))) return false;
    if (code.startsWith("FNL5") && touches(escapes, span)) return false;
    if (ofStatements.has(code) && touches(meant, span)) return false;
    return !isNotYet(problem) || !hasWithin(errors, span.start, endOfLine(text, span.start));
  });
}

/** The same for all that is said of a text, also of the paths of its imports. */
export function withoutUnread(
  problems: readonly Diagnostic[],
  syntax: readonly Diagnostic[],
): Diagnostic[] {
  const places = placesOf(syntax, ({ code }) => unread.has(code));
  if (places.length === 0) return [...problems];
  const known = new Set(syntax);
  return problems.filter((problem) => known.has(problem) || !touches(places, problem.span));
}

/** That this version can't run it. */
function isNotYet({ code }: Diagnostic): boolean {
  return code === "FNL1025" || code === "FNL1029";
}

function placesOf(
  problems: readonly Diagnostic[],
  isMeant: (problem: Diagnostic) => boolean,
): readonly Span[] {
  return problems.filter(isMeant).map(({ span }) => span);
}

function touches(places: readonly Span[], span: Span): boolean {
  return places.some(
    (place) =>
      (place.start < span.end && span.start < place.end) ||
      // A place without a length.
      (place.start === place.end && overlaps(place, span)),
  );
}

function hasWithin(sorted: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Infinity) < end;
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
