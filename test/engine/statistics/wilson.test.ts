import assert from "node:assert/strict";
import { wilson } from "../../../server/engine/statistics/wilson.ts";

function check(successes: number, trials: number, low: number, high: number, decimals = 4): void {
  const [from, to] = wilson(successes, trials) ?? [];
  assert.equal(from?.toFixed(decimals), low.toFixed(decimals));
  assert.equal(to?.toFixed(decimals), high.toFixed(decimals));
}

describe("the Wilson score interval", () => {
  it("has the values that Newcombe published", () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    check(81, 263, 0.2553, 0.3662);
    check(15, 148, 0.0624, 0.1605);
    check(0, 20, 0, 0.1611);
    check(1, 29, 0.0061, 0.1718);
  });

  it("has six decimals of them", () => {
    check(40, 120, 0.255317, 0.421689, 6);
  });

  it("ends exactly at 0 and at 1", () => {
    for (const trials of [1, 2, 3, 7, 10, 49, 1000, 123_457, 2 ** 31 - 1]) {
      assert.equal(wilson(0, trials)?.[0], 0);
      assert.equal(wilson(trials, trials)?.[1], 1);
    }
  });

  it("is symmetric, contains the share and stays between 0 and 1", () => {
    for (let trials = 1; trials <= 60; trials++) {
      for (let successes = 0; successes <= trials; successes++) {
        const [low = NaN, high = NaN] = wilson(successes, trials) ?? [];
        const [mirroredLow = NaN, mirroredHigh = NaN] = wilson(trials - successes, trials) ?? [];
        assert.ok(0 <= low && low <= successes / trials && successes / trials <= high && high <= 1);
        assert.ok(Math.abs(low + mirroredHigh - 1) < 1e-12);
        assert.ok(Math.abs(high + mirroredLow - 1) < 1e-12);
      }
    }
  });

  it("is the set of shares not refuted: at its ends the score is the normal quantile", () => {
    const [low = NaN, high = NaN] = wilson(37, 210) ?? [];
    for (const p of [low, high]) {
      const score = (37 / 210 - p) / Math.sqrt((p * (1 - p)) / 210);
      assert.ok(Math.abs(Math.abs(score) - 1.959963984540054) < 1e-9);
    }
  });

  it("is missing without trials", () => {
    assert.equal(wilson(0, 0), null);
  });
});
