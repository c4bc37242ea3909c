import assert from "node:assert/strict";
import fc from "fast-check";
import { computeTrend } from "../../../server/engine/kernel/trend.ts";
import { arbitraryCase, arbitraryCaseOf, type Case } from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { maturityOf } from "../../support/oracle-maturity.ts";
import { evaluate, type OracleFunnel, type OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

/** What `during` from `from` to `to` (excluded) leaves of a log. */
function during(
  log: readonly OracleRow[],
  { order, inverted, window = Infinity, stages }: OracleFunnel,
  from: number,
  to: number,
): OracleRow[] {
  const entry = inverted ? stages.length - 1 : 0;
  return log
    .filter(({ time }) => time >= (inverted ? from - window : from))
    .map((row) => {
      if (row.time >= from && row.time < to) return row;
      return order === "furthest" || order === "any"
        ? { ...row, mayEnter: false }
        : { ...row, stages: row.stages.filter((stage) => stage !== entry) };
    });
}

const bounds = fc
  .uniqueArray(fc.integer({ min: -1, max: 8 }), { minLength: 1, maxLength: 6 })
  .map((times) => times.sort((a, b) => a - b));

function agree(cases: fc.Arbitrary<Case>, runs: number): void {
  const batch = fc.constantFrom(1, 5, 1000);
  fc.assert(
    fc.property(cases, bounds, batch, ({ funnel, log }, times, rows) => {
      const points = computeTrend(tagLog(log).rows, funnel, times, 6, { batch: rows });
      assert.equal(points.length, times.length - 1);
      const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
      points.forEach(({ figures: { entered, converted } }, index) => {
        const cut = during(log, funnel, times[index] ?? NaN, times[index + 1] ?? NaN);
        const { counts, attempts } = evaluate(cut, funnel);
        if (funnel.order === "any") {
          // A stage counts by name; the funnel by how many stages there are.
          const reached = attempts.map(({ chosen }) => chosen.filter((row) => row !== null).length);
          const all = reached.filter((stages) => stages === funnel.stages.length);
          return assert.deepEqual(
            [entered, converted],
            [attempts.length, all.length],
            showLog(cut),
          );
        }
        const ends = funnel.inverted ? [counts.at(-1), counts[0]] : [counts[0], counts[goal]];
        assert.deepEqual([entered, converted], ends, showLog(cut));
      });
    }),
    propertyOptions(runs),
  );
}

describe("a point of a trend is the funnel with `during` cut to it", function () {
  this.timeout(60_000);

  it("for plain funnels", () => agree(arbitraryCase, 2_000));
  for (const rule of ["after", "at least", "entry last", "without", "same", "strict"] as const)
    it(`with ${rule}`, () => agree(arbitraryCaseOf(rule), 300));
  for (const rule of ["furthest", "attempts", "any", "independent", "inverted"] as const)
    it(`with ${rule}`, () => agree(arbitraryCaseOf(rule), 500));

  const withoutLimits = arbitraryCaseOf("any").map(({ funnel, log }) => ({
    funnel: { ...funnel, stages: funnel.stages.map(() => ({ optional: false })).slice(0, 3) },
    log: log.slice(0, 8).map((row) => ({ ...row, stages: row.stages.filter((s) => s < 3) })),
  }));
  for (const [of, cases] of [
    ["", arbitraryCase],
    [" of any order", withoutLimits],
  ] as const)
    it(`also in who could still come${of}`, () => {
      fc.assert(
        fc.property(cases, bounds, ({ funnel, log }, times) => {
          // In order `any` all of the stages are needed, see `reading.ts`.
          const last = funnel.stages.findLastIndex(({ optional }) => !optional);
          const goal = funnel.order === "any" ? 2 * funnel.stages.length - 1 : last;
          fc.pre(last > 0);
          const points = computeTrend(tagLog(log).rows, funnel, times, 6);
          points.forEach(({ figures: { entered }, immature }, index) => {
            const cut = during(log, funnel, times[index] ?? NaN, times[index + 1] ?? NaN);
            const expected = maturityOf(cut, funnel, goal, 6)?.immature;
            if (points.every(({ figures }) => figures.entered === 0))
              return assert.equal(entered, 0);
            assert.equal(immature, expected, showLog(cut));
          });
        }),
        propertyOptions(1_000),
      );
    });
});
