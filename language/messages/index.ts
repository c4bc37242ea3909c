import type { Finding, Note } from "../diagnostics.ts";
import { en } from "./en.ts";
import type { Locale } from "./locale.ts";
import type { Messages } from "./messages.ts";
import { ru } from "./ru.ts";

export { type Locale, toLocale } from "./locale.ts";

const tables: Readonly<Record<Locale, Messages>> = { en, ru };

/** What is wrong and what to do, in a sentence or two. */
export function describeFinding(finding: Finding, locale: Locale): string {
  const messages = tables[locale].findings;
  // The code picks the wording that takes its own parameters; the compiler can't follow that.
  const message = messages[finding.code] as (args: Finding["args"]) => string;
  return message(finding.args);
}

/** The title of a fix or the note at a related place. */
export function describeNote(note: Note, locale: Locale): string {
  const message = tables[locale].notes[note.key] as (args: Note["args"]) => string;
  return message(note.args);
}
