import assert from "node:assert/strict";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import type { FunnelSpec, TaggedRows } from "../../../server/engine/kernel/rows.ts";
import {
  kernelAttempts,
  kernelChoices,
  parseFunnel,
  parseLog,
  showChoice,
  tagLog,
} from "../../support/funnel-log.ts";

/** What is chosen of one actor's rows: `A0 - C*`. */
function chosen(spec: string, rows: string): string {
  const { letters, funnel, marks } = parseFunnel(spec);
  const log = parseLog(rows, letters, marks);
  return showChoice(kernelChoices(log, funnel).get(0), log, letters);
}

function attempts(spec: string, rows: string): string[] {
  const { letters, funnel, marks } = parseFunnel(spec);
  const log = parseLog(rows, letters, marks);
  return kernelAttempts(log, funnel).map(({ chosen: each }) => showChoice(each, log, letters));
}

function figures(spec: string, rows: string, asOf?: number) {
  const { letters, funnel, marks } = parseFunnel(spec);
  const { rows: tagged } = tagLog(parseLog(rows, letters, marks));
  return computeFunnel(tagged, funnel, {
    splits: [],
    pairs: [],
    ledger: "counts",
    ...(asOf === undefined ? {} : { asOf }),
  });
}

describe("a row without a time", () => {
  for (const [rule, spec, rows, expected] of [
    ["fits anywhere in the order", "A B C", "A0 B* C3", "A0 B* C3"],
    ["leaves the others in their order", "A B C", "A5 B* C3", "A5 B* -"],
    ["comes behind those with a time", "A B", "A0 B3 B*", "A0 B3"],
    ["is there where those with a time are too late", "A B / 2", "A0 B3 B*", "A0 B*"],
    ["comes before none", "A B? C", "A0 B* C3", "A0 B* C3"],
    ["is an entry without a window", "A B C / 2", "A* B0 C9", "A* B0 C9"],
    ["leaves the window of a timed entry", "A B C / 2", "A0 B* C9", "A0 B* -"],
    ["satisfies within", "A B C<=3", "A0 B* C9", "A0 B* C9"],
    ["satisfies after", "A B>=7", "A0 B*", "A0 B*"],
    ["is one of several", "A Bx2", "A0 B3 B*", "A0 B3"],
    ["is all of several", "A Bx2", "A0 B* B*", "A0 B*"],
    ["serves one stage", "A A", "A*", "A* -"],
    ["keeps what is shared", "A B; same", "A0#x B*#y", "A0 -"],
    ["strikes as what must not happen", "A B; without E 0-1", "A0 E* B3", "A0 -"],
    ["has nothing between it and others", "A B; without E 0-1", "A0 E1 B*", "A0 B*"],
    ["stands in no strict order", "A B; strict", "A0 E* B2", "A0 B2"],
    [
      "leaves a strict order to the others",
      "A B C; strict; without E 0-1",
      "A0 B* E1 C2",
      "A0 B* -",
    ],
    ["is within any window in order any", "A B C / 2; any", "C0 A*", "A* - C0"],
    ["reaches what others don't in order furthest", "A B C; furthest", "A0 B1 C*", "A0 B1 C*"],
    ["is a spoke by itself", "A B C / 2; independent", "A0 B9 C*", "A0 - C*"],
    ["is an anchor without a window", "A B C / 2; inverted", "A0 B9 C*", "A0 B9 C*"],
    ["leaves entry last its last timed row", "A B C; last", "A0 A5 B6 C*", "A5 B6 C*"],
  ] as const) {
    it(`${rule}: ${spec} over ${rows}`, () => assert.equal(chosen(spec, rows), expected));
  }

  it("is the chosen attempt's where attempts are counted", () => {
    assert.deepEqual(attempts("A B / 2; attempts", "A0 A9 B*"), ["A0 B*", "A9 -"]);
    assert.deepEqual(attempts("A B / 2; attempts", "A* B3 A5"), ["A5 -", "A* B3"].toReversed());
  });

  it("gives no times", () => {
    const { total } = figures("A B C", "A0 B* C4 | A0 B1 C3");
    assert.deepEqual(
      total.stages.map(({ count, seconds_from_previous: s }) => [count, s?.median ?? null]),
      [
        [2, null],
        [2, 1e-6],
        [2, 2e-6],
      ],
    );
  });

  it("gives no maturity, as do the stages behind it", () => {
    const { total } = figures("A B C D / 14", "A0 B1 C* | A0", 20);
    assert.deepEqual(
      total.stages.map(({ mature }) => mature?.count),
      [undefined, 1, undefined, undefined],
    );
  });

  it("as an exit is at or after any stage", () => {
    const { total } = figures("A B; exit X", "A3 X* | A3 X1");
    assert.deepEqual(total.stages[1]?.ledger?.exits, [1]);
  });

  it("has nothing later, and is later than nothing", () => {
    const { total } = figures("A B C", "A* B5 | C* A3 | A0 B* C1");
    assert.deepEqual(total.stages[1]?.ledger?.reasons, { later: 1 });
    assert.deepEqual(total.stages[2]?.ledger?.reasons, { later: 1 });
  });

  it("is in any visit", () => {
    const spec: FunnelSpec = {
      stages: [{ optional: false }, { optional: false }, { optional: false }],
      inSession: true,
    };
    const reached = (session: readonly number[]): string => {
      const rows: TaggedRows = {
        length: 3,
        actor: new Int32Array(3),
        actors: 1,
        time: Float64Array.of(0, -Infinity, 2),
        stages: Int32Array.of(1, 2, 4),
        session: Int32Array.from(session),
        sessionIsOpen: new Int32Array(3),
        splits: [],
        timeless: { stages: 2, marks: 0 },
      };
      let found = "";
      forEachAttempt(rows, spec, ({ rows: own }) => void (found = own.join(" ")));
      return found;
    };
    assert.equal(reached([0, 1, 0]), "0 1 2");
    assert.equal(reached([0, -1, 2]), "0 1 -1");
  });
});
