import assert from "node:assert/strict";
import { oneAfterAnother } from "../../../client/tests/one-after-another.ts";

describe("tasks one after another", () => {
  it("wait for each other, also for one that fails", async () => {
    const line = oneAfterAnother();
    const seen: string[] = [];
    const first = line.add(async () => {
      seen.push("first begins");
      await Promise.resolve();
      seen.push("first ends");
      throw new Error("gone wrong");
    });
    const second = line.add(async () => void seen.push("second"));
    await assert.rejects(first, /gone wrong/);
    await second;
    assert.deepEqual(seen, ["first begins", "first ends", "second"]);
  });

  it("never begin after their line was closed", async () => {
    const line = oneAfterAnother();
    const seen: string[] = [];
    const first = line.add(async () => {
      line.close();
      seen.push("first");
    });
    await Promise.all([first, line.add(async () => void seen.push("second"))]);
    assert.deepEqual(seen, ["first"]);
  });
});
