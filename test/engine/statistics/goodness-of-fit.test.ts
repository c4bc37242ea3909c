import assert from "node:assert/strict";
import { goodnessOfFit } from "../../../server/engine/statistics/goodness-of-fit.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

describe("the chi-square test of counts", () => {
  it("has the published value", () => {
    // G. Mendel's peas (1866), in R. A. Fisher, "Has Mendel's Work Been Rediscovered?" (1936): 0.4700.
    const fit = goodnessOfFit([315, 101, 108, 32], [9, 3, 3, 1]);
    assertPrinted(fit?.statistic, "0.4700");
    assert.equal(fit?.degrees, 3);
    assertClose(fit?.statistic, 0.47002398081534774);
    assertClose(fit?.p, 0.925425895103616);
  });

  it("finds a broken sample ratio", () => {
    // R. Kohavi, D. Tang and Y. Xu, "Trustworthy Online Controlled Experiments" (2020), ch. 3: 1.8E-6.
    const fit = goodnessOfFit([821_588, 815_482], [1, 1]);
    assertClose(fit?.statistic, 6106 ** 2 / 1_637_070);
    assert.equal(fit?.p.toExponential(1), "1.8e-6");
  });

  it("is 1 for the very shares, and missing without counts or something to compare", () => {
    assert.equal(goodnessOfFit([20, 60], [1, 3])?.p, 1);
    assert.equal(goodnessOfFit([0, 0], [1, 1]), null);
    assert.equal(goodnessOfFit([7], [1]), null);
  });
});
