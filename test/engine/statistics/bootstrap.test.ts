import assert from "node:assert/strict";
import { compareMedians } from "../../../server/engine/statistics/bootstrap.ts";
import { createRandom } from "../../../server/engine/statistics/random.ts";
import { chance } from "../../support/chance.ts";

const median = (sorted: Float64Array): number => {
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
};

describe("the bootstrap of medians", () => {
  for (const [n, m] of [
    [31, 24],
    [8, 9],
  ] as const)
    it(`has the interval of resamples that are really drawn, of ${n} and ${m} values`, () => {
      const random = chance(7);
      const draw = (count: number, by: number): Float64Array =>
        Float64Array.from({ length: count }, () => by - 10 * Math.log(random()));
      const a = draw(n, 4);
      const b = draw(m, 0);
      const resampled = (of: Float64Array): number =>
        median(of.map(() => of[Math.floor(random() * of.length)] ?? NaN).sort());
      const drawn = Float64Array.from({ length: 20_000 }, () => resampled(a) - resampled(b)).sort();
      const found = compareMedians(a, b);
      assert.ok(found);
      assert.equal(found.difference, median(a) - median(b));
      // Where the ends lie among the drawn ones: 50 and 1950 of 2000, give or take four times √50.
      const place = (value: number): number =>
        drawn.filter((each) => each <= value).length / 20_000;
      assert.ok(Math.abs(place(found.interval[0]) - 0.025) < 0.015, String(found.interval));
      assert.ok(Math.abs(place(found.interval[1]) - 0.975) < 0.015, String(found.interval));
    });

  it("is the same each time, and in any order of the values", () => {
    const values = Array.from({ length: 50 }, (_, i) => (i * 37) % 101);
    const others = values.map((value) => value / 2);
    const there = compareMedians(Float64Array.from(values), Float64Array.from(others));
    const back = compareMedians(
      Float64Array.from(values.toReversed()),
      Float64Array.from(others.toReversed()),
    );
    assert.deepEqual(there, back);
  });

  it("is wider for more confidence", () => {
    const a = (): Float64Array => Float64Array.from({ length: 40 }, (_, i) => i * i);
    const b = (): Float64Array => Float64Array.from({ length: 40 }, (_, i) => 30 * i);
    const most = compareMedians(a(), b(), 0.99);
    const less = compareMedians(a(), b(), 0.9);
    assert.ok(most && less && most.interval[0] < less.interval[0]);
    assert.ok(most.interval[1] > less.interval[1]);
    assert.equal(most.p, less.p);
  });

  it("sees no difference where there is none, and a large one for sure", () => {
    const same = compareMedians(Float64Array.of(2, 2, 2), Float64Array.of(2, 2));
    assert.deepEqual(same, { difference: 0, interval: [0, 0], p: 1 });
    const far = compareMedians(Float64Array.of(12, 12, 13), Float64Array.of(2, 2, 3));
    // Once out of 2,001: the sample itself.
    assert.equal(far?.p, 2 / 2001);
    assert.equal(compareMedians(Float64Array.of(1), Float64Array.of(2, 3)), null);
  });
});

describe("the random numbers", () => {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]): number => {
    const middle = mean(values);
    return mean(values.map((value) => (value - middle) ** 2));
  };
  const draws = (draw: () => number): number[] => Array.from({ length: 50_000 }, draw);

  it("are uniform, normal and gamma by their means and variances", () => {
    const random = createRandom(5);
    // Errors of the mean are √(variance / 50,000), of the variance about twice as large: four of them.
    const check = (values: readonly number[], middle: number, spread: number): void => {
      assert.ok(Math.abs(mean(values) - middle) < 4 * Math.sqrt(spread / 50_000));
      assert.ok(Math.abs(variance(values) / spread - 1) < 0.05, String(variance(values)));
    };
    check(
      draws(() => random.uniform()),
      0.5,
      1 / 12,
    );
    check(
      draws(() => random.normal()),
      0,
      1,
    );
    check(
      draws(() => random.gamma(1)),
      1,
      1,
    );
    check(
      draws(() => random.gamma(7.5)),
      7.5,
      7.5,
    );
  });

  it("are others for another seed, and the same for the same", () => {
    assert.equal(createRandom(1).uniform(), createRandom(1).uniform());
    assert.notEqual(createRandom(1).uniform(), createRandom(2).uniform());
  });
});
