import assert from "node:assert/strict";
import { reportFunnel } from "../../server/report/words.ts";
import { renderText } from "../../server/report/text.ts";
import { cellWidth } from "../../server/report/terminal/cells.ts";
import type { FunnelResult } from "../../server/engine/result.ts";
import type { Locale } from "../../language/index.ts";
import { matchesGolden } from "../support/golden.ts";
import { sampleResult, signup, type Sample } from "./sample-results.ts";

const week = (index: number): string =>
  new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString().replace(".000", "");

/** Fifteen weeks, one without entries, the last two not over. */
const trend: FunnelResult["trend"] = Array.from({ length: 15 }, (_, index) => {
  const entered = index === 6 ? 0 : 400 + 10 * index;
  const converted = Math.round(entered * (index === 9 ? 0.03 : 0.07));
  const share = entered === 0 ? null : Number((converted / entered).toFixed(6));
  return {
    start: week(index),
    entered,
    converted,
    conversion: share,
    interval: share === null ? null : [share - 0.02, share + 0.025],
    immature: index > 12 ? 40 * (index - 12) : 0,
    partial: index === 14,
  };
});
const forecast: FunnelResult["forecast"] = {
  method: "exponential smoothing",
  back_test: { error: 0.0123, points: 3 },
  points: [0, 1].map((ahead) => ({
    start: week(15 + ahead),
    conversion: 0.069,
    interval_80: [0.06, 0.08],
    interval_95: [0.05, 0.095],
  })),
};
const compared = { conversion_from_previous: 0.31, count: 900 };
const compare: FunnelResult["compare"] = {
  to: "previous period",
  during: { from: "2025-10-03T00:00:00Z", to: "2025-12-31T23:59:59.999999Z" },
  as_of: "2026-01-02T10:00:00Z",
  entered: 12_000,
  converted: 1_080,
  conversion: 0.09,
  stages: ["SignUp", "Activate", "Pay"].map((name, index) => ({
    name,
    ...compared,
    difference: index === 2 ? -0.0521 : 0.004,
    interval: index === 2 ? [-0.071, -0.031] : [-0.009, 0.018],
    p: index === 2 ? 0.00002 : 0.412,
    p_adjusted: index === 2 ? 0.00006 : 0.824,
  })),
  named: "Pay",
};
const leak: FunnelResult["leak"] = {
  stage: "SignUp",
  by: [{ channel: "ads" }, { channel: null }],
  gain: 214.24,
};

const sample = (result: Partial<FunnelResult>): Sample =>
  sampleResult(signup, {
    result,
    model: {
      trend: { interval: "weekly", forecast: 2, span: { start: 0, end: 0 } },
      splits: [
        {
          text: "channel",
          span: { start: 0, end: 0 },
          value: { kind: "column", path: ["channel"], type: "text" },
          at: "entry",
        },
      ],
    },
  });

const text = (of: Partial<FunnelResult>, width: number, locale: Locale, unicode = true): string => {
  const { result, funnel } = sample(of);
  return renderText(reportFunnel(result, funnel, locale), { width, unicode, colour: false });
};

describe("changes over time and between groups, in words", () => {
  for (const [locale, width] of [
    ["en", 100],
    ["ru", 80],
  ] as const)
    it(`are drawn as they were: ${locale}, ${width} cells`, () => {
      const drawn = text({ trend, forecast, compare, leak }, width, locale);
      matchesGolden(`report/changes-${locale}.txt`, `${drawn}\n`);
    });

  it("keep within any width", () => {
    for (const locale of ["en", "ru"] as const)
      for (const unicode of [true, false])
        for (const width of [40, 60, 80, 200])
          for (const line of text({ trend, forecast, compare, leak }, width, locale, unicode).split(
            "\n",
          ))
            assert.ok(cellWidth(line) <= width, `${width}: ${line}`);
  });

  it("say what isn't known or proven", () => {
    const few = { method: "x", back_test: null, points: [], reason: "too_few_points" } as const;
    const { result, funnel } = sample({
      trend: trend?.slice(14),
      forecast: few,
      leak: null,
      compare: { ...compare, named: null, overlap: 1 },
    });
    const said = reportFunnel(result, funnel, "en").changes.flatMap(({ sentences }) => sentences);
    assert.deepEqual(said, [
      "No forecast: it takes eight complete points and two seasons.",
      "The period before (3 Oct – 31 Dec 2025): 12,000 entered → 1,080 converted · 9.0\u00a0%",
      "No step differs by more than noise.",
      "1 actor is in both; the tests take them for different people.",
      "No leak is proven: no step does worse than its benchmark by more than noise.",
    ]);
  });

  it("set two segments beside each other", () => {
    const { result, funnel } = sample({
      compare: {
        ...compare,
        to: "mobile vs desktop",
        first: { entered: 10, converted: 2, conversion: 0.2, stages: compare.stages },
        stages: compare.stages,
      },
    });
    const [change] = reportFunnel(result, funnel, "en").changes;
    assert.equal(change?.title, "mobile – desktop");
    assert.equal(change.sentences[0], "mobile: 10 entered → 2 converted · 20.0\u00a0%");
    assert.deepEqual(change.table?.headings.slice(1, 3), ["mobile", "desktop"]);
  });

  it("are none where nothing is asked for", () => {
    const { result, funnel } = sample({});
    assert.deepEqual(reportFunnel(result, funnel, "en").changes, []);
  });
});
