import assert from "node:assert/strict";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { explain } from "../../../server/engine/kernel/ledger/explain.ts";
import { findPeople } from "../../../server/engine/kernel/people.ts";
import { type FunnelSpec, MAY_ENTER, type TaggedRows } from "../../../server/engine/kernel/rows.ts";

const ROWS = 60_000;
const required = { optional: false };
const three = [required, required, required];
const window = 9;

/** One actor; by row, in turns, which of three stages it matches, two rows a time. */
function turns(masks: readonly number[], more: Partial<TaggedRows> = {}): TaggedRows {
  return {
    length: ROWS,
    actor: new Int32Array(ROWS),
    actors: 1,
    time: Float64Array.from({ length: ROWS }, (_, i) => i >> 1),
    stages: Int32Array.from({ length: ROWS }, (_, i) => (masks[i % masks.length] ?? 0) | MAY_ENTER),
    splits: [],
    ...more,
  };
}

const column = (valueOf: (row: number) => number): Int32Array =>
  Int32Array.from({ length: ROWS }, (_, i) => valueOf(i));

interface Construct {
  readonly spec: Omit<FunnelSpec, "count">;
  readonly rows?: Partial<TaggedRows>;
}

const visits = { session: column((row) => row >> 4), sessionIsOpen: new Int32Array(ROWS) };
const constructs: Readonly<Record<string, Construct>> = {
  "a window": { spec: { stages: three, window } },
  "no window": { spec: { stages: three } },
  within: { spec: { stages: three.map((stage) => ({ ...stage, within: 4 })) } },
  after: { spec: { stages: [required, { ...required, after: 2 }, required], window } },
  "at least": { spec: { stages: [required, { ...required, atLeast: 3 }, required], window } },
  "an optional stage": { spec: { stages: [required, { optional: true }, required], window } },
  "entry last": { spec: { stages: three, window, entry: "last" } },
  without: {
    spec: { stages: three, window, without: [{ from: 0, to: 2, dropActor: false }] },
    rows: { marks: column((row) => +(row % 7 === 0)) },
  },
  exits: {
    spec: { stages: three, window, exits: 1 },
    rows: { marks: column((row) => +(row === ROWS - 1)) },
  },
  same: { spec: { stages: three, window }, rows: { same: [column((row) => row % 5000)] } },
  "window session": { spec: { stages: three, inSession: true }, rows: visits },
  strict: { spec: { stages: three, window, order: "strict" } },
  any: { spec: { stages: three, window, order: "any" } },
  furthest: { spec: { stages: three, window, order: "furthest" } },
  independent: { spec: { stages: three, window, order: "independent" } },
  "independent, entry last": {
    spec: { stages: three, window, order: "independent", entry: "last" },
  },
  inverted: { spec: { stages: three, window, inverted: true } },
  "inverted, entry last": { spec: { stages: three, window, inverted: true, entry: "last" } },
};

const asOf = ROWS;

// Whatever is quadratic in them takes minutes.
describe(`one actor with ${ROWS} rows`, function () {
  this.timeout(30_000);

  for (const [name, { spec, rows: more }] of Object.entries(constructs)) {
    it(`every attempt and why it ended: ${name}`, () => {
      const rows = turns([1, 0, 2, 4], more);
      const funnel: FunnelSpec = { ...spec, count: "attempts" };
      const { total } = computeFunnel(rows, funnel, {
        splits: [],
        pairs: [],
        asOf,
        ledger: "counts",
      });
      assert.ok(total.entered >= 1);
      for (const { dropoff, ledger } of total.stages) {
        if (ledger === undefined) continue;
        const told = Object.values(ledger.reasons).concat(ledger.exits);
        assert.equal(
          told.reduce((sum, each) => sum + each, 0),
          dropoff,
        );
      }
    });

    it(`why they came no further: ${name}`, () => {
      // The second stage never comes, the third does.
      const rows = turns([1, 0, 4, 1], more);
      const isAny = spec.order === "any";
      const stage = isAny ? 1 : spec.inverted ? 0 : 2;
      const lost = findPeople(rows, spec, { kind: "dropped", stage }, [], asOf);
      const [attempt] = explain(rows, spec, asOf).attempts;
      const stops = [attempt?.stopped, ...(attempt?.also ?? [])];
      const isTold = stops.some((each) => each !== undefined && (isAny || each.stage === stage));
      assert.equal(lost.length, isTold ? 1 : 0);
    });
  }
});
