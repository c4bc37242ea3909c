import assert from "node:assert/strict";
import fc from "fast-check";
import { findEntrants } from "../../../server/engine/kernel/score/entrants.ts";
import { givePoints } from "../../../server/engine/kernel/score/points.ts";
import { arbitraryCaseOf, type Case } from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { evaluate, type OracleRow } from "../../support/oracle.ts";
import { maturityOf } from "../../support/oracle-maturity.ts";
import { propertyOptions } from "../../support/properties.ts";

/** Points for rows of even place in the file, and more for two of those of every third. */
const marksOf = (place: number): number[] => [
  ...(place % 2 === 0 ? [0] : []),
  ...(place % 3 === 0 ? [1] : []),
];

const cases = fc
  .oneof(arbitraryCaseOf(), arbitraryCaseOf("after"), arbitraryCaseOf("at least"))
  .filter(({ funnel }) => funnel.stages.length > 1)
  .map((one): Case => ({
    ...one,
    log: one.log.map((row, place) => ({ ...row, marks: marksOf(place) })),
  }));

describe("a score and its definition agree on random logs", function () {
  this.timeout(60_000);

  it("on the points of each, by the rows before the first entry and that row", () => {
    fc.assert(
      fc.property(cases, ({ funnel, log }) => {
        const { rows } = tagLog(log);
        const entrants = findEntrants(rows, funnel, 1, undefined);
        const { scores } = givePoints(rows, entrants, [
          { points: 1, mark: 0, atLeast: 1 },
          { points: -2.5, mark: 1, atLeast: 2 },
        ]);
        const expected = new Map(
          evaluate(log, funnel).attempts.map(({ actor }) => [actor, pointsOf(log, actor)]),
        );
        const found = new Map(Array.from(entrants.actor, (actor, place) => [actor, scores[place]]));
        assert.deepEqual(
          [...found].sort(([a], [b]) => a - b),
          [...expected].sort(([a], [b]) => a - b),
          showLog(log),
        );
      }),
      propertyOptions(1_000),
    );
  });

  it("on who is judged and who converted of them: the funnel's mature figures", () => {
    fc.assert(
      fc.property(cases, fc.nat(8), ({ funnel, log }, later) => {
        const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
        const asOf = Math.max(0, ...log.map(({ time }) => time)) + later;
        const mature = maturityOf(log, funnel, goal, asOf);
        const entrants = findEntrants(tagLog(log).rows, funnel, goal, asOf);
        // Two rows of one time may stand for either stage: then nothing is known before the goal.
        fc.pre(mature !== null && entrants.already === 0);
        const judged = [...entrants.judged].filter((one) => one === 1).length;
        const converted = [...entrants.converted].filter((one) => one === 1).length;
        assert.deepEqual(
          { entered: judged, count: converted },
          mature.mature,
          `${JSON.stringify(funnel)} ${showLog(log)}`,
        );
      }),
      propertyOptions(1_000),
    );
  });
});

function pointsOf(log: readonly OracleRow[], actor: number): number {
  const own = log.filter((row) => row.actor === actor);
  const entries = own.filter(({ stages }) => stages.includes(0));
  const first = Math.min(...entries.map(({ time }) => time));
  const entry = entries.find(({ time }) => time === first);
  const known = own.filter((row) => row.time < first || row === entry);
  const having = (mark: number): number =>
    known.filter(({ marks = [] }) => marks.includes(mark)).length;
  return (having(0) >= 1 ? 1 : 0) + (having(1) >= 2 ? -2.5 : 0);
}
