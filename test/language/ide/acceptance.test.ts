import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type CompletionItem, complete } from "../../../language/editing.ts";
import { analyze, applyEdits } from "../../../language/index.ts";
import { parseText } from "../../../language/syntax/parse.ts";
import { catalog } from "./completion-data.ts";

/** What is offered can be taken: no offer leads into an error that wasn't there before. */

const texts = [
  ...["saas-signup", "shop", "b2b-pipeline", "marketing-ru"].map((name) => `samples/${name}`),
  "test/language/fixtures/whole",
  "test/language/fixtures/example",
].map((name) => ({
  name,
  text: readFileSync(new URL(`../../../${name}.funnel`, import.meta.url), "utf8"),
}));

/** As an editor without placeholders writes it. */
function plain({ edit, snippet }: CompletionItem): string {
  if (!snippet) return edit.newText;
  return edit.newText.replace(
    /\\(.)|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}/g,
    (_, escaped?: string, choice?: string, placeholder?: string) =>
      escaped ?? (choice ?? placeholder ?? "").replace(/\\(.)/g, "$1"),
  );
}

function syntaxErrors(text: string): readonly string[] {
  return parseText(text)
    .problems.filter(({ severity }) => severity === "error")
    .map(({ code }) => code);
}

/** Texts with an empty line before each line that something stands on, and the place in it. */
function starts(text: string): readonly { readonly text: string; readonly offset: number }[] {
  const found: { text: string; offset: number }[] = [];
  let at = 0;
  let commented = false;
  for (const line of text.split("\n")) {
    if (line.includes("/*")) commented = true;
    if (!commented && line.trim() !== "" && !line.trim().startsWith("//")) {
      // In a block, as deep as its statements, also before its end.
      const own = /^ */.exec(line)?.[0] ?? "";
      const indent = line.trim() === "}" ? `${own}  ` : own;
      found.push({
        text: `${text.slice(0, at)}${indent}\n${text.slice(at)}`,
        offset: at + indent.length,
      });
    }
    if (line.includes("*/")) commented = false;
    at += line.length + 1;
  }
  return found;
}

describe("what completion offers where a statement begins", function () {
  this.timeout(60_000);
  for (const { name, text } of texts) {
    it(`brings no error when it is taken: ${name}`, () => {
      const before = syntaxErrors(text).length;
      for (const start of starts(text)) {
        const analysis = analyze(start.text, catalog);
        const items = [...complete(analysis, catalog, start.offset, "en").items]
          .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
          .slice(0, 10);
        for (const item of items) {
          const after = applyEdits(start.text, [{ ...item.edit, newText: plain(item) }]);
          const errors = syntaxErrors(after);
          const line = after.slice(Math.max(0, start.offset - 80), start.offset + 80);
          assert.ok(errors.length <= before, `${item.label}: ${errors.join(" ")}\n${line}`);
        }
      }
    });
  }
});
