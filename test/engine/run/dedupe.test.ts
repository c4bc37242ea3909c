import assert from "node:assert/strict";
import fc from "fast-check";
import {
  column,
  compare,
  funnel,
  nowhere,
  records,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

describe("repeated rows", () => {
  const { write, run } = desk();
  const twice = funnel([
    stage("a", undefined),
    stage("again", { kind: "event", event: "a", span: nowhere }),
  ]);

  it("are left out where all columns are equal, read or not", async () => {
    await write(
      "web.csv",
      "user,event,ts,note\n1,a,2026-01-01,x\n1,a,2026-01-01,x\n2,a,2026-01-01,x\n2,a,2026-01-01,y\n3,a,2026-01-01,\n3,a,2026-01-01,\n,a,2026-01-01,\n,a,2026-01-01,\n",
    );
    assert.deepEqual(counts(await run(twice, [source("web.csv")])), [3, 3]);
    const { result } = await run(twice, [source("web.csv", { dedupe: [] })]);
    assert.deepEqual(counts({ result } as never), [3, 1]);
    assert.equal(result.sources[0]?.rows.repeated, 2);
    assert.equal(result.sources[0]?.rows.without_actor, 2);
    assert.equal(result.sources[0]?.rows.read, 8);
  });

  it("or the named ones: the first that counts at all stays", async () => {
    await write(
      "web.csv",
      "user,event,ts,order,state,channel\n1,a,2026-01-02,7,failed,ads\n1,a,2026-01-03,7,ok,seo\n1,a,2026-01-01,7,ok,ads\n1,a,2026-01-01,,ok,ads\n",
    );
    const web = source("web.csv", {
      dedupe: [["order"]],
      where: [compare(column("state"), "=", text("ok"), "text")],
    });
    const what = {
      ...twice,
      splits: [{ text: "channel", span: nowhere, value: column("channel"), at: "entry" as const }],
    };
    const { result } = await run(what, [web]);
    // The rows of 7 come to one, on the 3rd; the row without an order is another.
    assert.deepEqual(
      result.stages.map(({ count, seconds_from_previous: s }) => [count, s?.median]),
      [
        [1, undefined],
        [1, 2 * 86_400],
      ],
    );
    assert.equal(result.splits?.[0]?.by["channel"], "ads");
    assert.equal(result.sources[0]?.rows.repeated, 1);
  });

  it("are whole records and documents", async () => {
    await write(
      "deals.csv",
      "id,lead,won\n1,2026-01-01,2026-01-02\n1,2026-01-01,2026-01-02\n1,2026-01-01,\n",
    );
    const crm = records("deals.csv", { lead: "lead", won: "won" }, { dedupe: [["id"]] });
    const what = funnel(
      [
        stage("lead"),
        stage("lead2", { kind: "event", event: "lead", span: nowhere }),
        stage("won"),
      ],
      { sources: ["crm"] },
    );
    const { result } = await run(what, [crm]);
    assert.deepEqual(counts({ result } as never), [1, 0, 0]);
    assert.equal(result.sources[0]?.rows.repeated, 2);
    await write(
      "web.ndjson",
      '{"user":1,"event":"a","ts":"2026-01-01","p":{"x":1}}\n{"ts":"2026-01-01","user":1,"event":"a","p":{"x":1}}\n{"user":1,"event":"a","ts":"2026-01-01","p":{"x":2}}\n',
    );
    const web = await run(twice, [source("web.ndjson", { dedupe: [] })]);
    assert.equal(web.result.sources[0]?.rows.repeated, 1);
    assert.deepEqual(counts(web), [1, 1]);
  });

  it("are told by any number of threads alike, and keep the file's order", async () => {
    const row = fc.tuple(
      fc.nat(3),
      fc.constantFrom("a", "b"),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("x", "y", ""),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 14 }), async (rows) => {
        const lines = rows.map(
          ([user, event, day, tag]) => `${user},${event},2026-01-0${day},${tag}`,
        );
        await write("all.csv", `user,event,ts,tag\n${lines.join("\n")}\n`);
        await write("once.csv", `user,event,ts,tag\n${[...new Set(lines)].join("\n")}\n`);
        const what = funnel(
          [stage("a"), stage("b"), stage("c", { kind: "event", event: "a", span: nowhere })],
          {
            splits: [{ text: "tag", span: nowhere, value: column("tag"), at: "entry" }],
          },
        );
        const expected = (await run(what, [source("once.csv")])).result;
        for (const threads of [1, 2]) {
          const { result } = await run(what, [source("all.csv", { dedupe: [] })], { threads });
          assert.deepEqual([result.stages, result.splits], [expected.stages, expected.splits]);
          assert.equal(result.sources[0]?.rows.repeated ?? 0, lines.length - new Set(lines).size);
        }
      }),
      { numRuns: 15 },
    );
  });
});
