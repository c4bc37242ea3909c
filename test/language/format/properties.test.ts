import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { formatText } from "../../../language/editing.ts";
import { changes, mutate } from "./mutate.ts";
import { programs } from "./programs.ts";
import { assertSame } from "./same.ts";
import { propertyOptions } from "../../support/properties.ts";

const samples = path.join(import.meta.dirname, "../../../samples");
const texts = readdirSync(samples)
  .filter((name) => name.endsWith(".funnel"))
  .map((name) => readFileSync(path.join(samples, name), "utf8"));

describe("formatting", function () {
  this.timeout(120_000);

  it("keeps the words, the comments and the meaning of any text of the language", () => {
    fc.assert(
      fc.property(programs(), (text) => {
        assertSame(text);
      }),
      propertyOptions(600),
    );
  });

  it("does so for texts with words cut out, doubled and swapped", () => {
    const text = fc.oneof(fc.constantFrom(...texts), programs());
    fc.assert(
      fc.property(text, changes, (before, list) => {
        assertSame(list.reduce(mutate, before));
      }),
      propertyOptions(400),
    );
  });

  it("changes nothing more the second time, whatever the text", () => {
    const piece = fc.constantFrom(
      ...["funnel", "stage", "source", "{", "}", "(", ")", '"', "'", "`", "/*", "*/", "//", "/**"],
      ...["\n", "\r", "\r\n", " ", "\t", ":", ",", "<<<<<<<", "where", "a", "1", "2026-1-3", "#"],
      ...[
        "\u0000",
        "\uFEFF",
        "\uD800",
        "“",
        "\\",
        "segment x = y\n",
        "funnel F {\n",
        "stage A: a\n",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const formatted = formatText(parts.join(""));
        assert.deepEqual(formatText(formatted.text), formatted);
      }),
      propertyOptions(1000),
    );
  });
});
