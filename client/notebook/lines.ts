/** As the editor and the language see lines: a line break is one, however it is written. */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** The line break that most lines of a text end with. */
export function commonBreak(text: string): string {
  const counts = new Map([["\n", 0]]);
  for (const [found] of text.matchAll(/\r\n|\n|\r/g))
    counts.set(found, (counts.get(found) ?? 0) + 1);
  const [[common] = ["\n"]] = [...counts].sort(([, a], [, b]) => b - a);
  return common;
}

/** A line as it stands in the file and as it is shown. */
export interface Line {
  readonly raw: string;
  readonly shown: string;
}

/** The lines of a text without their breaks, and the breaks: one less, whose last place is "". */
export function cutLines(text: string): { readonly lines: string[]; readonly breaks: string[] } {
  const parts = text.split(/(\r\n|\n|\r)/);
  return {
    lines: parts.filter((_, index) => index % 2 === 0),
    breaks: [...parts.filter((_, index) => index % 2 === 1), ""],
  };
}

/**
 * Writes lines that were edited: those above and below the edit stay as they are in the file, with
 * their own line breaks; `write` says how a line is written that is new.
 */
export function rewriteLines(
  before: readonly Line[],
  breaks: readonly string[],
  after: readonly string[],
  write: { readonly lineBreak: string; readonly line: (shown: string) => string },
): string {
  const shorter = Math.min(before.length, after.length);
  let above = 0;
  while (above < shorter && before[above]?.shown === after[above]) above++;
  let below = 0;
  const sameFromEnd = (n: number): boolean => before.at(-n)?.shown === after.at(-n);
  while (below < shorter - above && sameFromEnd(below + 1)) below++;
  return after
    .map((shown, index) => {
      const old =
        index < above
          ? index
          : index < after.length - below
            ? -1
            : before.length - after.length + index;
      const isLast = index === after.length - 1;
      const lineBreak = breaks[old] || write.lineBreak;
      return (before[old]?.raw ?? write.line(shown)) + (isLast ? "" : lineBreak);
    })
    .join("");
}
