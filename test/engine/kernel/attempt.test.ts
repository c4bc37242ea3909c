import assert from "node:assert/strict";
import { kernelChoices, parseFunnel, parseLog, showChoice } from "../../support/funnel-log.ts";
import { allChoices, chosenOf } from "../../support/oracle.ts";

/** The kernel's chosen attempt of one actor is the expected one, and so is the oracle's. */
function check(funnelText: string, logText: string, expected: string): void {
  const { letters, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters);
  const byDefinition = chosenOf(allChoices(log, 0, funnel), log, funnel);
  assert.equal(showChoice(byDefinition, log, letters), expected, "the oracle");
  assert.equal(showChoice(kernelChoices(log, funnel).get(0), log, letters), expected, "the kernel");
}

/** The same, where rows of equal time must be told apart: by their place in the file. */
function checkRows(funnelText: string, logText: string, expected: (number | null)[]): void {
  const { letters, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters);
  assert.deepEqual(chosenOf(allChoices(log, 0, funnel), log, funnel), expected, "the oracle");
  assert.deepEqual(kernelChoices(log, funnel).get(0), expected, "the kernel");
}

describe("the chosen attempt", () => {
  describe("reaching a stage", () => {
    it("an actor without a row of the first stage didn't enter", () => {
      check("A B", "B1 B2", "none");
    });

    it("times never go back", () => {
      check("A B C", "A0 C5 B9", "A0 B9 -");
      check("A B", "B0 A1", "A1 -");
    });

    it("other and repeated rows don't matter", () => {
      check("A B C", "A0 A1 B5 A6 B7 C8 C9", "A0 B5 C8");
    });

    it("rows count in the order of time, not of the file", () => {
      check("A B C", "C9 A0 B5", "A0 B5 C9");
    });

    it("equal times count in either order", () => {
      check("A B", "A3 B3", "A3 B3");
      check("A B", "B3 A3", "A3 B3");
      check("A B C", "C3 B3 A3", "A3 B3 C3");
    });

    it("one row never serves two stages", () => {
      check("A A", "A0", "A0 -");
      check("A A", "A0 A4", "A0 A4");
      check("A B", "AB0", "A0 -");
      check("A B A", "A0 AB3", "A0 B3 -");
      check("A B A", "A0 AB3 A9", "A0 B3 A9");
    });

    it("two rows of one time are two rows", () => {
      check("A A", "A0 A0", "A0 A0");
      check("A B", "AB0 A0", "A0 B0");
      check("A B C", "ABC0 A0 B0", "A0 B0 C0");
      check("A B C", "AB0 AB0 C0", "A0 B0 C0");
      check("A B C", "AB0 C0 C0 C5", "A0 - -");
      check("A B C", "AB0 C0 B2 C5", "A0 B2 C5");
      check("A B C / 0", "AC3 A0 B3 B0", "A0 B0 -");
    });

    it("the window is inclusive", () => {
      check("A B / 14", "A0 B14", "A0 B14");
      check("A B / 14", "A0 B15", "A0 -");
    });

    it("within is inclusive", () => {
      check("A B<=3", "A0 B3", "A0 B3");
      check("A B<=3", "A0 B4", "A0 -");
    });

    it("any entry whose window holds will do", () => {
      check("A B / 14", "A0 A3 B15", "A3 B15");
      check("A B / 14", "A0 A9 B20 A21 B22", "A9 B20");
    });

    it("no choice is no attempt, however near each pair comes", () => {
      check("A B C / 14", "A0 B10 A12 C20", "A0 B10 -");
    });

    it("a later row in the middle will do where within asks for it", () => {
      check("A B C<=3", "A0 B2 B8 C10", "A0 B8 C10");
    });

    it("a later middle row may pull the entry with it", () => {
      check("A B<=2 C<=2 / 9", "A0 B1 A5 B6 C8", "A5 B6 C8");
      check("A B<=2 C<=2", "A0 B2 A3 C5 B5 C8", "A3 B5 C5");
    });

    it("a window of nothing asks for equal times", () => {
      check("A B / 0", "A0 B1 A2 B2", "A2 B2");
    });
  });

  describe("optional stages", () => {
    it("an optional stage may be skipped", () => {
      check("A B? C", "A0 C4", "A0 - C4");
    });

    it("a row comes before none", () => {
      check("A B? C", "A0 B1 C1 C6", "A0 B1 C1");
    });

    it("an optional stage never delays a required one", () => {
      check("A B? C", "A0 C1 B5 C6", "A0 - C1");
    });

    it("an optional stage never moves the start of a within", () => {
      check("A B? C<=3", "A0 B2 C4", "A0 B2 -");
      check("A B? C?<=3", "A0 B2 C4", "A0 B2 -");
      check("A B? C?<=3", "A0 B2 C3", "A0 B2 C3");
    });

    it("an optional stage has its own within and the window", () => {
      check("A B?<=2 C", "A0 B3 C5", "A0 - C5");
      check("A B? / 4", "A0 B5", "A0 -");
    });

    it("the deepest stage decides, an optional one too", () => {
      check("A B?<=1", "A0 A5 B6", "A5 B6");
      check("A B C?<=1", "A0 B1 B5 C6", "A0 B5 C6");
      check("A B? C?", "A0 B1", "A0 B1 -");
    });

    it("the deepest one leaves the earlier ones what it doesn't need", () => {
      check("A B? C?", "A0 C1 B2 C3", "A0 B2 C3");
      check("A B? C?", "A0 BC1", "A0 - C1");
      check("A B? C?<=1", "A0 C1 B2 C3", "A0 - C1");
    });

    it("an earlier optional stage is served before a later one", () => {
      check("A B? C? D", "A0 C1 B2 D3", "A0 B2 - D3");
      check("A B? C? D", "A0 BC1 D3", "A0 B1 - D3");
    });

    it("an optional stage leaves the deepest one its row", () => {
      check("A B? C?", "A0 BC0", "A0 - C0");
      check("A B? C D?", "A0 C0 BD0", "A0 - C0 D0");
    });

    it("an optional stage comes after the required one before it", () => {
      check("A B?<=0 C D?", "A0 AD0 AC1 D1", "A0 - C1 D1");
    });

    it("required stages have the first call on rows of one time", () => {
      check("A B? C", "A0 BC1", "A0 - C1");
      check("A B? C", "A0 BC1 BC1", "A0 B1 C1");
      check("A B? C D?", "A0 BD0 C0", "A0 - C0 D0");
      check("A B? C D?", "A0 BD0 C0 D1", "A0 B0 C0 D1");
    });
  });

  describe("which of the valid choices", () => {
    it("the earliest entry, then the earliest row of each stage", () => {
      check("A B", "A0 A5 B6 A8 B9", "A0 B6");
      check("A B C", "A0 B1 B2 C3 C4", "A0 B1 C3");
    });

    it("times decide before file order does", () => {
      // The first row in the file could be the entry, but then B would have to wait for day 5.
      checkRows("A B", "AB0 A0 B5", [1, 0]);
    });

    it("equal times by file order", () => {
      checkRows("A B", "A0 A0 B1 B1", [0, 2]);
      checkRows("A A", "A5 A0 A0", [1, 2]);
      checkRows("A B C", "AB0 ABC0 AC0 A0", [0, 1, 2]);
    });

    it("equal times by file order, required stages before optional ones", () => {
      checkRows("A B? C", "A0 BC1 BC1", [0, 2, 1]);
      checkRows("A B? C D? E", "BC2 BE2 A1 CE2", [2, 1, 0, null, 3]);
    });
  });
});
