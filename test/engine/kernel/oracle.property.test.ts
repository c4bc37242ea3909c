import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel, type GroupFigures } from "../../../server/engine/kernel/compute.ts";
import { durationFigures } from "../../../server/engine/kernel/durations.ts";
import type { DurationFigures } from "../../../server/engine/result.ts";
import { arbitraryCase } from "../../support/arbitrary-log.ts";
import { propertyOptions } from "../../support/properties.ts";
import { kernelChoices, showLog, tagLog } from "../../support/funnel-log.ts";
import {
  evaluate,
  groupsOf,
  quantileOf,
  timesBetween,
  type OracleAttempt,
  type OracleFunnel,
  type OracleRow,
} from "../../support/oracle.ts";

/** Microseconds in seconds, to six decimals; the numbers here are small enough for doubles. */
function seconds(times: readonly number[]): DurationFigures | null {
  const median = quantileOf(times, 0.5);
  const p90 = quantileOf(times, 0.9);
  if (median === null || p90 === null) return null;
  const average = times.reduce((sum, time) => sum + time, 0) / times.length;
  // A tenth of a microsecond is the finest that a quantile of whole ones has; a hair against noise.
  const round = (value: number): number => Math.round(value + 1e-9) / 1e6;
  return { median: round(median), average: round(average), p90: round(p90) };
}

function sameFigures(
  figures: GroupFigures["figures"],
  attempts: readonly OracleAttempt[],
  log: readonly OracleRow[],
  funnel: OracleFunnel,
): void {
  const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
  const counts = funnel.stages.map(
    (_, stage) => attempts.filter(({ chosen }) => chosen[stage] !== null).length,
  );
  assert.deepEqual(
    figures.stages.map(({ count }) => count),
    counts,
  );
  assert.equal(figures.entered, counts[0]);
  assert.equal(figures.converted, counts[goal]);
  funnel.stages.forEach((_, stage) => {
    const previous = funnel.stages.findLastIndex(({ optional }, s) => s < stage && !optional);
    assert.deepEqual(
      figures.stages[stage]?.seconds_from_previous,
      previous < 0 ? null : seconds(timesBetween(attempts, log, previous, stage)),
    );
  });
  assert.deepEqual(
    figures.seconds,
    goal === 0 ? null : seconds(timesBetween(attempts, log, 0, goal)),
  );
}

describe("kernel and definition agree on random logs", function () {
  this.timeout(60_000);

  it("on who entered and on the chosen rows", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log }) => {
        const expected = new Map(evaluate(log, funnel).attempts.map((a) => [a.actor, a.chosen]));
        assert.deepEqual(kernelChoices(log, funnel), expected, showLog(log));
      }),
      propertyOptions(10_000),
    );
  });

  it("on who reaches each stage, times and splits", () => {
    const top = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
    fc.assert(
      fc.property(arbitraryCase, fc.array(top, { maxLength: 2 }), ({ funnel, log }, tops) => {
        const cut = log.map((row) => ({ ...row, values: row.values.slice(0, tops.length) }));
        const { attempts, counts } = evaluate(cut, funnel);
        const { rows, values } = tagLog(cut, tops.length);
        const splits = tops.map((n, split) => ({
          text: `split ${split}`,
          values: values[split] ?? [],
          ...(n === undefined ? {} : { top: n }),
        }));
        const computed = computeFunnel(rows, funnel, { splits, pairs: [] });

        // By the definition of reaching, not by the chosen attempts.
        assert.deepEqual(
          computed.total.stages.map(({ count }) => count),
          counts,
        );
        sameFigures(computed.total, attempts, cut, funnel);

        if (tops.length === 0) return assert.deepEqual(computed.splits, []);
        const groups = groupsOf(attempts, tops);
        assert.equal(computed.splits.length, groups.length);
        for (const { values: wanted, attempts: members } of groups) {
          const group = computed.splits.find(({ by }) =>
            wanted.every((value, split) => by[`split ${split}`] === value),
          );
          assert.ok(group, `no group ${JSON.stringify(wanted)}`);
          assert.equal(group.other, wanted.includes(undefined) ? true : undefined);
          sameFigures(group.figures, members, cut, funnel);
        }
      }),
      propertyOptions(5_000),
    );
  });

  it("on every pair of stages", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log }) => {
        const { attempts } = evaluate(log, funnel);
        const stages = funnel.stages.map((_, stage) => stage);
        const pairs = stages.flatMap((to) => stages.slice(0, to).map((from) => ({ from, to })));
        const computed = computeFunnel(tagLog(log).rows, funnel, { splits: [], pairs });
        for (const { from, to, reachedFrom, reachedBoth, microseconds } of computed.pairs) {
          const times = timesBetween(attempts, log, from, to);
          assert.equal(reachedFrom, attempts.filter(({ chosen }) => chosen[from] !== null).length);
          assert.equal(reachedBoth, times.length);
          assert.deepEqual(durationFigures(microseconds), seconds(times));
        }
      }),
      propertyOptions(2_000),
    );
  });

  it("however the rows are cut into passes and blocks", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log }) => {
        const whole = kernelChoices(log, funnel);
        for (const rowsPerPass of [1, 5]) {
          assert.deepEqual(kernelChoices(log, funnel, { rowsPerPass, rowsPerBlock: 2 }), whole);
        }
      }),
      propertyOptions(2_000),
    );
  });
});
