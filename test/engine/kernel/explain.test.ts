import assert from "node:assert/strict";
import fc from "fast-check";
import { explain, type Stopped } from "../../../server/engine/kernel/ledger/explain.ts";
import { arbitraryCase, arbitraryCaseOf, type Case } from "../../support/arbitrary-log.ts";
import { parseFunnel, parseLog, showLog, tagLog } from "../../support/funnel-log.ts";
import { immatureFor } from "../../support/oracle-maturity.ts";
import { propertyOptions } from "../../support/properties.ts";

function stopped(funnelText: string, logText: string, asOf?: number): Stopped | undefined {
  const { letters, marks, funnel } = parseFunnel(funnelText);
  const { rows } = tagLog(parseLog(logText, letters, marks));
  return explain(rows, funnel, asOf).attempts[0]?.stopped;
}

describe("why one actor is where they are", () => {
  it("names the rules that stand in the way together, and no others", () => {
    const rules = (funnelText: string, logText: string): readonly string[] | undefined =>
      stopped(funnelText, logText)?.rules;
    assert.deepEqual(rules("A B<=3; same", "A0#x B5#y"), ["within", "same"]);
    assert.deepEqual(rules("A B<=3 / 4", "A0 B5"), ["late", "within"]);
    // The window of 9 days is no hindrance, nor would E be.
    assert.deepEqual(rules("A B<=3 / 9; same; without E 0-1", "A0#x B5#y E6#x"), [
      "within",
      "same",
    ]);
    // One rule alone is named by the reason.
    assert.equal(rules("A B / 14", "A0 B20"), undefined);
  });

  it("tells the nearest miss of these rules alone", () => {
    const { near } = stopped("A B<=3; same", "A0#x B5#y") ?? {};
    assert.deepEqual(near?.broken, { stage: 1, by: 2 });
  });

  it("names the latest entry that still has time", () => {
    // Rows 0 and 2 are entries; the window of the first is over on day 14.
    assert.equal(stopped("A B / 14", "A0 B20 A39", 40)?.row, 2);
    assert.equal(stopped("A B / 14", "A30 A35 A36", 40)?.row, 2);
    // From day 36 on there is something that a without forbids.
    assert.equal(stopped("A B / 14; without E 0-1", "A30 E31 A35 E36 A37", 40)?.row, 4);
  });

  const openIn = (cases: fc.Arbitrary<Case>, runs: number): void => {
    fc.assert(
      fc.property(cases, fc.nat(3), ({ funnel, log }, silence) => {
        const asOf = Math.max(0, ...log.map(({ time }) => time)) + silence;
        const entry = 0;
        for (const actor of new Set(log.map((row) => row.actor))) {
          const own = log.filter((row) => row.actor === actor);
          const { rows } = tagLog(own);
          const [attempt] = explain(rows, funnel, asOf).attempts;
          const { reason, stage = -1, row: found } = attempt?.stopped ?? {};
          if (reason !== "open") continue;
          const isOpenFrom = (row: number): boolean => {
            const alone = own.map((each, index) =>
              index === row
                ? each
                : { ...each, stages: each.stages.filter((one) => one !== entry) },
            );
            return immatureFor(alone, funnel, actor, stage, asOf);
          };
          const entries = own.flatMap(({ stages }, row) => (stages.includes(entry) ? [row] : []));
          const open = entries.filter(isOpenFrom);
          if (open.length === 0) return assert.equal(found, undefined, showLog(own));
          const latest = Math.max(...open.map((row) => own[row]?.time ?? NaN));
          assert.ok(found !== undefined && open.includes(found), showLog(own));
          assert.equal(own[found]?.time, latest, showLog(own));
        }
      }),
      propertyOptions(runs),
    );
  };

  it("names it as the definition has it, in random logs", function () {
    this.timeout(60_000);
    openIn(arbitraryCase, 1_000);
    openIn(arbitraryCaseOf("without"), 300);
    openIn(arbitraryCaseOf("after"), 300);
  });
});
