import assert from "node:assert/strict";
import fc from "fast-check";
import { compareSteps, mostChanged } from "../../../server/engine/kernel/compare.ts";
import type { FunnelFigures } from "../../../server/engine/kernel/figures.ts";
import { layOut } from "../../../server/engine/kernel/layout.ts";
import { biggestLeak, type Leak } from "../../../server/engine/kernel/leak.ts";
import { stepsOf } from "../../../server/engine/kernel/steps.ts";
import { compareProportions } from "../../../server/engine/statistics/proportions.ts";
import { chance, successes } from "../../support/chance.ts";
import { assertClose } from "../../support/close.ts";
import { propertyOptions } from "../../support/properties.ts";

/** The counts of required stages, in order. */
function figuresOf(counts: readonly number[]): FunnelFigures {
  const [entered = 0] = counts;
  const stages = counts.map((count) => ({
    count,
    conversion_from_previous: null,
    conversion_from_first: null,
    interval: null,
    seconds_from_previous: null,
  }));
  const rest = { conversion: null, interval: null, seconds: null };
  return { entered, converted: counts.at(-1) ?? 0, ...rest, stages };
}

const required = (count: number) => ({
  stages: Array.from({ length: count }, () => ({ optional: false })),
});
const stepsOfPlain = (count: number) => stepsOf(layOut(required(count)));

/** Of groups of a split: each against the others. */
function leakOf(groups: readonly (readonly number[])[]): Leak | undefined {
  const figures = groups.map(figuresOf);
  return biggestLeak(
    figures.map((own, index) => ({
      figures: own,
      others: figures.filter((_, other) => other !== index),
    })),
    stepsOfPlain(groups[0]?.length ?? 0),
  );
}

describe("the steps of a funnel", () => {
  it("lead from required stage to required stage on to the goal", () => {
    const stages = [
      { optional: false },
      { optional: true },
      { optional: false },
      { optional: false },
    ];
    const shown = stepsOf(layOut({ stages })).map(({ from, stage, later }) => [
      `${from}-${stage}`,
      later.map((step) => step.stage),
    ]);
    assert.deepEqual(shown, [
      ["0-1", []],
      ["0-2", [3]],
      ["2-3", []],
    ]);
  });
});

