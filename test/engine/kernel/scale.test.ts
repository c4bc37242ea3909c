import assert from "node:assert/strict";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import type { FunnelSpec, TaggedRows } from "../../../server/engine/kernel/rows.ts";

const MILLION = 1_000_000;
const required = { optional: false };

function oneActor(
  length: number,
  time: (i: number) => number,
  stages: (i: number) => number,
): TaggedRows {
  return {
    length,
    actor: new Int32Array(length),
    actors: 1,
    time: Float64Array.from({ length }, (_, i) => time(i)),
    stages: Int32Array.from({ length }, (_, i) => stages(i)),
    splits: [],
  };
}

/** Counts by stage. Anything quadratic in a million rows takes hours, so the bound may be generous. */
function counts(rows: TaggedRows, spec: FunnelSpec): number[] {
  const began = performance.now();
  const asOf = rows.time.reduce((latest, time) => Math.max(latest, time), -Infinity);
  const computed = computeFunnel(rows, spec, { splits: [], pairs: [], asOf });
  const took = performance.now() - began;
  assert.ok(took < 15_000, `took ${Math.round(took)} ms`);
  return computed.total.stages.map(({ count }) => count);
}

describe("one actor with a million rows", function () {
  this.timeout(60_000);

  it("in order, entries and goals far apart", () => {
    const stages = [required, required, required];
    // Entries and rows of the third stage in turn, at the end one of the second, 10 after an entry.
    const last = MILLION - 1;
    const rows = oneActor(
      MILLION,
      (i) => (i === last ? (last - 1) * 100 + 10 : i * 100),
      (i) => (i === last ? 2 : i % 2 === 0 ? 1 : 4),
    );
    assert.deepEqual(counts(rows, { stages, window: 9 }), [1, 0, 0]);
    assert.deepEqual(counts(rows, { stages, window: 10 }), [1, 1, 0]);
  });

  it("backwards in time", () => {
    const rows = oneActor(
      MILLION,
      (i) => -i,
      (i) => 1 << (i % 3),
    );
    assert.deepEqual(counts(rows, { stages: [required, required, required] }), [1, 1, 1]);
  });

  it("all of one time, each fitting several stages", () => {
    const optional = { optional: true };
    const stages = [required, optional, { optional: false, within: 0 }, optional, required];
    const rows = oneActor(
      MILLION,
      () => 5,
      (i) => (i < 3 ? 0b11111 : 0b01110),
    );
    assert.deepEqual(counts(rows, { stages, window: 0 }), [1, 1, 1, 1, 1]);
    rows.stages.fill(0b01110, 1);
    assert.deepEqual(counts(rows, { stages, window: 0 }), [1, 1, 1, 1, 0]);
  });

  it("of two times in turn, where one row is one too few", () => {
    const stages = [required, { optional: false, within: 0 }, { optional: false, within: 0 }];
    const rows = oneActor(
      MILLION,
      (i) => i >> 1,
      () => 0b111,
    );
    assert.deepEqual(counts(rows, { stages }), [1, 1, 0]);
  });

  it("under the rules that plain funnels lack", () => {
    const stages = [required, required, required];
    const turns = (n: number): TaggedRows =>
      oneActor(
        MILLION,
        (i) => i,
        (i) => (i % 4 === n ? 0 : 1 << (i % 4)),
      );
    const marked = {
      ...turns(3),
      marks: Int32Array.from({ length: MILLION }, (_, i) => +(i % 4 === 3)),
    };
    const without = [{ from: 0, to: 2, dropActor: true }];
    assert.deepEqual(counts(marked, { stages, without }), [1, 1, 1]);
    assert.deepEqual(counts(turns(3), { stages, entry: "last" }), [1, 1, 1]);
    const late = stages.map((stage) => ({ ...stage, after: 5 }));
    assert.deepEqual(counts(turns(3), { stages: late, window: 9 }), [1, 1, 0]);
    const often = [required, { ...required, atLeast: 3 }, required];
    assert.deepEqual(counts(turns(3), { stages: often, window: 6 }), [1, 0, 0]);
    const shared = { ...turns(3), same: [Int32Array.from({ length: MILLION }, (_, i) => i >> 6)] };
    assert.deepEqual(counts(shared, { stages }), [1, 1, 1]);
    assert.deepEqual(counts(turns(3), { stages, order: "strict" }), [1, 1, 1]);
  });

  it("thirty stages", () => {
    const stages = Array.from({ length: 30 }, (_, stage) => ({
      optional: stage % 3 === 1,
      within: 40,
    }));
    const rows = oneActor(
      MILLION,
      (i) => i,
      (i) => 1 << (i % 30),
    );
    assert.deepEqual(
      counts(rows, { stages, window: 29 }),
      stages.map(() => 1),
    );
  });
});
