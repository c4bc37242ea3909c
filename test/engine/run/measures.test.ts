import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FunnelResult, MeasureResult } from "../../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";

const events = `user,event,ts,channel,amount,paid_in
1,visit,2026-01-01 10:00,ads,,
1,pay,2026-01-03 10:00,ads,0.1,EUR
1,pay,2026-01-04 10:00,ads,0.2,EUR
2,visit,2026-01-02 09:00,seo,,
2,pay,2026-01-09 09:00,seo,30,EUR
3,visit,2026-01-02 12:00,,,
3,pay,2026-01-02 13:00,,,USD
4,visit,2026-01-03 12:00,seo,,
`;

const web = `source web from "web.csv" {
  actor user
  time ts
  event event
}
`;

const spend = `day,channel,clicks,cost,earned,currency
2026-01-01,ads,10,0.1,1,EUR
2026-01-02,ads,10,0.2,2,EUR
2026-01-02,mail,5,7,,EUR
2026-01-03,ads,10,1000,9,USD
not a day,ads,1,5,5,EUR
2026-01-02,,1,0.4,0,EUR
`;

const ads = (...lines: readonly string[]): string =>
  `source ads from "spend.csv" as totals {
  time day
  totals { click: clicks }
  cost cost
  value earned
${lines.map((line) => `  ${line}\n`).join("")}}
`;

const funnelOf = (...lines: readonly string[]): string =>
  `funnel F on web {
  stage Visit: visit
  stage Paid: pay
${lines.map((line) => `  ${line}\n`).join("")}}
`;

