import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { FunnelParser } from "../../../language/syntax/parser.ts";
import { cstTypes } from "../../support/cst-types.ts";

describe("the grammar", () => {
  it("is unambiguous", () => {
    // Chevrotain's own validations throw; they are left out in production.
    assert.doesNotThrow(() => new FunnelParser({ skipValidations: false }));
  });

  it("has the types of cst.ts", () => {
    const file = new URL("../../../language/syntax/cst.ts", import.meta.url);
    const types = cstTypes();
    if (process.env["UPDATE"]) writeFileSync(file, types);
    assert.equal(readFileSync(file, "utf8"), types);
  });
});
