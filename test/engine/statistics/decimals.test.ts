import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decimalExtreme,
  decimalMean,
  decimalQuantile,
  decimalSum,
} from "../../../server/engine/statistics/decimals.ts";
import { compare, fromDecimal, round, whole } from "../../../server/engine/statistics/fraction.ts";
import { propertyOptions } from "../../support/properties.ts";

const sum = (...values: number[]): number => round(decimalSum(Float64Array.from(values)), 9);

describe("sums of decimals", () => {
  it("are of the decimals that doubles stand for", () => {
    assert.equal(sum(0.1, 0.2), 0.3);
    assert.equal(sum(...Array.from({ length: 1000 }, () => 0.01)), 10);
    assert.equal(sum(), 0);
  });

  it("keep what is small beside what is large", () => {
    assert.equal(sum(9e15, 0.000001, -9e15), 0.000001);
    assert.equal(sum(1e21, 1e-9, -1e21), 1e-9);
    assert.equal(sum(123_456_789.123456, 0.000001), 123_456_789.123457);
  });

  it("are exact, whatever the values and their order", () => {
    // Amounts as cents of some power of ten, which can be summed up as whole numbers.
    const amount = fc.tuple(fc.integer({ min: -1e14, max: 1e14 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 30 }), (amounts) => {
        const values = amounts.map(([digits, decimals]) => Number(`${digits}e-${decimals}`));
        const exact = amounts.reduce(
          (total, [digits, decimals]) => total + BigInt(digits) * 10n ** BigInt(9 - decimals),
          0n,
        );
        const expected = { numerator: exact, denominator: 10n ** 9n };
        for (const order of [values, values.toReversed(), values.toSorted((a, b) => a - b)]) {
          assert.equal(compare(decimalSum(Float64Array.from(order)), expected), 0);
        }
      }),
      propertyOptions(2000),
    );
  });
});

describe("other figures of decimals", () => {
  const some = (): Float64Array => Float64Array.of(0.3, 0.1, 10, 0.2);

  it("are exact, too", () => {
    assert.deepEqual(round(decimalMean(some()) ?? whole(0), 6), 2.65);
    assert.equal(compare(decimalExtreme(some(), "min") ?? whole(0), fromDecimal(0.1)), 0);
    assert.equal(compare(decimalExtreme(some(), "max") ?? whole(0), whole(10)), 0);
    // Half way between 0.2 and 0.3.
    assert.equal(compare(decimalQuantile(some(), 1, 2) ?? whole(0), fromDecimal(0.25)), 0);
    // At 2.7 of 3 steps: 0.3 + 0.7 · 9.7.
    assert.equal(compare(decimalQuantile(some(), 9, 10) ?? whole(0), fromDecimal(7.09)), 0);
  });

  it("are missing without values", () => {
    const none = new Float64Array(0);
    assert.equal(decimalMean(none), null);
    assert.equal(decimalExtreme(none, "min"), null);
    assert.equal(decimalQuantile(none, 1, 2), null);
  });
});
