import assert from "node:assert/strict";
import { boundsOf, foregone } from "../../../language/semantics/figures/bounds.ts";
import type { MeasureEnvironment } from "../../../language/semantics/figures/environment.ts";
import type { CompareOperator, MeasureModel } from "../../../language/index.ts";
import {
  analyzeFigures,
  checkFigures,
  overActors,
  overTotals,
  problemsOf,
} from "../../support/figures.ts";
import type { Mistake } from "../../support/mistakes.ts";

const expecting = (text: string): string => overActors(`expect ${text}`);

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "units that don't go together": [
    { text: expecting("⟦median_time(Visit -> Paid) >= 20%⟧"), code: "FNL6002" },
    {
      text: expecting("⟦median_time < 3⟧"),
      code: "FNL6002",
      fixed: expecting("median_time < 3 days"),
      alternatives: [expecting("median_time < 3 hours"), expecting("median_time < 3 minutes")],
    },
    {
      text: expecting("⟦3 > median_time⟧"),
      code: "FNL6002",
      fixed: expecting("3 days > median_time"),
      alternatives: [expecting("3 hours > median_time"), expecting("3 minutes > median_time")],
    },
    { text: expecting("⟦cost(ads) <= 20%⟧"), code: "FNL6002" },
    { text: expecting("⟦cost(ads) <= actors(Paid)⟧"), code: "FNL6002" },
    { text: expecting("⟦cost(ads) <= value(shop)⟧"), code: "FNL3030" },
    {
      text: expecting("share(is_paid) at Paid >= ⟦20⟧"),
      code: "FNL6004",
      fixed: expecting("share(is_paid) at Paid >= 20%"),
    },
    {
      text: overActors("measure rate = conversion", "expect rate > ⟦20⟧"),
      code: "FNL6004",
      fixed: overActors("measure rate = conversion", "expect rate > 20%"),
    },
  ],
  "what is known beforehand": [
    { text: expecting("⟦conversion >= 120%⟧"), code: "FNL6011" },
    { text: expecting("⟦conversion > 100%⟧"), code: "FNL6011" },
    { text: expecting("⟦conversion <= 100%⟧"), code: "FNL6010" },
    { text: expecting("⟦actors(Visit) >= -1⟧"), code: "FNL6010" },
    { text: expecting("⟦actors(Visit) >= 0⟧"), code: "FNL6010" },
    { text: expecting("⟦actors(Visit) < 0⟧"), code: "FNL6011" },
    { text: expecting("conversion(Visit -> Paid within ⟦0 days⟧) > 5%"), code: "FNL4005" },
    { text: expecting("⟦nps(mark) at Survey >= 101⟧"), code: "FNL6011" },
    { text: expecting("⟦1 - conversion > 1⟧"), code: "FNL6011" },
    { text: expecting("⟦conversion = dropoff * 0 + 2⟧"), code: "FNL6011" },
    { text: expecting("conversion > 5% when ⟦actors(Visit) >= 0⟧"), code: "FNL6010" },
    { text: expecting("conversion > 5% when ⟦conversion > 100%⟧"), code: "FNL6011" },
    {
      text: expecting("⟦conversion(Visit -> Paid) >= conversion(Visit -> Paid)⟧"),
      code: "FNL6012",
    },
    {
      text: overActors("measure share_left = 1 - conversion", "expect ⟦share_left >= 0⟧"),
      code: "FNL6010",
    },
  ],
  "figures written otherwise": [
    {
      text: expecting("⟦Visit -> Paid⟧ > 20%"),
      code: "FNL1050",
      fixed: expecting("conversion(Visit -> Paid) > 20%"),
    },
    {
      text: expecting("conversion > ⟦10 percent⟧"),
      code: "FNL1050",
      fixed: expecting("conversion > 10%"),
    },
  ],
  "the trend": [
    {
      text: overActors("⟦expect trend within forecast⟧"),
      code: "FNL4098",
      fixed: overActors("trend weekly", "expect trend within forecast"),
    },
  ],
};

describe("mistakes in expectations", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.split("stage Paid: payment\n")[1]), () =>
          checkFigures(mistake),
        );
    });
});

