import assert from "node:assert/strict";
import { habit, rewrite } from "../../../../language/syntax/habits/habit.ts";

describe("a habit", () => {
  const asOneName = habit("(?<=where )(<N>(?: <N>)+)(?= =)", "`$1`");
  const arrow = habit("~=>~", " -> ");

  it("is mended wherever it is in a line, since it is meant alike", () => {
    assert.deepEqual(rewrite(arrow, "a => b => c", 2), ["a -> b -> c"]);
  });

  it("leaves other lines alone, which may be right", () => {
    const text = "where New York = 1\nwhere that old column = 2";
    assert.deepEqual(rewrite(asOneName, text, 10), [
      "where `New York` = 1\nwhere that old column = 2",
    ]);
  });

  it("is none where the parser doesn't stop", () => {
    assert.deepEqual(rewrite(arrow, "a => b\nc d", 9), []);
  });
});
