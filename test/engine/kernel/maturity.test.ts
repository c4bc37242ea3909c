import assert from "node:assert/strict";
import { computeFunnel, type StageFigures } from "../../../server/engine/kernel/compute.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

/** The last stage of a funnel over a log, both in shorthand. */
function lastStage(funnelText: string, logText: string, asOf: number): StageFigures | undefined {
  const { letters, funnel } = parseFunnel(funnelText);
  const { rows } = tagLog(parseLog(logText, letters));
  return computeFunnel(rows, funnel, { splits: [], pairs: [], asOf }).total.stages.at(-1);
}

const immature = (funnel: string, log: string, asOf: number): number | undefined =>
  lastStage(funnel, log, asOf)?.immature;
/** The same where rows have marks and what they share. */
function rules(funnelText: string, logText: string, asOf: number): number | undefined {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const entered = parseLog(logText, letters, marks);
  const { rows } = tagLog(entered.map((row) => ({ ...row, mayEnter: true })));
  return computeFunnel(rows, funnel, { splits: [], pairs: [], asOf }).total.stages.at(-1)?.immature;
}

const many = (n: number, rows: string): string => Array.from({ length: n }, () => rows).join(" | ");

describe("who could still come", () => {
  it("is immature: entered long ago and again yesterday", () => {
    assert.equal(immature("A B / 14", "A0", 40), 0);
    assert.equal(immature("A B / 14", "A0 A39", 40), 1);
    assert.equal(immature("A B / 14", "A0 B5 A39", 40), 0);
  });

  it("is not immature where the whole window has passed, its end included", () => {
    assert.equal(immature("A B / 14", "A26", 40), 0);
    assert.equal(immature("A B / 14", "A27", 40), 1);
  });

  it("is not immature where a within has passed in every attempt still in its window", () => {
    assert.equal(immature("A B<=3 C / 14", "A30", 40), 0);
    assert.equal(immature("A B<=3 C / 14", "A30 B32", 40), 1);
    assert.equal(immature("A B C<=3 / 14", "A30 B32", 40), 1, "B may come again");
    assert.equal(immature("A B<=3 C<=3 / 14", "A30 B32", 40), 0);
    assert.equal(immature("A B<=3 C<=3 / 14", "A30 B32 A36 B38", 40), 1);
  });

  it("has a deadline by the sum of the steps' limits where that is smaller", () => {
    const { mature } = lastStage("A B<=3 C<=4 / 14", "A33 | A34", 40) ?? {};
    assert.deepEqual(mature, { entered: 1, count: 0 });
    assert.deepEqual(lastStage("A B<=3 C<=4", "A33 | A34", 40)?.mature, mature);
  });

  it("has no figures without a deadline, on the first and on optional stages", () => {
    assert.equal(immature("A B", "A0", 40), undefined);
    assert.equal(immature("A B<=3 C", "A0", 40), undefined);
    assert.equal(immature("A / 14", "A0", 40), undefined);
    assert.equal(immature("A B? / 14", "A0", 40), undefined);
  });

  it("may wait for as long as an after asks for, if the window allows it", () => {
    // The earliest day for B is 41 after A39, and 53 after A39 with 14 days.
    assert.equal(immature("A B>=2 / 14", "A39", 40), 1);
    assert.equal(immature("A B>=14 / 14", "A39", 40), 1);
    assert.equal(immature("A B>=8 C>=8 / 14", "A39", 40), 0, "C would come on day 55");
    // From the B of day 39 C may come on day 47, within 14 days of A33, not of A32.
    assert.equal(immature("A B C>=8 / 14", "A33 B39", 40), 1);
    assert.equal(immature("A B<=7 C>=8 / 14", "A32 B39", 40), 0);
  });

  it("may have some of several rows already", () => {
    assert.equal(immature("A B<=3x2 / 14", "A38 B39", 40), 1);
    assert.equal(immature("A Bx2 / 14", "A26 B39", 40), 0);
  });

  it("is struck where a without lies in every attempt that could go on", () => {
    assert.equal(rules("A B / 14; without E 0-1", "A35 E36", 40), 0);
    assert.equal(rules("A B / 14; without E 0-1", "A35 E36 A38", 40), 1);
    // B is there; E lies before what would be C.
    assert.equal(rules("A B C / 14; without E 1-2", "A35 B36 E37", 40), 1, "B may come again");
    assert.equal(rules("A B<=2 C / 14; without E 1-2", "A35 B36 E37", 40), 0);
  });

  it("goes on only with the rows of its own value", () => {
    assert.equal(rules("A B<=2 C / 14; same", "A30#x B31#x A30#y", 40), 1);
    assert.equal(rules("A B<=2 C / 14; same", "A30#x B31#y", 40), 0);
  });

  it("is over in order strict where another row has come", () => {
    assert.equal(rules("A B / 14; strict", "A35 X36", 40), 0);
    assert.equal(rules("A B / 14; strict", "A35", 40), 1);
  });

  it("may go on in order strict with the rest of an optional stage", () => {
    assert.equal(rules("A B?x2 C / 14; strict", "A35 B36", 40), 1);
    assert.equal(rules("A B?x3 C / 14; strict", "A35 B36", 40), 1);
    assert.equal(rules("A B?x2 C / 14; strict", "A35 B36 X37", 40), 0);
    assert.equal(rules("A B?<=4x2 C / 14; strict", "A35 B36", 40), 0, "the second B is too late");
    assert.equal(rules("A B?x2 C>=6 / 7; strict", "A35 B36", 40), 1);
    assert.equal(rules("A B? C / 14; strict", "A35 B36 B37", 40), 0);
  });

  it("counts from the entry in order furthest, whatever it is a row of", () => {
    assert.equal(rules("A B C / 14; furthest", "B27", 40), 1);
    assert.equal(rules("A B C / 14; furthest", "B26 A30", 40), 0);
  });

  it("is an attempt whose own time isn't over", () => {
    assert.equal(rules("A B / 14; attempts", "A0 A20 A39", 40), 1);
    assert.equal(rules("A B / 14; attempts", "A20 B21 A39", 40), 1);
    assert.equal(rules("A B / 14; attempts", "A0 A20", 40), 0);
  });
});

