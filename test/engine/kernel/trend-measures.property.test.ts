import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import type { MeasureNeeds, Need, Taken } from "../../../server/engine/kernel/measures/needs.ts";
import type { MeasuredGroup } from "../../../server/engine/kernel/measures/of-funnel.ts";
import type { TaggedRows } from "../../../server/engine/kernel/rows.ts";
import { computeTrend } from "../../../server/engine/kernel/trend.ts";
import {
  arbitraryCase,
  arbitraryCaseOf,
  type Case,
  type Rule,
} from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import type { OracleFunnel, OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

interface Row extends OracleRow {
  /** Of all times, whether the row may be an entry or not. */
  readonly matches: readonly number[];
  readonly amount: number | null;
}

function entryStage({ inverted, stages }: OracleFunnel): number {
  return inverted ? stages.length - 1 : 0;
}

/** What `during` from `from` to `to` (excluded) leaves of a log. */
function during(log: readonly Row[], funnel: OracleFunnel, from: number, to: number): Row[] {
  const { order, inverted, window = Infinity } = funnel;
  return log
    .filter(({ time }) => time >= (inverted ? from - window : from))
    .map((row) => {
      if (row.time >= from && row.time < to) return row;
      return order === "furthest" || order === "any"
        ? { ...row, mayEnter: false }
        : { ...row, stages: row.stages.filter((stage) => stage !== entryStage(funnel)) };
    });
}

function tagged(log: readonly Row[], funnel: OracleFunnel, entryMark: number): TaggedRows {
  const { rows } = tagLog(log);
  const marks = Int32Array.from(
    log,
    ({ matches }, index) =>
      (rows.marks?.[index] ?? 0) | (matches.includes(entryStage(funnel)) ? 2 ** entryMark : 0),
  );
  return { ...rows, marks, values: [Float64Array.from(log, ({ amount }) => amount ?? NaN)] };
}

function plain({ figures, pairs, taken = [] }: MeasuredGroup): unknown {
  return {
    entered: figures.entered,
    converted: figures.converted,
    stages: figures.stages.map(({ count }) => count),
    pairs: pairs.map(({ reachedFrom, reachedBoth, microseconds }) => [
      reachedFrom,
      reachedBoth,
      microseconds,
    ]),
    taken: taken.map((found: Taken) =>
      found.kind === "part" ? [found.part, found.of] : [...found.values].toSorted((a, b) => a - b),
    ),
  };
}

/** Every kind of what measures ask for, of every stage. */
function needsOf({ stages }: OracleFunnel): readonly Need[] {
  const goal = stages.findLastIndex(({ optional }) => !optional);
  return [
    ...stages.flatMap((_, stage): Need[] => [
      { kind: "values", over: "at", stage, value: 0 },
      { kind: "values", over: "of", stage, value: 0 },
      { kind: "values", over: "after", stage, value: 0 },
      { kind: "sums", over: "of", stage, value: 0, per: 0 },
      { kind: "rows", stage },
      { kind: "repeats", stage },
      { kind: "repeats", stage, within: 2 },
    ]),
    ...(goal > 0 ? [{ kind: "within", from: 0, to: goal, within: 3 } satisfies Need] : []),
    { kind: "won" },
  ];
}

describe("the measures of a point are those of the funnel with `during` cut to it", function () {
  this.timeout(60_000);

  const bounds = fc
    .uniqueArray(fc.integer({ min: -1, max: 8 }), { minLength: 2, maxLength: 5 })
    .map((times) => times.sort((a, b) => a - b));
  const amounts = fc.array(fc.option(fc.constantFrom(0.1, 0.2, 3, -1.5)), {
    minLength: 16,
    maxLength: 16,
  });

  const agree = (cases: fc.Arbitrary<Case>, runs: number): void => {
    fc.assert(
      fc.property(
        cases,
        amounts,
        bounds,
        fc.constantFrom(1, 5, 1000),
        ({ funnel, log: bare }, given, times, batch) => {
          const log = bare.map((row, index): Row => ({
            ...row,
            matches: row.stages,
            amount: given[index] ?? null,
          }));
          const entryMark = (funnel.without?.length ?? 0) + (funnel.exits ?? 0);
          const pairs = [
            { from: -1, to: -1 },
            ...(funnel.stages.length > 1 ? [{ from: 0, to: 1 }] : []),
          ];
          const measures: MeasureNeeds = { needs: needsOf(funnel), entryMark };
          const points = computeTrend(tagged(log, funnel, entryMark), funnel, times, 6, {
            pairs,
            measures,
            batch,
          });
          points.forEach((point, index) => {
            const cut = during(log, funnel, times[index] ?? NaN, times[index + 1] ?? NaN);
            const whole = computeFunnel(tagged(cut, funnel, entryMark), funnel, {
              splits: [],
              pairs,
              measures,
            });
            const expected = plain({ ...whole, figures: whole.total });
            assert.deepEqual(plain(point), expected, showLog(cut));
          });
        },
      ),
      propertyOptions(runs),
    );
  };

  it("for plain funnels", () => agree(arbitraryCase, 1_000));
  const rules: readonly Rule[] = [
    "after",
    "at least",
    "entry last",
    "without",
    "same",
    "strict",
    "furthest",
    "attempts",
    "any",
    "independent",
    "inverted",
    "exit",
  ];
  for (const rule of rules) it(`with ${rule}`, () => agree(arbitraryCaseOf(rule), 250));
});
