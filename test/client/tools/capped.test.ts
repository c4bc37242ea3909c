import assert from "node:assert/strict";
import { capped } from "../../../client/tools/capped.ts";

describe("answers of tools", () => {
  it("are whole up to the limit, and then say how much is left out", () => {
    assert.equal(capped("12345", 5), "12345");
    assert.equal(capped("1234567", 5), "12345\n… (2 more characters are left out)");
  });

  it("are never cut within a character", () => {
    assert.equal(capped("ab😀cd", 3), "ab\n… (4 more characters are left out)");
  });
});
