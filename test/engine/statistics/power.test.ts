import assert from "node:assert/strict";
import { detectableRise, sampleSize } from "../../../server/engine/statistics/power.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

/** The normal distribution's point of a power of 90 %. */
const Z_90 = 1.2815515655446004;

describe("the sample size", () => {
  it("has the published values", () => {
    // R's documentation of power.prop.test: 76.7 a group for 50 % and 75 % with a power of 90 %.
    assertPrinted(sampleSize(0.5, 0.75, Z_90), "76.7");
    assertClose(sampleSize(0.5, 0.75, Z_90), 76.70692845177744);
  });

  it("is for a power of 80 % unless said otherwise", () => {
    assertClose(sampleSize(0.5, 0.75), 57.67343673890838);
    assertClose(sampleSize(0.1, 0.15), 685.596858325361);
    assertClose(sampleSize(0.15, 0.1), 685.596858325361);
  });

  it("is without end for no difference", () => {
    assert.equal(sampleSize(0.2, 0.2), Infinity);
  });
});

describe("the smallest rise that is found", () => {
  it("has the published value", () => {
    // The same place: 50 a group and 50 % find 80.26 % with a power of 90 %.
    const rise = detectableRise(0.5, 50, 50, Z_90) ?? NaN;
    assertPrinted(0.5 + rise, "0.8026");
    assertClose(0.5 + rise, 0.8026305817038948);
  });

  it("is that which needs these actors", () => {
    for (const [share, n] of [
      [0.02, 900],
      [0.3, 150],
      [0, 400],
      [0.6, 5_000_000],
    ] as const) {
      const rise = detectableRise(share, n, n) ?? NaN;
      assertClose(sampleSize(share, share + rise), n, 1e-9);
    }
  });

  it("is larger where the groups' sizes differ more", () => {
    const even = detectableRise(0.2, 500, 500) ?? NaN;
    const uneven = detectableRise(0.2, 900, 100) ?? NaN;
    assert.ok(even < uneven);
  });

  it("is missing where not even a rise to everybody is found", () => {
    // R's documentation of power.prop.test: from 90 % it takes at least 74 a group.
    assert.equal(detectableRise(0.9, 73, 73), null);
    assert.notEqual(detectableRise(0.9, 75, 75), null);
    assert.equal(detectableRise(1, 1000, 1000), null);
    assert.equal(detectableRise(0.5, 0, 10), null);
  });
});
