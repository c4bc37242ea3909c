import assert from "node:assert/strict";
import { column, funnel, nowhere, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

describe("running a funnel with a split at other rows than the entry", () => {
  const { write, run } = desk();

  /** By value: how many entered and converted. */
  async function parts(
    at: ComputableFunnel["splits"][number]["at"],
    rows: string,
    more: Partial<ComputableFunnel> = {},
  ) {
    const lines = rows
      .trim()
      .split("\n")
      .map((row) => {
        const [user, name, day = "", value = ""] = row.trim().split(/\s+/);
        return `${user},${name},2026-01-${day.padStart(2, "0")},${value}`;
      });
    await write("rows.csv", `user,event,ts,channel\n${lines.join("\n")}\n`);
    const split = { text: "channel", span: nowhere, value: column("channel"), at };
    const what = funnel([stage("a"), stage("b")], { splits: [split], ...more });
    const { result } = await run(what, [source("rows.csv")]);
    return {
      groups: (result.splits ?? []).map(
        ({ by, entered, converted }) => [by["channel"], entered, converted] as const,
      ),
      warned: result.diagnostics.filter(({ code }) => code === "FNL5210").map(({ args }) => args),
    };
  }

  const rows = `
    1 a 1
    1 b 2 seo
    2 a 1 ads
    2 b 2 seo
    3 a 1 ads
    4 a 1 ads
    4 a 2 seo
    4 b 3`;

  it("at entry takes the first entry's value", async () => {
    const { groups, warned } = await parts("entry", rows);
    assert.deepEqual(groups, [
      ["ads", 3, 2],
      [null, 1, 1],
    ]);
    assert.deepEqual(warned, []);
  });

  it("at first and at last skip missing values, and tell of actors under several", async () => {
    const first = await parts("first", rows);
    assert.deepEqual(first.groups, [
      ["ads", 3, 2],
      ["seo", 1, 1],
    ]);
    assert.deepEqual(first.warned, [{ split: "channel", count: 1 }]);
    const last = await parts("last", rows);
    assert.deepEqual(last.groups, [
      ["ads", 2, 1],
      ["seo", 2, 2],
    ]);
  });

  it("at a stage has no value where it wasn't reached", async () => {
    const { groups } = await parts({ stage: "b" }, rows);
    assert.deepEqual(groups, [
      ["seo", 2, 2],
      [null, 2, 1],
    ]);
  });

  it("at every is the funnel within the rows of each value", async () => {
    const { groups, warned } = await parts(
      "every",
      `1 a 1 ads
       1 b 2 seo
       1 a 3 seo
       1 b 4 seo
       2 a 1 ads
       2 b 2 ads
       2 a 3`,
    );
    assert.deepEqual(groups, [
      ["ads", 2, 1],
      ["seo", 1, 1],
      [null, 1, 0],
    ]);
    assert.deepEqual(warned, []);
  });
});
