import assert from "node:assert/strict";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import {
  kernelAttempts,
  parseFunnel,
  parseLog,
  showChoice,
  tagLog,
} from "../../support/funnel-log.ts";
import { evaluate } from "../../support/oracle.ts";

/** The attempts of one actor are the expected ones, by the definition and by the kernel. */
function check(funnelText: string, logText: string, ...expected: readonly string[]): void {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters, marks);
  const defined = evaluate(log, funnel).attempts.map(({ chosen }) => chosen);
  const found = kernelAttempts(log, funnel).map(({ chosen }) => chosen);
  for (const [name, choices] of [
    ["the oracle", defined],
    ["the kernel", found],
  ] as const) {
    const shown = choices.map((choice) => showChoice(choice, log, letters)).toSorted(byText);
    assert.deepEqual(shown, expected.toSorted(byText), name);
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function figures(funnelText: string, logText: string) {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const { rows } = tagLog(parseLog(logText, letters, marks));
  return computeFunnel(rows, funnel, { splits: [], pairs: [], since: 0 });
}

describe("order any", () => {
  it("has the most stages, in whatever order, within the window", () => {
    check("A B C; any", "C0 B1 A2", "A2 B1 C0");
    check("A B / 14; any", "B0 A20", "- B0");
    check("A B C / 2; any", "A0 B3 C4", "- B3 C4");
  });

  it("takes the earliest rows, each serving the first-written stage possible", () => {
    check("A B; any", "B0 B1 A2 A3", "A2 B0");
    check("A B C; any", "AB0 A1", "A1 B0 -");
    check("A B C; any", "AC0 B1", "A0 B1 -");
    check("A A; any", "A0", "A0 -");
  });

  it("takes rows of one time together, so that the order of the file decides no stage", () => {
    check("A B C; any", "AB0 AC0", "A0 B0 -");
    check("A B C; any", "AC0 AB0", "A0 B0 -");
  });

  it("with entry last keeps the number of stages and the last time", () => {
    check("A B; any; last", "A0 A2 B3 A9", "A2 B3");
    check("A B; any; last", "A0 A2", "A2 -");
  });

  it("counting attempts, ends with the last of all stages, or with the window", () => {
    check("A B / 5; any; attempts", "A0 B1 B2 A3 A9", "A0 B1", "A3 B2", "A9 -");
  });

  it("is read by the number of stages, and by name as shares of all who entered", () => {
    // Actor 0 did B and A, actor 1 all, actor 2 C.
    const { total } = figures("A B C; any", "B0 A3 | C0 B1 A5 | C4");
    assert.deepEqual(
      total.positions?.map(({ count }) => count),
      [3, 2, 1],
    );
    assert.deepEqual(
      total.stages.map(({ count, conversion_from_previous: share }) => [count, share]),
      Array.from({ length: 3 }, () => [2, 0.666667]),
    );
    assert.deepEqual([total.entered, total.converted, total.conversion], [3, 1, 0.333333]);
    assert.equal(total.seconds?.median, 0.000005);
  });
});

describe("order independent", () => {
  it("looks at each stage with the first alone", () => {
    check("A B C; independent", "A0 C3", "A0 - C3");
    check("A B C; independent", "A0 C2 B5", "A0 B5 C2");
    check("A B C; independent", "B0 C1");
  });

  it("lets one row serve two of the others, never the entry and another", () => {
    check("A B C; independent", "A0 BC2", "A0 B2 C2");
    check("A A B; independent", "A0 B1", "A0 - B1");
  });

  it("counts limits from the first stage", () => {
    check("A B C<=3; independent", "A0 B2 C4", "A0 B2 -");
  });

  it("has the entry that reaches most stages, then the earliest", () => {
    // From A0 only B is within its time, from A5 both.
    check("A B<=9 C<=9; independent", "A0 A5 B6 C12", "A5 B6 C12");
    check("A B<=2 C<=2; independent", "A0 B1 A5 C6", "A0 B1 C6");
  });

  it("keeps `without` to its own stage", () => {
    check("A B C; independent; without E 0-1", "A0 E1 B2 C3", "A0 - C3");
    check("A B C; independent; without E 0-1 drop", "A0 E1 B2 C3");
  });

  it("counting attempts, ends with the last row, or with the window", () => {
    check("A B C / 5; independent; attempts", "A0 B1 C2 A3 A9", "A0 B1 C2", "A3 - -", "A9 - -");
  });
});

describe("an inverted funnel", () => {
  it("has the longest chain before its last stage", () => {
    check("A B C; inverted", "A0 B2 C5", "A0 B2 C5");
    check("A B C; inverted", "B2 C5", "- B2 C5");
    check("A B C; inverted", "A0 C5", "- - C5");
    check("A B C; inverted", "A0 B2");
    check("A B C / 14; inverted", "A0 B10 C20", "- B10 C20");
  });

  it("has the earliest anchor of the longest chains, then the latest rows before it", () => {
    check("A B; inverted", "B0 A1 A2 B3 A4 B5", "A2 B3");
    check("A B; inverted; last", "B0 A1 A2 B3 A4 B5", "A4 B5");
    check("A B C; inverted", "A0 B1 A2 B3 B4 C5", "A2 B4 C5");
  });

  it("holds limits only between stages of the chain", () => {
    check("A B<=2 C; inverted", "A0 B3 C4", "- B3 C4");
    check("A B C<=2; inverted", "A0 B1 C4", "- - C4");
  });

  it("reads `strict` and `without` back", () => {
    check("A B; strict; inverted", "A0 X1 B2", "- B2");
    check("A B; inverted; without E 0-1", "A0 E1 B2", "- B2");
    check("A B; inverted; without E 0-1 drop", "A0 E1 B2");
  });

  it("counting attempts, goes back from the anchor", () => {
    check("A B / 5; inverted; attempts", "A0 B1 B9 A10 B11", "- B9", "A0 B1", "A10 B11");
  });

  it("is read from the last stage back", () => {
    const { total, cut } = figures("A B C / 14; inverted", "A0 B2 C5 | B20 C21 | C30");
    assert.deepEqual([total.entered, total.converted], [3, 1]);
    assert.deepEqual(
      total.stages.map(({ count, conversion_from_previous: share }) => [count, share]),
      [
        [1, 0.5],
        [2, 0.666667],
        [3, null],
      ],
    );
    // From B to C 3 and 1, from A to C 5.
    assert.equal(total.stages[1]?.seconds_from_previous?.median, 0.000002);
    assert.equal(total.seconds?.median, 0.000005);
    // C5 lies less than the window after time 0.
    assert.equal(cut, 1);
  });
});

describe("one actor with very many rows", function () {
  this.timeout(60_000);

  it("is looked at in every order", () => {
    const length = 200_000;
    const rows = {
      length,
      actor: new Int32Array(length),
      actors: 1,
      time: Float64Array.from({ length }, (_, i) => i),
      stages: Int32Array.from({ length }, (_, i) => (1 << (i % 3)) | (1 << 30)),
      splits: [],
    };
    const stages = Array.from({ length: 4 }, () => ({ optional: false }));
    const of = { splits: [], pairs: [] };
    const counts = (spec: object): number[] =>
      computeFunnel(rows, { stages, ...spec }, of).total.stages.map(({ count }) => count);
    assert.deepEqual(counts({ order: "any" }), [1, 1, 1, 0]);
    assert.deepEqual(counts({ order: "any", window: 1_000 }), [1, 1, 1, 0]);
    assert.deepEqual(counts({ order: "independent" }), [1, 1, 1, 0]);
    const back = rows.stages.map((mask) => (mask & 7) << 1);
    const inverted = { stages, inverted: true as const };
    const { total } = computeFunnel({ ...rows, stages: back }, inverted, of);
    assert.deepEqual(
      total.stages.map(({ count }) => count),
      [0, 1, 1, 1],
    );
  });
});
