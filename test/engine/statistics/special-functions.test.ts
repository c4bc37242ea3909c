import assert from "node:assert/strict";
import { betaLower } from "../../../server/engine/statistics/incomplete-beta.ts";
import { gammaUpper } from "../../../server/engine/statistics/incomplete-gamma.ts";
import { normalTails, Z_80, Z_95 } from "../../../server/engine/statistics/normal.ts";
import { deviance, stirlingError } from "../../../server/engine/statistics/saddle-point.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

// Values of many digits are those of mpmath 1.3 at 40 to 60 digits, rounded to the nearest double.

describe("the tails of the normal distribution", () => {
  it("have the published values", () => {
    // Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), table 26.1: Q(1), Q(2).
    assertPrinted(normalTails(1) / 2, "0.158655253931457");
    assertPrinted(normalTails(2) / 2, "0.022750131948179");
  });

  it("keep their precision far out, where two packages lost it", () => {
    const values: [number, number][] = [
      [0.1, 0.920344325445942],
      [1, 0.3173105078629141],
      [1.96, 0.04999579029644087],
      [5, 5.733031437583878e-7],
      [10, 1.523970604832105e-23],
      [37, 1.1451142445049154e-299],
    ];
    for (const [z, tails] of values) {
      assertClose(normalTails(z), tails, 1e-12);
      assert.equal(normalTails(-z), normalTails(z));
    }
    assert.equal(normalTails(0), 1);
    assert.equal(normalTails(Infinity), 0);
  });

  it("begin at the points named", () => {
    assertClose(normalTails(Z_95), 0.05, 1e-14);
    assertClose(normalTails(Z_80), 0.4, 1e-14);
  });
});

describe("the incomplete gamma function", () => {
  it("is what it is in closed form for whole parameters", () => {
    for (const x of [0.001, 0.5, 1, 3.9, 4, 5, 30, 400]) {
      assertClose(gammaUpper(1, x), Math.exp(-x), 1e-12);
      assertClose(gammaUpper(3, x), Math.exp(-x) * (1 + x + (x * x) / 2), 1e-12);
    }
  });

  it("has the values of many digits, in the tail of chi-square too", () => {
    const values: [number, number, number][] = [
      [0.5, 200, 5.5072482372124675e-89],
      [0.5, 0.32, 0.4237107971667934],
      [0.5, 350, 2.9902269751246203e-154],
      [5000, 6500, 3.5325534385425754e-84],
      [5e5, 5e5, 0.4998119368033945],
      [1e6, 1.005e6, 2.987490140114635e-7],
    ];
    for (const [a, x, upper] of values) assertClose(gammaUpper(a, x), upper, 1e-12);
  });

  it("falls from 1 to 0", () => {
    assert.equal(gammaUpper(2.5, 0), 1);
    assert.equal(gammaUpper(2.5, Infinity), 0);
    for (const a of [0.5, 1, 7.5, 300]) {
      let last = 1;
      for (let x = a / 8; x < 4 * a + 20; x += a / 8) {
        assert.ok(gammaUpper(a, x) <= last, `${a}, ${x}`);
        last = gammaUpper(a, x);
      }
    }
  });
});

describe("the incomplete beta function", () => {
  it("is what it is in closed form for small parameters", () => {
    for (const x of [1e-9, 0.01, 0.3, 0.5, 0.77, 0.999]) {
      assertClose(betaLower(1, 1, x), x, 1e-12);
      assertClose(betaLower(3, 1, x), x ** 3, 1e-12);
      assertClose(betaLower(2, 2, x), x * x * (3 - 2 * x), 1e-12);
      assertClose(betaLower(0.5, 0.5, x), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-12);
    }
  });

  it("has the values of many digits", () => {
    const values: [number, number, number, number][] = [
      [8.9, 30_000, 0.00034627718206121125, 0.7207325424052123],
      [20_000, 3, 0.9997634416023364, 0.14911872516538777],
      [1e6, 2e6, 0.3325, 0.001095632252231272],
      [1e6, 2e6, 0.3333, 0.451314704978406],
      [300_001, 700_001, 0.297, 2.695694413350218e-11],
      [5e5, 0.5, 0.99999, 0.0015653640065981889],
    ];
    for (const [a, b, x, lower] of values) assertClose(betaLower(a, b, x), lower, 1e-12);
  });

  it("mirrors, and ends at 0 and 1", () => {
    for (const [a, b] of [
      [0.5, 9],
      [4, 4],
      [120, 3.5],
    ] as const) {
      assert.equal(betaLower(a, b, 0), 0);
      assert.equal(betaLower(a, b, 1), 1);
      for (let x = 0.05; x < 1; x += 0.05) {
        assert.ok(Math.abs(betaLower(a, b, x) + betaLower(b, a, 1 - x) - 1) < 1e-13);
      }
    }
  });
});

describe("the parts of probabilities", () => {
  it("give factorials", () => {
    let factorial = 1;
    for (let n = 1; n <= 60; n++) {
      factorial *= n;
      const stirling = Math.sqrt(2 * Math.PI * n) * Math.exp(n * Math.log(n) - n);
      assertClose(stirling * Math.exp(stirlingError(n)), factorial, 1e-12);
    }
  });

  it("give the deviance without cancellation", () => {
    assert.equal(deviance(7, 7), 0);
    assert.equal(deviance(0, 3), 3);
    assertClose(deviance(2, 1), 2 * Math.log(2) - 1, 1e-14);
    // Second order and third: (x − m)² / 2m − (x − m)³ / 6m².
    assertClose(deviance(1e9 + 1, 1e9), 0.5e-9 - 1e-18 / 6, 1e-14);
  });
});
