import { changes } from "./sample-changes.ts";
import { type Sample, sampleResult, signup } from "./sample-results.ts";

const long = "A stage whose name somebody wrote out in full, with all its conditions, ".repeat(3);

/** Results that a drawing must survive, by name. */
export const cases = {
  signup: () => sampleResult(signup),
  ...changes,
  "a split of five": () =>
    sampleResult(signup, {
      splits: [
        ["organic", 5200, 2100, 1500, 500, 560],
        ["ads", 4640, 1000, 420, 100, 60],
        ["email", 2000, 810, 500, 180, 210],
        ["referral and partners with a long name", 900, 280, 180, 55, 70],
        [null, 100, 20, 10, 5, 5],
      ],
    }),
  "a split of many": () =>
    sampleResult(signup, {
      splits: Array.from({ length: 50 }, (_, k) => [
        `Country number ${k + 1}`,
        6000 - k * 100,
        2000 - k * 30,
        1000 - k * 15,
        300 - k * 5,
        k % 3 === 0 ? 0 : 50 - k,
      ]),
    }),
  "two stages, one of 10^9": () =>
    sampleResult([
      { name: "Opened", count: 1_000_000_000 },
      { name: "Bought", count: 7, median: 0.5 },
    ]),
  "nobody entered": () =>
    sampleResult([
      { name: "Visit", count: 0 },
      { name: "Buy", count: 0 },
    ]),
  "one actor": () =>
    sampleResult([
      { name: "Visit", count: 1 },
      { name: "Buy", count: 1, median: 0 },
    ]),
  "nobody converted": () =>
    sampleResult([
      { name: "Visit", count: 3000 },
      { name: "Cart", count: 0 },
      { name: "Buy", count: 0 },
    ]),
  "all converted": () =>
    sampleResult([
      { name: "Visit", count: 3000 },
      { name: "Cart", count: 3000, median: 60 },
      { name: "Buy", count: 3000, median: 3600 },
    ]),
  "thirty stages": () =>
    sampleResult(
      Array.from({ length: 30 }, (_, k) => ({
        name: `Step ${k + 1} of the wizard`,
        count: Math.round(90_000 * 0.9 ** k),
        median: 600 * k + 60,
      })),
    ),
  "names of 200 characters": () =>
    sampleResult(
      [
        { name: long.slice(0, 200), count: 3000 },
        { name: "W".repeat(200), count: 2000, median: 6000 },
        { name: "漢字".repeat(100), count: 200, median: 36_000, optional: true },
        { name: "Щ".repeat(200), count: 3, median: 360_000 },
      ],
      { splits: [["Щ".repeat(200), 2000, 1000, 100, 2]] },
    ),
  "hostile names": () =>
    sampleResult(
      [
        { name: "__proto__", count: 100 },
        { name: "a.b[0]\\c", count: 90, median: 5 },
        { name: "<img src=x onerror=alert(1)>", count: 80, median: 5 },
        { name: "datum.count}'\"); alert(1); //", count: 70, median: 5 },
        { name: "javascript:alert(1)", count: 60, median: 5 },
        { name: "\u001b[31mred\u0007\u202e\r\nline", count: 50, median: 5 },
      ],
      {
        name: "</script><script>alert(1)</script>",
        splitBy: "__proto__",
        splits: [["constructor", 10, 9, 8, 7, 6, 5]],
      },
    ),
} satisfies Record<string, () => Sample>;
