import type { Finding, Note } from "../diagnostics.ts";
import { en } from "./en.ts";
import type { Locale } from "./locale.ts";
import type { Messages } from "./messages.ts";
import { translated } from "./translated.ts";

export { type Locale, toLocale } from "./locale.ts";

/**
 * The wording of diagnostics and fixes by language. Files of wording are spread into `en.ts` and `ru.ts`;
 * the Russian ones reach hosts through `language/russian.ts` alone.
 */
export const wording = translated<Messages>(en);

/** What is wrong and what to do, in a sentence or two. */
export function describeFinding(finding: Finding, locale: Locale): string {
  const messages = wording.in(locale).findings;
  // The code picks the wording that takes its own parameters; the compiler can't follow that.
  const message = messages[finding.code] as (args: Finding["args"]) => string;
  const text = message(finding.args);
  return finding.code === "FNL2074"
    ? `${text} ${describeFinding(finding.args.problem as Finding, locale)}`
    : text;
}

/** The title of a fix or the note at a related place. */
export function describeNote(note: Note, locale: Locale): string {
  const message = wording.in(locale).notes[note.key] as (args: Note["args"]) => string;
  return message(note.args);
}
