import assert from "node:assert/strict";
import path from "node:path";
import { figuresOf, readChart } from "./support/figures.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";
import { funnelResults } from "../support/funnel-results.ts";

describe("the samples in a real VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let window: Window;

  before(async () => {
    folder = await copySamples();
    window = await openFolder(await sharedHost(), folder);
  });
  after(() => window.close());

  for (const name of ["saas-signup", "shop", "b2b-pipeline", "marketing-ru"]) {
    it(`${name}: a click on the lens draws what the engine computes`, async () => {
      const file = `${name}.funnel`;
      await window.openFile(file);
      await window.lens("Run funnel").click();
      const [expected] = funnelResults(await figuresOf(path.join(folder, file), folder));
      assert.ok(expected, "the command line has a result");

      const { result } = window;
      await result.locator("h2", { hasText: expected.name }).first().waitFor();
      await result.locator(".chart svg .bars_marks path").first().waitFor();
      const drawn = await readChart(result);
      assert.deepEqual(
        drawn.map(({ count }) => count),
        expected.stages.map(({ count }) => count),
      );
      assert.ok(expected.entered > 100, "the sample has people in it");
      for (const [index, { name: stage, label }] of expected.stages.entries()) {
        const shown = drawn[index];
        assert.ok(shown?.name.startsWith(label ?? stage), `${shown?.name} is ${label ?? stage}`);
      }

      // Bars are as long as their counts say, on one scale.
      const [first] = drawn;
      assert.ok(first);
      for (const { bar, count, name: stage } of drawn) {
        const wanted = (first.bar * count) / first.count;
        assert.ok(Math.abs(bar - wanted) <= 2, `${stage}: ${bar} px instead of ${wanted} px`);
      }
      const last = expected.stages.at(-1)?.conversion_from_first ?? 0;
      assert.equal(drawn.at(-1)?.share, `${(last * 100).toFixed(1)} %`);
      await window.closeResult();
    });
  }

  it("are as they were after all of this", async () => {
    assert.deepEqual(await window.unsavedFiles(), []);
  });
});
