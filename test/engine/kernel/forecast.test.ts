import assert from "node:assert/strict";
import { forecaster, type PastPoint } from "../../../server/engine/kernel/forecast.ts";
import { chance, successes } from "../../support/chance.ts";

const point = (converted: number, entered = 100, more: Partial<PastPoint> = {}): PastPoint => ({
  entered,
  converted,
  partial: false,
  ...more,
});
const flat = (count: number): PastPoint[] => Array.from({ length: count }, () => point(20));

describe("a forecast of conversions", () => {
  it("needs eight points and two seasons, weeks only the points", () => {
    assert.equal(forecaster(flat(7), "weekly"), undefined);
    assert.equal(forecaster(flat(8), "weekly")?.method, "exponential smoothing");
    assert.equal(forecaster(flat(13), "daily"), undefined);
    assert.equal(forecaster(flat(14), "daily")?.method, "seasonal exponential smoothing (7)");
    assert.equal(forecaster(flat(23), "monthly"), undefined);
    assert.ok(forecaster(flat(24), "monthly"));
    assert.equal(forecaster(flat(47), "hourly"), undefined);
    assert.ok(forecaster(flat(48), "hourly"));
    assert.equal(forecaster(flat(103), "weekly")?.method, "exponential smoothing");
    assert.match(forecaster(flat(104), "weekly")?.method ?? "", /52/);
  });

  it("leaves out points that aren't over, and counts the places from the last that was used", () => {
    const odd = { immature: 3 };
    const points = [point(90, 100, { partial: true }), ...flat(10), point(1, 100, odd)];
    const found = forecaster(points, "weekly");
    // (20 + ½) / (80 + ½): odds of a share of 0.202970…
    assert.deepEqual(found?.predict(1), {
      conversion: 0.20297,
      interval_80: [0.20297, 0.20297],
      interval_95: [0.20297, 0.20297],
    });
    assert.equal(forecaster([...flat(7), point(1, 100, odd), point(0, 0)], "weekly"), undefined);
  });

  it("is no further off in the past than it says", () => {
    // 8 points, then a quarter of 12: three are held back. Each is 0.2 against 0.20297.
    assert.deepEqual(forecaster(flat(12), "weekly")?.backTest, { error: 0.00297, points: 3 });
    assert.equal(forecaster(flat(8), "weekly")?.backTest, null);
  });

  it("keeps to its intervals about as often as they say", () => {
    // Days with a week's rhythm around a third, 300 entries each; the next day is drawn like the others.
    const random = chance(7);
    let within80 = 0;
    let within95 = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const share = (day: number): number => 0.33 + (day % 7 < 5 ? 0.05 : -0.1);
      const past = Array.from({ length: 70 }, (_, day) =>
        point(successes(random, 300, share(day)), 300),
      );
      const then = successes(random, 300, share(70)) / 300;
      const found = forecaster(past, "daily")?.predict(1);
      assert.ok(found);
      if (then >= found.interval_80[0] && then <= found.interval_80[1]) within80++;
      if (then >= found.interval_95[0] && then <= found.interval_95[1]) within95++;
    }
    // Three standard errors of 300 draws: 0.07 around 0.8, 0.04 around 0.95.
    assert.ok(Math.abs(within80 / runs - 0.8) < 0.07, `${within80}`);
    assert.ok(Math.abs(within95 / runs - 0.95) < 0.04, `${within95}`);
  });
});
