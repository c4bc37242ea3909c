import assert from "node:assert/strict";
import type { EventSource } from "../../../language/index.ts";
import { column, compare, event, funnel, source, stage, text } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

const MINUTE = 60_000_000;

describe("running a funnel within visits", () => {
  const { write, run } = desk();
  const gap: Partial<EventSource> = { session: { kind: "gap", gap: 30 * MINUTE } };
  const byId: Partial<EventSource> = { session: { kind: "column", column: ["visit"] } };

  /** Rows written as `user event minute [visit]`, all of one day. */
  async function result(
    rows: string,
    session: Partial<EventSource>,
    more: Partial<ComputableFunnel> = {},
    threads = 2,
  ) {
    const lines = rows
      .trim()
      .split("\n")
      .map((row) => {
        const [user, name, minute = "", visit = ""] = row.trim().split(/\s+/);
        const time = new Date(Date.UTC(2026, 0, 1, 0, Number(minute))).toISOString();
        return `${user},${name},${time},${visit}`;
      });
    await write("rows.csv", `user,event,ts,visit\n${lines.join("\n")}\n`);
    const what = funnel([stage("a"), stage("b")], { window: "session", ...more });
    return run(what, [source("rows.csv", session)], { threads });
  }

  it("a gap begins a new visit, its own length not yet", async () => {
    const found = await result(
      `1 a 0
       1 b 30
       2 a 0
       2 b 31`,
      gap,
    );
    assert.deepEqual(counts(found), [2, 1]);
    assert.equal(found.result.window_seconds, "session");
  });

  it("rows that match nothing, and those left out by where, keep a visit going", async () => {
    const rows = `
      1 a 0
      1 x 20
      1 b 40
      2 a 0
      2 b 40`;
    const known = compare(column("event"), "!=", text("x"), "text");
    assert.deepEqual(counts(await result(rows, gap, { where: [known] })), [2, 1]);
    // The source's own conditions say what its rows are at all.
    assert.deepEqual(counts(await result(rows, { ...gap, where: [known] })), [2, 0]);
  });

  it("rows of one id are a visit however far apart, those of another actor are not in it", async () => {
    const found = await result(
      `1 a 0 v
       1 b 900 v
       2 a 0 v
       2 b 1 w
       2 a 2 w
       3 b 3 v`,
      byId,
    );
    assert.deepEqual(counts(found), [2, 1]);
  });

  it("rows without an id belong to no visit, and are told of", async () => {
    const found = await result(
      `1 a 0
       1 b 1
       2 a 0 v
       2 b 1 v`,
      byId,
    );
    assert.deepEqual(counts(found), [1, 1]);
    assert.deepEqual(
      found.result.diagnostics.filter(({ code }) => code === "FNL5211").map(({ args }) => args),
      [{ count: 2 }],
    );
  });

  it("visits of two sources are two, and the order of files doesn't matter", async () => {
    await write("a.csv", "user,event,ts\n1,a,2026-01-01T00:00:00Z\n2,b,2026-01-01T00:09:00Z\n");
    await write(
      "b.csv",
      "user,event,ts\n1,b,2026-01-01T00:05:00Z\n2,b,2026-01-01T00:09:00Z\n2,a,2026-01-01T00:00:00Z\n",
    );
    const what = funnel([stage("a"), stage("b")], { window: "session", sources: ["one", "two"] });
    const sources = [
      source("a.csv", { ...gap, name: "one" }),
      source("b.csv", { ...gap, name: "two" }),
    ];
    assert.deepEqual(counts(await run(what, sources)), [2, 1]);
  });

  it("during limits entries, not visits", async () => {
    const rows = `
      1 a 0
      1 x 25
      1 a 50
      1 b 75`;
    const from = { local: "2026-01-01T00:40:00.000000" };
    const during = { kind: "between", from, toIncluded: true } as const;
    assert.deepEqual(counts(await result(rows, gap, { during })), [1, 1]);
  });

  it("without counts rows of any visit, attempts end with their visit", async () => {
    const rows = `
      1 a 0
      1 a 10
      1 a 100
      1 b 101
      1 a 200`;
    assert.deepEqual(counts(await result(rows, gap, { count: "attempts" })), [3, 1]);
    const span = { start: 0, end: 0 };
    const without = { match: event("a"), from: "a", to: "b", dropActor: false, span };
    assert.deepEqual(counts(await result(rows, gap, { without: [without] })), [1, 1]);
  });

  it("a visit may still go on while its last row, whatever that is, is younger than the gap", async () => {
    // The data end in minute 120; 4's visit goes on by a row that no stage asks for.
    const rows = `
      1 a 0
      1 b 5
      2 a 0
      3 a 90
      4 a 80
      4 x 100
      5 a 91
      6 x 120`;
    const { immature, mature, kaplan_meier } = (await result(rows, gap)).result.stages.at(-1) ?? {};
    assert.equal(immature, 2);
    assert.deepEqual(mature, { entered: 3, count: 1 });
    assert.equal(kaplan_meier, null);
    // By an id, half an hour.
    const named = rows.replace(/$/gm, " v").replace(/^ v$/m, "");
    assert.equal((await result(named, byId)).result.stages.at(-1)?.immature, 2);
  });

  it("an attempt is open as long as its own visit is, not the actor's next", async () => {
    const rows = `
      1 a 0
      1 a 100
      2 x 110`;
    const attempts = { count: "attempts" } as const;
    const found = (await result(rows, gap, attempts)).result.stages.at(-1);
    assert.equal(found?.immature, 1);
    assert.deepEqual(found.mature, { entered: 1, count: 0 });
  });

  it("is the same at any number of threads", async () => {
    const rows = Array.from(
      { length: 600 },
      (_, i) => `${i % 40} ${i % 3 === 0 ? "a" : "b"} ${(i * 7919) % 1400}`,
    ).join("\n");
    const at = async (threads: number) =>
      JSON.stringify((await result(rows, gap, {}, threads)).result);
    const one = await at(1);
    assert.equal(await at(2), one);
    assert.equal(await at(8), one);
  });
});
