import assert from "node:assert/strict";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

const DAY = 86_400_000_000;

describe("running a funnel with rules", () => {
  const { write, run } = desk();

  /** Rows written as `user event day [channel]`. */
  async function result(rows: string, what: ComputableFunnel, threads = 2) {
    const lines = rows
      .trim()
      .split("\n")
      .map((row) => {
        const [user, name, day = "", channel = ""] = row.trim().split(/\s+/);
        return `${user},${name},2026-01-${day.padStart(2, "0")},${channel}`;
      });
    await write("rows.csv", `user,event,ts,channel\n${lines.join("\n")}\n`);
    return run(what, [source("rows.csv")], { threads });
  }
  const ab = (more: Partial<ComputableFunnel> = {}): ComputableFunnel =>
    funnel([stage("a"), stage("b")], more);
  const without = { match: event("e"), from: "a", to: "b", dropActor: false, span: nowhere };

  it("after and at least n times", async () => {
    const rows = `
      1 a 1
      1 b 4
      1 b 9
      1 b 13
      2 a 1
      2 b 9`;
    const late = funnel([stage("a"), stage("b", event("b"), { after: 7 * DAY, atLeast: 2 })]);
    const { result: found } = await result(rows, late);
    assert.deepEqual(counts(await result(rows, late)), [2, 1]);
    assert.equal(found.stages[1]?.seconds_from_previous?.median, 12 * 86_400);
  });

  it("without reads rows that match no stage", async () => {
    const rows = `
      1 a 1
      1 e 2
      1 b 4
      2 a 1
      2 e 2
      2 a 3
      2 b 4
      3 a 1
      3 b 4
      3 e 5`;
    assert.deepEqual(counts(await result(rows, ab())), [3, 3]);
    assert.deepEqual(counts(await result(rows, ab({ without: [without] }))), [3, 2]);
  });

  it("else drop actor says how many it leaves out", async () => {
    const rows = `
      1 a 1
      1 e 2
      1 b 4
      2 a 1
      2 e 2
      3 a 1
      3 b 4`;
    const found = await result(rows, ab({ without: [{ ...without, dropActor: true }] }));
    assert.deepEqual(counts(found), [2, 1]);
    const said = found.result.diagnostics.filter(({ code }) => code === "FNL5140");
    assert.deepEqual(
      said.map(({ args }) => args),
      [{ stage: "b", count: 1 }],
    );
    assert.deepEqual(
      found.diagnostics.map(({ code }) => code),
      found.result.diagnostics.map(({ code }) => code),
    );
  });

  it("same holds rows to one value, not missing", async () => {
    const rows = `
      1 a 1 ads
      1 b 2 seo
      2 a 1 ads
      2 b 2 seo
      2 b 3 ads
      3 a 1
      3 b 2`;
    assert.deepEqual(counts(await result(rows, ab({ same: [column("channel")] }))), [2, 1]);
  });

  it("entry last changes times, not counts", async () => {
    const rows = `
      1 a 1
      1 a 6
      1 b 7
      1 a 9
      1 b 10`;
    const days = async (entry: "first" | "last"): Promise<number | undefined> => {
      const found = await result(rows, ab({ entry }));
      assert.deepEqual(counts(found), [1, 1]);
      const seconds = found.result.seconds?.median;
      return seconds === undefined ? undefined : seconds / 86_400;
    };
    assert.equal(await days("first"), 6);
    assert.equal(await days("last"), 1);
  });

  it("order strict reads rows that match nothing, after where", async () => {
    const rows = `
      1 a 1 ads
      1 b 4 ads
      2 a 1 ads
      2 x 2 seo
      2 b 4 ads
      3 a 1 ads
      3 x 1 ads
      3 b 4 ads`;
    const ads = compare(column("channel"), "=", text("ads"), "text");
    const found = await result(rows, ab({ order: "strict" }));
    assert.deepEqual(counts(found), [3, 2]);
    assert.equal(found.result.order, "strict");
    assert.deepEqual(counts(await result(rows, ab({ order: "strict", where: [ads] }))), [3, 3]);
  });

  it("order furthest enters by the earliest row of any stage, within during", async () => {
    const rows = `
      1 b 2 ads
      1 a 5 seo
      2 a 3 seo
      2 b 20 seo
      3 b 1
      3 a 4 ads
      4 x 4 ads`;
    const split = {
      text: "channel",
      span: nowhere,
      value: column("channel"),
      at: "entry" as const,
    };
    const more = { order: "furthest" as const, window: 7 * DAY, splits: [split] };
    const found = await result(rows, ab(more));
    assert.deepEqual(counts(found), [3, 2]);
    assert.deepEqual(
      found.result.splits?.map(({ by, converted }) => [by["channel"], converted]),
      [
        ["ads", 1],
        ["seo", 0],
        [null, 1],
      ],
    );
    const during = {
      kind: "between",
      from: { local: "2026-01-02T00:00:00.000000" },
      to: { local: "2026-01-04T00:00:00.000000" },
      toIncluded: true,
    } as const;
    assert.deepEqual(counts(await result(rows, ab({ ...more, during }))), [3, 1]);
  });

  it("count attempts, and says that they are counted", async () => {
    const rows = `
      1 a 1
      1 a 2
      1 a 3
      1 b 4
      1 a 5
      1 a 6
      2 a 1
      2 b 20`;
    const found = await result(rows, ab({ count: "attempts", window: 14 * DAY }));
    assert.deepEqual(counts(found), [3, 1]);
    assert.equal(found.result.count, "attempts");
    assert.ok(found.result.diagnostics.some(({ code }) => code === "FNL5141"));
    const actors = await result(rows, ab({ window: 14 * DAY }));
    assert.deepEqual(counts(actors), [2, 1]);
    assert.equal(actors.result.count, undefined);
  });

  it("splits stay those of the first entry", async () => {
    const rows = `
      1 a 1 ads
      1 a 6 seo
      1 b 7 seo`;
    const split = {
      text: "channel",
      span: nowhere,
      value: column("channel"),
      at: "entry" as const,
    };
    const what = ab({ entry: "last", without: [without], splits: [split] });
    const { result: found } = await result(rows, what);
    assert.deepEqual(
      found.splits?.map(({ by, converted }) => [by, converted]),
      [[{ channel: "ads" }, 1]],
    );
  });

  it("gives the same bytes with one thread and with two", async () => {
    const rows = Array.from(
      { length: 400 },
      (_, i) => `${i % 37} ${"abe"[(i * 7) % 3]} ${1 + ((i * 11) % 28)} c${i % 3}`,
    ).join("\n");
    const what = ab({ entry: "last", without: [without], same: [column("channel")] });
    const texts = await Promise.all(
      [1, 2].map(async (threads) => JSON.stringify((await result(rows, what, threads)).result)),
    );
    assert.equal(texts[0], texts[1]);
  });
});
