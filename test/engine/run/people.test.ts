import assert from "node:assert/strict";
import type { AudienceModel } from "../../../language/index.ts";
import type { FunnelResult, PeoplePage, Person } from "../../../server/engine/result.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import type { PeopleOf, Runner } from "../../../server/engine/run/runner.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";
import { chance } from "../../support/chance.ts";
import { column, event, funnel, nowhere, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";

const DAY = 86_400_000_000;
const DAY_MS = DAY / 1000;

const rows = `user,event,ts,channel
2,a,2026-01-01,ads
10,a,2026-01-01,
1,a,2026-01-02,seo
1,b,2026-01-05T12:00:00,seo
3,a,2026-01-03,ads
3,b,2026-01-20,ads
4,a,2026-01-03,ads
4,lost,2026-01-04,ads
9,look,2026-01-31,
`;

describe("people, and why one is where they are", () => {
  const { write, run, place } = desk();
  let runner: Runner;
  before(() => {
    runner = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
    });
  });
  after(() => runner.close());

  const what: ComputableFunnel = funnel([stage("a"), stage("b")], {
    window: 14 * DAY,
    exits: [{ name: "Lost", span: nowhere, nameSpan: nowhere, match: event("lost") }],
    splits: [{ text: "channel", span: nowhere, value: column("channel"), at: "entry" }],
  });
  const request = () => ({ place: place(), funnel: what, sources: [source("rows.csv")] });

  async function all(of: PeopleOf, more = {}): Promise<Person[]> {
    await write("rows.csv", rows);
    const found: Person[] = [];
    const onPage = async ({ people }: PeoplePage): Promise<void> => void found.push(...people);
    const outcome = await runner.people({ ...request(), of, ...more }, { onPage });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return found;
  }

  it("lists who is in an audience", async () => {
    const of = (audience: AudienceModel["of"]): Promise<Person[]> =>
      all({ kind: "audience", audience });
    const names = (found: readonly Person[]): string[] => found.map(({ actor }) => actor);
    // 3 has a b, but too late.
    assert.deepEqual(names(await of({ kind: "reached", stage: "b" })), ["1"]);
    const stuck = await of({ kind: "reached", stage: "a", missed: "b" });
    assert.deepEqual(names(stuck), ["10", "2", "3", "4"]);
    assert.deepEqual(await of({ kind: "dropped", stage: "a" }), stuck);
    assert.deepEqual(
      stuck.map(({ values, reason }) => [values[0], reason]),
      [
        [null, undefined],
        ["ads", undefined],
        ["ads", undefined],
        ["ads", undefined],
      ],
    );
  });

  it("lists who reached a stage, by entry, then by name", async () => {
    const found = await all({ kind: "reached", stage: "a" });
    assert.deepEqual(
      found.map(({ actor, values }) => [actor, ...values]),
      [
        ["10", null],
        ["2", "ads"],
        ["1", "seo"],
        ["3", "ads"],
        ["4", "ads"],
      ],
    );
    assert.deepEqual(await all({ kind: "reached", stage: "b" }), [
      {
        actor: "1",
        entered: "2026-01-02T00:00:00Z",
        time: "2026-01-05T12:00:00Z",
        seconds: 3.5 * 86_400,
        values: ["seo"],
      },
    ]);
  });

  it("lists who dropped, with the reasons of the ledger, and who left", async () => {
    const found = await all({ kind: "dropped", stage: "b" });
    assert.deepEqual(
      found.map(({ actor, reason }) => [actor, reason]),
      [
        ["10", "nothing"],
        ["2", "nothing"],
        ["3", "late"],
        ["4", "exit"],
      ],
    );
    assert.deepEqual(
      (await all({ kind: "left", exit: "Lost" })).map(({ actor, exit }) => [actor, exit]),
      [["4", "Lost"]],
    );
  });

  it("says the reasons that the run counts, whatever the funnel", async () => {
    const random = chance(11);
    const names = ["a", "a", "b", "c", "lost", "look"];
    const lines = Array.from({ length: 300 }, () => {
      const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 60) * DAY_MS);
      const name = names[Math.floor(random() * names.length)];
      return `${Math.floor(random() * 60)},${name},${at.toISOString().slice(0, 10)},x`;
    });
    await write("many.csv", ["user,event,ts,channel", ...lines].join("\n"));
    const three = { ...what, stages: [stage("a"), stage("b"), stage("c")], splits: [] };
    const kinds: readonly Partial<ComputableFunnel>[] = [
      {},
      { count: "attempts" },
      { order: "independent" },
      { order: "furthest" },
      { model: "inverted" },
      { model: "inverted", count: "attempts" },
    ];
    for (const more of kinds) {
      const mixed = { ...three, ...more };
      const { result }: { result: FunnelResult } = await run(mixed, [source("many.csv")]);
      for (const { name, ledger } of result.stages) {
        if (ledger === undefined) continue;
        const { exit, other_events: _events, ...counts } = ledger;
        const expected = {
          ...counts,
          ...(exit["Lost"] === undefined ? {} : { exit: exit["Lost"] }),
        };
        const found: Record<string, number> = {};
        const onPage = async ({ people }: PeoplePage): Promise<void> => {
          for (const { reason = "" } of people) found[reason] = (found[reason] ?? 0) + 1;
        };
        const of = { kind: "dropped", stage: name } as const;
        const asked = { place: place(), funnel: mixed, sources: [source("many.csv")], of };
        const outcome = await runner.people(asked, { onPage });
        assert.ok(outcome.ok, JSON.stringify(outcome));
        const held = Object.entries(expected).filter(([, count]) => count !== 0);
        assert.deepEqual(found, Object.fromEntries(held), `${name} ${JSON.stringify(more)}`);
      }
    }
  });

  it("has no more than that nothing led there, of rows that nobody looked at again", async () => {
    const found = await all({ kind: "dropped", stage: "b" }, { reasons: "counts" });
    assert.deepEqual(found.map(({ actor, reason }) => [actor, reason]).slice(0, 2), [
      ["10", "rest"],
      ["2", "rest"],
    ]);
  });

  it("lists as many as the stage counts", async () => {
    await write("rows.csv", rows);
    const { result }: { result: FunnelResult } = await run(what, [source("rows.csv")]);
    for (const { name, count, dropoff } of result.stages) {
      assert.equal((await all({ kind: "reached", stage: name })).length, count);
      if (typeof dropoff === "number")
        assert.equal((await all({ kind: "dropped", stage: name })).length, dropoff);
    }
  });

  it("gives some of them", async () => {
    const of = { kind: "reached", stage: "a" } as const;
    const some = await all(of, { offset: 1, limit: 2 });
    assert.deepEqual(some, (await all(of)).slice(1, 3));
  });

  it("explains one", async () => {
    await write("rows.csv", rows);
    const outcome = await runner.explain({ ...request(), actor: "3" });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.deepEqual(outcome.value, {
      version: 1,
      kind: "explain",
      funnel: "Test",
      actor: "3",
      as_of: "2026-01-31T00:00:00Z",
      rows: [
        { time: "2026-01-03T00:00:00Z", event: "a", stages: ["a"] },
        { time: "2026-01-20T00:00:00Z", event: "b", stages: ["b"] },
      ],
      attempts: [
        {
          stages: [{ name: "a", row: 0 }],
          converted: false,
          stopped: {
            stage: "b",
            reason: "late",
            near: {
              stages: [
                { name: "a", row: 0 },
                { name: "b", row: 1 },
              ],
              stage: "b",
              // On day 17 of 14.
              seconds: 3 * 86_400,
            },
          },
        },
      ],
    });
  });

  it("says who is meant by somebody who isn't there", async () => {
    await write("rows.csv", rows.replaceAll(/^(\d)/gm, "user-$1"));
    const unknown = await runner.explain({ ...request(), actor: "usr-3" });
    assert.ok(!unknown.ok);
    assert.deepEqual(unknown.failure.finding, {
      code: "FNL5230",
      args: { actor: "usr-3", suggestion: "user-3" },
    });
    const isNobody = {
      kind: "comparison",
      operator: "=",
      left: column("channel"),
      right: { kind: "text", value: "none" },
      as: "text",
    } as const;
    const narrowed = { ...request(), funnel: { ...what, where: [isNobody] } };
    const leftOut = await runner.explain({ ...narrowed, actor: "user-3" });
    assert.ok(!leftOut.ok);
    assert.equal(leftOut.failure.finding.code, "FNL5231");
  });
});
