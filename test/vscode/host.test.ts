import assert from "node:assert/strict";
import { runSuite } from "./host/launcher.ts";

describe("inside the extension host", function () {
  this.timeout(300_000);

  it("passes its suite", async () => {
    const { vscode, tests } = await runSuite();
    console.log(`      (in ${vscode})`);
    for (const { title, error } of tests) {
      console.log(`      ${error === undefined ? "ok" : "FAILED"}: ${title}`);
    }
    assert.deepEqual(
      tests.flatMap(({ title, error }) => (error === undefined ? [] : [`${title}: ${error}`])),
      [],
    );
    assert.ok(tests.length >= 5, "all of it ran");
  });
});
