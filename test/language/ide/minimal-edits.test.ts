import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../language/index.ts";
import { minimalEdits } from "../../../language/editing.ts";
import { propertyOptions } from "../../support/properties.ts";

describe("minimal edits", () => {
  it("replace the lines that differ and no others", () => {
    const edits = minimalEdits("a\nb\nc\nd\ne\n", "a\nB\nc\nd\ne!\n");
    assert.deepEqual(edits, [
      { span: { start: 2, end: 4 }, newText: "B\n" },
      { span: { start: 8, end: 10 }, newText: "e!\n" },
    ]);
  });

  it("are none for equal texts", () => {
    assert.deepEqual(minimalEdits("a\r\nb", "a\r\nb"), []);
  });

  it("insert and remove whole lines", () => {
    assert.deepEqual(minimalEdits("a\nc\n", "a\nb\nc\n"), [
      { span: { start: 2, end: 2 }, newText: "b\n" },
    ]);
    assert.deepEqual(minimalEdits("a\nb\nc\n", "a\nc\n"), [
      { span: { start: 2, end: 4 }, newText: "" },
    ]);
  });

  it("always give the other text", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "", "\n", "\r\n", "\r", "c\n"), { maxLength: 20 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(applyEdits(before, minimalEdits(before, after)), after);
      }),
      propertyOptions(2000),
    );
  });
});
