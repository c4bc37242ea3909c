import assert from "node:assert/strict";
import {
  kernelAttempts,
  kernelChoices,
  parseFunnel,
  parseLog,
  showChoice,
} from "../../support/funnel-log.ts";
import { type Choice, evaluate } from "../../support/oracle.ts";

/** The chosen attempt of one actor is the expected one, by the definition and by the kernel. */
function check(funnelText: string, logText: string, expected: string): void {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters, marks);
  const byDefinition = evaluate(log, funnel).attempts[0]?.chosen;
  assert.equal(showChoice(byDefinition, log, letters), expected, "the oracle");
  assert.equal(showChoice(kernelChoices(log, funnel).get(0), log, letters), expected, "the kernel");
}

describe("the rules of a sequential funnel", () => {
  describe("after", () => {
    it("is inclusive, and counts from the previous required stage", () => {
      check("A B>=7", "A0 B6", "A0 -");
      check("A B>=7", "A0 B7", "A0 B7");
      check("A B? C>=7", "A0 B5 C6", "A0 B5 -");
      check("A B? C>=7", "A0 B5 C7", "A0 B5 C7");
    });

    it("takes a later row where an earlier one comes too soon", () => {
      check("A B>=7", "A0 B3 B9", "A0 B9");
    });

    it("never takes a later entry than it needs", () => {
      check("A B<=5>=3", "A0 A4 B8", "A4 B8");
      check("A B<=5>=3", "A0 A4 B6", "A0 -");
    });
  });

  describe("at least n times", () => {
    it("takes the last of the rows, all of them after the limit", () => {
      check("A B>=7x2", "A0 B3 B8 B12", "A0 B12");
      check("A Bx2", "A0 B3 B8 B12", "A0 B8");
      check("A Bx2", "A0 B3", "A0 -");
    });

    it("takes distinct rows, at or after the previous chosen one", () => {
      check("A Bx2 B", "A0 B1 B2", "A0 B2 -");
      check("A Bx2 B", "A0 B1 B2 B3", "A0 B2 B3");
      check("A Bx2", "B0 A1 B2", "A1 -");
      check("A Bx2", "A1 B1 B1", "A1 B1");
    });

    it("on the first stage lies in one window, and the last is the entry", () => {
      check("Ax2 B / 3", "A0 A4 B5", "none");
      check("Ax2 B / 3", "A0 A4 A6 B9", "A6 B9");
      check("Ax2 B / 3", "A0 A3 B6", "A3 B6");
    });
  });

  describe("without", () => {
    it("makes a choice void, not the actor", () => {
      check("A B; without E 0-1", "A0 E1 A2 B3", "A2 B3");
      check("A B; without E 0-1", "A0 E1 B3", "A0 -");
    });

    it("a tie counts against it", () => {
      check("A B; without E 0-1", "A0 E0 B3", "A0 -");
      check("A B; without E 0-1", "A0 B3 E3", "A0 -");
      check("A B; without E 0-1", "E0 A1 B3 E4", "A1 B3");
    });

    it("so do rows of stages between, but not those of its own", () => {
      check("A B C; without B 0-2", "A0 B1 C2", "A0 B1 -");
      check("A B; without B 0-1", "A0 B1", "A0 B1");
      check("A B; without A 0-1", "A0 A1 B2", "A1 B2");
      check("A Bx2; without B 0-1", "A0 B1 B2", "A0 B2");
    });

    it("does not affect the stages before", () => {
      check("A B C; without E 1-2", "A0 B1 E2 C3", "A0 B1 -");
    });

    it("else drop actor leaves out who would reach the stage but for it", () => {
      check("A B; without E 0-1 drop", "A0 E1 B3", "none");
      check("A B; without E 0-1 drop", "A0 E1", "A0 -");
      check("A B; without E 0-1 drop", "A0 E1 A2 B3", "A2 B3");
    });
  });

  describe("same", () => {
    it("holds all rows of an attempt to one value, not missing", () => {
      check("A B; same", "A0#x B1#y B2#x", "A0 B2");
      check("A B; same", "A0#x B1#y", "A0 -");
      check("A B; same", "A0 B1#x", "none");
    });

    it("takes the value that reaches deepest, then the earliest entry", () => {
      check("A B; same", "A0#x A1#y B2#y", "A1 B2");
      check("A B; same", "A0#x A1#y B2#y B9#x", "A0 B9");
    });
  });

  describe("order strict", () => {
    it("lets no other row between the first and the last", () => {
      check("A B; strict", "A0 B5", "A0 B5");
      check("A B; strict", "A0 X2 B5", "A0 -");
      check("A B; strict", "A0 X2 A3 B5", "A3 B5");
      check("A C; strict", "A0 B2 C5", "A0 -");
    });

    it("takes a row at the time of an end for none between", () => {
      check("A B; strict", "A0 X0 B5 X5", "A0 B5");
      check("A B C; strict", "A0 B3 X3 C5", "A0 B3 -");
    });

    it("needs an optional stage where it serves a row between", () => {
      check("A B? C; strict", "A0 B2 C5", "A0 B2 C5");
      check("A B? C; strict", "A0 B2 B3 C5", "A0 B2 -");
    });

    it("keeps to the rules of its stages", () => {
      check("A B>=3; strict", "A0 B2 B4", "A0 -");
      check("A B<=3 / 9; strict", "A0 A2 B5", "A2 B5");
      check("A Bx2; strict", "A0 B2 B4", "A0 B4");
      check("A B; strict; last", "A0 A5 B6 A8", "A5 B6");
    });

    it("takes the rows first in the file of all that have the entry's time", () => {
      for (const entry of ["", "; last"]) {
        const { letters, marks, funnel } = parseFunnel(`Ax2 A; strict; without E 0-1${entry}`);
        const log = parseLog("A1 AE1 AE1 A0", letters, marks);
        // From the row of day 0 both E have to be chosen; from those of day 1 alone, only one is last.
        assert.deepEqual(evaluate(log, funnel).attempts[0]?.chosen, [0, 1], "the oracle");
        assert.deepEqual(kernelChoices(log, funnel).get(0), [0, 1], "the kernel");
      }
    });
  });

  describe("count attempts", () => {
    const attempts = (funnelText: string, logText: string): string[] => {
      const { letters, marks, funnel } = parseFunnel(`${funnelText}; attempts`);
      const log = parseLog(logText, letters, marks);
      const told = kernelAttempts(log, funnel).map(({ chosen }) => chosen);
      const defined = evaluate(log, funnel).attempts.map(({ chosen }) => chosen);
      const show = (choices: readonly Choice[]): string[] =>
        choices.map((choice) => showChoice(choice, log, letters)).sort();
      assert.deepEqual(show(told), show(defined));
      return show(told);
    };

    it("takes up the time to the goal, or to the window's end", () => {
      assert.deepEqual(attempts("A B / 14", "A0 A1 A2 B3 A4 A5"), ["A0 B3", "A4 -"]);
      assert.deepEqual(attempts("A B / 14", "A0 A14 A15"), ["A0 -", "A15 -"]);
      assert.deepEqual(attempts("A B", "A0 A14 A15"), ["A0 -"]);
    });

    it("finds others strictly before and strictly after", () => {
      assert.deepEqual(attempts("A B / 2", "A0 A5 B6 A6 B7"), ["A0 -", "A5 B6"]);
      assert.deepEqual(attempts("A B / 2", "A0 A5 B6 A7 B8"), ["A0 -", "A5 B6", "A7 B8"]);
    });
  });

  describe("order furthest", () => {
    it("takes a later stage for the earlier ones", () => {
      check("A B C; furthest", "A0 C5", "A0 B5 C5");
      check("A B C; furthest", "B2 A5", "A2 B2 -");
      check("A B C; furthest", "C4", "A4 B4 C4");
    });

    it("counts the window from the earliest row of any stage", () => {
      check("A B C / 14; furthest", "A0 C15", "A0 - -");
      check("A B C / 14; furthest", "B0 A9 C15", "A0 B0 -");
    });

    it("counts a stage from the last of the rows that it asks for", () => {
      check("A Bx2 C; furthest", "B0 A1 B3", "A1 B3 -");
      check("A Bx2 C; furthest", "A0 B1 C2", "A0 B2 C2");
    });
  });

  describe("entry last", () => {
    it("is the latest entry from which the same last row can be reached", () => {
      check("A B", "A0 A5 B6 A8 B9", "A0 B6");
      check("A B; last", "A0 A5 B6 A8 B9", "A5 B6");
    });

    it("is the latest entry of who reached only the first stage", () => {
      check("A B; last", "A0 A5 A8", "A8 -");
    });

    it("takes the earliest rows between", () => {
      check("A B C; last", "A0 B1 A2 B3 B4 C5", "A2 B3 C5");
    });
  });
});
