import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  analyze,
  codeLenses,
  complete,
  definition,
  documentSymbols,
  fixAll,
  foldingRanges,
  highlights,
  hover,
  prepareRename,
  quickFixes,
  rename,
  semanticTokens,
} from "../../../language/index.ts";
import { catalog } from "./check.ts";
import { propertyOptions } from "../../support/properties.ts";

const samples = ["saas-signup", "shop", "b2b-pipeline", "marketing-ru"].map((name) =>
  readFileSync(new URL(`../../../samples/${name}.funnel`, import.meta.url), "utf8"),
);

/** Everything that an editor asks, at one place of a text. */
function askAll(text: string, offset: number): void {
  const analysis = analyze(text, catalog);
  hover(analysis, catalog, offset, "en");
  definition(analysis, offset);
  highlights(analysis, offset);
  prepareRename(analysis, offset);
  rename(analysis, offset, "x", "ru");
  quickFixes(analysis, { start: offset, end: offset }, "ru");
  fixAll(analysis, "en");
  codeLenses(analysis, "en");
  documentSymbols(analysis);
  foldingRanges(analysis);
  for (const token of semanticTokens(analysis)) assert.ok(token.span.start < token.span.end);
  const { items } = complete(analysis, catalog, offset, "en");
  for (const { edit, label } of items) {
    // An editor takes only edits of the cursor's own line that touch the cursor.
    const replaced = text.slice(edit.span.start, edit.span.end);
    assert.ok(edit.span.start <= offset && offset <= edit.span.end, label);
    assert.doesNotMatch(replaced, /[\r\n]/, label);
  }
}

describe("the answers to an editor", () => {
  it("come whatever the text: pieces of samples in any order, cut anywhere", function () {
    this.timeout(60_000);
    const pieces = samples.flatMap(
      (sample) => sample.match(/[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu) ?? [],
    );
    const text = fc
      .array(fc.integer({ min: 0, max: pieces.length - 1 }), { minLength: 1, maxLength: 12 })
      .map((starts) =>
        starts
          .map((start, i) => pieces.slice(start, start + 3 + ((start + i) % 40)).join(""))
          .join(" "),
      );
    fc.assert(
      fc.property(text, fc.nat(), (source, place) => askAll(source, place % (source.length + 1))),
      propertyOptions(400),
    );
  });

  it("come for texts deeper and longer than anybody writes", function () {
    this.timeout(60_000);
    const start =
      'source web from "web.csv" { actor user_id time ts event name }\nfunnel F on web {\n  where ';
    for (const text of [
      start + "(".repeat(3000),
      `${start}${"not ".repeat(3000)}a`,
      `${start}${"a = 1 and ".repeat(3000)}`,
      `${start}${"lower(1, ".repeat(2000)}`,
      "{".repeat(3000),
      "funnel ".repeat(3000),
      "`".repeat(3000),
    ]) {
      askAll(text, text.length);
      askAll(text, Math.floor(text.length / 2));
    }
  });
});
