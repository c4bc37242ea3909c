import assert from "node:assert/strict";
import type { StageResult } from "../../../server/engine/result.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";
import { funnel, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";

const DAY = 86_400_000_000;

describe("who could still come, in a run", () => {
  const { write, run } = desk();

  const within14Days = { window: 14 * DAY };

  /** The last stage of a → b; the data end on 31 January. */
  async function paid(
    more: Partial<ComputableFunnel> = within14Days,
    options: { asOf?: string } = {},
  ): Promise<StageResult | undefined> {
    await write(
      "rows.csv",
      `user,event,ts
1,a,2026-01-01
1,b,2026-01-05
2,a,2026-01-02
3,a,2026-01-17
4,a,2026-01-20
5,a,2026-01-25
5,b,2026-01-26
6,c,2026-01-31
`,
    );
    const what = funnel([stage("a"), stage("b")], more);
    return (await run(what, [source("rows.csv")], options)).result.stages.at(-1);
  }

  it("counts from the latest time in the data, of rows that match no stage too", async () => {
    const found = await paid();
    assert.equal(found?.count, 2);
    // The window of the one of 17 January ends on the 31st: over.
    assert.equal(found.immature, 1);
    assert.deepEqual(found.mature, { entered: 3, count: 1 });
    // One of five after a day, one of the other four after four days.
    assert.equal(found.kaplan_meier?.share, 0.4);
  });

  it("counts from the moment that was asked for", async () => {
    const found = await paid(within14Days, { asOf: "2026-01-20T12:00:00Z" });
    assert.deepEqual(
      [found?.count, found?.immature, found?.mature],
      [1, 2, { entered: 2, count: 1 }],
    );
  });

  it("is the same by rules that change nothing in these rows", async () => {
    const rules = [{ entry: "last" }, { count: "attempts" }, { order: "strict" }] as const;
    for (const rule of rules) {
      const found = await paid({ ...within14Days, ...rule });
      assert.equal(found?.immature, 1);
      assert.deepEqual(found.mature, { entered: 3, count: 1 });
      assert.equal(found.kaplan_meier?.share, 0.4);
    }
  });

  it("counts who may still do all of the stages where their order plays no part", async () => {
    await paid();
    const what = funnel([stage("a"), stage("b")], { ...within14Days, order: "any" });
    const { stages, positions } = (await run(what, [source("rows.csv")])).result;
    const all = positions?.at(-1);
    // 4 and 3 lack b: the window of 3 is over.
    assert.deepEqual([all?.count, all?.immature], [2, 1]);
    assert.deepEqual(all?.mature, { entered: 3, count: 1 });
    assert.equal(all?.kaplan_meier?.share, 0.4);
    // By name, nobody lacks a, from whose row on 5 of them are counted.
    assert.deepEqual([stages[0]?.immature, stages[1]?.immature], [0, 1]);
    assert.equal(positions?.[0]?.immature, undefined);
  });

  it("has no such figures without a deadline", async () => {
    const found = await paid({});
    assert.equal(found?.immature, undefined);
    assert.equal(found?.mature, undefined);
    assert.equal(found?.kaplan_meier, undefined);
  });
});
