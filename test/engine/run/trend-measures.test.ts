import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FunnelResult } from "../../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { reportFunnel } from "../../../server/report/words.ts";
import { chance } from "../../support/chance.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";

/** What people did on random hours of some weeks of 2026, in the zone that the sources are read in. */
function randomLog(seed: number, rows: number): string {
  const random = chance(seed);
  const names = ["visit", "visit", "visit", "pay", "pay", "lost", "share"];
  const lines = Array.from({ length: rows }, () => {
    const at = new Date(Date.UTC(2026, 2, 10) + Math.floor(random() * 30 * 24) * 3_600_000);
    const name = names[Math.floor(random() * names.length)];
    const amount = random() < 0.3 ? "" : (Math.floor(random() * 100) / 10).toString();
    return `${Math.floor(random() * 40)},${name},${at.toISOString().slice(0, 16)},${amount}`;
  });
  return ["user,event,ts,amount", ...lines].join("\n");
}

/** Two rows a day, one at midnight of the source's own clock. */
const spend = [
  "day,clicks,cost",
  ...Array.from({ length: 35 }, (_, k) => {
    const date = new Date(Date.UTC(2026, 2, 8 + k)).toISOString().slice(0, 10);
    return `${date},${k + 1},${k}.1\n${date} 23:59:59,1,0.2`;
  }),
].join("\n");

const measures = [
  "measure revenue = sum(amount) of Paid",
  "measure lifetime = ltv(amount)",
  "measure again = repeat_rate(Paid)",
  "measure soon = repeat_rate(Paid within 2 days)",
  "measure won = win_rate",
  "measure cycle = sales_cycle",
  "measure mean = average_time(Visit -> Paid)",
  "measure quick = conversion(Visit -> Paid within 1 day)",
  "measure visits = count of Visit",
  "measure spent = cost(ads)",
  "measure cac = cost(ads) / actors(Paid)",
  "measure bounce = bounce_rate",
  "measure stay = time_on_site",
];

const sources = (webZone: string, adsZone: string): string => `source web from "web.csv" {
  actor user
  time ts
  event event
  session 6 hours
  timezone "${webZone}"
}

source ads from "spend.csv" as totals {
  time day
  totals { click: clicks }
  cost cost
  timezone "${adsZone}"
}
`;

describe("measures in the points of a trend, over files", function () {
  this.timeout(120_000);
  const folder = scratchFolder();
  let runner: Runner;
  before(async () => {
    runner = createRunner({
      worker: new URL("../../../server/engine/run/worker.ts", import.meta.url),
    });
    await writeFile(join(folder.path, "web.csv"), randomLog(7, 500));
    await writeFile(join(folder.path, "spend.csv"), spend);
  });
  after(() => runner.close());

  async function run(text: string): Promise<{ result: FunnelResult; report: string }> {
    const place = { file: join(folder.path, "f.funnel"), root: folder.path };
    const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
    assert.deepEqual(
      analysis.diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    const { result } = await runFile({ analysis, place, runner });
    const [found] = funnelResults(result);
    const [funnel] = analysis.program.funnels;
    assert.ok(found && funnel);
    const { changes } = reportFunnel(found, funnel, "en", { timeZone: "UTC" });
    const table = changes.find(({ kind }) => kind === "trend")?.table;
    return { result: found, report: JSON.stringify(table) };
  }

  const funnelOf = (zones: readonly [string, string], ...lines: readonly string[]): string =>
    `${sources(...zones)}
funnel F on web {
  window 3 days
${lines.map((line) => `  ${line}\n`).join("")}
  stage Visit: visit
  stage Paid: pay
  exit Lost: lost
${measures.map((line) => `  ${line}\n`).join("")}}
`;

  const zones = ["Europe/Berlin", "America/New_York"] as const;
  for (const [interval, during] of [
    ["daily", ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"]],
    ["weekly", ["2026-03-16 .. 2026-03-22", "2026-03-23 .. 2026-03-29"]],
  ] as const) {
    it(`are those of a run with that \`during\`, ${interval}, by each source's calendar`, async () => {
      const [first = ""] = during[0].split(" .. ");
      const range = interval === "daily" ? `${first} .. 2026-03-30` : `${first} .. 2026-03-29`;
      const { result } = await run(funnelOf(zones, `during ${range}`, `trend ${interval}`));
      assert.equal(result.trend?.length, during.length);
      for (const [index, period] of during.entries()) {
        const [from = "", to = from] = period.split(" .. ");
        const { result: alone } = await run(funnelOf(zones, `during ${from} .. ${to}`));
        assert.deepEqual(result.trend[index]?.measures, alone.measures, period);
      }
      const spent = result.trend.map(({ measures: found }) => found?.[9]?.value);
      assert.ok(spent.every((sum) => typeof sum === "number" && sum > 0));
    });
  }

  it("stand in the table of the trend", async () => {
    const { result, report } = await run(
      funnelOf(["UTC", "UTC"], "during 2026-03-16 .. 2026-03-29", "trend weekly"),
    );
    const [first] = result.trend ?? [];
    assert.deepEqual(
      first?.measures?.map(({ name }) => name),
      result.measures?.map(({ name }) => name),
    );
    assert.match(report, /"headings":\["Week from",.*"revenue","lifetime",.*"spent","cac"/);
    // 16 to 22 March are the days 8 to 14: 8.1 + … + 14.1 + 7 · 0.2 = 79.1.
    assert.equal(first?.measures?.[9]?.value, 79.1);
    assert.match(report, /"79\.10"/);
  });

  it("say that amounts without a time have none", async () => {
    const text = funnelOf(["UTC", "UTC"], "trend weekly")
      .replace("  time day\n  totals", "  totals")
      .replace('  timezone "UTC"\n}\n\nfunnel', "}\n\nfunnel");
    const { result } = await run(text);
    assert.ok((result.measures?.[9]?.value ?? 0) > 0);
    assert.deepEqual(
      new Set(result.trend?.map((point) => point.measures?.[9]?.value)),
      new Set([null]),
    );
    assert.ok(result.diagnostics.some(({ code }) => code === "FNL5242"));
  });

  it("count stages of totals by the point of their own calendar", async () => {
    const text = `${sources(...zones)}
funnel F on ads, web {
  during 2026-03-16 .. 2026-03-29
  trend weekly
  stage Clicked: click
  stage Visit: visit
  stage Paid: pay
  measure clicks = count of Clicked
  measure paying = actors(Paid)
}
`;
    const { result } = await run(text);
    // Days 8 to 14 and 15 to 21, each with one click at its end.
    assert.deepEqual(
      result.trend?.map(({ entered, measures: found }) => [entered, found?.[0]?.value]),
      [
        [9 + 10 + 11 + 12 + 13 + 14 + 15 + 7, 91],
        [16 + 17 + 18 + 19 + 20 + 21 + 22 + 7, 140],
      ],
    );
    for (const { measures: found, converted } of result.trend ?? []) {
      assert.equal(found?.[1]?.value, converted);
    }
  });
});