describe("measures over files", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  let runner: Runner;
  before(async () => {
    runner = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
    });
    await put("web.csv", events);
    await put("spend.csv", spend);
  });
  after(() => runner.close());

  async function put(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), content);
  }

  async function run(text: string, by: Runner = runner): Promise<FunnelResult> {
    const place = { file: join(folder.path, "f.funnel"), root: folder.path };
    const analysis = await analyzeWithData(text, place, createDataCatalog(by));
    const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(errors, []);
    const { result, outcomes } = await runFile({ analysis, place, runner: by });
    const [found] = funnelResults(result);
    assert.ok(found, JSON.stringify(outcomes));
    return found;
  }

  const valuesOf = (measures: readonly MeasureResult[] = []): (number | null)[] =>
    measures.map(({ value }) => value);
  const byGroup = ({ splits = [] }: FunnelResult): unknown[] =>
    splits.map(({ by, other, measures }) => [
      other === true ? "Other" : Object.values(by)[0],
      ...valuesOf(measures),
    ]);

  it("say their unit, form and what they are of", async () => {
    const { measures } = await run(
      web +
        funnelOf(
          "measure revenue = sum(amount) of Paid",
          'measure mean = avg(amount) at Paid as currency "EUR"',
          "measure rate = conversion as percent",
          "measure cycle = sales_cycle",
          "measure double = 2 * revenue",
        ),
    );
    assert.deepEqual(measures, [
      // Exact: as doubles 0.1 + 0.2 would be more than 0.3.
      { name: "revenue", value: 30.3, unit: "number", format: "number", n: 3 },
      // 0.1 and 30 in the chosen rows; 3 has none.
      { name: "mean", value: 15.05, unit: "money", currency: "EUR", format: "currency", n: 2 },
      { name: "rate", value: 0.75, unit: "share", format: "percent", n: 4 },
      // 2 days, 7 days less than none, and 1 hour: 1 h, 48 h, 168 h; the tenth percentile from the top at 1.8 of 2 steps.
      {
        name: "cycle",
        value: 172_800,
        unit: "duration",
        format: "duration",
        n: 3,
        p90: (48 + 0.8 * (168 - 48)) * 3600,
      },
      { name: "double", value: 60.6, unit: "number", format: "number" },
    ]);
  });

  it("are computed in each group of a split, costs by the groups' own rows", async () => {
    const result = await run(
      ads('where currency = "EUR"') +
        web +
        funnelOf(
          "split by channel",
          "measure revenue = sum(amount) of Paid",
          "measure spent = cost(ads)",
          "measure cac = spent / actors(Paid)",
        ),
    );
    // What is spent on mail, where nobody came from, is in the whole alone.
    assert.deepEqual(valuesOf(result.measures), [30.3, 7.7, 2.566667]);
    assert.deepEqual(byGroup(result), [
      ["seo", 30, 0, 0],
      ["ads", 0.3, 0.3, 0.3],
      [null, 0, 0.4, 0.4],
    ]);
  });

  it("count the costs of values without a group of their own in Other", async () => {
    const result = await run(
      ads('where currency = "EUR"') +
        web +
        funnelOf("split by channel top 1", "measure spent = cost(ads)"),
    );
    assert.deepEqual(byGroup(result), [
      ["seo", 0],
      [null, 0.4],
      ["Other", 7.3],
    ]);
  });

  it("have no costs in groups that the source doesn't know", async () => {
    const result = await run(
      ads('where currency = "EUR"') +
        web +
        funnelOf("split by user", "measure spent = cost(ads)", "expect spent < 8"),
    );
    assert.deepEqual(
      new Set(byGroup(result).map((group) => (group as unknown[])[1])),
      new Set([null]),
    );
    assert.equal(result.expectations?.[0]?.status, "pass");
  });

  it("sum up what lies in during, both ends included", async () => {
    const result = await run(
      ads() +
        web +
        funnelOf("measure spent = cost(ads)", "measure earned = value(ads)").replace(
          "{\n",
          "{\n  during 2026-01-02 .. 2026-01-02\n",
        ),
    );
    assert.deepEqual(valuesOf(result.measures), [7.6, 2]);
    assert.deepEqual(
      result.measures?.map(({ n }) => n),
      [3, 2],
    );
  });

  it("refuse sums of several currencies, and say so", async () => {
    const result = await run(
      ads("currency currency") + web + funnelOf("measure spent = cost(ads)", "expect spent < 5"),
    );
    assert.deepEqual(result.measures, [
      { name: "spent", value: null, unit: "money", format: "currency", n: 5 },
    ]);
    assert.equal(result.expectations?.[0]?.status, "unknown");
    assert.deepEqual(
      result.diagnostics.map(({ code, args }) => [code, args["currencies"] ?? args["source"]]),
      [["FNL5220", "EUR, USD"]],
    );
  });

  it("take the one currency that the rows say", async () => {
    const result = await run(
      ads("currency currency", 'where currency = "USD"') +
        web +
        funnelOf("measure spent = cost(ads)"),
    );
    assert.deepEqual(result.measures, [
      { name: "spent", value: 1000, unit: "money", currency: "USD", format: "currency", n: 1 },
    ]);
  });

  it("know no costs in during of a source without a time", async () => {
    const timeless = ads().replace("  time day\n", "");
    const free = await run(timeless + web + funnelOf("measure spent = cost(ads)"));
    assert.deepEqual(valuesOf(free.measures), [1012.7]);
    const limited = await run(
      timeless +
        web +
        funnelOf("measure spent = cost(ads)").replace(
          "{\n",
          "{\n  during 2026-01-02 .. 2026-01-03\n",
        ),
    );
    assert.deepEqual(valuesOf(limited.measures), [null]);
    assert.ok(limited.diagnostics.some(({ code }) => code === "FNL5221"));
  });

  it("name the sources of costs among what was read", async () => {
    const { sources } = await run(ads() + web + funnelOf("measure spent = cost(ads)"));
    assert.deepEqual(
      sources.map(({ name, rows }) => [name, rows.read, rows.unreadable_time]),
      [
        ["web", 8, 0],
        ["ads", 6, 1],
      ],
    );
  });

  it("count rows of the first stage outside of during, but no entry there", async () => {
    await put(
      "again.csv",
      "user,event,ts\n1,visit,2026-01-01\n1,visit,2026-01-05\n1,visit,2026-01-20\n2,visit,2026-01-05\n2,pay,2026-01-06\n",
    );
    const { entered, measures } = await run(
      `${web.replace("web.csv", "again.csv")}funnel F on web {
  during 2026-01-01 .. 2026-01-02
  window 14 days
  stage Visit: visit
  stage Paid: pay
  measure visits = count of Visit
  measure back = repeat_rate(Visit)
  measure soon = repeat_rate(Visit within 3 days)
}
`,
    );
    // Of 1 those within 14 days; 2 didn't enter.
    assert.equal(entered, 1);
    assert.deepEqual(valuesOf(measures), [2, 1, 0]);
  });

  it("leave out rows without an answer, and marks beyond the scale", async () => {
    const marks = ["10", "9", "8", "3", "", "99"];
    const rows = marks.map((mark, i) => `${i},ask,2026-01-01,\n${i},answer,2026-01-02,${mark}\n`);
    await put("survey.csv", `user,event,ts,mark\n${rows.join("")}`);
    const { measures } = await run(
      `${web.replace("web.csv", "survey.csv")}funnel F on web {
  stage Asked: ask
  stage Answer: answer
  measure score = nps(mark) at Answer
  measure five = nps(mark, 3, 8) at Answer
  measure happy = csat(mark >= 8) at Answer
  measure held = share(mark >= 8) at Answer
  measure given = count(mark) at Answer
}
`,
    );
    assert.deepEqual(
      measures?.map(({ value, n }) => [value, n]),
      [
        // Two of four are promoters, one is a detractor.
        [25, 4],
        // Of 3 and 8 between 3 and 8: one of each.
        [0, 2],
        // 10, 9, 8 and 99 of five answers; of six rows at the stage.
        [0.8, 5],
        [0.666667, 6],
        [5, 5],
      ],
    );
  });

  it("count won, lost and open deals", async () => {
    await put(
      "deals.csv",
      "user,event,ts\n1,lead,2026-01-01\n1,won,2026-01-05\n2,lead,2026-01-01\n2,lost,2026-01-02\n3,lead,2026-01-01\n",
    );
    const { measures } = await run(
      `${web.replace("web.csv", "deals.csv")}funnel F on web {
  stage Lead: lead
  stage Won: won
  exit Lost: lost
  measure rate = win_rate
}
`,
    );
    assert.deepEqual(measures?.[0], {
      name: "rate",
      value: 0.5,
      unit: "share",
      format: "percent",
      n: 2,
      open: 1,
    });
  });

  it("are of visits that begin in during, with the rows that the funnel's conditions keep", async () => {
    await put(
      "pages.csv",
      `user,event,ts,channel,bot
1,page,2026-01-01 23:50,ads,no
1,page,2026-01-02 00:10,,no
1,page,2026-01-02 09:00,seo,no
1,page,2026-01-02 09:10,seo,yes
2,page,2026-01-02 09:00,seo,no
2,cart,2026-01-02 09:20,ads,no
3,page,2026-01-02 10:00,ads,yes
4,page,2026-01-03 10:00,ads,no
`,
    );
    const result = await run(
      `${web.replace("web.csv", "pages.csv").replace("event event\n", "event event\n  session 30 minutes\n")}funnel F on web {
  during 2026-01-02 .. 2026-01-03
  where bot = "no"
  stage Page: page
  stage Cart: cart
  split by channel
  measure bounce = bounce_rate
  measure time = time_on_site
  measure pages = events_per_visit
}
`,
    );
    // The visit that began on the day before doesn't count; of the bot's row its visit has one left.
    // 1: 09:00, one row. 2: 20 minutes, two rows. 4: one row.
    assert.deepEqual(
      result.measures?.map(({ value, n }) => [value, n]),
      [
        [0.666667, 3],
        [400, 3],
        [1.333333, 3],
      ],
    );
    assert.deepEqual(byGroup(result), [
      ["ads", 1, 0, 1],
      ["seo", 0.5, 600, 1.5],
      [null, null, null, null],
    ]);
  });

  it("read values of stages in the sources that have them", async () => {
    await put("crm.csv", "user,won_at,deal\n1,2026-01-05,100\n2,2026-01-08,50.5\n");
    const { measures, diagnostics } = await run(
      `${web}source crm from "crm.csv" as records {
  actor user
  stages { won: won_at }
}
funnel F on web, crm {
  stage Visit: visit
  stage Won: won
  measure sales = sum(deal) of Won
  measure most = max(deal) at Won
}
`,
    );
    assert.deepEqual(valuesOf(measures), [150.5, 100]);
    assert.deepEqual(diagnostics, []);
  });

  it("measure times as values", async () => {
    const { measures } = await run(
      web +
        funnelOf(
          "measure spread = median(ts - 2026-01-01) at Paid",
          "measure all = sum(ts - 2026-01-01) of Paid",
        ),
    );
    // 3 Jan 10:00, 9 Jan 9:00, 2 Jan 13:00; and 4 Jan 10:00 of 1's second payment.
    assert.deepEqual(
      measures?.map(({ value, unit }) => [value, unit]),
      [
        [58 * 3600, "duration"],
        [(58 + 82 + 201 + 37) * 3600, "duration"],
      ],
    );
  });

  it("are the same bytes with one thread", async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, i) =>
        `${i % 900},${i % 3 === 0 ? "visit" : "pay"},2026-01-${String(1 + (i % 28)).padStart(2, "0")},${i % 7},${(i * 37) % 1000}.${i % 100}\n`,
    );
    await put("many.csv", `user,event,ts,channel,amount\n${rows.join("")}`);
    const text =
      web.replace("web.csv", "many.csv").replace("event event\n", "event event\n  value amount\n") +
      funnelOf(
        "split by channel top 3",
        "measure revenue = sum(amount) of Paid",
        "measure mean = avg(amount / 7) of Paid",
        "measure earned = value(web)",
      );
    const alone = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
      threads: 1,
    });
    try {
      assert.equal(JSON.stringify(await run(text, alone)), JSON.stringify(await run(text)));
    } finally {
      await alone.close();
    }
  });
});
