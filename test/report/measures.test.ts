import assert from "node:assert/strict";
import type { MeasureResult } from "../../server/engine/result.ts";
import { cellWidth } from "../../server/report/terminal/cells.ts";
import { renderText } from "../../server/report/text.ts";
import { reportFunnel } from "../../server/report/words.ts";
import { sampleResult } from "./sample-results.ts";

const measures: readonly MeasureResult[] = [
  { name: "revenue", value: 1234.5, unit: "money", currency: "EUR", format: "currency", n: 12 },
  { name: "roas", value: 2.4, unit: "number", format: "number" },
  { name: "tiny", value: 0.001234, unit: "number", format: "number", n: 3 },
  { name: "win", value: 0.0701, unit: "share", format: "percent", n: 120 },
  {
    name: "cycle",
    value: 97_200,
    unit: "duration",
    format: "duration",
    n: 5,
    p90: 439_200,
  },
  { name: "cac", value: null, unit: "money", format: "currency" },
];

const sample = () => {
  const stages = [
    { name: "Visit", count: 10 },
    { name: "Paid", count: 5 },
  ];
  const { result, funnel } = sampleResult(stages, {
    splits: [
      ["ads", 6, 3],
      [null, 4, 2],
    ],
  });
  const splits = (result.splits ?? []).map((split, i) => ({
    ...split,
    measures: measures.slice(0, 2).map((each) => ({ ...each, value: i === 0 ? 7 : null })),
  }));
  return { funnel, result: { ...result, measures, splits } };
};

const cellsOf = (locale: "en" | "ru"): string[][] => {
  const { result, funnel } = sample();
  const [table] = reportFunnel(result, funnel, locale).measures;
  return (table?.rows ?? []).map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]);
};

describe("measures in words", () => {
  it("stand in their form, with what they are of", () => {
    assert.deepEqual(cellsOf("en"), [
      ["revenue", "€1,234.50", "12"],
      ["roas", "2.4", "—"],
      ["tiny", "0.00123", "3"],
      ["win", "7.0\u00a0%", "120"],
      ["cycle", "1\u00a0d\u00a03\u00a0h", "5"],
      ["cac", "—", "—"],
    ]);
    assert.deepEqual(cellsOf("ru")[0], ["revenue", "1\u00a0234,50\u00a0€", "12"]);
  });

  it("say the 90th percentile of a sales cycle", () => {
    const { result, funnel } = sample();
    const [table] = reportFunnel(result, funnel, "en").measures;
    assert.equal(table?.note, "cycle: 90\u00a0% within 5\u00a0d\u00a02\u00a0h");
  });

  it("say who is still open beside a win rate", () => {
    const { result, funnel } = sample();
    const rate = {
      name: "rate",
      value: 0.75,
      unit: "share",
      format: "percent",
      n: 4,
      open: 2,
    } as const;
    const decided = { ...result, measures: [rate] };
    assert.equal(
      reportFunnel(decided, funnel, "en").measures[0]?.note,
      "rate: without 2 still open",
    );
    assert.equal(reportFunnel(decided, funnel, "ru").measures[0]?.note, "rate: без открытых: 2");
  });

  it("stand once more for each group of a split", () => {
    const { result, funnel } = sample();
    const [, by] = reportFunnel(result, funnel, "en").measures;
    assert.equal(by?.title, "Measures by channel");
    assert.deepEqual(
      by?.rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]),
      [
        ["ads", "€7.00", "7"],
        ["(none)", "—", "—"],
      ],
    );
  });

  it("are drawn below the splits, within any width", () => {
    const { result, funnel } = sample();
    const report = reportFunnel(result, funnel, "en");
    for (const width of [40, 80, 120]) {
      const lines = renderText(report, { width, unicode: true, colour: false }).split("\n");
      assert.ok(lines.includes("Measures by channel"));
      for (const line of lines) assert.ok(cellWidth(line) <= width, line);
    }
  });

  it("are no section where there are none", () => {
    const { result, funnel } = sampleResult([{ name: "A", count: 1 }]);
    assert.deepEqual(reportFunnel(result, funnel, "en").measures, []);
  });
});
