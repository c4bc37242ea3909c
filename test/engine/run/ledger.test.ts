import assert from "node:assert/strict";
import type { LedgerResult } from "../../../server/engine/result.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";
import { event, funnel, nowhere, records, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";

const DAY = 86_400_000_000;

const rows = `user,event,ts
1,a,2026-01-01
1,b,2026-01-05
2,a,2026-01-02
2,b,2026-01-20
3,a,2026-01-03
3,look,2026-01-04
3,buy,2026-01-05
4,a,2026-01-03
4,look,2026-01-09
4,ask,2026-01-09
5,a,2026-01-04
6,b,2026-01-01
6,a,2026-01-02
7,a,2026-01-25
8,a,2026-01-02
8,lost,2026-01-02
9,look,2026-01-31
`;

describe("why actors are missing, in a run", () => {
  const { write, run } = desk();

  async function ledger(
    more: Partial<ComputableFunnel> = {},
    options: { readonly reasons?: "named" | "counts" } = {},
  ): Promise<LedgerResult | undefined> {
    await write("rows.csv", rows);
    const exits = [{ name: "Lost", span: nowhere, nameSpan: nowhere, match: event("lost") }];
    const what = funnel([stage("a"), stage("b")], { window: 14 * DAY, exits, ...more });
    return (await run(what, [source("rows.csv")], options)).result.stages.at(-1)?.ledger;
  }

  it("has a reason for each, and names what came next", async () => {
    assert.deepEqual(await ledger(), {
      exit: { Lost: 1 },
      open: 1,
      late: 1,
      before: 1,
      other: 2,
      // 3 looked first, then bought; 4 asked at the time at which it looked, which is first by name.
      other_events: [
        { event: "ask", count: 1 },
        { event: "look", count: 1 },
      ],
      nothing: 1,
    });
  });

  it("doesn't look at later rows where it isn't asked to", async () => {
    const found = await ledger({}, { reasons: "counts" });
    assert.deepEqual(found, { exit: { Lost: 1 }, open: 1, late: 1, before: 1, rest: 3 });
  });

  it("looks at the rows that the funnel's conditions let through, whatever their source", async () => {
    await write("rows.csv", rows);
    await write("calls.csv", "id,called\n5,2026-01-06\n3,2026-01-04\n");
    const what = funnel([stage("a"), stage("b")], { window: 14 * DAY, sources: ["web", "crm"] });
    const sources = [source("rows.csv"), records("calls.csv", { call: "called" })];
    const { result } = await run(what, sources);
    assert.deepEqual(result.stages.at(-1)?.ledger?.other_events, [
      { event: "call", count: 2 },
      { event: "ask", count: 1 },
    ]);
  });

  it("names what came last before where the funnel is read back", async () => {
    await write("rows.csv", rows);
    const what = funnel([stage("ask"), stage("buy")], { model: "inverted" });
    const [first] = (await run(what, [source("rows.csv")])).result.stages;
    // 3 looked the day before it bought.
    const events = [{ event: "look", count: 1 }];
    const expected = { exit: {}, open: 0, other: 1, other_events: events, nothing: 0 };
    assert.deepEqual(first?.ledger, expected);
  });

  it("goes by the number of stages where their order plays no part", async () => {
    await write("rows.csv", rows);
    const what = funnel([stage("a"), stage("b"), stage("ask")], { order: "any" });
    const { stages, positions } = (await run(what, [source("rows.csv")])).result;
    assert.deepEqual(
      stages.map((each) => each.ledger),
      [undefined, undefined, undefined],
    );
    assert.deepEqual(
      positions?.map((each) => each.ledger),
      [
        undefined,
        // 3, 5, 7 and 8 only did a; 3 looked next.
        {
          exit: {},
          open: 0,
          other: 1,
          other_events: [{ event: "look", count: 1 }],
          nothing: 3,
        },
        // 1, 2 and 6 did b, too, 4 asked at the time at which it looked.
        { exit: {}, open: 0, nothing: 4 },
      ],
    );
  });

  it("is the same with numbers, texts and far numbers as actors", async () => {
    const expected = await ledger();
    for (const prefix of ["u", "90000000000000"]) {
      await write("rows.csv", rows.replaceAll(/^(\d)/gm, `${prefix}$1`));
      const exits = [{ name: "Lost", span: nowhere, nameSpan: nowhere, match: event("lost") }];
      const what = funnel([stage("a"), stage("b")], { window: 14 * DAY, exits });
      const { result } = await run(what, [source("rows.csv")]);
      assert.deepEqual(result.stages.at(-1)?.ledger, expected);
    }
  });
});
