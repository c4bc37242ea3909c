import assert from "node:assert/strict";
import { afterStages, codesOf, inFunnel, source } from "../../support/mistakes.ts";

const stages = ["stage A: visit", "stage B: sign_up"];

describe("one mistake", () => {
  it("hides what is said of texts and numbers that could not be read", () => {
    assert.deepEqual(codesOf(`segment ads = channel = "\n${source}`), ['FNL1003 "']);
    assert.deepEqual(codesOf('import "a\n'), ['FNL1003 "a']);
    assert.deepEqual(codesOf(inFunnel("window 1e999 days", ...stages)), ["FNL1024 1e999"]);
  });

  it("hides what is said of the whole statement that a misspelt one is taken for", () => {
    const joins = source.replace("event name", "event name\n  joins regions by amount");
    const found = codesOf(joins + afterStages().slice(source.length));
    assert.deepEqual(
      found.filter((one) => /FNL1025|FNL4008|FNL4020/.test(one)),
      [],
    );
    assert.ok(found.includes("FNL1015 joins"), found.join());
  });

  it("hides that its statement can't be run yet", () => {
    assert.deepEqual(codesOf(afterStages("trend day")), ["FNL2018 day"]);
    assert.deepEqual(codesOf(afterStages("measure m = nothing")), ["FNL2006 nothing"]);
    const join = source.replace("event name", "event name\n  join regions by amount");
    assert.deepEqual(codesOf(join + afterStages().slice(source.length)), ["FNL2001 regions"]);
  });
});