describe("the biggest leak", () => {
  it("is what the group would gain by doing as well as the others", () => {
    // Of 1,000 from ads 100 sign up, of 1,000 others 300; of those who did, half pay. As the others
    // do, 200 more would sign up and 100 more pay.
    const leak = leakOf([
      [1000, 100, 50],
      [1000, 300, 150],
    ]);
    assert.equal(leak?.step.stage, 1);
    assert.deepEqual(leak.groups, [0]);
    assertClose(leak.gain, 1000 * 0.2 * 0.5);
  });

  it("holds each group against all others together, and adds up the groups of a step", () => {
    const groups = [
      [1000, 100],
      [1000, 400],
      [1000, 150],
    ];
    const leak = leakOf(groups);
    assert.deepEqual(leak?.groups, [0, 2]);
    // 550 of 2,000 against 100 of 1,000; 500 of 2,000 against 150 of 1,000.
    assertClose(leak.gain, 1000 * (0.275 - 0.1) + 1000 * (0.25 - 0.15));
  });

  it("takes the benchmark's later steps where nobody of the group came so far", () => {
    const leak = leakOf([
      [100, 0, 0],
      [100, 50, 20],
    ]);
    assertClose(leak?.gain, 100 * 0.5 * 0.4);
  });

  it("is none without thirty actors on either side, or where noise explains it", () => {
    assert.equal(
      leakOf([
        [29, 0],
        [1000, 900],
      ]),
      undefined,
    );
    assert.equal(
      leakOf([
        [1000, 0],
        [29, 29],
      ]),
      undefined,
    );
    assert.equal(
      leakOf([
        [100, 20],
        [100, 25],
      ]),
      undefined,
    );
    assert.equal(leakOf([[1000, 300]]), undefined);
  });

  it("promises nothing where ten groups differ only by chance", () => {
    // Against the best group it would promise half as many conversions again.
    const random = chance(11);
    let found = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const groups = Array.from({ length: 10 }, () => {
        const signed = successes(random, 200, 0.2);
        return [200, signed, successes(random, signed, 0.4)];
      });
      if (leakOf(groups) !== undefined) found++;
    }
    // At most one time in twenty, by Holm; and three standard errors of 300 draws.
    assert.ok(found / runs < 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs), `${found} of ${runs}`);
  });

  it("is what the definition says, written down plainly", () => {
    const group = fc
      .array(fc.nat(100), { minLength: 3, maxLength: 3 })
      .map(([a = 0, b = 0, c = 0]) => {
        const entered = 20 + 8 * a;
        const second = Math.floor((entered * b) / 100);
        return [entered, second, Math.floor((second * c) / 100)];
      });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 5 }), (groups) => {
        const at = (index: number, stage: number): number => groups[index]?.[stage] ?? 0;
        const sum = (stage: number, but: number): number =>
          groups.reduce((all, each, index) => all + (index === but ? 0 : (each[stage] ?? 0)), 0);
        const tests = groups.flatMap((_, index) =>
          [1, 2].flatMap((k) => {
            const own = { successes: at(index, k), trials: at(index, k - 1) };
            const rest = { successes: sum(k, index), trials: sum(k - 1, index) };
            if (own.trials < 30 || rest.trials < 30) return [];
            const p = compareProportions(own, rest) ?? 1;
            const gap = rest.successes / rest.trials - own.successes / own.trials;
            const next =
              own.successes > 0 ? at(index, 2) / own.successes : sum(2, index) / sum(1, index);
            const later = k === 1 ? next : 1;
            return [{ index, k, p, gain: own.trials * gap * (Number.isNaN(later) ? 0 : later) }];
          }),
        );
        // Holm: of m tests the smallest p stands against 0.05 / m, the next against 0.05 / (m − 1) …
        const sorted = tests.map(({ p }) => p).sort((a, b) => a - b);
        const first = sorted.findIndex((p, rank) => p * (sorted.length - rank) >= 0.05);
        const rejected = new Set(first < 0 ? sorted : sorted.slice(0, first));
        const gains = [1, 2].map((k) =>
          tests
            .filter((test) => test.k === k && test.gain > 0 && rejected.has(test.p))
            .reduce((all, { gain }) => all + gain, 0),
        );
        const leak = leakOf(groups);
        const most = Math.max(...gains);
        assert.equal(leak !== undefined, most > 0);
        if (leak === undefined) return;
        assert.ok(Math.abs(leak.gain - most) < 1e-9 * most);
        assert.ok(Math.abs((gains[leak.step.stage - 1] ?? NaN) - most) < 1e-9 * most);
      }),
      propertyOptions(2_000),
    );
  });
});

describe("the steps of two results beside each other", () => {
  it("have differences, intervals and p-values, corrected over the steps", () => {
    const found = compareSteps(figuresOf([200, 56, 20]), figuresOf([200, 80, 30]), stepsOfPlain(3));
    const [second, third] = found;
    // 28 % against 40 %; the pooled z is −2.534…: p 0.01128.
    assert.equal(second?.difference, -0.12);
    assert.equal(second.conversion_from_previous, 0.4);
    assert.equal(second.count, 80);
    assert.equal(second.p?.toFixed(4), "0.0113");
    assert.ok(Math.abs((second.p_adjusted ?? 0) - 2 * (second.p ?? 0)) < 2e-6);
    assert.ok((second.interval?.[1] ?? 0) < 0);
    // 20 of 56 against 30 of 80.
    assert.equal(third?.difference, -0.017857);
    assert.equal(mostChanged(found)?.step.stage, 1);
  });

  it("name no step where noise explains the change, and compare nothing with nobody", () => {
    const steps = stepsOfPlain(2);
    assert.equal(
      mostChanged(compareSteps(figuresOf([50, 10]), figuresOf([50, 12]), steps)),
      undefined,
    );
    const [only] = compareSteps(figuresOf([50, 10]), figuresOf([0, 0]), steps);
    const { difference, interval, p, p_adjusted } = only ?? {};
    assert.deepEqual([difference, interval, p, p_adjusted], [null, null, null, null]);
  });
});
