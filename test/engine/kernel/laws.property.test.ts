import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel, type Computed } from "../../../server/engine/kernel/compute.ts";
import { arbitraryCase, type Case } from "../../support/arbitrary-log.ts";
import { propertyOptions } from "../../support/properties.ts";
import { tagLog } from "../../support/funnel-log.ts";
import type { OracleFunnel, OracleRow } from "../../support/oracle.ts";

function compute(log: readonly OracleRow[], funnel: OracleFunnel, splits = 0): Computed {
  const { rows, values } = tagLog(log, splits);
  return computeFunnel(rows, funnel, {
    splits: values.map((known, split) => ({ text: `${split}`, values: known, top: 2 })),
    pairs: [],
  });
}

const counts = (computed: Computed): number[] => computed.total.stages.map(({ count }) => count);

/** Counts of the required stages alone. */
const requiredCounts = (computed: Computed, { stages }: OracleFunnel): number[] =>
  counts(computed).filter((_, stage) => stages[stage]?.optional === false);

function notBelow(larger: readonly number[], smaller: readonly number[]): void {
  larger.forEach((count, i) =>
    assert.ok(count >= (smaller[i] ?? 0), `${larger.join()} against ${smaller.join()}`),
  );
}

function law(name: string, predicate: (given: Case, random: number) => void): void {
  it(name, () => {
    fc.assert(
      fc.property(arbitraryCase, fc.nat(1000), (given, random) => predicate(given, random)),
      propertyOptions(1_500),
    );
  });
}

/** The same rows in another order, the same one for the same number. */
function shuffle<T>(rows: readonly T[], random: number): T[] {
  const keyed = rows.map((row, i) => ({ row, key: ((i + 1) * 7919 * (random + 1)) % 1009 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
}

const withoutLimits = ({ stages }: OracleFunnel): OracleFunnel => ({
  stages: stages.map(({ optional }) => ({ optional })),
});

describe("laws of a sequential funnel", function () {
  this.timeout(60_000);

  law("permuting the file changes no count and no time", ({ funnel, log }, random) => {
    assert.deepEqual(compute(shuffle(log, random), funnel).total, compute(log, funnel).total);
  });

  law("names of actors don't matter", ({ funnel, log }, random) => {
    const renamed = log.map((row) => ({ ...row, actor: (row.actor * 3 + random) % 7 }));
    assert.deepEqual(compute(renamed, funnel, 2), compute(log, funnel, 2));
  });

  law("shifting all times changes nothing", ({ funnel, log }, random) => {
    const shift = (random - 500) * 1e12;
    const shifted = log.map((row) => ({ ...row, time: row.time + shift }));
    assert.deepEqual(compute(shifted, funnel, 2), compute(log, funnel, 2));
  });

  law(
    "rows that match nothing and actors who never enter change nothing",
    ({ funnel, log }, random) => {
      const nothing = { actor: random % 2, time: random % 7, stages: [], values: [null, null] };
      const stranger = { actor: 5, time: 1, stages: [1], values: ["ads", null] };
      const more = [...log.slice(0, random % 5), nothing, ...log.slice(random % 5), stranger];
      assert.deepEqual(compute(more, funnel, 1).total, compute(log, funnel, 1).total);
    },
  );

  law("every actor twice: twice the counts, the same shares and medians", ({ funnel, log }) => {
    const once = compute(log, funnel).total;
    const twice = compute(
      [...log, ...log.map((row) => ({ ...row, actor: row.actor + 3 }))],
      funnel,
    );
    assert.deepEqual(
      counts(twice),
      once.stages.map(({ count }) => 2 * count),
    );
    once.stages.forEach((stage, i) => {
      const doubled = twice.total.stages[i];
      assert.equal(doubled?.conversion_from_previous, stage.conversion_from_previous);
      assert.equal(doubled?.conversion_from_first, stage.conversion_from_first);
      assert.equal(doubled?.seconds_from_previous?.median, stage.seconds_from_previous?.median);
      assert.equal(doubled?.seconds_from_previous?.average, stage.seconds_from_previous?.average);
    });
  });

  law(
    "no required stage counts more than the one before, no optional one either",
    ({ funnel, log }) => {
      const all = counts(compute(log, funnel));
      let before = Infinity;
      funnel.stages.forEach(({ optional }, stage) => {
        assert.ok((all[stage] ?? 0) <= before);
        if (!optional) before = all[stage] ?? 0;
      });
    },
  );

  law("more rows never lower a required stage", ({ funnel, log }, random) => {
    const fewer = log.filter((_, i) => i !== random % Math.max(1, log.length));
    notBelow(
      requiredCounts(compute(log, funnel), funnel),
      requiredCounts(compute(fewer, funnel), funnel),
    );
  });

  law("a wider window never lowers a required stage", ({ funnel, log }, random) => {
    const wider = { ...funnel, window: (funnel.window ?? 0) + (random % 4) };
    const narrow = { ...funnel, window: funnel.window ?? 0 };
    notBelow(
      requiredCounts(compute(log, wider), funnel),
      requiredCounts(compute(log, narrow), funnel),
    );
    notBelow(
      requiredCounts(compute(log, { stages: funnel.stages }), funnel),
      requiredCounts(compute(log, wider), funnel),
    );
  });

  law("lifting a within never lowers a required stage", ({ funnel, log }, random) => {
    const stages = funnel.stages.map((stage, i) =>
      i === random % funnel.stages.length ? { optional: stage.optional } : stage,
    );
    notBelow(
      requiredCounts(compute(log, { ...funnel, stages }), funnel),
      requiredCounts(compute(log, funnel), funnel),
    );
  });

  law("optional stages never change who reaches a required one", ({ funnel, log }) => {
    const kept = funnel.stages.flatMap(({ optional }, stage) => (optional ? [] : [stage]));
    const bare = { ...funnel, stages: kept.flatMap((stage) => funnel.stages[stage] ?? []) };
    const renumbered = log.map((row) => ({
      ...row,
      stages: row.stages.map((stage) => kept.indexOf(stage)).filter((stage) => stage >= 0),
    }));
    assert.deepEqual(
      counts(compute(renumbered, bare)),
      requiredCounts(compute(log, funnel), funnel),
    );
  });

  law("a required stage put in between never raises a later one", ({ funnel, log }, random) => {
    // Without limits: a `within` would then be measured from the new stage.
    const free = withoutLimits(funnel);
    const place = 1 + (random % free.stages.length);
    const stages = free.stages.toSpliced(place, 0, { optional: false });
    const moved = log.map((row, i) => ({
      ...row,
      stages: [
        ...row.stages.map((stage) => (stage >= place ? stage + 1 : stage)),
        ...((i + random) % 3 === 0 ? [place] : []),
      ],
    }));
    const before = requiredCounts(compute(log, free), free);
    const after = counts(compute(moved, { stages })).filter(
      (_, stage) => stage !== place && stages[stage]?.optional === false,
    );
    notBelow(before, after);
  });

  law("the groups of a split add up to the whole", ({ funnel, log }, random) => {
    const { total, splits } = compute(log, funnel, 1 + (random % 2));
    const sums = funnel.stages.map((_, stage) =>
      splits.reduce((sum, { figures }) => sum + (figures.stages[stage]?.count ?? 0), 0),
    );
    assert.deepEqual(
      sums,
      total.stages.map(({ count }) => count),
    );
  });
});
