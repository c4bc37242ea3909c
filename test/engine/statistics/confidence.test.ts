import assert from "node:assert/strict";
import { normalPoint, tailsOf, Z_95 } from "../../../server/engine/statistics/normal.ts";
import { detectableRise, sampleSize } from "../../../server/engine/statistics/power.ts";
import { newcombe, relativeLift } from "../../../server/engine/statistics/proportions.ts";
import { studentPoint, welch } from "../../../server/engine/statistics/welch.ts";
import { wilson } from "../../../server/engine/statistics/wilson.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

describe("another confidence than 95 %", () => {
  it("has the points of any table of the normal distribution", () => {
    assertPrinted(normalPoint(0.9), "1.6449");
    assertPrinted(normalPoint(0.99), "2.5758");
    assertPrinted(normalPoint(0.999), "3.2905");
    assertPrinted(normalPoint(0.5), "0.6745");
    // Python 3, statistics.NormalDist().inv_cdf, of 0.95 and 0.995.
    assertClose(normalPoint(0.9), 1.6448536269514722);
    assertClose(normalPoint(0.99), 2.5758293035489004);
    assert.equal(normalPoint(0.95), Z_95);
    assertClose(normalPoint(0.95 + 1e-12), Z_95, 1e-9);
  });

  it("has the points of any table of t", () => {
    assertPrinted(studentPoint(10, 0.99), "3.169");
    assertPrinted(studentPoint(5, 0.9), "2.015");
    assertPrinted(studentPoint(1, 0.999), "636.6");
  });

  it("leaves outside what it should as a decimal", () => {
    assert.equal(tailsOf(0.95), 0.05);
    assert.equal(tailsOf(0.9), 0.1);
    assert.equal(tailsOf(0.999), 0.001);
  });

  it("makes every interval wider or narrower round the same figure", () => {
    const a = { successes: 30, trials: 100 };
    const b = { successes: 20, trials: 90 };
    const many = { n: 40, mean: 5, variance: 9 };
    const few = { n: 30, mean: 4, variance: 4 };
    const intervals = [0.8, 0.95, 0.99].map((confidence) => {
      const z = normalPoint(confidence);
      const found = welch(many, few, confidence);
      assert.equal(found?.p, welch(many, few)?.p);
      return [
        wilson(30, 100, z),
        newcombe(a, b, z),
        relativeLift(a, b, z)?.interval,
        found?.interval,
      ].map((ends) => (ends ? ends[1] - ends[0] : NaN));
    });
    const [narrow = [], usual = [], wide = []] = intervals;
    usual.forEach((width, i) => {
      assert.ok((narrow[i] ?? NaN) < width && width < (wide[i] ?? NaN));
    });
  });

  it("asks for more actors, and finds less", () => {
    const z = normalPoint(0.99);
    assert.ok(sampleSize(0.1, 0.12, undefined, z) > sampleSize(0.1, 0.12));
    const most = detectableRise(0.1, 1000, 1000, undefined, z);
    assert.ok(most !== null && most > (detectableRise(0.1, 1000, 1000) ?? NaN));
  });
});
