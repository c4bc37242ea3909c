import assert from "node:assert/strict";
import { oneStep, smooth } from "../../../server/engine/statistics/smoothing.ts";
import { assertClose } from "../../support/close.ts";

describe("exponential smoothing", () => {
  it("goes on with what has always been", () => {
    const fitted = smooth([3, 3, 3, 3], 1);
    assert.equal(fitted.variance, 0);
    assert.deepEqual(fitted.forecast(5), { mean: 3, variance: 0 });
  });

  it("repeats a season that repeats", () => {
    const fitted = smooth([1, 5, 3, 1, 5, 3, 1, 5, 3, 1], 3);
    const means = [1, 2, 3, 4].map((steps) => fitted.forecast(steps).mean);
    [5, 3, 1, 5].forEach((mean, index) => assertClose(means[index], mean));
  });

  it("follows at once what never comes back", () => {
    // From 0 to 8 at one moment: whatever the start, the level should be the last value.
    const fitted = smooth([0, 0, 0, 0, 8, 8, 8, 8], 1);
    assert.equal(fitted.smoothing.level, 1);
    assert.equal(fitted.forecast(1).mean, 8);
    // Errors: 4 below the mean of 4 at first, then 0, then 8: 16 + 64 over 8 − 1 (level) − 1 (its pace).
    assertClose(fitted.variance ?? NaN, 80 / 6);
    // A random walk: the variance grows by as much with each step.
    assertClose(fitted.forecast(3).variance, 3 * (80 / 6));
  });

  it("stays with the mean of what only wavers", () => {
    const fitted = smooth([4, 6, 4, 6, 4, 6, 4, 6], 1);
    assert.equal(fitted.smoothing.level, 0);
    assert.equal(fitted.forecast(1).mean, 5);
    assert.equal(fitted.forecast(9).variance, fitted.forecast(1).variance);
  });

  it("learns nothing from what is missing", () => {
    const fitted = smooth([0, 0, 0, NaN, NaN, 8, 8, 8], 1);
    assert.equal(fitted.forecast(1).mean, 8);
    assert.deepEqual(oneStep([1, 1, NaN, 1], 1, 2), [1, 1]);
  });

  it("forecasts the end of the past from what lies before it only", () => {
    const before = [2, 4, 2, 4, 2, 4];
    assert.deepEqual(oneStep([...before, 100], 1, 6), oneStep([...before, -100], 1, 6));
  });
});
