import assert from "node:assert/strict";
import fc from "fast-check";
import { tallyAttempts } from "../../../server/engine/kernel/tally.ts";
import {
  arbitraryTimelessCase,
  type Order,
  ORDERS,
  type RuledCase,
} from "../../support/arbitrary-rules.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { type Choice, evaluate } from "../../support/oracle.ts";
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
          const { dropped } = tallyAttempts(tagLog(log).rows, funnel, [], []);
          assert.equal(
            dropped.reduce((sum, actors) => sum + actors, 0),
            expected.dropped.length,
            shown(one),
          );
        }),
        propertyOptions(400),
      );
    });
  }
});
