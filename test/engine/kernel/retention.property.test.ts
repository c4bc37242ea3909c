import assert from "node:assert/strict";
import fc from "fast-check";
import { computeRetention } from "../../../server/engine/kernel/retention.ts";
import { isoTime } from "../../../server/engine/plan/time.ts";
import { arbitraryLog, SPLIT_VALUES } from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import type { OracleRow } from "../../support/oracle.ts";
import { retentionOf } from "../../support/oracle-retention.ts";
import { propertyOptions } from "../../support/properties.ts";

const settings = fc.record({
  unit: fc.integer({ min: 1, max: 4 }),
  periods: fc.integer({ min: 1, max: 5 }),
  /** Rows that neither start nor return may be later still. */
  idle: fc.nat(3),
});

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;

describe("a retention and its definition agree on random logs", function () {
  this.timeout(60_000);

  it("on cohorts, cells, what is over and what all have together", () => {
    fc.assert(
      fc.property(arbitraryLog(2, 4), settings, (log, { unit, periods, idle }) => {
        const asOf = Math.max(0, ...log.map(({ time }) => time)) + idle;
        const computed = compute(log, unit, periods, asOf, 0);
        const expected = retentionOf(log, unit, periods, asOf);
        assert.deepEqual(
          computed.cohorts,
          expected.map(({ period, actors, returned, isOver }) => ({
            start: isoTime(period * unit),
            actors: actors.length,
            cells: returned.map((who, cell) => ({
              returned: who.length,
              share: share(who.length, actors.length),
              ...(isOver[cell] === true ? {} : { partial: true }),
            })),
          })),
          showLog(log),
        );
        const longest = Math.max(0, ...expected.map(({ returned }) => returned.length));
        assert.deepEqual(
          computed.total.cells.map(({ actors, returned, share: part }) => [actors, returned, part]),
          Array.from({ length: longest }, (_, cell) => {
            const over = expected.filter(({ isOver }) => isOver[cell] === true);
            const actors = over.flatMap((cohort) => cohort.actors).length;
            const returned = over.flatMap((cohort) => cohort.returned[cell] ?? []).length;
            return [actors, returned, share(returned, actors)];
          }),
          showLog(log),
        );
      }),
      propertyOptions(8_000),
    );
  });

  it("on splits: each value is the retention of those who start with it", () => {
    fc.assert(
      fc.property(arbitraryLog(2, 4), settings, (log, { unit, periods, idle }) => {
        const asOf = Math.max(0, ...log.map(({ time }) => time)) + idle;
        const { splits } = compute(log, unit, periods, asOf, 1);
        const first = (actor: number): OracleRow | undefined =>
          log
            .filter((row) => row.actor === actor && row.stages.includes(0))
            // Equal times are in file order: sorting is stable.
            .toSorted((a, b) => a.time - b.time)[0];
        for (const value of [...SPLIT_VALUES, null]) {
          const own = log.filter(({ actor }) => first(actor)?.values[0] === value);
          const found = splits.find(({ by }) => by["by"] === value);
          const alone = compute(own, unit, periods, asOf, 0);
          assert.deepEqual(found?.cohorts ?? [], alone.cohorts, showLog(log));
          assert.deepEqual(found?.total ?? { actors: 0, cells: [] }, alone.total);
        }
      }),
      propertyOptions(3_000),
    );
  });
});

function compute(
  log: readonly OracleRow[],
  unit: number,
  periods: number,
  asOf: number,
  splits: number,
): ReturnType<typeof computeRetention> {
  const { rows, values } = tagLog(
    log.map((row) => ({ ...row, values: row.values.slice(0, splits) })),
    splits,
  );
  const bounds = Array.from({ length: Math.floor(asOf / unit) + 2 }, (_, period) => period * unit);
  return computeRetention(rows, {
    bounds,
    periods,
    asOf,
    splits: values.map((texts) => ({ text: "by", values: texts })),
  });
}
