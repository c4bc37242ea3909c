import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CountedRows,
  joinGroups,
  shownValues,
  sumCounts,
  withCounts,
} from "../../../server/engine/kernel/totals.ts";
import { type Fraction, round, whole } from "../../../server/engine/statistics/fraction.ts";

const value = fc.constantFrom("a", "b", "c", "d", null);
const row = fc.record({
  values: fc.tuple(value, value),
  counts: fc.tuple(fc.nat(4), fc.nat(4)).map((counts) => counts.map(whole)),
});
const splits = fc
  .tuple(fc.option(fc.integer({ min: 1, max: 3 })), fc.option(fc.integer({ min: 1, max: 3 })))
  .map((tops) =>
    tops.map((top, index) => ({
      text: `s${index}`,
      values: ["a", "e"],
      ...(top === null ? {} : { top }),
    })),
  );
const number = (count: Fraction | undefined): number => (count ? round(count, 6) : 0);
const total = (rows: readonly { readonly counts: readonly Fraction[] }[], stage: number): number =>
  rows.reduce((sum, { counts }) => sum + number(counts[stage]), 0);

describe("counts by the values of splits", () => {
  it("add up to those of all, each row in one group, whatever the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), splits, (rows: CountedRows[], by) => {
        const grouped = (list: readonly CountedRows[]) =>
          joinGroups(list, 2, by, shownValues(list, by), []);
        const groups = grouped(rows);
        for (const stage of [0, 1]) {
          assert.equal(total(groups, stage), total(rows, stage));
          assert.equal(number(sumCounts(rows, 2)[stage]), total(rows, stage));
        }
        const told = (list: ReturnType<typeof grouped>): unknown[] =>
          list.map(({ by: values, other, counts }) => [values, other, counts.map(number)]);
        assert.deepEqual(told(grouped(rows.toReversed())), told(groups));
      }),
      { numRuns: 2000 },
    );
  });

  it("show the largest values of the first count, and the others together", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (rows, top) => {
        const by = [{ text: "s", values: [], top }];
        const groups = joinGroups(rows, 2, by, shownValues(rows, by), []);
        // The obvious way: a sum for each value, sorted.
        const sums = ["a", "b", "c", "d"]
          .map((name) => ({ name, own: rows.filter(({ values }) => values[0] === name) }))
          .filter(({ own }) => own.length > 0)
          .map(({ name, own }) => ({ name, count: total(own, 0) }))
          .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
        const named = groups.flatMap(({ by: { s } }) => (typeof s === "string" ? [s] : []));
        assert.deepEqual(
          named,
          sums.slice(0, top).map(({ name }) => name),
        );
        const rest = sums.slice(top).reduce((sum, { count }) => sum + count, 0);
        assert.equal(number(groups.find(({ other }) => other)?.counts[0]), rest);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("steps from counts", () => {
  it("come from the required stage before, and have no share of nothing", () => {
    const { stages, conversion, converted } = withCounts(
      [false, true, false],
      [whole(0), whole(3), whole(6)],
    );
    assert.deepEqual(
      stages.map(({ conversion_from_previous: share, dropoff }) => [share, dropoff]),
      [
        [null, null],
        [null, undefined],
        [null, null],
      ],
    );
    assert.deepEqual([conversion, converted], [null, 6]);
    const some = withCounts([false, true, false], [whole(12), whole(3), whole(6)]);
    assert.deepEqual(
      some.stages.map(({ conversion_from_previous: share }) => share),
      [null, 0.25, 0.5],
    );
  });
});
