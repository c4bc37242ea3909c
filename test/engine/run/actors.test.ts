import assert from "node:assert/strict";
import type { ColumnPath } from "../../../language/index.ts";
import { column, event, funnel, nowhere, records, source, stage } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

describe("each row as an actor", () => {
  const { write, run } = desk();
  const everyRow: { actor: readonly ColumnPath[] } = { actor: [] };

  it("is a record with its dates, equal or not to another", async () => {
    await write(
      "deals.csv",
      "created,won\n2026-01-01,2026-01-02\n2026-01-01,2026-01-02\n2026-01-01,\n",
    );
    const crm = records("deals.csv", { lead: "created", won: "won" }, everyRow);
    const { result } = await run(funnel([stage("lead"), stage("won")], { sources: ["crm"] }), [
      crm,
    ]);
    assert.deepEqual(counts({ result } as never), [3, 2]);
    assert.equal(result.sources[0]?.rows.without_actor, 0);
  });

  it("has one event, so nobody gets further", async () => {
    await write("web.csv", "event,ts\na,2026-01-01\nb,2026-01-02\na,2026-01-03\nx,2026-01-03\n");
    const what = funnel([stage("a"), stage("b")]);
    assert.deepEqual(counts(await run(what, [source("web.csv", everyRow)])), [2, 0]);
    const segments = [
      { kind: "actors" as const, name: "s", negated: false, atLeast: 1, match: event("b") },
    ];
    const b = funnel([stage("b")], { segments });
    assert.deepEqual(counts(await run(b, [source("web.csv", everyRow)])), [1]);
  });

  it("is no actor of another source, whatever is called alike", async () => {
    await write("web.csv", "user,event,ts\n1,visit,2026-01-01\n2,visit,2026-01-01\n");
    await write("mails.csv", "event,ts\nopened,2026-01-02\nopened,2026-01-02\n");
    const what = funnel([stage("visit"), stage("opened")], { sources: ["web", "mails"] });
    const mails = source("mails.csv", { name: "mails", ...everyRow });
    assert.deepEqual(counts(await run(what, [source("web.csv"), mails])), [2, 0]);
    const web = source("web.csv", everyRow);
    assert.deepEqual(counts(await run(what, [web, mails])), [2, 0]);
    const any = funnel([stage("s", { kind: "any-event", span: nowhere })], {
      sources: ["web", "mails"],
    });
    assert.deepEqual(counts(await run(any, [web, mails])), [4]);
  });

  it("keeps its number however many threads and files there are", async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) =>
      [
        i % 3 === 0 ? "" : `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`,
        i % 7 === 0 ? "" : `2026-01-${String(1 + ((i * 5) % 28)).padStart(2, "0")}`,
        `r${i % 4}`,
      ].join(","),
    );
    const file = (part: readonly string[]): string => `created,won,region\n${part.join("\n")}\n`;
    await write("one/a.csv", file(lines));
    await write("two/a.csv", file(lines.slice(0, 17_000)));
    await write("two/b.csv", file(lines.slice(17_000)));
    const what = funnel([stage("lead"), stage("won")], {
      sources: ["crm"],
      splits: [{ text: "region", span: nowhere, value: column("region"), at: "entry" }],
      segments: [{ kind: "actors", name: "s", negated: false, atLeast: 1, match: event("won") }],
    });
    const of = async (path: string, threads: number) =>
      (await run(what, [records(path, { lead: "created", won: "won" }, everyRow)], { threads }))
        .result;
    const one = await of("one/*.csv", 1);
    const both = lines.filter((line) => /^[^,]+,[^,]+,/.test(line));
    const inOrder = both.filter((line) => line.slice(0, 10) <= line.slice(11, 21));
    assert.deepEqual(
      one.stages.map(({ count }) => count),
      [both.length, inOrder.length],
    );
    assert.deepEqual(await of("one/*.csv", 2), one);
    assert.deepEqual((await of("two/*.csv", 2)).splits, one.splits);
  });
});

describe("another unit for one funnel", () => {
  const { write, run } = desk();

  it("takes the place of the source's own", async () => {
    await write(
      "web.csv",
      "user,company,event,ts\n1,acme,a,2026-01-01\n2,acme,b,2026-01-02\n3,,a,2026-01-01\n4,beta,a,2026-01-01\n",
    );
    const ab = funnel([stage("a"), stage("b")]);
    const web = [source("web.csv")];
    assert.deepEqual(counts(await run(ab, web)), [3, 0]);
    const { result, diagnostics } = await run({ ...ab, actor: [["company"]] }, web);
    assert.deepEqual(counts({ result } as never), [2, 1]);
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, args]),
      [["FNL5103", { source: "web", count: 1 }]],
    );
    const pair = { ...ab, actor: [["company"], ["user"]] };
    assert.deepEqual(counts(await run(pair, web)), [2, 0]);
    assert.deepEqual(counts(await run({ ...ab, actor: [] }, web)), [3, 0]);
  });
});
