import assert from "node:assert/strict";
import fc from "fast-check";
import {
  aalenJohansen,
  incidenceAt,
  kaplanMeier,
  plainShare,
  type ExpectedShare,
} from "../../../server/engine/statistics/survival.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";
import { propertyOptions } from "../../support/properties.ts";

const times = (...values: number[]): Float64Array => Float64Array.from(values);

function checkEnds(found: ExpectedShare | null, low: number, high: number): void {
  assertClose(found?.interval?.[0], low);
  assertClose(found?.interval?.[1], high);
}

describe("the Kaplan–Meier estimate", () => {
  // E. J. Freireich et al., Blood 21 (1963): weeks of remission under 6-MP; the estimates in
  // D. G. Kleinbaum and M. Klein, "Survival Analysis" (2005), chapter 2. The intervals by the formula at
  // 40 digits.
  const relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const stillWell = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const remission: [number, string, number, number][] = [
    [6, "0.8571", 0.04844825235300297, 0.3802820447340162],
    [7, "0.8067", 0.07719098079711954, 0.43685343537776666],
    [10, "0.7529", 0.11063816483073441, 0.49680048920004366],
    [13, "0.6902", 0.1509340366505492, 0.568389777513816],
    [16, "0.6275", 0.19508781052815868, 0.632489144012498],
    [22, "0.5378", 0.25320928236460544, 0.7322210632328651],
    [23, "0.4482", 0.3198573715047585, 0.8119479940407677],
    [99, "0.4482", 0.3198573715047585, 0.8119479940407677],
  ];
  for (const [week, staying, low, high] of remission) {
    it(`of remission up to week ${week} is as published`, () => {
      const found = kaplanMeier(times(...relapsed), times(...stillWell), week);
      assertPrinted(1 - (found?.share ?? NaN), staying);
      checkEnds(found, low, high);
    });
  }

  it("is a product of exact shares", () => {
    const found = kaplanMeier(times(...relapsed), times(...stillWell), 10);
    assertClose(found?.share, 1 - (18 / 21) * (16 / 17) * (14 / 15), 1e-14);
  });

  // R. G. Miller, "Survival Analysis" (1981), p. 49: maintained remission of leukaemia.
  const leukaemia: [number, string, number, number][] = [
    [9, "0.91", 0.013326177332176904, 0.49191979423007065],
    [18, "0.72", 0.10097602580894646, 0.6498096140920617],
    [34, "0.37", 0.34295916760183615, 0.9071704250630148],
    [48, "0.18", 0.47498515727335844, 0.9882615198768104],
  ];
  for (const [week, staying, low, high] of leukaemia) {
    it(`of maintained remission up to week ${week} is as published`, () => {
      const found = kaplanMeier(times(9, 13, 18, 23, 31, 34, 48), times(13, 28, 45, 161), week);
      assertPrinted(1 - (found?.share ?? NaN), staying);
      checkEnds(found, low, high);
    });
  }

  it("is the plain share, to the last digit, where nobody is censored before the horizon", () => {
    const counts = fc.record({ converted: fc.nat(80), censored: fc.nat(80) });
    fc.assert(
      fc.property(counts, ({ converted, censored }) => {
        fc.pre(converted + censored > 0);
        const events = Float64Array.from({ length: converted }, (_, i) => (i * 7) % 30);
        const found = kaplanMeier(events, new Float64Array(censored).fill(30), 30);
        assert.equal(found?.share, converted / (converted + censored));
      }),
      propertyOptions(500),
    );
  });

  it("is told by numbers alone where everybody was followed as long", () => {
    for (const [converted, all] of [
      [0, 4],
      [1, 4],
      [3, 7],
      [333, 1_000],
      [7, 7],
    ] as const) {
      const events = Float64Array.from({ length: converted }, (_, i) => i % 5);
      const found = kaplanMeier(events, new Float64Array(0), 30, all - converted);
      const plain = plainShare(converted, all);
      assert.equal(plain?.share, found?.share);
      assert.equal(plain?.interval === null, found?.interval === null);
      if (found?.interval) checkEnds(plain, found.interval[0], found.interval[1]);
    }
    assert.equal(plainShare(0, 0), null);
  });

  it("has no interval at 0 and at 1, and is missing without actors", () => {
    assert.deepEqual(kaplanMeier(times(), times(3, 4), 9), { share: 0, interval: null });
    assert.deepEqual(kaplanMeier(times(3, 4), times(), 9), { share: 1, interval: null });
    assert.deepEqual(kaplanMeier(times(2, 4, 4, 5), times(1, 3, 3), 9), {
      share: 1,
      interval: null,
    });
    assert.equal(kaplanMeier(times(), times(), 9), null);
  });

  it("may be told only how many were seen until the horizon", () => {
    const told = kaplanMeier(times(2, 5, 9), times(3, 6), 10, 4);
    assert.deepEqual(told, kaplanMeier(times(2, 5, 9), times(3, 6, 10, 11, 30, 99), 10));
    assert.deepEqual(kaplanMeier(times(), times(), 10, 4), { share: 0, interval: null });
  });

  it("counts conversions before those seen no more at the same time, and none after the horizon", () => {
    assert.equal(kaplanMeier(times(5), times(5), 9)?.share, 0.5);
    assert.equal(kaplanMeier(times(5), times(4), 9)?.share, 1);
    assert.equal(kaplanMeier(times(9, 10), times(12), 9)?.share, 1 / 3);
  });

  it("contains the share in its interval", () => {
    const list = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, fc.nat(13), (converted, censored, horizon) => {
        const found = kaplanMeier(times(...converted), times(...censored), horizon);
        if (!found?.interval) return;
        const [low, high] = found.interval;
        assert.ok(0 <= low && low <= found.share && found.share <= high && high <= 1);
      }),
      propertyOptions(1_000),
    );
  });
});

