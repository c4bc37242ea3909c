import assert from "node:assert/strict";
import fc from "fast-check";
import { fisherExact } from "../../../server/engine/statistics/fisher.ts";
import type { Proportion } from "../../../server/engine/statistics/proportion.ts";
import {
  compareProportions,
  newcombe,
  pooledZ,
  relativeLift,
} from "../../../server/engine/statistics/proportions.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";
import { propertyOptions } from "../../support/properties.ts";

const of = (successes: number, trials: number): Proportion => ({ successes, trials });

/** The Physicians' Health Study: A. Agresti, "Categorical Data Analysis" (2002), table 2.3. */
const placebo = of(189, 11_034);
const aspirin = of(104, 11_037);

describe("the Newcombe interval of a difference", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10; more digits by its
  // formula at 40 digits.
  const published: [Proportion, Proportion, [string, string], [number, number]][] = [
    [of(56, 70), of(48, 80), ["0.0524", "0.3339"], [0.05243147240236488, 0.33387265403690597]],
    [of(9, 10), of(3, 10), ["0.1705", "0.8090"], [0.17052272393450288, 0.809017973535488]],
    [of(6, 7), of(2, 7), ["0.0582", "0.8062"], [0.0582279274823122, 0.8062496375242277]],
    [of(5, 56), of(0, 29), ["-0.0381", "0.1926"], [-0.0381371479035369, 0.19256001385511162]],
    [of(0, 10), of(0, 20), ["-0.1611", "0.2775"], [-0.16112515805281938, 0.27753279986288926]],
    [of(0, 10), of(0, 10), ["-0.2775", "0.2775"], [-0.27753279986288926, 0.27753279986288926]],
    [of(10, 10), of(0, 20), ["0.6791", "1.0000"], [0.6790860371419146, 1]],
    [of(10, 10), of(0, 10), ["0.6075", "1.0000"], [0.6075093504305241, 1]],
  ];
  for (const [a, b, printed, exact] of published) {
    it(`of ${a.successes}/${a.trials} and ${b.successes}/${b.trials} is as published`, () => {
      const ends = newcombe(a, b) ?? [];
      assertPrinted(ends[0], printed[0]);
      assertPrinted(ends[1], printed[1]);
      assertClose(ends[0], exact[0]);
      assertClose(ends[1], exact[1]);
    });
  }

  it("turns round with the groups, and is missing without trials", () => {
    const [low, high] = newcombe(of(7, 31), of(2, 9)) ?? [];
    const [back, forth] = newcombe(of(2, 9), of(7, 31)) ?? [];
    assert.ok(low !== undefined && high !== undefined);
    assert.equal(back, -high);
    assert.equal(forth, -low);
    assert.equal(newcombe(of(0, 0), of(1, 2)), null);
  });
});

describe("the pooled z-test", () => {
  it("has the published value", () => {
    // A. Agresti, "Categorical Data Analysis" (2002), 3.2: the square of z is 25.0.
    assertClose(pooledZ(placebo, aspirin) ?? undefined, 5.691896973740856e-7);
  });

  it("keeps its precision in the tail", () => {
    assertClose(pooledZ(of(500, 1000), of(100, 1000)) ?? undefined, 7.719934594295456e-85);
    assert.equal(pooledZ(of(5000, 10_000), of(1000, 10_000)), 0);
  });

  it("finds nothing where nobody or everybody succeeded, or shares are equal", () => {
    assert.equal(pooledZ(of(0, 40), of(0, 7)), 1);
    assert.equal(pooledZ(of(40, 40), of(7, 7)), 1);
    assert.equal(pooledZ(of(3, 9), of(20, 60)), 1);
    assert.equal(pooledZ(of(0, 0), of(1, 2)), null);
  });
});

