import { hardWords } from "../vocabulary.ts";

/** A name as it is written in the language: plain, or in backticks where it isn't a plain word. */
export function writeName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name) && !hardWords.has(name);
  return isPlain ? name : `\`${escapeText(name, "`")}\``;
}

/** A text in double quotes, as the language reads it. */
export function writeString(text: string): string {
  return `"${escapeText(text, '"')}"`;
}

/** What stands between the quotes. */
export function escapeText(text: string, quote: string): string {
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === "\\" || character === quote) result += `\\${character}`;
    else if (character === "\n") result += "\\n";
    else if (character === "\t") result += "\\t";
    else if (code < 32 || code === 127) result += `\\u{${code.toString(16).toUpperCase()}}`;
    else result += character;
  }
  return result;
}
