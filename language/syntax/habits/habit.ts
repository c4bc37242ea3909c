/**
 * A spelling that people bring along from elsewhere (SQL, spreadsheets, other analytics tools, everyday
 * English, Russian), and how the language says the same. A habit is only ever offered where the
 * statement parses after it, so its pattern may be generous.
 */
export interface Habit {
  /** Made when it is first needed: there are many, and a text without mistakes needs none. */
  readonly pattern: () => RegExp;
  /** It is of a whole line: where a statement isn't finished, only such habits tell what is missing. */
  readonly isWhole: boolean;
  readonly instead: string | ((groups: readonly string[]) => string | readonly string[]);
}

/** Never a part of a longer word. */
function word(letters: string): string {
  return `(?<![\\p{L}\\p{N}_])${letters}(?![\\p{L}\\p{N}_])`;
}

/** What stands for pieces of the language in the pattern of a habit. */
const pieces: Readonly<Record<string, string>> = {
  // A word, in backticks or not.
  N: `(?:\`[^\`\\n]*\`|${word("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*")})`,
  // A text in quotes.
  S: "(?:\"[^\"\\n]*\"|'[^'\\n]*')",
  // A column, a number or a text.
  V: `(?:"[^"\\n]*"|'[^'\\n]*'|\`[^\`\\n]*\`|${word("[\\p{L}\\p{N}_.]+")}%?)`,
  // An event.
  E: `(?:"[^"\\n]*"|'[^'\\n]*'|${word("[\\p{L}_][\\p{L}\\p{M}\\p{N}_.]*")})`,
  // A comparison.
  C: "(?:[=!<>]=?|<>)",
  // A number with its unit.
  D: "(?:\\d[\\d.]*\\s*(?:second|minute|hour|day|week|month|year)s?)",
  // A date.
  T: "(?:\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.Z+-]*)?)",
};

/**
 * `<N>`, `<S>`, … stand for the pieces above, a blank for at least one, `~` for any number of them; `^` and
 * `$` are the ends of a line. The groups of the pattern are `$1`, `$2`, … in what is written instead.
 */
export function habit(pattern: string, instead: Habit["instead"]): Habit {
  const isWhole = pattern.startsWith("^") && pattern.endsWith("$");
  let made: RegExp | undefined;
  return { pattern: () => (made ??= toRegExp(pattern)), isWhole, instead };
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/<([NSVECDT])>/g, (_, piece: string) => pieces[piece] ?? "")
    .replaceAll(" ", "\\s+")
    .replaceAll("~", "\\s*")
    .replace(/^\^/, "(?<=^[ \\t]*)")
    .replace(/(?<!\\)\$$/, "(?=[ \\t]*$)");
  return new RegExp(source, "dgmu");
}

/** The statement with all that a habit applies to rewritten, in each of its readings; none: it doesn't apply. */
export function rewrite(
  { pattern, instead, isWhole }: Habit,
  text: string,
  at: number,
): readonly string[] {
  if (!isWhole && at >= text.length) return [];
  const all = [...masked(text).matchAll(pattern())];
  const touching = all.find((match) => {
    const end = match.index + match[0].length;
    // The parser may stop at the word behind.
    return match.index <= at && (at <= end || text.slice(end, at).trim() === "");
  });
  if (touching === undefined) return [];
  // The same once more in the line is meant alike; other lines may be right as they are.
  const from = lineStart(text, touching.index);
  const to = lineEnd(text, touching.index + touching[0].length);
  const matches = all.filter(({ index }) => from <= index && index <= to);
  const readings = matches.map((match): readonly string[] => {
    const groups = (match.indices ?? []).map((span) => (span ? text.slice(...span) : ""));
    if (typeof instead !== "string") {
      const written = instead(groups);
      return typeof written === "string" ? [written] : written;
    }
    return [instead.replaceAll(/\$(\d)/g, (_, group: string) => groups[Number(group)] ?? "")];
  });
  const count = Math.max(...readings.map(({ length }) => length));
  return Array.from({ length: count }, (_, reading) => {
    let written = "";
    let done = 0;
    for (const [i, match] of matches.entries()) {
      written +=
        text.slice(done, match.index) + (readings[i]?.[reading] ?? readings[i]?.[0] ?? match[0]);
      done = match.index + match[0].length;
    }
    return written + text.slice(done);
  });
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** What stands in quotes is nobody's habit: patterns see only how it is made up, never its words. */
function masked(text: string): string {
  return text.replaceAll(/(["'`])([^"'`\n]*)\1/g, (_, quote: string, inner: string) => {
    const shape = inner.replaceAll(/\p{L}/gu, "x").replaceAll(/\d/g, "0");
    return quote + shape.replaceAll(/[^x0.:_-]/g, "\u0001") + quote;
  });
}