describe("Fisher's exact test", () => {
  it("has the published values", () => {
    // R. A. Fisher, "The Design of Experiments" (1935): the lady tasting tea, both sides.
    assertClose(fisherExact(of(3, 4), of(1, 4)) ?? undefined, 17 / 35, 1e-14);
    // R. A. Fisher's twins (1962), as in R's documentation of fisher.test: 0.0005367.
    const twins = fisherExact(of(2, 12), of(15, 18)) ?? undefined;
    assertPrinted(twins, "0.0005367");
    assertClose(twins, 3571 / 6_653_325, 1e-13);
  });

  it("is that of all tables no likelier, counted in whole numbers", () => {
    const group = fc
      .nat(40)
      .chain((trials) => fc.record({ successes: fc.nat(trials), trials: fc.constant(trials) }));
    fc.assert(
      fc.property(group, group, (a, b) => {
        const exact = exactly(a, b);
        if (exact === null) assert.equal(fisherExact(a, b), null);
        else assertClose(fisherExact(a, b) ?? undefined, exact, 1e-12);
      }),
      propertyOptions(2_000),
    );
  });

  it("takes one rare group among many actors", () => {
    // (1 − 1/10⁶): the one success lies in the smaller group; by the hypergeometric distribution.
    assertClose(fisherExact(of(1, 1), of(0, 999_999)) ?? undefined, 1e-6, 1e-12);
    assertClose(fisherExact(of(2, 1000), of(0, 999_000)) ?? undefined, 9.99e-7 * (1 / 0.999999));
  });
});

describe("the test of two proportions", () => {
  it("is the exact one where an expected count is below 5", () => {
    // 10 · 10 / 20 = 5 expected: enough; one actor more in the other group: 4.76.
    const enough = [of(3, 10), of(7, 10)] as const;
    assert.equal(compareProportions(...enough), pooledZ(...enough));
    const few = [of(3, 10), of(7, 11)] as const;
    assert.equal(compareProportions(...few), fisherExact(...few));
    const manyFail = [of(995, 1000), of(999, 1000)] as const;
    assert.equal(compareProportions(...manyFail), fisherExact(...manyFail));
    assert.equal(compareProportions(placebo, aspirin), pooledZ(placebo, aspirin));
    assert.equal(compareProportions(of(1, 2), of(0, 0)), null);
  });
});

describe("the relative lift", () => {
  it("has the published value", () => {
    // A. Agresti, "Categorical Data Analysis" (2002), 2.2.2: relative risk 1.82; the interval by the
    // formula at 40 digits.
    const { lift, interval } = relativeLift(placebo, aspirin) ?? {};
    assertPrinted((lift ?? NaN) + 1, "1.82");
    assertClose((lift ?? NaN) + 1, 1.8178017944535074);
    assertClose((interval?.[0] ?? NaN) + 1, 1.4330309030505628);
    assertClose((interval?.[1] ?? NaN) + 1, 2.305884232422446);
  });

  it("is missing where a count is 0", () => {
    assert.equal(relativeLift(of(3, 9), of(0, 9)), null);
    assert.equal(relativeLift(of(3, 9), of(0, 0)), null);
    assert.deepEqual(relativeLift(of(0, 9), of(3, 9)), { lift: -1, interval: null });
  });
});

/** The share of the arrangements in tables that are no likelier; null for an empty group. */
function exactly(a: Proportion, b: Proportion): number | null {
  if (a.trials === 0 || b.trials === 0) return null;
  const successes = a.successes + b.successes;
  const arrangements = (k: number): bigint =>
    choose(successes, k) * choose(a.trials + b.trials - successes, a.trials - k);
  const own = arrangements(a.successes);
  let unlikely = 0n;
  for (let k = 0; k <= a.trials; k++) if (arrangements(k) <= own) unlikely += arrangements(k);
  const all = choose(a.trials + b.trials, a.trials);
  return Number((unlikely * 10n ** 30n) / all) / 1e30;
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 0; i < k; i++) value = (value * BigInt(n - i)) / BigInt(i + 1);
  return value;
}
