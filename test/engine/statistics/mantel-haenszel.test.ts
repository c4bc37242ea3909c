import assert from "node:assert/strict";
import { mantelHaenszel, type Stratum } from "../../../server/engine/statistics/mantel-haenszel.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

function strata(...tables: [number, number, number, number][]): Stratum[] {
  return tables.map(([withDid, withDidNot, withoutDid, withoutDidNot]) => ({
    withDid,
    withDidNot,
    withoutDid,
    withoutDidNot,
  }));
}

describe("the Mantel–Haenszel odds ratio", () => {
  it("has the published values of admissions to Berkeley", () => {
    // P. J. Bickel et al., Science 187 (1975); printed as R's mantelhaen.test prints them.
    const found = mantelHaenszel(
      strata(
        [512, 313, 89, 19],
        [353, 207, 17, 8],
        [120, 205, 202, 391],
        [138, 279, 131, 244],
        [53, 138, 94, 299],
        [22, 351, 24, 317],
      ),
    );
    assertPrinted(found?.oddsRatio, "0.9046968");
    assertPrinted(found?.interval[0], "0.7719074");
    assertPrinted(found?.interval[1], "1.0603298");
    // Without correction for continuity: chi-square 1.5246.
    assertPrinted(found?.p, "0.2169");
    assertClose(found?.oddsRatio, 0.904696828258623);
    assertClose(found?.interval[0], 0.7719073617593505);
    assertClose(found?.interval[1], 1.0603297644366556);
    assertClose(found?.p, 0.2169236970555174);
  });

  it("has the published values of penicillin, with strata that say nothing", () => {
    // A. Agresti, "Categorical Data Analysis" (1990), 7.3.5: an odds ratio of 7; p by its 5.657.
    const penicillin = strata([0, 6, 0, 5], [3, 3, 0, 6], [6, 0, 2, 4], [5, 1, 6, 0], [2, 0, 5, 0]);
    const found = mantelHaenszel(penicillin);
    assertClose(found?.oddsRatio, 7);
    assertPrinted(found?.interval[0], "1.026713");
    assertPrinted(found?.interval[1], "47.725133");
    assertClose(found?.interval[0], 1.0267126884616675);
    assertClose(found?.interval[1], 47.72513338022259);
    assertClose(found?.p, 0.017384420352066186);
    assert.deepEqual(mantelHaenszel([...penicillin, ...strata([0, 0, 0, 0])]), found);
  });

  it("is missing where the ratio is none", () => {
    assert.equal(mantelHaenszel([]), null);
    assert.equal(mantelHaenszel(strata([3, 0, 4, 2])), null);
    assert.equal(mantelHaenszel(strata([0, 3, 4, 2])), null);
    assert.equal(mantelHaenszel(strata([1, 0, 0, 0])), null);
  });

  it("turns round with the groups", () => {
    const there = mantelHaenszel(strata([9, 4, 3, 8], [2, 7, 5, 6]));
    const back = mantelHaenszel(strata([3, 8, 9, 4], [5, 6, 2, 7]));
    assert.ok(there && back);
    assertClose(back.oddsRatio, 1 / there.oddsRatio);
    assertClose(back.interval[0], 1 / there.interval[1]);
    assertClose(back.p, there.p);
  });
});
