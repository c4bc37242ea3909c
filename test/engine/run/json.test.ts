import assert from "node:assert/strict";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { columnTypes, counts, desk } from "../../support/worker.ts";

const two = funnel([stage("a"), stage("b")]);

describe("reading JSON", () => {
  const { write, describe: look, values, run, failure } = desk();
  const rows = [
    '{"user":1,"event":"a","ts":"2026-01-01"}',
    '{"user":1,"event":"b","ts":"2026-01-02"}',
  ];

  const forms: readonly (readonly [string, string])[] = [
    ["lines.ndjson", `${rows.join("\n")}\n`],
    ["lines.jsonl", rows.join("\r\n")],
    ["blank.ndjson", `\n${rows.join("\n\n")}\n\n`],
    ["lines.json", rows.join("\n")],
    ["array.json", `[${rows.join(",\n")}]`],
    ["spread.json", `\n [\n${rows.join(",\n\n")}\n]\n`],
    ["marked.ndjson", `\ufeff${rows.join("\n")}`],
    ["marked.json", `\ufeff[${rows.join(",")}]`],
    ["packed.ndjson.gz", rows.join("\n")],
    ["packed.json.gz", `[${rows.join(",")}]`],
    ["pretty.json", rows.map((row) => JSON.stringify(JSON.parse(row), null, 2)).join("\n")],
  ];
  for (const [path, content] of forms) {
    it(`reads ${path}`, async () => {
      await write(path, content);
      assert.deepEqual(columnTypes(await look(path)), {
        user: "number",
        event: "text",
        ts: "time",
      });
      assert.deepEqual(counts(await run(two, [source(path)])), [1, 1]);
    });
  }

  it("keeps the digits of ids and tells the text 007 from the number 7", async () => {
    const ids = [
      "12345678901234567890",
      "12345678901234567891",
      '"007"',
      "7",
      "123456789012345678901234567890",
    ];
    await write(
      "ids.ndjson",
      ids.map((id) => `{"user":${id},"event":"a","ts":"2026-01-01"}`).join("\n"),
    );
    assert.equal(
      (await run(funnel([stage("a")]), [source("ids.ndjson")])).result.entered,
      ids.length,
    );
    assert.deepEqual(
      (await values("ids.ndjson", "user")).values.map(({ value }) => value),
      [
        "007",
        "12345678901234567890",
        "123456789012345678901234567890",
        "12345678901234567891",
        "7",
      ],
    );
  });

  it("reaches what is nested, whatever the keys are called", async () => {
    const line = (os: string): string =>
      `{"who":{"id":"${os}"},"event":"a","ts":1769862605123,"props":{"odd key":"${os}","a/b":{"c~d":"${os}","'":1}}}`;
    await write("deep.ndjson", `${line("ios")}\n${line("android")}\n`);
    const info = await look("deep.ndjson");
    assert.ok(info.kind === "table");
    const props = info.columns.find(({ name }) => name === "props");
    assert.equal(props?.type, "json");
    assert.deepEqual(
      props.fields?.map(({ name, type }) => [name, type]),
      [
        ["odd key", "text"],
        ["a/b", "json"],
      ],
    );
    const from = source("deep.ndjson", {
      actor: [["who", "id"]],
      time: { column: ["ts"], format: "epoch_ms" },
    });
    for (const path of [
      ["props", "odd key"],
      ["props", "a/b", "c~d"],
    ]) {
      const ios = {
        kind: "where",
        of: event("a"),
        condition: compare({ kind: "column", path, type: "text" }, "=", text("ios"), "text"),
      } as const;
      assert.deepEqual(counts(await run(funnel([stage("a", ios)]), [from])), [1]);
    }
  });

  it("tells keys apart by case, takes absent ones and null for missing", async () => {
    await write(
      "keys.ndjson",
      '{"user":1,"User":2,"event":"a","ts":"2026-01-01"}\n{"user":null,"event":"a","ts":"2026-01-01"}\n{"event":"a","ts":"2026-01-01"}\n',
    );
    const { result } = await run(funnel([stage("a")]), [source("keys.ndjson")]);
    assert.equal(result.entered, 1);
    assert.equal(result.sources[0]?.rows.without_actor, 2);
    assert.deepEqual((await values("keys.ndjson", "User")).values, [{ value: "2", count: 1 }]);
    const without = { kind: "missing", negated: false, operand: column("User") } as const;
    const { result: rest } = await run(funnel([stage("a")], { where: [without] }), [
      source("keys.ndjson", { actor: [["ts"]] }),
    ]);
    assert.equal(rest.entered, 1);
  });

  it("says which line is no JSON", async () => {
    await write("bad.ndjson", `${rows[0]}\n${rows[1]}\n{"user":\n${rows[0]}\n`);
    assert.deepEqual(await failure(run(two, [source("bad.ndjson")])), {
      code: "FNL5015",
      path: "bad.ndjson",
      line: 3,
    });
    await write("bad.json", `[\n${rows[0]},\n{"user":}\n]`);
    assert.deepEqual(await failure(run(two, [source("bad.json")])), {
      code: "FNL5015",
      path: "bad.json",
      line: 3,
    });
    await write("cut.ndjson", `${rows[0]}\n{"user":1,"ev`);
    assert.deepEqual(await failure(run(two, [source("cut.ndjson")])), {
      code: "FNL5015",
      path: "cut.ndjson",
      line: 2,
    });
    const many = Array.from({ length: 60_000 }, () => rows[0]);
    many[55_000] = '{"user" 1}';
    await write("far.ndjson", many.join("\n"));
    assert.deepEqual(await failure(run(two, [source("far.ndjson")])), {
      code: "FNL5015",
      path: "far.ndjson",
      line: 55_001,
    });
  });

  it("keeps the order of lines, whatever the threads", async () => {
    const lines = Array.from(
      { length: 200_000 },
      (_, i) =>
        `{"user":${i % 50_000},"event":"a","ts":"2026-01-01","part":${Math.floor(i / 50_000)}}`,
    );
    await write("order.ndjson", lines.join("\n"));
    const split = {
      text: "part",
      span: nowhere,
      value: column("part", "number"),
      at: "entry",
    } as const;
    for (const threads of [1, 2, 8]) {
      const { result } = await run(
        funnel([stage("a")], { splits: [split] }),
        [source("order.ndjson")],
        { threads },
      );
      assert.deepEqual(
        result.splits?.map(({ by, entered }) => [by["part"], entered]),
        [["0", 50_000]],
      );
    }
  });

  it("reads files of several forms as one table", async () => {
    await write("mixed/1.json", `[${rows[0]}]`);
    await write("mixed/2.json", `${rows[1]}`);
    assert.deepEqual(counts(await run(two, [source("mixed/*.json")])), [1, 1]);
  });
});
