import assert from "node:assert/strict";
import fc from "fast-check";
import type { JoinModel } from "../../../language/index.ts";
import {
  column,
  compare,
  funnel,
  lookup,
  nowhere,
  records,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

const by = (name: string, key = name, of = "regions"): { joins: readonly JoinModel[] } => ({
  joins: [{ lookup: of, column: name.split("."), key: key.split("."), span: nowhere }],
});
const country = {
  splits: [
    { text: "country", span: nowhere, value: column("regions.country"), at: "entry" as const },
  ],
};

describe("lookups", () => {
  const { write, run, failure } = desk();
  const ab = funnel([stage("a"), stage("b")]);
  const web =
    "user,event,ts,region\n1,a,2026-01-01,7\n1,b,2026-01-02,7\n2,a,2026-01-01,007\n3,a,2026-01-01,\n4,a,2026-01-01,8\n4,b,2026-01-03,8\n";

  it("give rows the columns of their key, as text; what they lack is counted", async () => {
    await write("web.csv", web);
    await write("regions.csv", "id,country\n7,DE\n8,AT\n9,CH\n");
    const { result, diagnostics } = await run(
      { ...ab, ...country },
      [source("web.csv", by("region", "id"))],
      { lookups: [lookup("regions.csv")] },
    );
    assert.deepEqual(
      result.splits?.map(({ by: group, stages }) => [
        group["country"],
        ...stages.map((s) => s.count),
      ]),
      [
        [null, 2, 0],
        ["AT", 1, 1],
        ["DE", 1, 1],
      ].sort((x, y) => (x[0] === null ? 1 : y[0] === null ? -1 : 0)),
    );
    assert.deepEqual(
      result.sources.map(({ name, files, rows }) => [name, files, rows.read, rows.unmatched]),
      [
        ["web", 1, 6, { regions: 1 }],
        ["regions", 1, 3, {}],
      ],
    );
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, args]),
      [
        [
          "FNL5152",
          { source: "web", lookup: "regions", count: 1, example: "007", suggestion: "7" },
        ],
      ],
    );
  });

  it("may be filtered by, and have conditions of their own", async () => {
    await write("web.csv", web);
    await write("regions.csv", "id,country,state\n7,DE,old\n7,AT,new\n8,AT,new\n");
    const regions = lookup("regions.csv", {
      where: [compare(column("state"), "=", text("new"), "text")],
    });
    const where = [compare(column("regions.country"), "=", text("AT"), "text")];
    const joined = [source("web.csv", by("region", "id"))];
    const { result } = await run({ ...ab, where }, joined, { lookups: [regions] });
    assert.deepEqual(counts({ result } as never), [2, 2]);
    const b = funnel([
      stage("a"),
      stage("b", { kind: "where", of: stage("b").match, condition: where[0] ?? column("x") }),
    ]);
    assert.deepEqual(counts(await run(b, joined, { lookups: [regions] })), [4, 2]);
    assert.deepEqual(await failure(run(ab, joined, { lookups: [lookup("regions.csv")] })), {
      code: "FNL5040",
      lookup: "regions",
      column: "id",
      key: "7",
      count: 2,
    });
  });

  it("name the actor of another table, for records too", async () => {
    await write("web.csv", "user,event,ts\n1,a,2026-01-01\n2,a,2026-01-01\n");
    await write("deals.csv", "email,won\nx@y.z,2026-01-05\nnobody@y.z,2026-01-05\n");
    await write(
      "people.ndjson",
      '{"id":{"n":1},"email":"x@y.z"}\n{"id":{"n":2},"email":"Nobody@y.z"}\n',
    );
    const people = lookup("people.ndjson", { name: "people" });
    const crm = records(
      "deals.csv",
      { won: "won" },
      { actor: [["people", "id", "n"]], ...by("email", "email", "people") },
    );
    const what = funnel([stage("a"), stage("won")], { sources: ["web", "crm"] });
    const { result, diagnostics } = await run(what, [source("web.csv"), crm], {
      lookups: [people],
    });
    assert.deepEqual(counts({ result } as never), [2, 1]);
    assert.equal(result.sources[1]?.rows.without_actor, 1);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["FNL5103", "FNL5152"],
    );
  });

  it("are said to be missing, empty or partly unreadable", async () => {
    await write("web.csv", web);
    await write("regions.csv", "id,country\n");
    const joined = [source("web.csv", by("region", "id"))];
    const empty = await run(ab, joined, { lookups: [lookup("regions.csv")] });
    assert.deepEqual(
      empty.diagnostics.map(({ code }) => code),
      ["FNL5152", "FNL5106"],
    );
    await write("regions.csv", "id,country\n7,DE,x\n8,AT\n9,CH\n10,FR\n");
    const part = await run({ ...ab, ...country }, joined, { lookups: [lookup("regions.csv")] });
    assert.equal(part.result.sources[1]?.rows.rejected, 1);
    assert.deepEqual(await failure(run(ab, joined, { lookups: [lookup("none.csv")] })), {
      code: "FNL5002",
      path: "none.csv",
      suggestion: "",
    });
    assert.equal(
      (
        await failure(
          run(ab, [source("web.csv", by("region", "ident"))], { lookups: [lookup("regions.csv")] }),
        )
      ).code,
      "FNL5019",
    );
  });

  it("change neither the order nor the number of rows, however they are named", async () => {
    const hostile = `a"b'; drop --`;
    const row = fc.tuple(
      fc.nat(3),
      fc.constantFrom("a", "b"),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(4),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 14 }), async (rows) => {
        const lines = rows.map(([user, event, day, key]) =>
          [user, event, `2026-01-0${day}`, key].join(","),
        );
        await write("web.csv", `user,event,ts,k\n${lines.join("\n")}\n`);
        await write(
          "flat.csv",
          `user,event,ts,k\n${rows.map(([user, event, day, key]) => [user, event, `2026-01-0${day}`, key < 3 ? `v${key}` : ""].join(",")).join("\n")}\n`,
        );
        await write("keys.csv", "k,v\n2,v2\n0,v0\n1,v1\n");
        const what = (value: string) =>
          funnel([stage("a"), stage("b")], {
            splits: [{ text: "v", span: nowhere, value: column(value), at: "entry" }],
          });
        const expected = (await run(what("k"), [source("flat.csv")])).result;
        const spec = {
          ...what("x"),
          splits: [
            {
              text: "v",
              span: nowhere,
              value: { kind: "column" as const, path: [hostile, "v"], type: "text" as const },
              at: "entry" as const,
            },
          ],
        };
        const keys = lookup("keys.csv", { name: hostile });
        for (const threads of [1, 2]) {
          const { result } = await run(spec, [source("web.csv", by("k", "k", hostile))], {
            threads,
            lookups: [keys],
          });
          assert.deepEqual([result.stages, result.splits], [expected.stages, expected.splits]);
          const lost = rows.filter(([, , , key]) => key > 2).length;
          assert.equal(result.sources[0]?.rows.unmatched[hostile], lost);
        }
      }),
      { numRuns: 15 },
    );
  });
});
