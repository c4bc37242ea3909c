import assert from "node:assert/strict";
import fc from "fast-check";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import { computeFunnel, type FunnelFigures } from "../../../server/engine/kernel/compute.ts";
import { undatedStages } from "../../../server/engine/kernel/undated.ts";
import {
  arbitraryTimelessCase,
  type Order,
  ORDERS,
  type RuledCase,
} from "../../support/arbitrary-rules.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { reasonsOf } from "../../support/oracle-ledger.ts";
import { maturityOf } from "../../support/oracle-maturity.ts";
import { hasTime } from "../../support/oracle-times.ts";
import { type Choice, evaluate, type OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

interface Told {
  readonly actor: number;
  readonly chosen: Choice;
}

const written = (attempts: readonly Told[]): string[] =>
  attempts
    .map(({ actor, chosen }) => `${actor}: ${chosen.map((row) => row ?? "-").join(" ")}`)
    .sort();

const shown = ({ funnel, log }: RuledCase): string => `${JSON.stringify(funnel)}: ${showLog(log)}`;

/** `2: late 3`: by what is missing, the reasons that hold and how often. */
function reasonsIn({ stages, positions = [] }: FunnelFigures): string[] {
  return [...stages, ...positions]
    .flatMap(({ ledger }, stage) => {
      if (ledger === undefined) return [];
      const exits = ledger.exits.map((count, exit) => [`exit ${exit}`, count] as const);
      return [...exits, ...Object.entries(ledger.reasons)].flatMap(([reason, count]) =>
        count > 0 ? [`${stage}: ${reason} ${count}`] : [],
      );
    })
    .sort();
}

function reasonsBy({ funnel, log }: RuledCase): string[] {
  const counts = new Map<string, number>();
  for (const { stage, reason } of reasonsOf(log, funnel)) {
    const key = `${stage}: ${reason}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(counts, ([key, count]) => `${key} ${count}`).sort();
}

describe("rows without a time beside rows with one: kernel and definition agree", function () {
  this.timeout(120_000);

  for (const order of Object.keys(ORDERS) as Order[]) {
    it(`in order ${order}, with any rules`, () => {
      fc.assert(
        fc.property(arbitraryTimelessCase([order]), (one) => {
          const { funnel, log } = one;
          const expected = evaluate(log, funnel);
          assert.deepEqual(
            written(kernelAttempts(log, funnel)),
            written(expected.attempts),
            shown(one),
          );
          const { total, dropped = [] } = computeFunnel(tagLog(log).rows, funnel, {
            splits: [],
            pairs: [],
            ledger: "counts",
          });
          assert.equal(
            dropped.reduce((sum, actors) => sum + actors, 0),
            expected.dropped.length,
            shown(one),
          );
          const counts = total.stages.map(({ count }) => count);
          assert.deepEqual(counts, expected.counts, shown(one));
          assert.deepEqual(reasonsIn(total), reasonsBy(one), shown(one));
        }),
        propertyOptions(400),
      );
    });
  }
});

describe("the first entry where rows have no time", function () {
  this.timeout(120_000);

  it("is that of the definition, in any order", () => {
    const cases = arbitraryTimelessCase(undefined, (rule) => rule !== "attempts");
    fc.assert(
      fc.property(cases, (one) => {
        const { funnel, log } = one;
        const found = new Map<number, OracleRow["values"] | undefined>();
        forEachAttempt(tagLog(log).rows, funnel, ({ actor, firstEntry }) => {
          found.set(actor, log[firstEntry]?.values);
        });
        const { attempts } = evaluate(log, funnel);
        const expected = new Map(attempts.map(({ actor, values }) => [actor, values]));
        for (const actor of expected.keys())
          assert.deepEqual(found.get(actor), expected.get(actor), shown(one));
      }),
      propertyOptions(500),
    );
  });
});

describe("who may still come where rows of later stages have no time", function () {
  this.timeout(120_000);

  for (const order of ["sequential", "strict", "independent"] as const) {
    it(`is told of the stages before these, in order ${order}`, () => {
      const cases = arbitraryTimelessCase([order])
        .filter(({ funnel: { stages } }) => stages.length <= 3)
        .map(withTimelessBehind);
      fc.assert(
        fc.property(cases, fc.nat(3), (one, silence) => {
          const { funnel, log } = one;
          const times = log.map(({ time }) => time);
          const asOf = Math.max(0, ...times) + silence;
          const { rows } = tagLog(log);
          const { total } = computeFunnel(rows, funnel, { splits: [], pairs: [], asOf });
          const undated = undatedStages(funnel, rows.timeless);
          total.stages.forEach((found, stage) => {
            const where = `stage ${stage} as of ${asOf}: ${shown(one)}`;
            const isTold =
              stage > 0 && !funnel.stages[stage]?.optional && (undated & (1 << stage)) === 0;
            const expected = isTold ? maturityOf(log, funnel, stage, asOf) : null;
            assert.equal(found.immature, expected?.immature, where);
            assert.deepEqual(found.mature, expected?.mature, where);
            const share = found.kaplan_meier?.share ?? null;
            if (share === null || expected === null || expected.expected === null) {
              return assert.equal(share, expected?.expected ?? null, where);
            }
            assert.ok(Math.abs(share - expected.expected) < 1e-6, `${share} ${where}`);
          });
        }),
        propertyOptions(60),
      );
    });
  }
});

/** Small enough to try all that may come; rows without a time are of the last stage, or forbidden ones. */
function withTimelessBehind({ funnel, log, ...rest }: RuledCase): RuledCase {
  const last = funnel.stages.length - 1;
  const forbidden = (funnel.without ?? []).length;
  return {
    ...rest,
    funnel: {
      ...funnel,
      stages: funnel.stages.map(({ after, atLeast, ...stage }) => ({
        ...stage,
        ...(after === undefined ? {} : { after: Math.min(after, 2) }),
        ...(atLeast === undefined ? {} : { atLeast: Math.min(atLeast, 2) }),
      })),
    },
    log: log.slice(0, 8).map((row) => {
      if (hasTime(row.time)) return row;
      const { marks } = row;
      return {
        ...row,
        stages: row.stages.filter((stage) => stage === last && last > 0),
        ...(marks === undefined ? {} : { marks: marks.filter((mark) => mark < forbidden) }),
      };
    }),
  };
}
