import assert from "node:assert/strict";
import { nextIndex } from "../../../client/view/keyboard.ts";

describe("the keys of a chart", () => {
  it("lead from stage to stage and stop at the ends", () => {
    assert.equal(nextIndex("ArrowDown", 0, 5), 1);
    assert.equal(nextIndex("ArrowRight", 4, 5), 4);
    assert.equal(nextIndex("ArrowUp", 0, 5), 0);
    assert.equal(nextIndex("End", 1, 5), 4);
    assert.equal(nextIndex("Home", 3, 5), 0);
    assert.equal(nextIndex("a", 3, 5), undefined);
  });
});
