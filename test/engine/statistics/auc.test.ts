import assert from "node:assert/strict";
import { areaUnderCurve } from "../../../server/engine/statistics/auc.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

describe("the area under the ROC curve", () => {
  it("has the published values", () => {
    // Hanley and McNeil (1982), table I: ratings 1 to 5 of 58 normal and 51 abnormal images.
    const rated = (counts: number[]): Float64Array =>
      Float64Array.from(
        counts.flatMap((count, rating) => Array.from({ length: count }, () => rating)),
      );
    const found = areaUnderCurve(rated([3, 2, 2, 11, 33]), rated([33, 6, 6, 11, 2]));
    assertPrinted(found?.area, "0.893");
    assertPrinted(found?.standardError, "0.032");
    assertClose(found?.area, 0.8931710615280595);
    assertClose(found?.standardError, 0.03248657960734213);
    assertClose(found?.interval[0], 0.8294985355167755);
    assertClose(found?.interval[1], 0.9568435875393434);
  });

  it("counts equal scores half, and each pair once", () => {
    const area = (positive: number[], negative: number[]): number | undefined =>
      areaUnderCurve(Float64Array.from(positive), Float64Array.from(negative))?.area;
    assert.equal(area([1], [1]), 0.5);
    assert.equal(area([3, 1, 2], [2, 0]), 4.5 / 6);
    assert.equal(area([2, 2], [1, 2, 2, 3]), 4 / 8);
    assert.equal(area([5, 6], [1, 2, 3]), 1);
    assert.equal(area([0], [1, 2, 3]), 0);
    assert.equal(area([], [1]), undefined);
    assert.equal(area([1], []), undefined);
  });

  it("keeps its interval within 0 and 1", () => {
    assert.deepEqual(areaUnderCurve(Float64Array.of(2), Float64Array.of(1))?.interval, [1, 1]);
    const [, high] =
      areaUnderCurve(Float64Array.of(1, 3, 4, 5), Float64Array.of(0, 2))?.interval ?? [];
    assert.equal(high, 1);
  });
});
