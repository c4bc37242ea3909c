import assert from "node:assert/strict";
import fc from "fast-check";
import { chancesToBeBest } from "../../../server/engine/statistics/best.ts";
import type { Proportion } from "../../../server/engine/statistics/proportion.ts";
import { assertClose } from "../../support/close.ts";
import { propertyOptions } from "../../support/properties.ts";

const of = (successes: number, trials: number): Proportion => ({ successes, trials });

describe("the chance to be best", () => {
  it("has exact values for small counts", () => {
    // Beta(1, 1) against Beta(2, 1): ∫ 2x · x dx.
    const [none, one] = chancesToBeBest([of(0, 0), of(1, 1)]);
    assertClose(none, 1 / 3);
    assertClose(one, 2 / 3);
    // Beta(1, 1) against Beta(1, 1) and Beta(3, 1): ∫ 3x² · x² dx.
    assertClose(chancesToBeBest([of(0, 0), of(0, 0), of(2, 2)])[2], 3 / 5);
  });

  it("has the value of the closed form for two", () => {
    // E. Miller, "Formulas for Bayesian A/B Testing" (2014), formula 6, summed at 40 digits.
    assertClose(chancesToBeBest([of(120, 1000), of(150, 1000)])[1], 0.9750678368121442);
  });

  it("is that of the closed form for any two small ones", () => {
    const group = fc
      .nat(25)
      .chain((trials) => fc.record({ successes: fc.nat(trials), trials: fc.constant(trials) }));
    fc.assert(
      fc.property(group, group, (a, b) => {
        assert.ok(Math.abs((chancesToBeBest([a, b])[1] ?? NaN) - closedForm(a, b)) < 1e-10);
      }),
      propertyOptions(300),
    );
  });

  it("has the values of another quadrature for three", () => {
    // By mpmath's tanh-sinh quadrature of the densities at 20 digits.
    const chances = chancesToBeBest([of(30, 100), of(36, 100), of(5, 10)]);
    assertClose(chances[0], 0.029279408330441882, 1e-10);
    assertClose(chances[1], 0.16350610701387877, 1e-10);
    assertClose(chances[2], 0.8072144846556795, 1e-10);
  });

  it("is even among equals, of whatever size", () => {
    for (const group of [of(0, 0), of(0, 1e6), of(7, 7), of(2_500_000, 1e7)]) {
      for (const chance of chancesToBeBest([group, group, group])) assertClose(chance, 1 / 3);
    }
    assert.deepEqual(chancesToBeBest([of(3, 9)]), [1]);
  });

  it("copes with posteriors of very different width", () => {
    const [wide = NaN, narrow = NaN] = chancesToBeBest([of(0, 0), of(3_000_000, 1e7)]);
    // An even prior lies above 30 % with 70 %: 1 − mean of the narrow one.
    assertClose(wide, 1 - 3_000_001 / 10_000_002, 1e-10);
    assertClose(narrow, 3_000_001 / 10_000_002, 1e-10);
  });
});

/** P(b > a) = Σᵢ B(a₁ + i, b₁ + b₂) / ((b₂ + i) B(1 + i, b₂) B(a₁, b₁)), i from 0 to a₂ − 1. */
function closedForm(a: Proportion, b: Proportion): number {
  const a1 = 1 + a.successes;
  const b1 = 1 + a.trials - a.successes;
  const a2 = 1 + b.successes;
  const b2 = 1 + b.trials - b.successes;
  let sum = 0;
  for (let i = 0; i < a2; i++) {
    sum += beta(a1 + i, b1 + b2) / (b2 + i) / beta(1 + i, b2) / beta(a1, b1);
  }
  return sum;
}

/** (a − 1)! (b − 1)! / (a + b − 1)! of small whole numbers. */
function beta(a: number, b: number): number {
  let value = 1 / a;
  for (let i = 1; i < b; i++) value *= i / (a + i);
  return value;
}
