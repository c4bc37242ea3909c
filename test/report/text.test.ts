import assert from "node:assert/strict";
import { cellWidth, cut, wrap } from "../../server/report/terminal/cells.ts";
import { renderText } from "../../server/report/text.ts";
import { matchesGolden } from "../support/golden.ts";
import { cases } from "./sample-cases.ts";
import { sampleResult, signup } from "./sample-results.ts";
import { reportOf } from "./scene.ts";

const expectations = (["pass", "fail", "unknown"] as const).map((status, index) => ({
  line: 20 + index,
  text: "conversion(Visit -> SignUp) >= 20% when actors(Visit) > 1000",
  actual: status === "unknown" ? null : 0.328,
  expected: 0.2,
  unit: "share" as const,
  status,
}));

describe("the funnel in a terminal", () => {
  for (const [name, make] of Object.entries(cases)) {
    it(`keeps within any width: ${name}`, () => {
      const sample = make();
      const report = reportOf({ ...sample, result: { ...sample.result, expectations } });
      for (const unicode of [true, false]) {
        for (const width of [40, 59, 60, 80, 132, 200]) {
          for (const line of renderText(report, { width, unicode, colour: false }).split("\n")) {
            assert.ok(cellWidth(line) <= width, `${width}: ${line}`);
          }
        }
      }
    });
  }

  for (const [width, unicode] of [
    [100, true],
    [44, true],
    [80, false],
  ] as const) {
    it(`is drawn as it was: ${width} cells, ${unicode ? "blocks" : "ASCII"}`, () => {
      const sample = cases["a split of five"]();
      const report = reportOf({ ...sample, result: { ...sample.result, expectations } });
      const text = renderText(report, { width, unicode, colour: false });
      matchesGolden(`report/terminal-${width}${unicode ? "" : "-ascii"}.txt`, `${text}\n`);
    });
  }

  it("is the same text with colours and without", () => {
    const report = reportOf(cases["a split of five"]());
    const coloured = renderText(report, { width: 100, unicode: true, colour: true });
    // oxlint-disable-next-line no-control-regex -- what is looked for
    const bare = coloured.replaceAll(/\u001b\[[\d;]*m/g, "").replaceAll(/ +$/gm, "");
    assert.equal(bare, renderText(report, { width: 100, unicode: true, colour: false }));
    assert.ok(coloured.length > bare.length);
  });

  it("passes on no control character of a name", () => {
    const text = renderText(reportOf(cases["hostile names"]()), {
      width: 100,
      unicode: true,
      colour: false,
    });
    // oxlint-disable-next-line no-control-regex -- what is looked for
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it("draws bars to an eighth of a cell, in proportion", () => {
    const report = reportOf(sampleResult(signup));
    const lines = renderText(report, { width: 100, unicode: true, colour: false }).split("\n");
    const cellsOf = (name: string): number => {
      const bar = /[█▏▎▍▌▋▊▉]+/.exec(lines.find((line) => line.includes(name)) ?? "")?.[0] ?? "";
      return bar.replaceAll(/[^█]/g, "").length + " ▏▎▍▌▋▊▉".indexOf(bar.at(-1) ?? "") / 8;
    };
    assert.ok(Math.abs(cellsOf("Sign up") / cellsOf(" Visit ") - 4210 / 12_840) < 0.01);
  });

  it("writes nothing but ASCII of its own where the terminal has no more", () => {
    const text = renderText(reportOf(sampleResult(signup)), {
      width: 100,
      unicode: false,
      colour: false,
    });
    assert.match(text, /^[\n\x20-\x7e]*$/);
  });
});

describe("cells of a terminal", () => {
  it("counts what people see: wide, combined and joined letters", () => {
    assert.equal(cellWidth("Визит"), 5);
    assert.equal(cellWidth("e\u0301"), 1);
    assert.equal(cellWidth("漢字"), 4);
    assert.equal(cellWidth("ｱ"), 1);
    assert.equal(cellWidth("👩‍👩‍👧"), 2);
    assert.equal(cellWidth("🇷🇺"), 2);
    assert.equal(cellWidth("❤️"), 2);
    assert.equal(cellWidth("a\u200bb"), 2);
  });

  it("cuts between letters, never within one", () => {
    assert.equal(cut("漢字漢字", 6, "…"), "漢字…");
    assert.equal(cut("ae\u0301b", 2, "…"), "a…");
    assert.equal(cut("kept", 4, "…"), "kept");
  });

  it("breaks lines between words, and words only where they are longer than a line", () => {
    assert.deepEqual(wrap("one two three", 7), ["one two", "three"]);
    assert.deepEqual(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    assert.deepEqual(wrap("", 5), [""]);
  });
});