describe("the mature share", () => {
  it("leaves out all of yesterday's entries, not only those that are open", () => {
    // Of yesterday's 100 ten converted already: 10 of 10 if only the open were left out.
    const log = [many(10, "A39 B40"), many(90, "A39"), many(30, "A0 B9"), many(70, "A0")].join(
      " | ",
    );
    const figures = lastStage("A B / 14", log, 40);
    assert.equal(figures?.immature, 90);
    assert.deepEqual(figures?.mature, { entered: 100, count: 30 });
  });

  it("judges an actor by the old entries alone", () => {
    // Reached only from the second entry, which has not had its time.
    assert.deepEqual(lastStage("A B / 14", "A0 A35 B38", 40)?.mature, { entered: 1, count: 0 });
    assert.deepEqual(lastStage("A B / 14", "A0 B3 A35 B38", 40)?.mature, { entered: 1, count: 1 });
  });
});

describe("the expected share", () => {
  it("counts the open for as long as they are known", () => {
    // At risk 4 on day 2 (one converts), and 2 on day 6: one was seen for 4 days only.
    const found = lastStage("A B / 10", "A0 B2 | A36 | A0 B6 | A0", 40)?.kaplan_meier;
    assert.equal(found?.share, 0.625);
    assert.ok(found?.interval);
  });

  it("is the plain share where everybody has had the time", () => {
    assert.equal(lastStage("A B / 14", "A0 B2 | A1 | A2", 40)?.kaplan_meier?.share, 0.333333);
  });

  it("is missing where no entry is a window old, for it never looks past the last that is known", () => {
    assert.equal(lastStage("A B / 14", "A30 B32 | A35", 40)?.kaplan_meier, null);
    assert.notEqual(lastStage("A B / 14", "A26 B32 | A35", 40)?.kaplan_meier, null);
  });

  it("has no interval at 0 and at 1", () => {
    assert.deepEqual(lastStage("A B / 14", "A0 | A1", 40)?.kaplan_meier, {
      share: 0,
      interval: null,
    });
    assert.deepEqual(lastStage("A B / 14", "A0 B1 | A39", 40)?.kaplan_meier?.share, 0.5);
  });
});
