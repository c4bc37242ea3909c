import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import type { Need, Taken } from "../../../server/engine/kernel/measures/needs.ts";
import {
  arbitraryCase,
  arbitraryCaseOf,
  type Case,
  type Rule,
} from "../../support/arbitrary-log.ts";
import { arbitraryTimelessCase, type Order, ORDERS } from "../../support/arbitrary-rules.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import type { OracleFunnel } from "../../support/oracle.ts";
import {
  amountsAt,
  lifetimeAmounts,
  type MeasuredRow,
  repeatsOf,
  rowsOf,
  withinOf,
} from "../../support/oracle-measures.ts";
import { propertyOptions } from "../../support/properties.ts";

/** A case whose rows have amounts, some none, and whose later rows may be no entry. */
interface Measured {
  readonly funnel: OracleFunnel;
  readonly log: readonly MeasuredRow[];
  readonly lastEntry: number;
}

/** The stage whose rows may be the entry. */
function entryStage({ inverted, stages }: OracleFunnel): number {
  return inverted ? stages.findLastIndex(({ optional }) => !optional) : 0;
}

function measured(base: fc.Arbitrary<Case>): fc.Arbitrary<Measured> {
  const amounts = fc.array(fc.option(fc.constantFrom(0.1, 0.2, 3, -1.5)), {
    minLength: 16,
    maxLength: 16,
  });
  return fc.tuple(base, amounts, fc.nat(8)).map(([{ funnel, log }, given, lastEntry]) => ({
    funnel,
    lastEntry,
    log: log.map((row, index) => ({
      ...row,
      matches: row.stages,
      stages: row.stages.filter((stage) => stage !== entryStage(funnel) || row.time <= lastEntry),
      amount: given[index] ?? null,
    })),
  }));
}

function take({ funnel, log }: Measured, needs: readonly Need[]): readonly (readonly number[])[] {
  const { rows } = tagLog(log);
  const entryMark = funnel.without?.length ?? 0;
  const marks = Int32Array.from(
    log,
    ({ matches }, index) =>
      (rows.marks?.[index] ?? 0) | (matches.includes(entryStage(funnel)) ? 2 ** entryMark : 0),
  );
  const values = [Float64Array.from(log, ({ amount }) => amount ?? Number.NaN)];
  const { taken = [] } = computeFunnel({ ...rows, marks, values }, funnel, {
    splits: [],
    pairs: [],
    measures: { needs, entryMark },
  });
  return taken.map(plain);
}

const inOrder = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

function plain(taken: Taken): number[] {
  return taken.kind === "values" ? inOrder([...taken.values]) : [taken.part, taken.of];
}

describe("measures and their definition agree on random logs", function () {
  this.timeout(60_000);

  const agree = (base: fc.Arbitrary<Case>, runs: number): void => {
    fc.assert(
      fc.property(measured(base), fc.nat(4), (given, within) => {
        const { funnel, log } = given;
        const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
        const stages = funnel.stages.map((_, stage) => stage);
        const amounts = (rows: readonly MeasuredRow[]): number[] =>
          inOrder(rows.flatMap(({ amount }) => amount ?? []));
        const found = take(given, [
          ...stages.flatMap((stage): Need[] => [
            { kind: "values", over: "at", stage, value: 0 },
            { kind: "values", over: "of", stage, value: 0 },
            { kind: "repeats", stage },
            { kind: "repeats", stage, within },
          ]),
          { kind: "values", over: "after", stage: goal, value: 0 },
        ]);
        const expected = [
          ...stages.flatMap((stage): number[][] => [
            inOrder(amountsAt(log, funnel, stage)),
            amounts(rowsOf(log, funnel, stage)),
            repeatsOf(log, funnel, stage),
            repeatsOf(log, funnel, stage, within),
          ]),
          inOrder(lifetimeAmounts(log, funnel)),
        ];
        assert.deepEqual(found, expected, showLog(log));
      }),
      propertyOptions(runs),
    );
  };

  it("on rows of stages, repeats and lifetimes", () => agree(arbitraryCase, 1000));
  for (const rule of [
    "after",
    "at least",
    "entry last",
    "without",
    "attempts",
    "furthest",
    "any",
    "independent",
    "inverted",
  ] as const) {
    it(`on the same with ${rule}`, () => agree(arbitraryCaseOf(rule), 250));
  }

  for (const order of Object.keys(ORDERS) as Order[]) {
    it(`on the same where rows have no time, in order ${order}`, () =>
      agree(
        arbitraryTimelessCase([order], (rule) => rule !== "exit"),
        150,
      ));
  }

  const close = (base: fc.Arbitrary<Case>, runs: number): void => {
    fc.assert(
      fc.property(measured(base), fc.nat(4), (given, within) => {
        const { funnel, log } = given;
        const required = [...funnel.stages.keys()].filter(
          (stage) => funnel.stages[stage]?.optional === false,
        );
        const pairs = required.flatMap((to, place) =>
          required.slice(0, place).map((from) => ({ from, to })),
        );
        const needs = pairs.map((pair): Need => ({ kind: "within", ...pair, within }));
        assert.deepEqual(
          take(given, needs),
          pairs.map(({ from, to }) => withinOf(log, funnel, from, to, within)),
          showLog(log),
        );
      }),
      propertyOptions(runs),
    );
  };

  it("on conversions within a time", () => close(arbitraryCase, 1500));
  const rules: readonly (readonly Rule[])[] = [
    ["after"],
    ["at least"],
    ["entry last"],
    ["without"],
    ["same"],
    ["strict"],
    ["at least", "without"],
    ["same", "after"],
  ];
  for (const some of rules) {
    it(`on the same with ${some.join(" and ")}`, () => close(arbitraryCaseOf(...some), 200));
  }

  for (const order of ["sequential", "strict"] as const) {
    it(`on the same where rows have no time, in order ${order}`, () =>
      close(
        arbitraryTimelessCase([order], (rule) => rule !== "attempts"),
        150,
      ));
  }
});
