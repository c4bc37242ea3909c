import assert from "node:assert/strict";
import fc from "fast-check";
import { round } from "../../../server/engine/statistics/fraction.ts";
import { quantile } from "../../../server/engine/statistics/quantile.ts";
import { select } from "../../../server/engine/statistics/select.ts";
import { exactSum } from "../../../server/engine/statistics/sum.ts";
import { propertyOptions } from "../../support/properties.ts";
import { quantileOf } from "../../support/oracle.ts";

function at(values: number[], numerator: number, denominator: number): number | null {
  const value = quantile(Float64Array.from(values), numerator, denominator);
  return value && round(value, 6);
}

describe("quantiles", () => {
  it("interpolate linearly (type 7)", () => {
    assert.equal(at([3, 10, 1, 2], 1, 2), 2.5);
    assert.equal(at([3, 10, 1, 2], 9, 10), 7.9);
    assert.equal(at([10, 2, 3], 1, 2), 3);
  });

  it("of one value are that value, of none are missing", () => {
    assert.equal(at([7], 1, 2), 7);
    assert.equal(at([7], 9, 10), 7);
    assert.equal(at([], 1, 2), null);
  });

  it("reach from the least value to the greatest", () => {
    assert.equal(at([5, -4, 8], 0, 1), -4);
    assert.equal(at([5, -4, 8], 1, 1), 8);
  });

  it("are exact where doubles are not", () => {
    const values = Float64Array.of(2 ** 53 - 1, 2 ** 53 - 2);
    assert.deepEqual(quantile(values, 1, 2), { numerator: 2n ** 54n - 3n, denominator: 2n });
  });

  it("agree with sorting", () => {
    const values = fc.array(fc.oneof(fc.nat(9), fc.nat(1e6)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(10), (list, tenth) => {
        const sorted = list.toSorted((a, b) => a - b);
        const expected = quantileOf(sorted, tenth / 10) ?? NaN;
        assert.ok(Math.abs((at(list, tenth, 10) ?? NaN) - expected) < 1e-6);
      }),
      propertyOptions(2_000),
    );
  });
});

describe("selection", () => {
  const orders: Record<string, (i: number, n: number) => number> = {
    ascending: (i) => i,
    descending: (i, n) => n - i,
    "all equal": () => 4,
    "two values": (i) => i % 2,
    "organ pipes": (i, n) => Math.min(i, n - i),
    scattered: (i) => (i * 7919) % 104_729,
    "median-of-three killer": (i, n) =>
      i < n / 2 ? (i % 2 === 0 ? i : n / 2 + i) : 2 * (i - n / 2),
  };
  for (const [name, value] of Object.entries(orders)) {
    it(`finds each rank in values that are ${name}`, () => {
      const n = 20_000;
      const values = Float64Array.from({ length: n }, (_, i) => value(i, n));
      const sorted = values.toSorted();
      for (const k of [0, 1, 599, 9_999, 10_000, 17_999, n - 1]) {
        const copy = values.slice();
        select(copy, k);
        assert.equal(copy[k], sorted[k]);
        assert.ok(copy.subarray(0, k).every((v) => v <= (copy[k] ?? NaN)));
        assert.ok(copy.subarray(k).every((v) => v >= (copy[k] ?? NaN)));
        assert.deepEqual(copy.toSorted(), sorted);
      }
    });
  }
});

describe("the exact sum", () => {
  it("passes 2^53 without rounding, whatever the order", () => {
    const values = Float64Array.of(2 ** 53, 1, 1, 1, -(2 ** 53), 2 ** 53, 2 ** 53, 3);
    assert.equal(exactSum(values), 2n ** 54n + 6n);
    assert.equal(exactSum(values.toReversed()), 2n ** 54n + 6n);
  });

  it("is that of whole numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (values) => {
        const expected = values.reduce((sum, value) => sum + BigInt(value), 0n);
        assert.equal(exactSum(Float64Array.from(values)), expected);
      }),
      propertyOptions(500),
    );
  });
});
