import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { semanticTokens } from "../../../language/editing.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { lex } from "../../../language/syntax/lexer.ts";
import { isName } from "../../../language/syntax/tokens.ts";

const whole = readFileSync(new URL("../fixtures/whole.funnel", import.meta.url), "utf8");

/** The names of one kind in the file that has every construct. */
function all(kind: string): string {
  return semanticTokens(analyze(whole, emptyCatalog))
    .filter((token) => token.kind === kind)
    .map(({ span, declaration }) => whole.slice(span.start, span.end) + (declaration ? "!" : ""))
    .join(" ");
}

describe("semantic tokens of every construct", () => {
  it("tell what each name is", () => {
    assert.match(
      all("source"),
      /^warehouse! wh! warehouse crm! ads! visits! regions! web! regions/,
    );
    assert.match(all("segment"), /^mobile! returning! mobile mobile desktop$/);
    assert.match(all("funnel"), /^Signup! Weekly! Onboarding! Signup Why! Signup Fit! Signup/);
    assert.equal(all("measure"), "revenue! cac! m! revenue");
    assert.equal(all("param"), "limit! since! market! gap! least! $limit");
    assert.match(all("event"), /^page_view lead! qualified! impression! click! page_view sign_up/);
    assert.match(all("stage"), /Acquisition! Activation! Lost! Acquisition Activation/);
    assert.match(all("function"), /^coalesce sum cost actors conversion median_time$/);
  });

  it("leave no word without a colour but those that mean nothing yet", () => {
    const coloured = new Set(
      semanticTokens(analyze(whole, emptyCatalog)).map(({ span }) => span.start),
    );
    const plain = lex(whole).tokens.filter(
      (token) => isName(token) && !coloured.has(token.startOffset),
    );
    assert.deepEqual(
      plain.map(({ image }) => image),
      ["ga4_export"],
    );
  });
});
