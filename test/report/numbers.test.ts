import assert from "node:assert/strict";
import { en } from "../../server/report/messages/en.ts";
import { ru } from "../../server/report/messages/ru.ts";
import { createFigures } from "../../server/report/numbers.ts";

const english = createFigures(en);
const russian = createFigures(ru);

/** Spaces that don't break, as spaces. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

describe("figures in words", () => {
  it("write shares with one decimal, and with two digits where that would be too coarse", () => {
    const written: readonly (readonly [number | null, string])[] = [
      [null, "—"],
      [0, "0 %"],
      [1, "100 %"],
      [0.07, "7.0 %"],
      [0.327_882, "32.8 %"],
      [0.0705, "7.1 %"],
      [0.01, "1.0 %"],
      [0.005, "0.50 %"],
      [0.000_012, "0.0012 %"],
      // Never rounded up to what it isn't.
      [0.9994, "99.9 %"],
      [0.9996, "99.96 %"],
      [0.999_999, "99.9999 %"],
    ];
    for (const [share, text] of written) assert.equal(plain(english.share(share)), text);
    assert.equal(plain(russian.share(0.123)), "12,3 %");
  });

  it("tell next to nothing from nothing, and nearly all from all", () => {
    assert.equal(plain(english.shareOf(1, 1_000_000_000)), "< 0.0001 %");
    assert.equal(plain(english.shareOf(999_999_999, 1_000_000_000)), "> 99.9999 %");
    assert.equal(plain(english.shareOf(0, 5)), "0 %");
    assert.equal(plain(english.shareOf(5, 5)), "100 %");
    assert.equal(english.shareOf(0, 0), "—");
  });

  it("write durations in their two largest units, rounded with their carry", () => {
    const written: readonly (readonly [number | null, string])[] = [
      [null, "—"],
      [0, "0 s"],
      [0.25, "250 ms"],
      [4.23, "4.2 s"],
      [59.6, "1 min"],
      [61, "1 min 1 s"],
      [3599.9, "1 h"],
      [97_200, "1 d 3 h"],
      [172_799, "2 d"],
      [86_400 * 1000 + 7200, "1,000 d 2 h"],
    ];
    for (const [seconds, text] of written) assert.equal(plain(english.duration(seconds)), text);
    assert.equal(plain(russian.duration(97_200)), "1 д 3 ч");
  });

  it("write an interval with one sign, and none where both ends are the same to six decimals", () => {
    assert.equal(plain(english.interval([0.0661, 0.0752])), "6.6–7.5 %");
    assert.equal(plain(english.interval([0, 0.0013])), "0–0.13 %");
    assert.equal(plain(english.withInterval("7.0 %", [0.0661, 0.0752])), "7.0 % (6.6–7.5)");
    assert.equal(english.interval([0, 0]), "");
    assert.equal(english.interval(null), "");
  });
});
