import assert from "node:assert/strict";
import type { Moment, RowExpr } from "../../../language/index.ts";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  records,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

const is = (name: string, value: string): RowExpr =>
  compare(column(name), "=", text(value), "text");
const day = (local: string): Moment => ({ local: `${local}T00:00:00.000000` });
const split = (name: string) => ({
  splits: [{ text: name, span: nowhere, value: column(name), at: "entry" as const }],
});

describe("records", () => {
  const { write, run, failure } = desk();
  const deals = `id,region,created,demo,closed,state
1,north,2026-01-01,2026-01-03,2026-01-10,won
2,north,2026-01-02,,2026-01-05,lost
3,south,2026-01-02,2026-01-02,2026-02-28,open
4,south,2026-01-04 10:00,2026-01-03,,open
`;
  const stages = {
    lead: "created",
    demo: "demo",
    won: { date: "closed", where: is("state", "won") },
  };
  const pipeline = funnel([stage("lead"), stage("demo"), stage("won")], { sources: ["crm"] });

  it("have a row for each date, planned ones only where they hold", async () => {
    await write("deals.csv", deals);
    const { result, diagnostics } = await run(pipeline, [records("deals.csv", stages)]);
    // 4 was shown before it was a lead.
    assert.deepEqual(
      result.stages.map(({ count }) => count),
      [4, 2, 1],
    );
    assert.equal(result.stages[1]?.seconds_from_previous?.median, 86_400);
    // What is only planned isn't there yet.
    assert.equal(result.as_of, "2026-01-10T00:00:00Z");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(result.sources[0]?.rows, {
      read: 4,
      rejected: 0,
      without_actor: 0,
      unreadable_time: 0,
      unmatched: {},
    });
  });

  it("carry the other columns of their row", async () => {
    await write("deals.csv", deals);
    const what = {
      ...pipeline,
      ...split("region"),
      where: [compare(column("region"), "!=", text("west"), "text")],
    };
    const { result } = await run(what, [records("deals.csv", stages)]);
    assert.deepEqual(
      result.splits?.map(({ by, stages: of }) => [by["region"], ...of.map(({ count }) => count)]),
      [
        ["north", 2, 1, 1],
        ["south", 2, 1, 0],
      ],
    );
    const where = funnel(
      [
        stage("lead"),
        stage("late", { kind: "where", of: event("demo"), condition: is("region", "south") }),
      ],
      { sources: ["crm"] },
    );
    assert.deepEqual(counts(await run(where, [records("deals.csv", stages)])), [4, 1]);
  });

  it("do what a condition says at their time", async () => {
    await write(
      "calls.csv",
      "id,at,answered,bought\n1,2026-01-01,yes,no\n1,2026-01-02,no,yes\n2,2026-01-01,yes,yes\n3,,yes,no\n4,soon,yes,no\n5,never,no,no\n",
    );
    const answered = compare(column("answered"), "=", text("yes"), "text");
    const calls = records(
      "calls.csv",
      {
        called: { kind: "boolean", value: true },
        answered,
        bought: column("bought", "boolean"),
      },
      { time: { column: ["at"] } },
    );
    const what = funnel([stage("called"), stage("answered"), stage("bought")], {
      sources: ["crm"],
    });
    const { result, diagnostics } = await run(what, [calls]);
    // One row is three things for 2, at the same time; in any order.
    assert.deepEqual(
      result.stages.map(({ count, seconds_from_previous: s }) => [count, s?.median ?? null]),
      [
        [2, null],
        [2, 0],
        [2, 43_200],
      ],
    );
    assert.equal(result.sources[0]?.rows.unreadable_time, 5);
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, args]),
      [["FNL5104", { source: "crm", count: 5, example: "never" }]],
    );
  });

  it("have no times where nothing has one", async () => {
    await write("bank.csv", "id,contact,y\n1,cell,yes\n2,cell,no\n3,,no\n4,phone,yes\n");
    const bank = records("bank.csv", {
      listed: { kind: "boolean", value: true },
      contacted: { kind: "missing", negated: true, operand: column("contact") },
      subscribed: is("y", "yes"),
    });
    const what = funnel([stage("subscribed"), stage("contacted"), stage("listed")], {
      sources: ["crm"],
      window: 86_400_000_000,
      ...split("contact"),
    });
    const { result, diagnostics } = await run(what, [bank], { asOf: "1969-01-01" });
    assert.deepEqual(counts({ result } as never), [2, 2, 2]);
    assert.equal(result.as_of, null);
    assert.equal(result.seconds, null);
    assert.deepEqual(
      result.stages.map((each) => each.seconds_from_previous),
      [null, null, null],
    );
    assert.deepEqual(
      result.splits?.map((each) => each.seconds),
      [null, null],
    );
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [["FNL5151", "info"]],
    );
  });

  describe("without a time, beside stages that have one", () => {
    const leads = `id,region,created,contacted,won,lost
1,north,2026-01-01,yes,2026-01-05,no
2,north,2026-01-02,yes,,yes
3,south,2026-01-03,no,2026-01-08,no
4,south,2026-01-04,yes,2026-03-01,no
5,south,,yes,2026-01-20,no
`;
    const crm = records("leads.csv", {
      lead: "created",
      contacted: is("contacted", "yes"),
      won: "won",
      lost: is("lost", "yes"),
    });
    const whole = funnel([stage("lead"), stage("contacted"), stage("won")], {
      sources: ["crm"],
      window: 14 * 86_400_000_000,
      exits: [{ name: "Lost", span: nowhere, nameSpan: nowhere, match: event("lost") }],
      ...split("region"),
    });

    it("fit anywhere and give no times, and the result says so", async () => {
      await write("leads.csv", leads);
      const { result, diagnostics } = await run(whole, [crm]);
      assert.deepEqual(
        result.stages.map(({ count }) => count),
        [4, 3, 1],
      );
      // From the lead to what is won it is four days; to the contact nobody knows.
      assert.equal(result.seconds?.median, 4 * 86_400);
      assert.deepEqual(
        result.stages.map((each) => each.seconds_from_previous),
        [null, null, null],
      );
      // A row without a time may always come: nobody can say until when.
      assert.deepEqual(
        result.stages.map(({ immature, mature }) => [immature, mature]),
        [
          [undefined, undefined],
          [undefined, undefined],
          [undefined, undefined],
        ],
      );
      assert.deepEqual(result.stages[2]?.ledger?.exit, { Lost: 1 });
      assert.equal(result.stages[2]?.ledger?.late, 1);
      assert.equal(result.as_of, "2026-03-01T00:00:00Z");
      assert.equal(result.sources[0]?.rows.unreadable_time, 0);
      assert.deepEqual(
        diagnostics.flatMap(({ code, severity, args }) =>
          code === "FNL5153" ? [[severity, args]] : [],
        ),
        [["info", { stage: "contacted", count: 4 }]],
      );
    });

    it("are never too late for a moment, and no entries in a time", async () => {
      await write("leads.csv", leads);
      const { result } = await run(whole, [crm], { asOf: "2026-01-03" });
      assert.deepEqual(
        result.stages.map(({ count }) => count),
        [3, 2, 0],
      );
      const contacted = funnel([stage("contacted"), stage("won")], {
        sources: ["crm"],
        during: {
          kind: "between",
          from: day("2026-01-01"),
          to: day("2026-01-31"),
          toIncluded: true,
        },
      });
      assert.equal((await run(contacted, [crm])).result.entered, 0);
      const { during: _, ...always } = contacted;
      const { result: open } = await run(always, [crm]);
      assert.deepEqual(
        open.stages.map(({ count }) => count),
        [4, 3],
      );
    });

    it("have no trend as entries, and are in each point behind them", async () => {
      await write("leads.csv", leads);
      const weekly = { trend: { interval: "weekly" as const, span: nowhere } };
      const { result } = await run({ ...whole, ...weekly }, [crm]);
      assert.deepEqual(
        result.trend?.slice(0, 2).map(({ entered, converted }) => [entered, converted]),
        [
          [4, 1],
          [0, 0],
        ],
      );
      const untimed = funnel([stage("contacted"), stage("won")], { sources: ["crm"] });
      assert.equal((await run({ ...untimed, ...weekly }, [crm])).result.trend, undefined);
    });
  });

  it("without a stage, without an actor or with an unreadable date are counted", async () => {
    await write(
      "deals.csv",
      "id,created,demo,state\n1,2026-01-01,tomorrow,\n2,,,\n,2026-01-01,,\n3,2026-01-02,9999-01-01,test\n4,,,test\n",
    );
    const crm = records(
      "deals.csv",
      { lead: "created", demo: "demo" },
      { where: [compare(column("state"), "!=", text("test"), "text")] },
    );
    const { result, diagnostics } = await run(
      funnel([stage("lead"), stage("demo")], { sources: ["crm"] }),
      [crm],
    );
    assert.deepEqual(
      result.stages.map(({ count }) => count),
      [1, 0],
    );
    assert.deepEqual(result.sources[0]?.rows, {
      read: 5,
      rejected: 0,
      without_actor: 1,
      unreadable_time: 2,
      without_stage: 1,
      unmatched: {},
    });
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, "count" in args ? args.count : 0]),
      [
        ["FNL5103", 1],
        ["FNL5104", 1],
        ["FNL5150", 1],
        ["FNL5105", 1],
        ["FNL5101", 0],
      ],
    );
  });

  it("are read from nested JSON, in the source's time zone", async () => {
    await write(
      "deals.ndjson",
      '{"id":1,"dates":{"lead":"2026-03-29T01:00:00","won":"2026-03-29T03:00:00"}}\n{"id":2,"dates":{"lead":"2026-03-29T00:30:00Z"}}\n',
    );
    const crm = records(
      "deals.ndjson",
      { lead: "dates.lead", won: "dates.won" },
      { timezone: "Europe/Berlin" },
    );
    const { result } = await run(funnel([stage("lead"), stage("won")], { sources: ["crm"] }), [
      crm,
    ]);
    assert.deepEqual(
      result.stages.map(({ count }) => count),
      [2, 1],
    );
    // The clocks go forward in between.
    assert.equal(result.seconds?.median, 3600);
  });

  it("and events make one funnel by the same actor", async () => {
    await write("deals.csv", deals);
    await write(
      "web.csv",
      "user,event,ts\n1,visit,2025-12-31\n3,visit,2026-01-05\n4,visit,2026-01-01\n",
    );
    const what = funnel([stage("visit"), stage("lead"), stage("won")], { sources: ["web", "crm"] });
    const both = [source("web.csv"), records("deals.csv", stages)];
    const { result } = await run(what, both);
    assert.deepEqual(
      result.stages.map(({ count }) => count),
      [3, 2, 1],
    );
    const paid = { ...what, stages: [stage("visit"), stage("won", event("won", "web"))] };
    assert.deepEqual(counts(await run(paid, both)), [3, 0]);
  });

  it("obey `during`, `as of` and segments of actors", async () => {
    await write("deals.csv", deals);
    const crm = [records("deals.csv", stages)];
    const during = {
      kind: "between" as const,
      from: day("2026-01-02"),
      to: day("2026-01-03"),
      toIncluded: false,
    };
    assert.deepEqual(counts(await run({ ...pipeline, during }, crm)), [2, 1, 0]);
    const cut = await run(pipeline, crm, { asOf: "2026-01-02" });
    assert.deepEqual(counts(cut), [3, 1, 0]);
    assert.equal(cut.result.as_of, "2026-01-02T00:00:00Z");
    const shown = { kind: "actors" as const, name: "shown", atLeast: 1, match: event("demo") };
    const segment = (negated: boolean) => ({ ...pipeline, segments: [{ ...shown, negated }] });
    assert.deepEqual(counts(await run(segment(false), crm)), [3, 2, 1]);
    assert.deepEqual(counts(await run(segment(true), crm)), [1, 0, 0]);
  });

  it("name what a column lacks", async () => {
    await write("deals.csv", deals);
    const crm = records("deals.csv", { lead: "creatd" });
    assert.deepEqual(await failure(run(funnel([stage("lead")], { sources: ["crm"] }), [crm])), {
      code: "FNL5019",
      path: "deals.csv",
      column: "creatd",
      suggestion: "created",
    });
  });

  it("give the same bytes however many threads read them", async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => {
      const day = (n: number): string => `2026-01-${String(1 + (n % 28)).padStart(2, "0")}`;
      return `${i % 700},${["a", "b", "c"][i % 3]},${day(i * 7)},${i % 4 === 0 ? "" : day(i * 11)},${day(i * 13)},${i % 5 === 0 ? "won" : "open"}`;
    });
    await write("deals.csv", `id,region,created,demo,closed,state\n${rows.join("\n")}\n`);
    const what = { ...pipeline, ...split("region") };
    const one = await run(what, [records("deals.csv", stages)], { threads: 1 });
    const two = await run(what, [records("deals.csv", stages)], { threads: 2 });
    assert.equal(JSON.stringify(one.result), JSON.stringify(two.result));
  });
});
