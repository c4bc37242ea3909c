import assert from "node:assert/strict";
import { histogram } from "../../../server/engine/kernel/histogram.ts";

const DAY = 86_400;

const of = (seconds: readonly number[]) => histogram(Float64Array.from(seconds, (s) => s * 1e6));

describe("the histogram of times", () => {
  it("has bins of the least width that reads well", () => {
    // The longest of 20 days: half-days would take 41 bins, days take 21.
    const days = Array.from({ length: 21 }, (_, day) => day * DAY);
    assert.deepEqual(
      of(days),
      days.map((from) => ({ from, to: from + DAY, count: 1 })),
    );
    assert.deepEqual(of([3, 4, 4]), [
      ...Array.from({ length: 21 }, (_, bin) => ({
        from: bin / 5,
        to: (bin + 1) / 5,
        count: bin === 15 ? 1 : bin === 20 ? 2 : 0,
      })),
    ]);
  });

  it("ends with the tail, up to the longest time", () => {
    const bins = of([...Array.from({ length: 99 }, () => 60), 400 * DAY]) ?? [];
    assert.deepEqual(bins.at(-1), { from: 65, to: 400 * DAY, count: 1 });
    assert.deepEqual(bins.at(-2), { from: 60, to: 65, count: 99 });
  });

  it("counts all, without gaps, in 30 bins at most, in any order of the times", () => {
    for (let n = 1; n < 300; n += 7) {
      const times = Array.from({ length: n }, (_, i) => (i * 7919) ** 2 % (n * n * 1000));
      const bins = of(times) ?? [];
      assert.ok(bins.length <= 25);
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        n,
      );
      const start = bins.length === 1 ? bins[0]?.from : 0;
      bins.forEach(({ from }, bin) => assert.equal(from, bins[bin - 1]?.to ?? start));
      assert.deepEqual(of(times.toReversed()), bins);
    }
  });

  it("has one bin where all happened at once, and none without times", () => {
    assert.deepEqual(of([0, 0]), [{ from: 0, to: 0.000001, count: 2 }]);
    // Quarters of a day hold five days in 24 bins, of which one has them all.
    assert.deepEqual(of([5 * DAY, 5 * DAY]), [{ from: 5 * DAY, to: 5.25 * DAY, count: 2 }]);
    assert.deepEqual(of([90]), [{ from: 90, to: 95, count: 1 }]);
    assert.equal(of([]), undefined);
  });
});
