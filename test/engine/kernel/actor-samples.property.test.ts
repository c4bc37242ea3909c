import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { arbitraryCaseOf } from "../../support/arbitrary-log.ts";
import { kernelChoices, showLog, tagLog } from "../../support/funnel-log.ts";
import { propertyOptions } from "../../support/properties.ts";

describe("what tests take of each actor agrees with its definition on random logs", function () {
  this.timeout(60_000);

  it("the time between two stages, and the sum of a stage, 0 where there is none", () => {
    fc.assert(
      fc.property(arbitraryCaseOf(), ({ funnel, log }) => {
        const goal = funnel.stages.length - 1;
        const { rows } = tagLog(log);
        const amounts = log.map((_, index) => (index % 5 === 4 ? NaN : index));
        const { total } = takenOf(funnel, { ...rows, values: [Float64Array.from(amounts)] }, goal);
        const choices = [...kernelChoices(log, funnel)].sort(([a], [b]) => a - b);
        const amount = (row: number): number => {
          const found = amounts[row] ?? NaN;
          return Number.isNaN(found) ? 0 : found;
        };
        const timeOf = (row: number | null | undefined): number => log[row ?? -1]?.time ?? NaN;
        const [times, at, of] = total.map((taken) => (taken.kind === "values" ? taken.values : []));
        assert.deepEqual(
          [...(times ?? [])],
          choices.flatMap(([, chosen]) => {
            const [first] = chosen;
            const last = chosen[goal];
            return last === null || last === undefined ? [] : timeOf(last) - timeOf(first);
          }),
          showLog(log),
        );
        assert.deepEqual(
          [...(at ?? [])],
          choices.map(([, chosen]) => {
            const last = chosen[goal];
            return last === null || last === undefined ? 0 : amount(last);
          }),
          showLog(log),
        );
        const end = funnel.window ?? Infinity;
        assert.deepEqual(
          [...(of ?? [])],
          choices.map(([actor, chosen]) => {
            const last = chosen[goal];
            if (last === null || last === undefined) return 0;
            const entry = timeOf(chosen[0]);
            return log.reduce((sum, row, index) => {
              const counts =
                row.actor === actor &&
                row.stages.includes(goal) &&
                row.time >= entry &&
                row.time <= entry + end;
              return counts ? sum + amount(index) : sum;
            }, 0);
          }),
          showLog(log),
        );
      }),
      propertyOptions(1_500),
    );
  });
});

function takenOf(
  funnel: Parameters<typeof computeFunnel>[1],
  rows: Parameters<typeof computeFunnel>[0],
  goal: number,
) {
  const { taken = [] } = computeFunnel(rows, funnel, {
    splits: [],
    pairs: [],
    measures: {
      needs: [
        { kind: "times", from: 0, to: goal },
        { kind: "sums", over: "at", stage: goal, value: 0, per: 0 },
        { kind: "sums", over: "of", stage: goal, value: 0, per: 0 },
      ],
    },
  });
  return { total: taken };
}