describe("expectations", () => {
  it("aren't said to be for later before they are right", () => {
    const codes = (text: string): readonly string[] =>
      analyzeFigures(text)
        .diagnostics.filter(({ span }) => span.start > text.indexOf("expect"))
        .map(({ code }) => code);
    assert.deepEqual(codes(expecting("median <= 3 days")), ["FNL6013"]);
    assert.deepEqual(codes(expecting("sum(amount) > 5")), ["FNL4090"]);
  });

  it("say nothing of what depends on the data", () => {
    const lines = [
      "expect actors(Visit) > 0",
      "expect conversion >= 100%",
      "expect conversion >= 0.2",
      "expect conversion * 100 >= 20",
      "expect actors(Paid) / actors(Visit) >= 20%",
      "expect cost(ads) <= 1000",
      "expect ltv(amount) > cost(ads) / actors(Paid)",
      "expect sum(amount) of Paid >= -5",
      "expect nps(mark) at Survey >= 30 when count(mark) of Survey >= 30",
    ];
    assert.deepEqual(problemsOf(overActors(...lines)), []);
    // Counts may grow from one stage to the next.
    const counted = ["expect conversion(Seen -> Click) <= 120%", "expect ctr(Seen -> Click) < 2"];
    assert.deepEqual(problemsOf(overTotals(...counted)), []);
  });

  it("keep their line, their text and what they lead to", () => {
    const text = overActors(
      "trend weekly",
      "expect conversion /* of all */ >=   5% when actors(Visit) >= 100 else warn",
      "expect trend within forecast",
    );
    const [figures, trend] = analyzeFigures(text).program.funnels[0]?.expectations ?? [];
    const line = text.split("\n").findIndex((one) => one.includes("expect conversion"));
    assert.deepEqual(
      [figures?.kind, figures?.line, figures?.text, figures?.otherwise],
      ["figures", line, "conversion >= 5% when actors(Visit) >= 100", "warn"],
    );
    assert.deepEqual(
      [trend?.kind, trend?.line, trend?.text, trend?.otherwise],
      ["trend", line + 1, "trend within forecast", "fail"],
    );
  });
});

describe("what a figure can be", () => {
  const environment: MeasureEnvironment = {
    scope: {} as MeasureEnvironment["scope"],
    sources: [],
    stages: new Map(),
    hasExit: false,
    measures: {
      names: new Set(),
      find: () => undefined,
      bounds: () => undefined,
      refer: () => undefined,
    },
    stage: () => undefined,
  };
  const number = (value: number): MeasureModel => ({ kind: "number", value, unit: "number" });
  const share: MeasureModel = { kind: "figure", figure: "conversion" };
  const count: MeasureModel = { kind: "count", stage: "A" };
  const of = (
    left: MeasureModel,
    operator: "+" | "-" | "*" | "/",
    right: MeasureModel,
  ): unknown => {
    const measure: MeasureModel = { kind: "arithmetic", operator, left, right };
    const { min, max } = boundsOf(measure, environment);
    return [min, max];
  };

  it("follows from what it is computed from", () => {
    assert.deepEqual(of(share, "+", share), [0, 2]);
    assert.deepEqual(of(number(1), "-", share), [0, 1]);
    assert.deepEqual(of(count, "*", number(0)), [0, 0]);
    assert.deepEqual(of(number(-2), "*", share), [-2, 0]);
    assert.deepEqual(of(number(-2), "*", count), [-Infinity, 0]);
    assert.deepEqual(of(share, "/", share), [0, Infinity]);
    assert.deepEqual(of(share, "/", number(-1)), [-Infinity, Infinity]);
    assert.deepEqual(of(count, "-", count), [-Infinity, Infinity]);
  });

  it("settles a comparison that can only come out in one way", () => {
    const one = { min: 0, max: 1 };
    const verdicts = (right: { min: number; max: number }): unknown =>
      ([">=", ">", "<=", "<", "=", "!="] as readonly CompareOperator[]).map((operator) =>
        foregone(one, operator, right),
      );
    const open = undefined;
    assert.deepEqual(verdicts({ min: 0, max: 0 }), ["always", open, open, "never", open, open]);
    assert.deepEqual(verdicts({ min: 1, max: 1 }), [open, "never", "always", open, open, open]);
    assert.deepEqual(verdicts({ min: 2, max: 3 }), [
      "never",
      "never",
      "always",
      "always",
      "never",
      "always",
    ]);
    assert.deepEqual(verdicts({ min: 0, max: 1 }), [open, open, open, open, open, open]);
  });
});
