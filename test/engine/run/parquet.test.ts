import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { copyFile, readFile, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  num,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { columnTypes, counts, desk } from "../../support/worker.ts";

describe("reading Parquet", () => {
  const { write, describe: look, run, failure, place, values } = desk();
  const two = funnel([stage("a"), stage("b")]);

  /** Writes a Parquet file by a database of the test's own. */
  async function make(path: string, select: string, options = "format parquet"): Promise<string> {
    await write(path, "");
    const file = join(dirname(place().file), path);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`copy (${select}) to '${file.replaceAll("'", "''")}' (${options})`);
    connection.closeSync();
    instance.closeSync();
    return file;
  }

  it("keeps the types of columns", async () => {
    await make(
      "types.parquet",
      "select 1::bigint i, 1.5::double f, 1.5::decimal(9,2) d, true b, date '2026-01-01' as d1, timestamp '2026-01-01' ts, timestamptz '2026-01-01 00:00:00+00' tz, 'x' t, '2026-01-01' iso, {os: 'ios', v: 1} s, [1] l, 'a'::enum('a') e, uuid() u, '\\x00'::blob bl, time '10:00' tm",
    );
    const info = await look("types.parquet");
    assert.deepEqual(columnTypes(info), {
      i: "number",
      f: "number",
      d: "number",
      b: "boolean",
      d1: "time",
      ts: "time",
      tz: "time",
      t: "text",
      iso: "time",
      s: "json",
      l: "json",
      e: "text",
      u: "other",
      bl: "text",
      tm: "other",
    });
    assert.ok(info.kind === "table");
    const by = Object.fromEntries(info.columns.map((each) => [each.name, each]));
    assert.equal(by["tz"]?.zoned, true);
    assert.equal(by["ts"]?.zoned, false);
    assert.equal(by["i"]?.nativeType, "BIGINT");
    assert.deepEqual(
      by["s"]?.fields?.map(({ name, type }) => [name, type]),
      [
        ["os", "text"],
        ["v", "number"],
      ],
    );
  });

  it("takes actors of any type, whole numbers beyond 2^53 exactly", async () => {
    for (const [type, ids] of [
      ["bigint", ["9007199254740992", "9007199254740993", "-9223372036854775807", "0"]],
      ["decimal(38, 0)", ["12345678901234567890", "12345678901234567891", "1", "2"]],
      ["varchar", ["'007'", "'7'", "'Ю'", "'😀'"]],
      ["double", ["1", "2", "3", "4"]],
      ["uuid", [1, 2, 3, 4].map((n) => `'00000000-0000-0000-0000-00000000000${n}'`)],
      ["date", ["'2026-01-01'", "'2026-01-02'", "'2026-01-03'", "'2026-01-04'"]],
    ] as const) {
      const list = ids.map((id) => `(cast(${id} as ${type}))`).join(",");
      await make(
        "actors.parquet",
        `select user, 'a' as event, timestamp '2026-01-01' as ts from (values ${list}) t(user)`,
      );
      assert.deepEqual(
        counts(await run(funnel([stage("a")]), [source("actors.parquet")])),
        [4],
        type,
      );
    }
  });

  it("compares the actors of several sources as text", async () => {
    await make(
      "numbers.parquet",
      "select 7::bigint as user, 'a' as event, timestamp '2026-01-01' as ts union all select 8, 'a', timestamp '2026-01-01'",
    );
    await make(
      "floats.parquet",
      "select 8::double as user, 'b' as event, timestamp '2026-01-02' as ts",
    );
    await write("texts.csv", "user,event,ts\n7,b,2026-01-02\n007,b,2026-01-02\n");
    const sources = [
      source("numbers.parquet"),
      source("texts.csv", { name: "texts" }),
      source("floats.parquet", { name: "floats" }),
    ];
    const all = funnel([stage("a"), stage("b")], { sources: ["web", "texts", "floats"] });
    assert.deepEqual(counts(await run(all, sources)), [2, 2]);
  });

  it("takes empty text and NaN for what they are", async () => {
    await make(
      "odd.parquet",
      "select * from (values ('', 'a', 1.0::double), ('x', 'a', 'nan'::double), ('y', 'a', 'inf'::double), ('z', 'a', 5)) t(user, event, amount), (select timestamp '2026-01-01' as ts)",
    );
    const large = {
      kind: "where",
      of: event("a"),
      condition: compare(column("amount", "number"), ">", num("2"), "number"),
    } as const;
    const { result } = await run(funnel([stage("a", large)]), [source("odd.parquet")]);
    assert.deepEqual([result.entered, result.sources[0]?.rows.without_actor], [1, 1]);
  });

  it("reaches into structs, maps and JSON texts", async () => {
    await make(
      "nested.parquet",
      `select {id: 'u1'} as who, 'a' as event, timestamp '2026-01-01' as ts, {device: {os: 'ios'}} as props, map {'k': 'v'} as tags, '{"plan":{"name":"pro"}}' as doc, 'no json' as other`,
    );
    for (const [path, expected] of [
      [["props", "device", "os"], "ios"],
      [["tags", "k"], "v"],
      [["doc", "plan", "name"], "pro"],
    ] as const) {
      const step = {
        kind: "where",
        of: event("a"),
        condition: compare({ kind: "column", path, type: "text" }, "=", text(expected), "text"),
      } as const;
      assert.deepEqual(
        counts(
          await run(funnel([stage("a", step)]), [
            source("nested.parquet", { actor: [["who", "id"]] }),
          ]),
        ),
        [1],
        path.join("."),
      );
    }
    assert.deepEqual((await values("nested.parquet", "other.x")).missing, 1);
    assert.equal((await failure(values("nested.parquet", "props.nothing"))).code, "FNL5019");
  });

  it("joins files by the names of their columns", async () => {
    await make("many/1.parquet", "select 1 as user, 'a' as event, timestamp '2026-01-01' as ts");
    await make(
      "many/2.parquet",
      "select timestamp '2026-01-02' as ts, 'b' as event, 'ads' as channel, 1 as user",
    );
    assert.deepEqual(counts(await run(two, [source("many/*.parquet")])), [1, 1]);
    await make("unlike/1.parquet", "select 1 as user, 'a' as event, timestamp '2026-01-01' as ts");
    await make(
      "unlike/2.parquet",
      "select [1] as user, 'a' as event, timestamp '2026-01-01' as ts",
    );
    assert.deepEqual(await failure(run(two, [source("unlike/*.parquet")])), {
      code: "FNL5027",
      path: "unlike/*.parquet",
      column: "user",
    });
  });

  it("knows from the files' own statistics what else is counted row by row", async () => {
    const rows =
      "(values ('1', 'a', timestamp '2026-01-01 00:30'), ('2', 'a', timestamp '2026-03-29 03:10'), ('1', 'b', timestamp '2026-01-02'), ('3', 'a', timestamp '2026-03-29 02:30')) t(user, event, ts)";
    const what = funnel([stage("a"), stage("b")], { window: 86_400_000_000 });
    for (const timezone of ["UTC", "Europe/Berlin"]) {
      const runs = [];
      for (const [path, user] of [
        ["plain.parquet", "cast(user as bigint) as user"],
        ["text.parquet", "user"],
        ["wide.parquet", "cast(user as bigint) * 1000000000000 as user"],
        ["hole.parquet", "user"],
      ] as const) {
        const hole =
          path === "hole.parquet" ? " union all select null, 'a', timestamp '2026-01-01'" : "";
        await make(path, `select ${user}, event, ts from ${rows}${hole}`);
        const { result } = await run(what, [source(path, { timezone })]);
        const { sources, diagnostics, ...figures } = result;
        assert.equal(
          figures.as_of,
          timezone === "UTC" ? "2026-03-29T03:10:00Z" : "2026-03-29T01:30:00Z",
        );
        runs.push(JSON.stringify(figures));
        const [ledger] = sources;
        assert.deepEqual(
          [ledger?.rows.read, ledger?.rows.without_actor],
          hole === "" ? [4, 0] : [5, 1],
        );
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          hole === "" ? [] : ["FNL5103"],
        );
      }
      assert.equal(new Set(runs).size, 1, runs.join("\n"));
    }
  });

  it("keeps the order of rows over row groups, files and threads", async () => {
    // Of two entries of one time the chosen one is the first: the first half of the rows.
    const rows = (from: number): string =>
      `select (range % 100000) as user, 'a' as event, timestamp '2026-01-01' as ts, ${from} + range // 100000 as half from range(200000)`;
    const options = "format parquet, row_group_size 4096";
    await make("groups/1.parquet", rows(0), options);
    await make("groups/2.parquet", rows(2), options);
    const split = {
      text: "half",
      span: nowhere,
      value: column("half", "number"),
      at: "entry",
    } as const;
    const outputs = new Set<string>();
    for (const threads of [1, 2, 8]) {
      const { result } = await run(
        funnel([stage("a")], { splits: [split] }),
        [source("groups/*.parquet")],
        { threads },
      );
      assert.deepEqual(
        result.splits?.map(({ by, entered }) => [by["half"], entered]),
        [["0", 100_000]],
      );
      outputs.add(JSON.stringify(result));
    }
    assert.equal(outputs.size, 1);
  });

  it("says that one row lies far behind the others", async () => {
    const window = { window: 5 * 86_400_000_000 };
    const far =
      "select unnest(['1', '2', '3']) as user, 'a' as event, unnest([timestamp '2026-01-01', timestamp '2026-01-02', timestamp '2062-01-01']) as ts";
    await make("far.parquet", far);
    const said = async (): Promise<unknown> =>
      (await run(funnel([stage("a")], window), [source("far.parquet")])).result.diagnostics.map(
        ({ code, args }) => [code, args["days"]],
      );
    assert.deepEqual(await said(), [["FNL5110", 13_148]]);
    await make("far.parquet", `${far} union all select '4', 'a', timestamp '2061-12-27'`);
    assert.deepEqual(await said(), []);
    await make("far.parquet", `${far} union all select '4', 'a', timestamp '2061-12-26 23:59:59'`);
    assert.deepEqual(await said(), [["FNL5110", 5]]);
  });

  it("says that a file is damaged or cut off", async () => {
    const whole = await make(
      "whole.parquet",
      "select range as user, 'a' as event, timestamp '2026-01-01' as ts from range(10000)",
    );
    const folder = dirname(whole);
    await copyFile(whole, join(folder, "cut.parquet"));
    await truncate(join(folder, "cut.parquet"), 5000);
    assert.deepEqual(await failure(run(two, [source("cut.parquet")])), {
      code: "FNL5016",
      path: "cut.parquet",
      kind: "Parquet",
    });
    const bytes = await readFile(whole);
    const spoiled = Buffer.from(bytes);
    spoiled.fill(0xff, 100, 8000);
    await writeFile(join(folder, "spoiled.parquet"), spoiled);
    assert.equal((await failure(run(two, [source("spoiled.parquet")]))).code, "FNL5016");
    const tail = Buffer.from(bytes);
    tail.fill(0xff, bytes.length - 300, bytes.length - 8);
    await writeFile(join(folder, "tail.parquet"), tail);
    assert.equal((await failure(look("tail.parquet"))).code, "FNL5016");
    await writeFile(join(folder, "short.parquet"), "PAR1");
    assert.equal((await failure(look("short.parquet"))).code, "FNL5016");
  });
});
