import assert from "node:assert/strict";
import { curveOf } from "../../../server/engine/kernel/curve.ts";
import { chance } from "../../support/chance.ts";

const DAY = 86_400e6;
const days = (...values: number[]): Float64Array => Float64Array.from(values, (day) => day * DAY);
const none = new Float64Array(0);

describe("the curve of who converted by when", () => {
  // E. J. Freireich et al., Blood 21 (1963): weeks of remission under 6-MP; the estimates in
  // D. G. Kleinbaum and M. Klein, "Survival Analysis" (2005), chapter 2.
  it("has the published steps, and ends with the last who was seen", () => {
    const curve = curveOf(
      {
        converted: days(6, 6, 6, 7, 10, 13, 16, 22, 23),
        left: none,
        censored: days(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
      },
      Infinity,
    );
    assert.deepEqual(
      curve?.map(({ seconds, share }) => [seconds / 86_400, (1 - share).toFixed(4)]),
      [
        [0, "1.0000"],
        [6, "0.8571"],
        [7, "0.8067"],
        [10, "0.7529"],
        [13, "0.6902"],
        [16, "0.6275"],
        [22, "0.5378"],
        [23, "0.4482"],
        [35, "0.4482"],
      ],
    );
  });

  it("ends at the horizon where some were seen until then", () => {
    const curve = curveOf({ converted: days(1), left: none, censored: none, through: 3 }, 14 * DAY);
    assert.deepEqual(
      curve?.map(({ seconds, share }) => [seconds / 86_400, share]),
      [
        [0, 0],
        [1, 0.25],
        [14, 0.25],
      ],
    );
  });

  it("counts what came at once as a step at 0", () => {
    const curve = curveOf({ converted: days(0, 0, 2), left: none, censored: days(2) }, 2 * DAY);
    assert.deepEqual(
      curve?.map(({ seconds, share }) => [seconds, share]),
      [
        [0, 0.5],
        [2 * 86_400, 0.75],
      ],
    );
    const atOnce = curveOf({ converted: days(0), left: none, censored: none }, DAY);
    assert.deepEqual(atOnce, [{ seconds: 0, share: 1, interval: null }]);
  });

  it("has at most 62 points of very many, in any order of the times", () => {
    const random = chance(3);
    const converted = Float64Array.from({ length: 5_000 }, () => Math.floor(random() * 10 * DAY));
    const followUp = (times: Float64Array) => ({ converted: times, left: none, censored: none });
    const curve = curveOf({ ...followUp(converted.slice()), through: 5_000 }, 10 * DAY) ?? [];
    assert.equal(curve.length, 62);
    const reversed = curveOf({ ...followUp(converted.toReversed()), through: 5_000 }, 10 * DAY);
    assert.deepEqual(reversed, curve);
    for (const { seconds, share } of curve) {
      const by = converted.filter((time) => time <= Math.round(seconds * 1e6)).length;
      assert.equal(share, Math.round((by / 10_000) * 1e6) / 1e6);
    }
  });

  it("is none of nobody", () => {
    assert.equal(curveOf({ converted: none, left: none, censored: none }, DAY), undefined);
  });
});
