import assert from "node:assert/strict";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { createReplaceableRunner } from "../../../server/lsp/runner.ts";
import { type RunnerLimits, defaultSettings } from "../../../server/lsp/settings.ts";
import type { RunFunnelsResult } from "../../../server/protocol/index.ts";
import { bundles, startClient, until } from "../../support/lsp.ts";
import { makeShop, signup } from "./shop.ts";

describe("what a run may use", () => {
  it("is another from the next request on when the settings change", async () => {
    const asked: RunnerLimits[] = [];
    let closed = 0;
    const runner = createReplaceableRunner(
      (limits) => {
        asked.push(limits);
        const idle = { describe: () => Promise.resolve(), close: () => Promise.resolve(++closed) };
        return Promise.resolve(idle as unknown as Runner);
      },
      (error) => assert.fail(String(error)),
    );
    const ask = (): Promise<unknown> =>
      runner.describe({ file: "f", root: "r" }, { kind: "path", path: "p" } as never);
    await ask();
    runner.replace({ ...defaultSettings.limits });
    await ask();
    assert.deepEqual(asked, [defaultSettings.limits]);
    const fewer = { ...defaultSettings.limits, threads: 1 };
    runner.replace(fewer);
    await ask();
    assert.deepEqual(asked, [defaultSettings.limits, fewer]);
    await until(
      () => closed,
      (count) => count === 1,
    );
  });
});

describe("kept results of the editor", function () {
  this.timeout(60_000);

  /** Whether the second of two runs was answered by the first. */
  const isKept = async (settings: object): Promise<boolean> => {
    const shop = await makeShop();
    const cache = join(shop.folder, "results");
    // What was changed just now may be changed again unseen.
    const before = new Date(Date.now() - 60_000);
    await utimes(join(shop.folder, "data", "events.csv"), before, before);
    const client = await startClient({
      folder: shop.folder,
      settings,
      places: { ...bundles, cache },
    });
    try {
      const uri = shop.uri("signup.funnel");
      await client.open(uri, signup);
      const asked = (): number =>
        client.heard.filter(({ method }) => method === "workspace/configuration").length;
      await until(asked, (count) => count > 0);
      const run = (runId: string): Promise<RunFunnelsResult> =>
        client.request("funnel/run", { uri, runId });
      await run("1");
      const [again] = (await run("2")).outcomes;
      assert.equal(again?.kind, "report");
      const kept = await readdir(cache).catch(() => []);
      assert.equal(kept.length > 0, again.fromCache === true);
      return again.fromCache === true;
    } finally {
      await client.close();
      await shop.remove();
    }
  };

  it("answer the next run, unless the user wants none", async () => {
    assert.equal(await isKept({}), true);
    assert.equal(await isKept({ cache: { enabled: false } }), false);
  });
});
