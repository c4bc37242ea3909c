import assert from "node:assert/strict";
import {
  sampleOf,
  studentPoint,
  studentTails,
  welch,
} from "../../../server/engine/statistics/welch.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

describe("Welch's t-test", () => {
  it("has the published values", () => {
    // A. R. Cushny and A. R. Peebles's sleep data, in "Student" (1908); printed as R's t.test prints them.
    const a = sampleOf(Float64Array.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2));
    const b = sampleOf(Float64Array.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));
    assert.ok(a && b);
    const found = welch(a, b);
    assertPrinted(found?.statistic, "-1.8608");
    assertPrinted(found?.degrees, "17.776");
    assertPrinted(found?.p, "0.07939");
    assertPrinted(found?.interval[0], "-3.3654832");
    assertPrinted(found?.interval[1], "0.2054832");
    assertClose(found?.statistic, -1.860813467486853);
    assertClose(found?.degrees, 17.77647351617849);
    assertClose(found?.p, 0.07939414018735814);
    assertClose(found?.interval[0], -3.365483230711711);
    assertClose(found?.interval[1], 0.20548323071171098);
  });

  it("is missing where nothing varies or there are too few values", () => {
    const same = { n: 5, mean: 2, variance: 0 };
    assert.equal(welch(same, { ...same, mean: 3 }), null);
    assert.equal(welch(same, { n: 1, mean: 3, variance: 4 }), null);
    assert.equal(sampleOf(Float64Array.of(4)), null);
    assert.ok(welch(same, { n: 4, mean: 3, variance: 4 }));
  });

  it("doesn't depend on the order of values", () => {
    const values = Array.from({ length: 999 }, (_, i) => 1 / (i + 1));
    const there = sampleOf(Float64Array.from(values));
    assert.deepEqual(sampleOf(Float64Array.from(values.toReversed())), there);
  });
});

describe("Student's t", () => {
  it("has the published points", () => {
    // "Student", Metron 5 (1925); any table of t. More digits by mpmath at 40 digits.
    const points: [number, string, number][] = [
      [1, "12.706", 12.706204736174705],
      [2, "4.303", 4.302652729749464],
      [10, "2.228", 2.228138851986275],
      [30, "2.042", 2.042272456301238],
      [120, "1.980", 1.979930405082441],
      [100_000, "1.960", 1.9599877075346097],
    ];
    for (const [degrees, printed, exact] of points) {
      assertPrinted(studentPoint(degrees), printed);
      assertClose(studentPoint(degrees), exact, 1e-12);
    }
  });

  it("has the tails of its closed forms", () => {
    for (const t of [0.01, 0.7, 3, 1e3, 1e7]) {
      assertClose(studentTails(t, 1), (2 / Math.PI) * Math.atan(1 / t), 1e-12);
      const root = Math.sqrt(2 + t * t);
      assertClose(studentTails(t, 2), 2 / (root * (root + t)), 1e-12);
    }
    assert.equal(studentTails(0, 7), 1);
  });
});
