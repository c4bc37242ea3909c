import assert from "node:assert/strict";
import { inlayHints } from "../../../language/editing.ts";
import { analyze, applyEdits } from "../../../language/index.ts";
import { catalog, head } from "./completion-data.ts";

/** The text with its hints in brackets. */
function hinted(text: string, locale: "en" | "ru" = "en", end = text.length): string {
  const hints = inlayHints(analyze(text, catalog), { start: 0, end }, locale);
  return applyEdits(
    text,
    hints.map(({ at, label }) => ({ span: { start: at, end: at }, newText: `‹${label}›` })),
  );
}

describe("inlay hints", () => {
  it("show what is inferred of a source, where it would be written", () => {
    const text = 'source d from "data/deals.csv"\n';
    assert.equal(
      hinted('source d from "data/deals.csv" {\n  event "deal"\n}\n'),
      'source d from "data/deals.csv" {‹actor lead_id · time created_at›\n  event "deal"\n}\n',
    );
    const [hint] = inlayHints(analyze(text, catalog), { start: 0, end: text.length }, "en");
    assert.match(
      applyEdits(text, hint?.edits ?? []),
      /\{\n {2}actor lead_id\n {2}time created_at\n\}/,
    );
  });

  it("show the defaults of a funnel at its head", () => {
    const funnel =
      "funnel F on web {\n  window 2 days\n  stage A: page_view\n  stage B: sign_up\n}\n";
    assert.match(
      hinted(head + funnel),
      /funnel F on web \{‹order sequential · entry first · count actors›\n {2}window/,
    );
  });

  it("show the types of params, in the user's language", () => {
    assert.match(
      hinted("param p = 20%\nparam d = 3 days\n"),
      /param p‹: share› = .*\nparam d‹: duration›/,
    );
    assert.match(hinted("param p = 20%\n", "ru"), /param p‹: доля› =/);
  });

  it("are those of the asked range only", () => {
    assert.equal(
      hinted("param p = 20%\nparam d = 3 days\n", "en", 13),
      "param p‹: share› = 20%\nparam d = 3 days\n",
    );
  });
});
