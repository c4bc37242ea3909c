import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import type { FunnelSpec, TaggedRows } from "../../../server/engine/kernel/rows.ts";
import { arbitraryCaseOf, type Case, type Rule } from "../../support/arbitrary-log.ts";
import { checkCurve } from "../../support/curve.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { maturityOf, type OpenVisits, visitOf } from "../../support/oracle-maturity.ts";
import type { OracleFunnel, OracleRow, OracleStage } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

/** Small enough that all ways in which it could go on can be tried. */
const smaller = ({ funnel, log }: Case): Case => ({
  funnel: {
    ...funnel,
    stages: funnel.stages.map(({ within, after, atLeast, optional }) => ({
      optional,
      // These orders know no such limit.
      ...(within === undefined || funnel.order === "furthest" || funnel.order === "any"
        ? {}
        : { within }),
      ...(after === undefined ? {} : { after: Math.min(after, 2) }),
      ...(atLeast === undefined ? {} : { atLeast: Math.min(atLeast, 2) }),
    })),
  },
  log: log.slice(0, 8),
});

const few = ({ funnel: { stages } }: Case): boolean => stages.length <= 3;

function agree(
  rows: TaggedRows,
  spec: FunnelSpec,
  { funnel, log }: Case,
  asOf: number,
  visits?: OpenVisits,
): void {
  const { total } = computeFunnel(rows, spec, { splits: [], pairs: [], asOf, histograms: true });
  const isAny = funnel.order === "any";
  const first = isAny ? funnel.stages.length : 0;
  [...total.stages, ...(total.positions ?? [])].forEach((found, stage) => {
    const isOptional = funnel.stages[stage]?.optional === true;
    const expected =
      stage === first || isOptional ? null : maturityOf(log, funnel, stage, asOf, visits);
    const where = `stage ${stage} as of ${asOf}: ${JSON.stringify(funnel)} ${showLog(log)}`;
    assert.equal(found?.immature, expected?.immature, where);
    assert.deepEqual(found?.mature, expected?.mature, where);
    if (expected !== null && visits === undefined) {
      checkCurve(found ?? {}, expected, total.entered, where);
    } else assert.equal(found?.curve, undefined, where);
    const share = found?.kaplan_meier?.share ?? null;
    if (share === null || expected === null || expected.expected === null) {
      return assert.equal(share, expected?.expected ?? null, where);
    }
    assert.ok(Math.abs(share - expected.expected) < 1e-6, `${share} ${where}`);
  });
}

/** The limits that are there. */
const given = ({
  within,
  after,
  atLeast,
}: {
  readonly within: number | undefined;
  readonly after: number | undefined;
  readonly atLeast: number;
}): Omit<OracleStage, "optional"> => ({
  atLeast,
  ...(within === undefined ? {} : { within }),
  ...(after === undefined ? {} : { after }),
});

const latest = (log: readonly OracleRow[]): number => Math.max(0, ...log.map(({ time }) => time));

describe("kernel and definition agree on who could still come, by rule", function () {
  this.timeout(120_000);

  const sets: readonly (readonly Rule[])[] = [
    ["after"],
    ["at least"],
    ["after", "at least"],
    ["entry last"],
    ["without"],
    ["without", "at least"],
    ["same"],
    ["same", "without", "after"],
    ["strict"],
    ["strict", "after"],
    ["strict", "at least"],
    ["strict", "same"],
    ["strict", "without"],
    ["furthest"],
    ["furthest", "at least", "same"],
    ["independent"],
    ["independent", "after", "at least"],
    ["independent", "without", "entry last"],
    ["independent", "same"],
    ["attempts"],
    ["attempts", "without"],
    ["attempts", "strict"],
    ["attempts", "furthest"],
    ["attempts", "independent"],
    ["attempts", "independent", "entry last"],
    ["independent", "exit"],
    ["any"],
    ["any", "same", "entry last"],
    ["any", "exit"],
    ["any", "attempts"],
    ["after", "at least", "entry last", "without", "same"],
  ];
  for (const rules of sets) {
    it(`on ${rules.join(", ")}`, () => {
      fc.assert(
        fc.property(
          arbitraryCaseOf(...rules)
            .map(smaller)
            .filter(few),
          fc.nat(3),
          (each, silence) => {
            agree(tagLog(each.log).rows, each.funnel, each, latest(each.log) + silence);
          },
        ),
        propertyOptions(400),
      );
    });
  }

  it("on strict, with some of several rows of an optional stage", () => {
    const limit = fc.option(fc.nat(5), { nil: undefined });
    const wait = fc.option(fc.nat(2), { nil: undefined });
    const limits = fc.record({ within: limit, after: wait, atLeast: fc.constantFrom(1, 2) });
    const row = fc.record({ time: fc.nat(6), stage: fc.constantFrom(0, 1, 1, 2, 3) });
    fc.assert(
      fc.property(
        fc.tuple(limits, limits, fc.nat(8)),
        fc.array(row, { maxLength: 6 }),
        fc.nat(2),
        ([begun, last, window], rows, silence) => {
          const stages = [
            { optional: false },
            { optional: true, ...given(begun), atLeast: 2 },
            { optional: false, ...given(last) },
          ];
          const log = rows.map(({ time, stage }) => ({
            actor: 0,
            time,
            stages: stage === 3 ? [] : [stage],
            values: [],
          }));
          const funnel: OracleFunnel = { stages, window, order: "strict" };
          agree(tagLog(log).rows, funnel, { funnel, log }, latest(log) + silence);
        },
      ),
      propertyOptions(1_000),
    );
  });

  for (const rules of [
    [],
    ["without"],
    ["strict"],
    ["furthest"],
    ["any"],
    ["after", "at least"],
  ] as const) {
    it(`within visits${rules.map((rule) => `, on ${rule}`).join("")}`, () => {
      fc.assert(
        fc.property(
          arbitraryCaseOf("same", ...rules)
            .map(smaller)
            .filter(few),
          fc.subarray(["0 x", "0 y", "1 x", "1 y"]),
          ({ funnel: { stages, order, without }, log }, open) => {
            const visits: OpenVisits = new Set(open);
            const { rows } = tagLog(log);
            const [session] = rows.same ?? [];
            const tagged: TaggedRows = {
              ...rows,
              same: [],
              ...(session === undefined ? {} : { session }),
              sessionIsOpen: Int32Array.from(log, (row) => (visits.has(visitOf(row)) ? 1 : 0)),
            };
            const rules = {
              stages,
              ...(order === undefined ? {} : { order }),
              ...(without === undefined ? {} : { without }),
            };
            const funnel = { ...rules, same: true };
            const spec: FunnelSpec = { ...rules, inSession: true };
            agree(tagged, spec, { funnel, log }, latest(log), visits);
          },
        ),
        propertyOptions(400),
      );
    });
  }
});
