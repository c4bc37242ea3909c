import assert from "node:assert/strict";
import { funnel, source, stage } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

const DAY = 86_400_000_000;

describe("running a funnel in other orders", () => {
  const { write, run } = desk();

  /** Rows written as `user event day`, of January 2026. */
  async function result(more: Partial<ComputableFunnel>) {
    const rows = [
      "1 a 1",
      "1 b 3",
      "1 c 5",
      "2 c 2",
      "2 b 4",
      "3 a 2",
      "3 c 6",
      "4 b 20",
      "4 c 21",
    ];
    const lines = rows.map((row) => {
      const [user, name, day = ""] = row.split(" ");
      return `${user},${name},2026-01-${day.padStart(2, "0")}T00:00:00Z`;
    });
    await write("rows.csv", `user,event,ts\n${lines.join("\n")}\n`);
    return run(funnel([stage("a"), stage("b"), stage("c")], more), [source("rows.csv")], {
      threads: 2,
    });
  }
  const during = (from: string, to: string): Pick<ComputableFunnel, "during"> => ({
    during: {
      kind: "between",
      from: { local: `${from}T00:00:00` },
      to: { local: `${to}T00:00:00` },
      toIncluded: true,
    },
  });

  it("reads an inverted funnel's rows up to one window before `during`", async () => {
    // C on the 5th and the 6th; B on the 3rd lies within three days of the former, A on the 1st doesn't.
    const limits = during("2026-01-05", "2026-01-10");
    const found = await result({ model: "inverted", window: 3 * DAY, ...limits });
    assert.deepEqual(counts(found), [0, 1, 2]);
    assert.equal(found.result.model, "inverted");
    assert.deepEqual([found.result.entered, found.result.converted], [2, 0]);
    assert.deepEqual(counts(await result({ model: "inverted", ...limits })), [1, 1, 2]);
  });

  it("says how many of an inverted funnel's entries have cut history", async () => {
    const found = await result({ model: "inverted", window: 10 * DAY });
    const cut = found.result.diagnostics.find(({ code }) => code === "FNL5200");
    // The data begin on the 1st; C lies on the 2nd, the 5th, the 6th and the 21st.
    assert.deepEqual(cut?.args, { stage: "c", count: 3, entered: 4 });
  });

  it("limits the earliest row in order any by `during`", async () => {
    // The first has B and C from the 3rd on, the second B on the 4th.
    const found = await result({ order: "any", ...during("2026-01-03", "2026-01-04") });
    assert.deepEqual(counts(found), [0, 2, 1]);
    assert.deepEqual(
      found.result.positions?.map(({ count }) => count),
      [2, 1, 0],
    );
  });

  it("looks at independent stages each with the first", async () => {
    const found = await result({ order: "independent" });
    assert.deepEqual(counts(found), [2, 1, 2]);
  });
});
