import assert from "node:assert/strict";
import fc from "fast-check";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";
import { withKeptCases } from "../../support/kept-cases.ts";
import { evaluate, type OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

const channel = fc.constantFrom("ads", "mail", "web", null);
const example = fc.record({
  counted: fc.array(fc.record({ channel, views: fc.nat(9), clicks: fc.nat(4) }), { maxLength: 6 }),
  rows: fc.array(
    fc.record({ who: fc.nat(3), hour: fc.nat(9), what: fc.constantFrom("visit", "pay"), channel }),
    { maxLength: 10 },
  ),
  window: fc.integer({ min: 1, max: 6 }),
  top: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
});

/** The sum of the rows as they lie there, and the actors of the definition: views, clicks, visits, paid. */
function expectedGroups({
  counted,
  rows,
  window,
  top,
}: typeof example extends fc.Arbitrary<infer T> ? T : never): Map<string, number[]> {
  const stages = ["visit", "pay"];
  const log = rows.map(({ who, hour, what, channel: value }): OracleRow => ({
    actor: who,
    time: hour,
    stages: [stages.indexOf(what)],
    values: [value],
  }));
  const { attempts } = evaluate(log, {
    stages: [{ optional: false }, { optional: false }],
    window,
  });
  const parts = [
    ...counted.map((row) => ({ value: row.channel, counts: [row.views, row.clicks, 0, 0] })),
    ...attempts.map(({ chosen, values }) => ({
      value: values[0] ?? null,
      counts: [0, 0, 1, chosen[1] === null ? 0 : 1],
    })),
  ];
  const viewsOf = (value: string): number =>
    counted.reduce((sum, row) => sum + (row.channel === value ? row.views : 0), 0);
  const values = [...new Set(parts.flatMap(({ value }) => value ?? []))].sort();
  const shown = values.toSorted((a, b) => viewsOf(b) - viewsOf(a)).slice(0, top);
  const groups = new Map<string, number[]>();
  for (const { value, counts } of parts) {
    const key = value === null ? "none" : shown.includes(value) ? value : "Other";
    const sums = groups.get(key) ?? [0, 0, 0, 0];
    groups.set(
      key,
      sums.map((sum, i) => sum + (counts[i] ?? 0)),
    );
  }
  return groups;
}

describe("totals before people, as the definition adds them up", function () {
  this.timeout(240_000);
  const folder = scratchFolder();
  let runner: Runner;
  before(() => {
    const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);
    runner = createRunner({ worker });
  });
  after(() => runner.close());

  async function groupsOf(
    counted: readonly { channel: string | null; views: number; clicks: number }[],
    rows: readonly { who: number; hour: number; what: string; channel: string | null }[],
    window: number,
    top: number | undefined,
  ): Promise<{ groups: Map<string, number[]>; whole: number[] }> {
    // A row of nothing in each, so that no column is empty.
    const totals = counted.map(
      (row) => `2026-01-01,${row.channel ?? ""},${row.views},${row.clicks}`,
    );
    const events = rows.map(
      ({ who, hour, what, channel: value }) =>
        `u${who},2026-01-01T0${hour}:00:00Z,${what},${value ?? ""}`,
    );
    await writeFile(
      path.join(folder.path, "ads.csv"),
      ["day,channel,views,clicks", "2026-01-01,ads,0,0", ...totals, ""].join("\n"),
    );
    await writeFile(
      path.join(folder.path, "web.csv"),
      ["who,ts,what,channel", "z,2026-01-01T00:00:00Z,nothing,ads", ...events, ""].join("\n"),
    );
    const text = `source ads from "ads.csv" as totals { time day totals { view: views, click: clicks } }
source web from "web.csv" { actor who time ts event what }
funnel F on ads, web {
  window ${window} hours
  stage Seen: view
  stage Click: click
  stage Visit: visit
  stage Paid: pay
  split by channel${top === undefined ? "" : ` top ${top}`}
}
`;
    const place = { file: path.join(folder.path, "totals.funnel"), root: folder.path };
    const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
    const wrong = analysis.diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(wrong, []);
    const [result] = funnelResults((await runFile({ analysis, place, runner })).result);
    assert.ok(result);
    const groups = (result.splits ?? []).map(({ by, stages }): [string, number[]] => [
      "channel" in by ? (by["channel"] ?? "none") : "Other",
      stages.map(({ count }) => count),
    ]);
    return { groups: new Map(groups), whole: result.stages.map(({ count }) => count) };
  }

  it("by the values of a split, in any order of the rows, and as a whole", async () => {
    const property = fc.asyncProperty(example, async (given) => {
      const { counted, rows, window, top } = given;
      const all = [{ channel: "ads" as const, views: 0, clicks: 0 }, ...counted];
      const expected = expectedGroups({ ...given, counted: all });
      const told = JSON.stringify(given);
      const { groups, whole } = await groupsOf(counted, rows, window, top);
      assert.deepEqual(Object.fromEntries(groups), Object.fromEntries(expected), told);
      const sums = whole.map((_, i) =>
        [...expected.values()].reduce((sum, counts) => sum + (counts[i] ?? 0), 0),
      );
      assert.deepEqual(whole, sums, told);
      const turned = await groupsOf(counted.toReversed(), rows, window, top);
      assert.deepEqual(turned.groups, groups, told);
    });
    for (const options of withKeptCases("totals before people", propertyOptions(12)))
      await fc.assert(property, options);
  });
});
