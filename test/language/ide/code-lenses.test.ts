import assert from "node:assert/strict";
import { referenceLenses } from "../../../language/editing.ts";
import { analyze } from "../../../language/index.ts";
import { catalog, head } from "./completion-data.ts";

describe("reference lenses", () => {
  it("count the uses of sources and segments, in the user's language", () => {
    const text = `${head}funnel F on web {\n  segment mobile\n  stage A: page_view\n  stage B: sign_up\n}\nfunnel G on web {\n  stage A: page_view\n  stage B: sign_up\n}\n`;
    const shown = (locale: "en" | "ru"): readonly string[] =>
      referenceLenses(analyze(text, catalog), locale).map(
        ({ span, title }) => `${text.slice(span.start, span.end)}: ${title}`,
      );
    assert.deepEqual(shown("en"), [
      "source web: 2 uses",
      "source regions: 1 use",
      "source ads: 0 uses",
      "source deals: 0 uses",
      "segment mobile: 1 use",
    ]);
    assert.equal(shown("ru")[0], "source web: 2 использования");
  });
});
