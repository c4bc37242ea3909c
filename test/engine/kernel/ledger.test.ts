import assert from "node:assert/strict";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

/** Why actors are missing at the last stage of a funnel, both in shorthand. */
function reasons(funnelText: string, logText: string, asOf?: number): Record<string, number> {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const { rows } = tagLog(parseLog(logText, letters, marks));
  const groups = { splits: [], pairs: [], ledger: "counts" as const };
  const { total } = computeFunnel(rows, funnel, asOf === undefined ? groups : { ...groups, asOf });
  const { ledger } = total.stages.at(-1) ?? {};
  const exits = (ledger?.exits ?? []).flatMap((count, exit) =>
    count === 0 ? [] : [[`exit ${exit}`, count] as const],
  );
  return { ...Object.fromEntries(exits), ...ledger?.reasons };
}

describe("the ledger of reasons", () => {
  it("names the first that holds", () => {
    // The example of the definition: late by six days, and open with an entry yesterday.
    assert.deepEqual(reasons("A B / 14", "A0 B20", 40), { late: 1 });
    assert.deepEqual(reasons("A B / 14", "A0 B20 A39", 40), { open: 1 });
    assert.deepEqual(reasons("A B / 14; exit X", "A0 B20 A39 X39", 40), { "exit 0": 1 });
  });

  it("blames one rule where lifting it alone would have been enough", () => {
    assert.deepEqual(reasons("A B<=3 / 14", "A0 B5"), { within: 1 });
    assert.deepEqual(reasons("A B>=3", "A0 B1"), { after: 1 });
    assert.deepEqual(reasons("A Bx2", "A0 B1"), { at_least: 1 });
    assert.deepEqual(reasons("A B; same", "A0#x B1#y"), { same: 1 });
    assert.deepEqual(reasons("A B; without E 0-1", "A0 E1 B2"), { without: 1 });
    assert.deepEqual(reasons("A B; strict", "A0 Z1 B2"), { strict: 1 });
  });

  it("blames several where it takes more than one, and the first where either would do", () => {
    assert.deepEqual(reasons("A B<=3; same", "A0#x B5#y"), { several: 1 });
    // Within the window B comes too late for its own limit; without the limit it is in time.
    assert.deepEqual(reasons("A B<=3 / 4", "A0 B4"), { within: 1 });
    assert.deepEqual(reasons("A B<=3 / 4", "A0 B5"), { several: 1 });
    // E is in the way of the first B, the window of the second.
    assert.deepEqual(reasons("A B / 5; without E 0-1", "A0 E1 B3"), { without: 1 });
  });

  it("tells who did the next stage before from who did nothing of it", () => {
    assert.deepEqual(reasons("A B", "B0 A1 | A0 | A0 A3"), { before: 1, later: 2 });
    // Earlier than the last stage reached, not than the entry.
    assert.deepEqual(reasons("A B C", "A0 C1 B2"), { before: 1 });
  });

  it("counts an exit from the last stage reached on, the earliest of several", () => {
    assert.deepEqual(reasons("A B; exit X; exit Y", "A1 X1 | X0 A1 | A0 Y1 X2 | A0 XY3"), {
      "exit 0": 2,
      "exit 1": 1,
      later: 1,
    });
    assert.deepEqual(reasons("A B; exit X", "A0 X1 B2"), {}, "who came back isn't gone");
    assert.deepEqual(reasons("A B; exit A", "A0"), { later: 1 }, "the chosen row is no way out");
  });

  it("judges each attempt by the rows from its entry to the next one's", () => {
    // From day 0 nothing came until the next attempt; the second is late.
    assert.deepEqual(reasons("A B / 3; attempts", "A0 A10 B15"), { later: 1, late: 1 });
  });
});
