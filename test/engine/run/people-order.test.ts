import assert from "node:assert/strict";
import type { PeoplePage } from "../../../server/engine/result.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { orderBy } from "../../../server/engine/run/people-order.ts";
import type { PeopleRequest, Runner } from "../../../server/engine/run/runner.ts";
import { column, event, funnel, nowhere, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";

const rows = `user,event,ts,channel
2,a,2026-01-01,ads
10,a,2026-01-01,
1,a,2026-01-02,seo
3,a,2026-01-03,ads
3,b,2026-01-20,ads
4,a,2026-01-03,seo
4,lost,2026-01-04,seo
9,look,2026-01-31,
`;

describe("the order of people", () => {
  const { write, run, place } = desk();
  let runner: Runner;
  before(() => {
    runner = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
    });
  });
  after(() => runner.close());

  const what = funnel([stage("a"), stage("b")], {
    window: 14 * 86_400_000_000,
    exits: [{ name: "Lost", span: nowhere, nameSpan: nowhere, match: event("lost") }],
    splits: [{ text: "channel", span: nowhere, value: column("channel"), at: "entry" }],
  });

  async function dropped(more: Partial<PeopleRequest> = {}): Promise<PeoplePage> {
    await write("rows.csv", rows);
    const outcome = await runner.people({
      place: place(),
      funnel: what,
      sources: [source("rows.csv")],
      of: { kind: "dropped", stage: "b" },
      ...more,
    });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value;
  }
  const names = ({ people }: PeoplePage): string[] => people.map(({ actor }) => actor);

  it("is the one that is asked for, those without a value last", async () => {
    assert.deepEqual(names(await dropped({ order: { by: "actor" } })), ["1", "10", "2", "3", "4"]);
    const channel = { split: 0 };
    assert.deepEqual(names(await dropped({ order: { by: channel } })), ["2", "3", "1", "4", "10"]);
    assert.deepEqual(names(await dropped({ order: { by: channel, descending: true } })), [
      "1",
      "4",
      "2",
      "3",
      "10",
    ]);
  });

  it("counts the reasons, and lists those of one of them alone", async () => {
    const all = await dropped();
    assert.equal(all.total, 5);
    assert.equal(
      all.reasons?.reduce((sum, { count }) => sum + count, 0),
      5,
    );
    const left = await dropped({ only: { reason: "exit", exit: "Lost" } });
    assert.deepEqual([left.total, names(left)], [1, ["4"]]);
    assert.deepEqual(left.reasons, all.reasons);
    for (const { reason, exit, count } of all.reasons ?? []) {
      const only = { reason, ...(exit === undefined ? {} : { exit }) };
      assert.equal((await dropped({ only })).total, count);
    }
  });

  it("holds all of them, however many pages they take", async () => {
    const many = Array.from({ length: 12_345 }, (_, index) => `u${index},a,2026-01-01,ads\n`);
    await write("rows.csv", `user,event,ts,channel\n${many.join("")}`);
    const given = { place: place(), funnel: what, sources: [source("rows.csv")] };
    const names = new Set<string>();
    const collect = async ({ people }: PeoplePage): Promise<void> => {
      for (const { actor } of people) names.add(actor);
    };
    const of = { kind: "reached", stage: "a" } as const;
    const outcome = await runner.people({ ...given, of }, { onPage: collect });
    assert.ok(outcome.ok);
    assert.deepEqual([names.size, outcome.value.total], [many.length, many.length]);
    names.clear();
    await runner.people({ ...given, of, offset: 100, limit: 6_000 }, { onPage: collect });
    assert.equal(names.size, 6_000);
  });

  it("refuses where the data aren't those of the result", async () => {
    await write("rows.csv", rows);
    const { result } = await run(what, [source("rows.csv")]);
    const known = Object.fromEntries(
      result.sources.map(({ name, fingerprint }) => [name, fingerprint]),
    );
    assert.equal((await dropped({ known })).total, 5);
    await write("rows.csv", `${rows}11,a,2026-01-02,ads\n`);
    const given = { place: place(), funnel: what, sources: [source("rows.csv")], known };
    const asked = [
      runner.people({ ...given, of: { kind: "reached", stage: "a" } }),
      runner.explain({ ...given, actor: "11" }),
    ];
    for (const outcome of await Promise.all(asked)) {
      assert.ok(!outcome.ok);
      assert.equal(outcome.failure.finding.code, "FNL5251");
    }
  });
});

describe("ordering by a key", () => {
  it("leaves equal ones as they were, whichever way", () => {
    const places = Uint32Array.of(4, 2, 0, 1, 3);
    const values = [1, 0, 1, NaN, 0];
    const key = { kind: "number", of: (place: number) => values[place] ?? NaN } as const;
    assert.deepEqual([...orderBy(places, key, { by: "time" })], [4, 1, 2, 0, 3]);
    assert.deepEqual([...orderBy(places, key, { by: "time", descending: true })], [2, 0, 4, 1, 3]);
  });
});
