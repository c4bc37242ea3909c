import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FunnelResult, StageResult } from "../../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { type FileOutcome, runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";

/** Missing counts and channels, a fraction, a day that can't be read. */
const spend = `day,channel,impressions,clicks,cost
2026-01-01,ads,1000,50,20
2026-01-02,ads,500,30,10
2026-01-02,mail,300,,5
2026-01-03,ads,100,10.5,4
2026-01-03,tv,4000,4,90
2026-01-03,,60,6,1
not a day,ads,7,7,7
`;

/** Two of ads, one of mail, one of nothing that was paid for, one without a channel. */
const events = `user,event,ts,channel,amount
1,visit,2026-01-01 10:00,ads,
1,pay,2026-01-02 10:00,ads,40
2,visit,2026-01-02 09:00,ads,
3,visit,2026-01-02 12:00,mail,
3,pay,2026-01-03 12:00,mail,10
4,visit,2026-01-03 12:00,seo,
5,visit,2026-01-03 13:00,,
`;

const sources = `source ads from "spend.csv" as totals {
  time day
  totals { shown: impressions, click: clicks }
  cost cost
}

source web from "web.csv" {
  actor user
  time ts
  event event
}

`;

const funnelOf = (on: string, ...lines: readonly string[]): string =>
  `${sources}funnel F on ${on} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const counts = ["stage Shown: shown", "stage Clicked: click"];
const people = ["stage Visit: visit", "stage Paid: pay"];

describe("totals over files", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  let runner: Runner;
  before(async () => {
    runner = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
    });
    await writeFile(join(folder.path, "web.csv"), events);
    await writeFile(join(folder.path, "spend.csv"), spend);
  });
  after(() => runner.close());

  async function outcomesOf(text: string, asOf?: string): Promise<readonly FileOutcome[]> {
    const place = { file: join(folder.path, "f.funnel"), root: folder.path };
    const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
    const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(errors, []);
    const asked = { analysis, place, runner, ...(asOf === undefined ? {} : { asOf }) };
    return (await runFile(asked)).outcomes;
  }

  async function run(text: string, asOf?: string): Promise<FunnelResult> {
    const outcomes = await outcomesOf(text, asOf);
    const results = outcomes.flatMap((each) => (each.kind === "run" ? [each.run.result] : []));
    const [found] = funnelResults({ version: 1, file: "", as_of: null, results });
    assert.ok(found, JSON.stringify(outcomes));
    return found;
  }

  const shares = (stages: readonly StageResult[]): unknown[] =>
    stages.map(({ count, conversion_from_previous: share }) => [count, share]);

  it("count nobody where no stage is of theirs", async () => {
    const lines = [...people, "trend daily", "measure spent = cost(ads)"];
    const { entered, converted, trend, measures } = await run(funnelOf("web, ads", ...lines));
    const without = await run(funnelOf("web", ...lines));
    assert.deepEqual([entered, converted], [5, 2]);
    assert.deepEqual({ trend, measures }, { trend: without.trend, measures: without.measures });
  });

  it("are counts by counts, without intervals", async () => {
    const result = await run(funnelOf("ads", ...counts));
    // 1000 + 500 + 300 + 100 + 4000 + 60; 50 + 30 + 10.5 + 4 + 6. The row without a day is left out.
    assert.deepEqual(result.stages, [
      {
        name: "Shown",
        totals: true,
        count: 5960,
        conversion_from_previous: null,
        conversion_from_first: 1,
        dropoff: null,
        interval: null,
        seconds_from_previous: null,
      },
      {
        name: "Clicked",
        totals: true,
        count: 100.5,
        conversion_from_previous: 0.016862,
        conversion_from_first: 0.016862,
        dropoff: null,
        interval: null,
        seconds_from_previous: null,
      },
    ]);
    const { entered, converted, conversion, interval, as_of } = result;
    assert.deepEqual(
      { entered, converted, conversion, interval, as_of },
      {
        entered: 5960,
        converted: 100.5,
        conversion: 0.016862,
        interval: null,
        as_of: "2026-01-03T00:00:00Z",
      },
    );
    assert.deepEqual(
      result.sources.map(({ name, rows }) => [name, rows.read, rows.unreadable_time]),
      [["ads", 7, 1]],
    );
    assert.deepEqual(
      result.diagnostics.map(({ code }) => code),
      ["FNL5104"],
    );
  });

  it("keep the rows that a stage, the funnel and a segment ask for", async () => {
    const text = funnelOf(
      "ads",
      "where channel is not missing",
      "segment cheap",
      'stage Shown: shown where channel = "ads"',
      'stage Any: click or (shown where channel = "mail")',
    );
    const result = await run(text.replace("funnel F", "segment cheap = cost < 50\n\nfunnel F"));
    // 1000 + 500 + 100; 50 + 30 + 10.5 clicks, and 300 shown by mail.
    assert.deepEqual(shares(result.stages), [
      [1600, null],
      [390.5, 0.244063],
    ]);
  });

  it("come before people, who are followed from their first stage on", async () => {
    const result = await run(
      funnelOf(
        "ads, web",
        "window 2 days",
        ...counts,
        ...people,
        "expect conversion(Shown -> Visit) < 0.1%",
        "expect conversion(Clicked -> Paid) > 1.9%",
        "expect dropoff(Clicked -> Paid) > 98%",
        "expect conversion(Visit -> Paid) = 40%",
        "expect conversion < 0.1%",
        "expect average_time(Visit -> Paid) = 1 day",
        "expect average_time = 1 day",
        "expect count of Clicked = 100.5",
        "expect ctr(Shown -> Clicked) > 1.6%",
      ),
    );
    assert.deepEqual(shares(result.stages), [
      [5960, null],
      [100.5, 0.016862],
      [5, 0.049751],
      [2, 0.4],
    ]);
    const [, , visit, paid] = result.stages;
    assert.equal(visit?.interval, null);
    assert.equal(visit?.dropoff, null);
    assert.equal(paid?.dropoff, 3);
    // Two visited less than two days before the latest row, and one more on the day before.
    assert.equal(paid?.immature, 3);
    assert.equal(paid?.conversion_from_first, 0.000336);
    assert.deepEqual([result.entered, result.converted], [5960, 2]);
    assert.deepEqual(
      result.expectations?.map(({ status }) => status),
      Array.from({ length: 9 }, () => "pass"),
    );
    assert.deepEqual(
      result.sources.map(({ name }) => name),
      ["ads", "web"],
    );
  });

  it("are split together with people, by the first count", async () => {
    const split = async (by: string): Promise<unknown[]> => {
      const result = await run(
        funnelOf(
          "ads, web",
          ...counts,
          ...people,
          by,
          "measure spent = cost(ads)",
          "measure paid = sum(amount) of Paid",
          "measure per_click = sum(amount) of Paid / count of Clicked",
        ),
      );
      return (result.splits ?? []).map(({ by: values, other, stages, measures }) => [
        other === true ? "Other" : Object.values(values)[0],
        ...stages.map(({ count }) => count),
        ...(measures ?? []).map(({ value }) => value),
      ]);
    };
    assert.deepEqual(await split("split by channel"), [
      ["tv", 4000, 4, 0, 0, 90, 0, 0],
      ["ads", 1600, 90.5, 2, 1, 34, 40, 0.441989],
      ["mail", 300, 0, 1, 1, 5, 10, null],
      ["seo", 0, 0, 1, 0, 0, 0, null],
      [null, 60, 6, 1, 0, 1, 0, 0],
    ]);
    assert.deepEqual(await split("split by channel top 2"), [
      ["tv", 4000, 4, 0, 0, 90, 0, 0],
      ["ads", 1600, 90.5, 2, 1, 34, 40, 0.441989],
      [null, 60, 6, 1, 0, 1, 0, 0],
      ["Other", 300, 0, 2, 1, 5, 10, null],
    ]);
  });

  it("have a trend, of themselves and with those who entered in each point", async () => {
    const points = ({ trend = [] }: FunnelResult): unknown[] =>
      trend.map(({ start, entered, converted, interval }) => [
        start.slice(0, 10),
        entered,
        converted,
        interval,
      ]);
    assert.deepEqual(points(await run(funnelOf("ads", ...counts, "trend daily"))), [
      ["2026-01-01", 1000, 50, null],
      ["2026-01-02", 800, 30, null],
      ["2026-01-03", 4160, 20.5, null],
    ]);
    assert.deepEqual(points(await run(funnelOf("ads, web", ...counts, ...people, "trend daily"))), [
      ["2026-01-01", 1000, 1, null],
      ["2026-01-02", 800, 1, null],
      ["2026-01-03", 4160, 0, null],
    ]);
  });

  it("are compared by their shares, without tests", async () => {
    const { compare } = await run(
      funnelOf(
        "ads, web",
        "during 2026-01-02 .. 2026-01-02",
        ...counts,
        ...people,
        "compare previous period",
      ),
    );
    assert.deepEqual([compare?.entered, compare?.converted], [1000, 1]);
    assert.deepEqual(
      compare?.stages.map(({ name, count, conversion_from_previous: share, difference, p }) => [
        name,
        count,
        share,
        difference,
        p,
      ]),
      [
        // 30 of 800 now, 50 of 1000 the day before.
        ["Clicked", 50, 0.05, -0.0125, null],
        // 2 of 30 now, 1 of 50 then.
        ["Visit", 1, 0.02, 0.046667, null],
        // One of two now; then the only one, who had paid by the noon of the day after.
        ["Paid", 1, 1, -0.5, 1],
      ],
    );
    const segments = await run(
      funnelOf("ads", ...counts, "compare big vs small").replace(
        "funnel F",
        'segment big = channel = "ads"\nsegment small = channel = "tv"\n\nfunnel F',
      ),
    );
    assert.deepEqual(segments.compare?.first?.stages, [
      { name: "Clicked", count: 90.5, conversion_from_previous: 0.056563 },
    ]);
    assert.deepEqual(
      [segments.compare?.entered, segments.compare?.stages[0]?.difference],
      [4000, 0.055563],
    );
  });

  it("lie in `during` by the time zone of their source, up to a given moment", async () => {
    const berlin = funnelOf("ads", "during 2026-01-02 .. 2026-01-02", ...counts).replace(
      "  cost cost",
      '  cost cost\n  timezone "Europe/Berlin"',
    );
    const { during, entered } = await run(berlin);
    assert.deepEqual([during.from, entered], ["2026-01-01T23:00:00Z", 800]);
    const early = await run(funnelOf("ads", ...counts), "2026-01-02");
    assert.deepEqual([early.entered, early.as_of], [1800, "2026-01-02T00:00:00Z"]);
  });

  it("may grow, of which is warned, but never lie below 0", async () => {
    const { diagnostics, stages } = await run(
      funnelOf("ads", "stage Clicked: click", "stage Shown: shown"),
    );
    assert.equal(stages[1]?.conversion_from_previous, 59.303483);
    assert.ok(diagnostics.some(({ code }) => code === "FNL5281"));
    await writeFile(join(folder.path, "below.csv"), `${spend}2026-01-03,tv,-1,0,0\n`);
    const [outcome] = await outcomesOf(
      funnelOf("ads", ...counts).replace("spend.csv", "below.csv"),
    );
    assert.deepEqual(outcome?.kind === "failure" ? outcome.failure.finding : outcome, {
      code: "FNL5280",
      args: { source: "ads", stage: "Shown", count: 1 },
    });
  });
});
