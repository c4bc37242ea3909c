import assert from "node:assert/strict";
import { runNode } from "./support/processes.ts";
import { inProject, projectRoot } from "./support/project.ts";

/** The way `npm test` goes, without npm. */
function runTests(filter: string): Promise<{ code: number; output: string }> {
  return runNode([inProject("test/support/setup.mjs"), "test/run.ts", filter], {
    cwd: projectRoot,
    milliseconds: 60_000,
  });
}

describe("npm test", function () {
  this.timeout(90_000);

  it("ends with 0 and the counts as its last line where all passed", async () => {
    const { code, output } = await runTests("test/architecture.test.ts");
    assert.match(output, /\n[1-9]\d* passed, 0 failed\n$/);
    assert.equal(code, 0);
  });

  it("ends with 1 where nothing was run", async () => {
    const { code, output } = await runTests("there-is-no-such-test");
    assert.match(output, /Nothing is called there-is-no-such-test\.\n\n0 passed, 0 failed\n$/);
    assert.equal(code, 1);
  });
});
