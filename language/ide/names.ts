import { hardWords } from "../vocabulary.ts";

const plainName = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;

/** Whether a name can stand without quotes wherever a name is expected. */
export function isPlainName(name: string): boolean {
  return plainName.test(name) && !hardWords.has(name);
}

/** A name as it is written: plain where that is possible, else in backticks. */
export function writeName(name: string): string {
  return isPlainName(name) ? name : quote(name, "`");
}

/** An event: plain or in quotes. Words that steps go on with would not be taken for it. */
export function writeEvent(name: string): string {
  return isPlainName(name) && name !== "any" ? name : quote(name, '"');
}

export function writeText(text: string): string {
  return quote(text, '"');
}

export function quote(text: string, mark: '"' | "'" | "`"): string {
  let written = "";
  for (const character of text) {
    if (character === mark || character === "\\") written += `\\${character}`;
    else if (character === "\n") written += String.raw`\n`;
    else if (character === "\t") written += String.raw`\t`;
    else if (/\p{Cc}/u.test(character)) {
      written += `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
    } else written += character;
  }
  return mark + written + mark;
}
