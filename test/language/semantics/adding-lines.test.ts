import assert from "node:assert/strict";
import { addingLine } from "../../../language/semantics/adding-lines.ts";
import { applyEdits } from "../../../language/index.ts";

describe("a statement at the end of a block", () => {
  const added = (text: string): string => {
    const block = { start: text.indexOf("{"), end: text.length };
    return applyEdits(text, addingLine(block, "every week for 8", text).edits);
  };

  it("stands on a line of its own, whether the block is closed or not", () => {
    const line = "\n  start: a\n  every week for 8";
    assert.equal(added("retention R on s {\n  start: a\n}"), `retention R on s {${line}\n}`);
    assert.equal(added("retention R on s {\n  start: a"), `retention R on s {${line}`);
    assert.equal(
      added("retention R on s {\r\n  start: a"),
      `retention R on s {${line.replaceAll("\n", "\r\n")}`,
    );
  });

  it("parts the closing brace from the last statement", () => {
    assert.equal(
      added("r {\n  start: a\n  return: b }"),
      "r {\n  start: a\n  return: b\n  every week for 8\n}",
    );
  });

  it("stays in the line of a block that is on one", () => {
    assert.equal(added("r { start: a }"), "r { start: a every week for 8 }");
    assert.equal(added("r { start: a"), "r { start: a every week for 8 ");
  });
});
