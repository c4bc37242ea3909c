import type { Finding, Note } from "../diagnostics.ts";
import type { Locale } from "./locale.ts";
import type { Messages } from "./messages.ts";
import { translated } from "./translated.ts";

export { type Locale, toLocale } from "./locale.ts";

/**
 * The wording of diagnostics and fixes by language. Files of wording are spread into `en.ts` and `ru.ts`,
 * which reach hosts through `language/english.ts` and `language/russian.ts` alone.
 */
export const wording = translated<Messages | undefined>(undefined);

/** What is wrong and what to do, in a sentence or two. Until a host has added a language, the code alone. */
export function describeFinding(finding: Finding, locale: Locale): string {
  // The code picks the wording that takes its own parameters; the compiler can't follow that.
  const message = wording.in(locale)?.findings[finding.code] as
    | ((args: Finding["args"]) => string)
    | undefined;
  const text = inOneLine(message?.(finding.args) ?? finding.code);
  return finding.code === "FNL2074"
    ? `${text} ${describeFinding(finding.args.problem as Finding, locale)}`
    : text;
}

/** The title of a fix or the note at a related place. */
export function describeNote(note: Note, locale: Locale): string {
  const message = wording.in(locale)?.notes[note.key] as
    | ((args: Note["args"]) => string)
    | undefined;
  return inOneLine(message?.(note.args) ?? note.key);
}

/**
 * Names and values of data may hold line breaks, and marks that turn the direction of all that follows:
 * they are written as escapes, so that a message stays a line and reads as it is meant.
 */
function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (unit) => {
    if (unit === "\n") return "\\n";
    return `\\u{${unit.charCodeAt(0).toString(16).toUpperCase()}}`;
  });
}
