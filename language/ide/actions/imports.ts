import type { Analysis } from "../../analyze.ts";
import type { Locale } from "../../messages/index.ts";
import { wordsOf } from "../words.ts";
import type { CodeAction } from "./action.ts";

/** Imports that bring nothing that is used, and those that stand twice. */
const needless: ReadonlySet<string> = new Set(["FNL2070", "FNL2071"]);

/** Takes them all out; undefined where there are none. */
export function organizeImports(analysis: Analysis, locale: Locale): CodeAction | undefined {
  const edits = analysis.diagnostics
    .filter(({ code }) => needless.has(code))
    .flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  if (edits.length === 0) return undefined;
  return {
    title: wordsOf(locale).organizeImports,
    kind: "organize-imports",
    edits,
    preferred: false,
  };
}