describe("the Aalen–Johansen estimate", () => {
  const followUp = () => ({
    converted: times(12, 2, 5, 8, 5),
    left: times(9, 3, 5),
    censored: times(1, 6, 12, 5),
  });

  it("counts those who left as lost, by steps worked out by hand", () => {
    // At risk 11 on day 2, 10 on 3, 9 on 5 (two convert, one leaves; one is seen no more after it), 4 on 8.
    const before5 = 9 / 11;
    const after5 = before5 * (6 / 9);
    const share = 1 / 11 + before5 * (2 / 9) + after5 * (1 / 4);
    assertClose(aalenJohansen(followUp(), 8)?.share, share, 1e-14);
    assertClose(aalenJohansen(followUp(), 100)?.share, 6 / 11, 1e-14);
  });

  it("has the interval of Gaynor's variance", () => {
    checkEnds(aalenJohansen(followUp(), 8), 0.17143081597754067, 0.770481520665311);
    checkEnds(aalenJohansen(followUp(), 100), 0.26801636736868806, 0.8636505788647723);
  });

  it("adds up over the ways out with those who took none", () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 });
    fc.assert(
      fc.property(list, list, list, fc.nat(10), (first, second, censored, horizon) => {
        fc.pre(first.length + second.length + censored.length > 0);
        const make = (converted: number[], left: number[]) =>
          aalenJohansen(
            {
              converted: times(...converted),
              left: times(...left),
              censored: times(...censored),
            },
            horizon,
          )?.share ?? NaN;
        const either =
          kaplanMeier(times(...first, ...second), times(...censored), horizon)?.share ?? NaN;
        assert.ok(Math.abs(make(first, second) + make(second, first) - either) < 1e-12);
      }),
      propertyOptions(1_000),
    );
  });

  it("has a share of 0 where all leave first", () => {
    assert.deepEqual(
      aalenJohansen({ converted: times(), left: times(1, 2), censored: times() }, 9),
      { share: 0, interval: null },
    );
  });
});

describe("the estimate at several times", () => {
  it("is that at each of them", () => {
    const list = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 });
    const moments = fc.uniqueArray(fc.nat(14), { maxLength: 6 });
    fc.assert(
      fc.property(list, list, list, moments, (converted, left, censored, given) => {
        const followUp = () => ({
          converted: times(...converted),
          left: times(...left),
          censored: times(...censored),
        });
        const asked = given.toSorted((a, b) => a - b);
        const single = asked.flatMap((time) => aalenJohansen(followUp(), time) ?? []);
        assert.deepEqual(incidenceAt(followUp(), asked), single);
      }),
      propertyOptions(1_000),
    );
  });
});
