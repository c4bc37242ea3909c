import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { type Order, ORDERS, arbitraryRuledCase } from "../../support/arbitrary-rules.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { reasonsOf } from "../../support/oracle-ledger.ts";
import { type Choice, evaluate } from "../../support/oracle.ts";
import { withKeptCases } from "../../support/kept-cases.ts";
import { propertyOptions } from "../../support/properties.ts";

interface Told {
  readonly actor: number;
  readonly chosen: Choice;
}

const written = (attempts: readonly Told[]): string[] =>
  attempts
    .map(({ actor, chosen }) => `${actor}: ${chosen.map((row) => row ?? "-").join(" ")}`)
    .sort();

describe("kernel and definition agree on any rules together", function () {
  this.timeout(120_000);

  for (const order of Object.keys(ORDERS) as Order[]) {
    it(`in order ${order}`, () => {
      const property = fc.property(
        arbitraryRuledCase([order]),
        fc.nat(3),
        ({ funnel, log }, silence) => {
          // The definition tells who is open of actors, read forwards; the rest is told without an end.
          const isTimed = funnel.count !== "attempts" && funnel.inverted === undefined;
          const latest = Math.max(0, ...log.map(({ time }) => time));
          const asOf = isTimed ? latest + silence : undefined;
          const told = `${JSON.stringify(funnel)} as of ${asOf}: ${showLog(log)}`;
          const expected = evaluate(log, funnel);
          assert.deepEqual(written(kernelAttempts(log, funnel)), written(expected.attempts), told);
          const { total, dropped = [] } = computeFunnel(tagLog(log).rows, funnel, {
            splits: [],
            pairs: [],
            ...(asOf === undefined ? {} : { asOf }),
            ledger: "counts",
          });
          const counts = total.stages.map(({ count }) => count);
          assert.deepEqual(counts, expected.counts, told);
          assert.equal(
            dropped.reduce((sum, actors) => sum + actors, 0),
            expected.dropped.length,
            told,
          );
          const reasons = reasonsOf(log, funnel, asOf);
          const ways = [...total.stages, ...(total.positions ?? [])];
          for (const [stage, { ledger }] of ways.entries()) {
            if (ledger === undefined) continue;
            const found = Object.values(ledger.reasons).concat([...ledger.exits]);
            const here = reasons.filter((each) => each.stage === stage).length;
            assert.equal(
              found.reduce((sum, each) => sum + each, 0),
              here,
              told,
            );
            for (const { reason } of reasons.filter((each) => each.stage === stage)) {
              const count = reasons.filter(
                (each) => each.stage === stage && each.reason === reason,
              );
              const exit = /^exit (\d+)$/.exec(reason)?.[1];
              const shown: number | undefined =
                exit === undefined
                  ? Object.entries(ledger.reasons).find(([name]) => name === reason)?.[1]
                  : ledger.exits[Number(exit)];
              assert.equal(shown, count.length, `${reason} at ${stage}: ${told}`);
            }
          }
        },
      );
      for (const options of withKeptCases(
        `any rules together, in order ${order}`,
        propertyOptions(250),
      ))
        fc.assert(property, options);
    });
  }
});
