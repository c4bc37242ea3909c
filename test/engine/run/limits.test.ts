import assert from "node:assert/strict";
import { defaultLimits, limitsWith } from "../../../server/engine/run/limits.ts";

describe("the limits of a database", () => {
  it("are half of the machine's memory, at most 4 GiB", () => {
    const [, amount] = /^(\d+)MiB$/.exec(defaultLimits().memory) ?? [];
    assert.ok(Number(amount) >= 256 && Number(amount) <= 4096);
  });

  it("are what the user wants, if that makes sense", () => {
    assert.equal(limitsWith({ memory: " 1.5 GB " }).memory, "1.5 GB");
    assert.equal(limitsWith({ threads: 3 }).threads, 3);
    for (const memory of ["∞", "", "lots", "-1GB", "1GB'; set threads=1; --", "1e9GB"]) {
      assert.deepEqual(limitsWith({ memory }), defaultLimits());
    }
    for (const threads of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.deepEqual(limitsWith({ threads }), defaultLimits());
    }
  });
});
