import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { devNull } from "node:os";
import { inProject, projectRoot } from "../support/project.ts";
import { funnel, outcomeOf, processTime } from "./command.ts";

/** Of the last build: `npm test` builds before it tests. */
describe("the bundled command line", function () {
  this.timeout(processTime);
  const sample = "samples/shop.funnel";

  for (const format of ["text", "json", "svg"]) {
    it(`finds the bundles beside it: ${format}`, async () => {
      const args = ["run", sample, "--funnel", "Purchase", "--format", format];
      const env = { PATH: process.env["PATH"], XDG_CACHE_HOME: devNull };
      const bundled = await outcomeOf(
        spawn(process.execPath, [inProject("dist", "cli.mjs"), ...args], {
          cwd: projectRoot,
          env,
        }),
      );
      assert.deepEqual(bundled, await funnel(args, { cwd: projectRoot, env: { LANG: "C" } }));
      assert.equal(bundled.code, 0);
    });
  }
});
