import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { complete, semanticTokens } from "../../../language/editing.ts";
import { analyze } from "../../../language/index.ts";
import { catalog } from "./completion-data.ts";

const texts = [
  ...["whole", "example"].map((name) => `test/language/fixtures/${name}`),
  ...["saas-signup", "b2b-pipeline", "marketing-ru"].map((name) => `samples/${name}`),
].map((name) => readFileSync(new URL(`../../../${name}.funnel`, import.meta.url), "utf8"));

const known = ["keyword", "source", "segment", "funnel", "stage", "measure", "param", "function"];

describe("completion, word by word through whole files", function () {
  this.timeout(60_000);

  it("offers each keyword and each declared name where it is written", () => {
    const missed: string[] = [];
    for (const text of texts) {
      for (const { span, kind, declaration } of semanticTokens(analyze(text, catalog))) {
        if (declaration || !known.includes(kind)) continue;
        const word = text.slice(span.start, span.end);
        const before = text.slice(0, span.start);
        const { items } = complete(analyze(before, catalog), catalog, before.length, "en");
        // `starts with`, `is not missing` and the like are offered as a whole.
        const offered = items.some(
          ({ label, edit }) => `${label} `.startsWith(`${word} `) || edit.newText.startsWith(word),
        );
        if (!offered) missed.push(`${/[^\n]*$/.exec(before)?.[0].trim() ?? ""} ${word}`);
      }
    }
    assert.deepEqual(missed, [
      // A funnel of one source: its name before an event says nothing.
      'exit Lost "Gone": (refund or web',
      // Declared nowhere.
      "compare mobile vs desktop",
      // The first stage has no conversion that could change.
      "stage Acquisition",
    ]);
  });
});
