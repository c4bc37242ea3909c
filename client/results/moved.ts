/**
 * Where a line stands after edits: the nearest one with the same words, blanks at its ends aside.
 * Undefined: there is none any more. Zero-based.
 */
export function movedLine(
  lines: readonly string[],
  words: string,
  before: number,
): number | undefined {
  const wanted = words.trim();
  if (wanted === "") return undefined;
  let nearest: number | undefined;
  for (const [line, text] of lines.entries()) {
    if (text.trim() !== wanted) continue;
    if (nearest === undefined || Math.abs(line - before) < Math.abs(nearest - before)) {
      nearest = line;
    }
  }
  return nearest;
}
