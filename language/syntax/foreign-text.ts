/** What else a text may be that was taken for a `.funnel` file. */
export type ForeignText = "SQL" | "JSON" | "YAML" | "CSV" | "Python" | "HTML";

const signs: readonly (readonly [pattern: RegExp, kind: ForeignText])[] = [
  [/^(?:select|with|insert|update|delete)\s[^]*\b(?:from|as|set|into)\b/i, "SQL"],
  [/^create\s+(?:or\s+replace\s+)?(?:table|view)\b/i, "SQL"],
  [/^[{[]\s*(?:["'][^"'\n]*["']\s*[:,\]]|[{[])/, "JSON"],
  [/^(?:---[^\n]*\n\s*)?[\w-]+:[ \t]*(?:[^\n{]*)\n\s*(?:- |[\w-]+:(?:\s|$))/, "YAML"],
  [
    /^(?:import\s+\w+(?:\s+as\s+\w+)?\s*\n(?!(?:[^]*\n)?(?:source|segment|funnel)\s)|from\s+[\w.]+\s+import\s|def\s+\w+\()/,
    "Python",
  ],
  [/^<[!?a-z]/i, "HTML"],
  [/^[\w "]+(?:[,;\t][\w "]+){1,}\r?\n[^\n{}]*[,;\t][^\n{}]*(?:\n|$)/, "CSV"],
];

/** The language that a whole text is written in, where it is plainly another one. */
export function foreignText(text: string): ForeignText | undefined {
  const begin = text.slice(0, 2000).trimStart();
  return signs.find(([pattern]) => pattern.test(begin))?.[1];
}
