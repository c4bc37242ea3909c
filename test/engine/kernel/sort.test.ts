import assert from "node:assert/strict";
import fc from "fast-check";
import { createColumns, isSorted, sortByTime } from "../../../server/engine/kernel/sort.ts";
import { propertyOptions } from "../../support/properties.ts";

describe("sorting an actor's rows", () => {
  it("is by time and leaves equal times in their order", () => {
    const times = fc.array(fc.nat(20), { maxLength: 200, size: "max" });
    fc.assert(
      fc.property(times, fc.nat(5), fc.nat(5), (values, before, after) => {
        const length = before + values.length + after;
        const columns = createColumns(length);
        columns.time.fill(-1);
        values.forEach((time, i) => {
          columns.time[before + i] = time;
          columns.stages[before + i] = 1000 + i;
          columns.row[before + i] = i;
        });
        sortByTime(columns, before, before + values.length);

        const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        const sorted = columns.row.subarray(before, before + values.length);
        assert.deepEqual([...sorted], order);
        sorted.forEach((row, i) => {
          assert.equal(columns.time[before + i], values[row]);
          assert.equal(columns.stages[before + i], 1000 + row);
        });
        // Its neighbours' rows stay where they are.
        assert.ok(columns.time.subarray(0, before).every((time) => time === -1));
        assert.ok(columns.time.subarray(before + values.length).every((time) => time === -1));
        assert.ok(isSorted(columns.time, before, before + values.length));
      }),
      propertyOptions(500),
    );
  });

  it("tells whether it is needed", () => {
    assert.ok(isSorted(Float64Array.of(1, 2, 2, 3), 0, 4));
    assert.ok(!isSorted(Float64Array.of(1, 3, 2), 0, 3));
    assert.ok(isSorted(Float64Array.of(9, 1, 3, 0), 1, 3));
  });
});
