import assert from "node:assert/strict";
import {
  add,
  compare,
  divide,
  fraction,
  fromDecimal,
  multiply,
  round,
  subtract,
  whole,
  type Fraction,
} from "../../../server/engine/statistics/fraction.ts";

function share(numerator: number, denominator: number): Fraction {
  const value = fraction(numerator, denominator);
  assert.ok(value);
  return value;
}

describe("fractions", () => {
  it("0 ÷ 0 and 1 ÷ 0 are missing", () => {
    assert.equal(fraction(0, 0), null);
    assert.equal(fraction(1, 0), null);
    assert.equal(divide(whole(1), whole(0)), null);
  });

  it("a decimal is what was written, not the double beside it", () => {
    assert.equal(compare(fromDecimal(0.2), share(1, 5)), 0);
    assert.equal(compare(add(fromDecimal(0.1), fromDecimal(0.2)), fromDecimal(0.3)), 0);
    assert.equal(compare(fromDecimal(-2.5), share(-5, 2)), 0);
    assert.equal(compare(fromDecimal(1e-9), share(1, 1_000_000_000)), 0);
    assert.equal(compare(fromDecimal(1e21), multiply(whole(10 ** 9), whole(10 ** 12))), 0);
    assert.equal(compare(fromDecimal(Number.MAX_SAFE_INTEGER), whole(Number.MAX_SAFE_INTEGER)), 0);
  });

  it("a percentage is exact though its division by 100 was not", () => {
    const divided = 33.3 / 100;
    assert.notEqual(divided, 0.333);
    assert.equal(compare(fromDecimal(divided), share(333, 1000)), 0);
  });

  it("compares across signs and denominators", () => {
    assert.equal(compare(share(1, -2), share(-2, 4)), 0);
    assert.ok(compare(share(-1, 3), share(1, 1000)) < 0);
    assert.ok(compare(share(1, 3), fromDecimal(0.333_333_333_333)) > 0);
    assert.equal(compare(subtract(whole(1), share(1, 3)), share(2, 3)), 0);
  });

  it("rounds halves away from zero", () => {
    assert.equal(round(share(1, 2), 0), 1);
    assert.equal(round(share(-1, 2), 0), -1);
    assert.equal(round(share(3, 2), 0), 2);
    assert.equal(round(share(5, 2), 0), 3);
    assert.equal(round(share(1, 2_000_000), 6), 0.000_001);
    assert.equal(round(share(-1, 2_000_000), 6), -0.000_001);
    assert.equal(round(share(-1, 3_000_000), 6), 0);
    assert.ok(Object.is(round(share(-1, 3_000_000), 6), 0), "no negative zero");
  });

  it("rounds once, and from the exact value", () => {
    assert.equal(round(share(1, 3), 6), 0.333333);
    assert.equal(round(share(2, 3), 6), 0.666667);
    // Just below a half: a double of it is the half itself.
    assert.equal(round({ numerator: 4_999_999_999_999_999_999n, denominator: 10n ** 25n }, 6), 0);
    assert.equal(
      round({ numerator: 5_000_000_000_000_000_000n, denominator: 10n ** 25n }, 6),
      1e-6,
    );
    // More digits than a double has: it is the one nearest to the decimal.
    assert.equal(
      round({ numerator: 123_456_789_012_345_678n, denominator: 10n ** 9n }, 9),
      Number("123456789.012345678"),
    );
    assert.equal(
      round({ numerator: -98_765_432_109_876_543n, denominator: 1_000_000n }, 6),
      Number("-98765432109.876543"),
    );
    // 1.0000005 as a double lies below it.
    assert.equal(round(share(10_000_005, 10_000_000), 6), 1.000001);
  });
});
