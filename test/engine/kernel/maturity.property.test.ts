import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel, type FunnelFigures } from "../../../server/engine/kernel/compute.ts";
import { arbitraryCaseOf, arbitraryFunnel, arbitraryLog } from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { checkCurve } from "../../support/curve.ts";
import { maturityOf } from "../../support/oracle-maturity.ts";
import { evaluate, type OracleFunnel, type OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

const arbitraryCase = arbitraryFunnel
  .filter(({ stages }) => stages.length <= 4)
  .chain((funnel) =>
    fc.record({
      funnel: fc.constant(funnel),
      log: arbitraryLog(funnel.stages.length, 3).map((log) => log.slice(0, 10)),
      /** How long after the last row the data end. */
      silence: fc.nat(3),
    }),
  );

function sameMaturity(
  figures: FunnelFigures,
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  asOf: number,
  withCurves = false,
): void {
  funnel.stages.forEach(({ optional }, stage) => {
    const { immature, mature, kaplan_meier } = figures.stages[stage] ?? {};
    const expected = stage === 0 || optional ? null : maturityOf(log, funnel, stage, asOf);
    const where = `stage ${stage} as of ${asOf}: ${showLog(log)}`;
    assert.equal(immature, expected?.immature, where);
    assert.deepEqual(mature, expected?.mature, where);
    assert.equal(kaplan_meier === undefined, expected === null, where);
    if (withCurves && expected !== null) {
      checkCurve(figures.stages[stage] ?? {}, expected, figures.entered, where);
    }
    const share = kaplan_meier?.share ?? null;
    if (share === null || expected === null || expected.expected === null) {
      return assert.equal(share, expected?.expected ?? null, where);
    }
    assert.ok(Math.abs(share - expected.expected) < 1e-6, where);
  });
}

const latest = (log: readonly OracleRow[]): number => Math.max(0, ...log.map(({ time }) => time));

describe("kernel and definition agree on who could still come", function () {
  this.timeout(120_000);

  it("in random logs", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log, silence }) => {
        const asOf = latest(log) + silence;
        const { total } = computeFunnel(tagLog(log).rows, funnel, {
          splits: [],
          pairs: [],
          asOf,
          histograms: true,
        });
        sameMaturity(total, log, funnel, asOf, true);
      }),
      propertyOptions(5_000),
    );
  });

  it("where some go another way", () => {
    fc.assert(
      fc.property(arbitraryCaseOf("exit"), fc.nat(3), ({ funnel, log }, silence) => {
        const asOf = latest(log) + silence;
        const { total } = computeFunnel(tagLog(log).rows, funnel, {
          splits: [],
          pairs: [],
          asOf,
          histograms: true,
        });
        sameMaturity(total, log, funnel, asOf, true);
      }),
      propertyOptions(1_500),
    );
  });

  it("in the groups of a split", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log, silence }) => {
        const asOf = latest(log) + silence;
        const cut = log.map((row) => ({ ...row, values: row.values.slice(0, 1) }));
        const { rows, values } = tagLog(cut, 1);
        const { splits } = computeFunnel(rows, funnel, {
          splits: [{ text: "split", values: values[0] ?? [] }],
          pairs: [],
          asOf,
        });
        const { attempts } = evaluate(cut, funnel);
        for (const { by, figures } of splits) {
          const members = attempts.filter((attempt) => attempt.values[0] === by["split"]);
          const actors = new Set(members.map(({ actor }) => actor));
          const own = cut.filter(({ actor }) => actors.has(actor));
          sameMaturity(figures, own, funnel, asOf);
        }
      }),
      propertyOptions(1_500),
    );
  });

  it("so that whoever is neither immature nor through has had all the time there is", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log, silence }) => {
        const asOf = latest(log) + silence;
        const at = (moment: number) =>
          computeFunnel(tagLog(log).rows, funnel, { splits: [], pairs: [], asOf: moment }).total;
        // Once the longest window is over nobody is immature, and the three shares are one.
        const { stages, entered } = at(asOf + 40);
        for (const { count, immature, mature, kaplan_meier, conversion_from_first } of stages) {
          if (immature === undefined) continue;
          assert.equal(immature, 0);
          assert.deepEqual(mature, { entered, count });
          assert.equal(kaplan_meier?.share ?? null, conversion_from_first);
        }
      }),
      propertyOptions(2_000),
    );
  });
});
