/** What a tool answers at most, in characters: a model reads all of it, and somebody pays for that. */
export const mostCharacters = 16_000;

/** The same of a whole result, which can't be cut. */
export const mostJson = 60_000;

/** The text, or its beginning with a line that says how much of it is missing. */
export function capped(text: string, most: number = mostCharacters): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}\n… (${text.length - kept.length} more characters are left out)`;
}
