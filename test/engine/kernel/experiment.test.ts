import assert from "node:assert/strict";
import fc from "fast-check";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import { compareVariants, type VariantCounts } from "../../../server/engine/kernel/experiment.ts";
import { withoutSeveral } from "../../../server/engine/kernel/variants.ts";
import { arbitraryCase } from "../../support/arbitrary-log.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { propertyOptions } from "../../support/properties.ts";

const counts = (name: string, from: number, to: number, entered = from): VariantCounts => ({
  name,
  entered,
  from,
  to,
});
const at95 = { control: "A", confidence: 0.95 };

describe("an experiment", () => {
  it("compares a variant with the control", () => {
    const { variants, winner, trustworthy, sample_ratio } = compareVariants(
      [counts("A", 573, 85), counts("B", 554, 126)],
      at95,
    );
    const [control, variant] = variants;
    // 126/554 − 85/573; pooled z: 211/1127 in all, standard error 0.023243, z = 3.4030.
    assert.equal(variant?.against_control?.difference, 0.079095);
    assert.equal(variant?.against_control?.p, 0.000667);
    // (126/554)/(85/573) − 1
    assert.equal(variant?.against_control?.lift, 0.533192);
    assert.equal(control?.against_control, undefined);
    assert.equal(winner, "B");
    // Chi-square of 573 and 554 of 563.5 each: 19²/1127 = 0.3203, p = 0.5714.
    assert.equal(sample_ratio.entry?.p, 0.571416);
    assert.equal(trustworthy, true);
    assert.ok(Math.abs((control?.best ?? 0) + (variant?.best ?? 0) - 1) < 1e-6);
  });

  it("names no winner where the split is off, nor where there is only noise", () => {
    // 600 of each were planned: chi-square 2 · 100² / 600 = 33.3, p far below 0.001.
    const off = compareVariants([counts("A", 500, 50), counts("B", 700, 140)], at95);
    assert.deepEqual([off.trustworthy, off.winner], [false, null]);
    assert.ok((off.variants[1]?.against_control?.p_adjusted ?? 1) < 0.05);
    const planned = new Map([
      ["A", 5],
      ["B", 7],
    ]);
    const meant = compareVariants([counts("A", 500, 50), counts("B", 700, 140)], {
      ...at95,
      planned,
    });
    assert.deepEqual(
      [meant.trustworthy, meant.winner, meant.sample_ratio.entry?.p],
      [true, "B", 1],
    );
    const noise = compareVariants([counts("A", 500, 50), counts("B", 500, 55)], at95);
    assert.deepEqual([noise.trustworthy, noise.winner], [true, null]);
  });

  it("checks the split at the goal's first stage, too", () => {
    const found = compareVariants([counts("A", 400, 50, 1000), counts("B", 600, 75, 1000)], at95);
    assert.equal(found.sample_ratio.entry?.p, 1);
    assert.ok((found.sample_ratio.from?.p ?? 1) < 0.001);
    assert.equal(found.trustworthy, false);
  });

  it("counts a planned variant that nobody got, and tells nothing of too few actors", () => {
    const nobody = compareVariants([counts("A", 100, 10), counts("B", 0, 0)], at95);
    assert.equal(nobody.trustworthy, false);
    assert.deepEqual(nobody.variants[1]?.against_control, {
      difference: null,
      interval: null,
      lift: null,
      lift_interval: null,
      p: null,
      p_adjusted: null,
      detectable: null,
      needed: null,
    });
    assert.deepEqual(
      nobody.variants.map(({ best }) => best),
      [null, null],
    );
    const few = compareVariants([counts("A", 4, 1), counts("B", 5, 2)], at95);
    assert.equal(few.sample_ratio.entry, null);
  });

  it("corrects for the number of variants, and names the best of those that are better", () => {
    const { variants, winner } = compareVariants(
      [
        counts("A", 1000, 100),
        counts("B", 1000, 128),
        counts("C", 1000, 150),
        counts("D", 1000, 66),
      ],
      at95,
    );
    const [, b, c, d] = variants.map(({ against_control: against }) => against);
    // Of three tests the least sure keeps its p-value, the next is doubled, the surest trebled.
    assert.equal(b?.p_adjusted, b?.p);
    const [surest, next] = [c, d].toSorted((x, y) => (x?.p ?? 0) - (y?.p ?? 0));
    assert.ok(Math.abs((surest?.p_adjusted ?? 0) - 3 * (surest?.p ?? 0)) < 3e-6);
    assert.ok(Math.abs((next?.p_adjusted ?? 0) - 2 * (next?.p ?? 0)) < 3e-6);
    assert.equal(winner, "C");
  });

  it("takes the confidence that is asked for", () => {
    const two = [counts("A", 1000, 100), counts("B", 1000, 128)];
    const usual = compareVariants(two, at95);
    const strict = compareVariants(two, { control: "A", confidence: 0.99 });
    const lax = compareVariants(two, { control: "A", confidence: 0.9 });
    // p = 0.0493: z = 28 / √(2000 · 0.114 · 0.886) = 1.970.
    assert.deepEqual([usual.winner, strict.winner, lax.winner], ["B", null, "B"]);
    const width = ({ variants }: typeof usual): number => {
      const [low, high] = variants[1]?.against_control?.interval ?? [0, 0];
      return high - low;
    };
    assert.ok(width(lax) < width(usual) && width(usual) < width(strict));
  });

  it("says what could have been found, and how many it takes", () => {
    const { variants } = compareVariants([counts("A", 1000, 100), counts("B", 1000, 110)], at95);
    const against = variants[1]?.against_control;
    // Fleiss, Levin and Paik (4.14): about 2 · (1.96 + 0.84)² · 0.105 · 0.895 / 0.01² = 14,752 each.
    assert.ok(Math.abs((against?.needed ?? 0) - 14_752) < 20, String(against?.needed));
    // As many actors as there are find the difference that they can find.
    const least = against?.detectable ?? NaN;
    const enough = compareVariants(
      [counts("A", 1000, 100), counts("B", 1000, 100 + Math.round(1000 * least))],
      at95,
    );
    assert.ok(Math.abs((enough.variants[1]?.against_control?.needed ?? 0) - 1000) < 40);
  });
});

describe("actors with entries under several variants", function () {
  this.timeout(30_000);

  it("never enter, and all others as before", () => {
    fc.assert(
      fc.property(arbitraryCase, ({ funnel, log }) => {
        const { rows } = tagLog(log, 1);
        const variantsOf = (actor: number): Set<string> =>
          new Set(
            log
              .filter((row) => row.actor === actor && row.stages.includes(0))
              .flatMap(({ values: [value] }) => value ?? []),
          );
        const entered = (of: typeof rows): number[] => {
          const found: number[] = [];
          forEachAttempt(of, funnel, ({ actor }) => found.push(actor));
          return found;
        };
        const found = withoutSeveral(rows, funnel);
        const all = entered(rows);
        const several = all.filter((actor) => variantsOf(actor).size > 1);
        assert.equal(found.several, several.length, showLog(log));
        assert.deepEqual(
          entered(found.rows),
          all.filter((actor) => !several.includes(actor)),
          showLog(log),
        );
      }),
      propertyOptions(3_000),
    );
  });
});
