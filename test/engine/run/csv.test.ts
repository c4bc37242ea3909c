import assert from "node:assert/strict";
import type { ReadOptions } from "../../../language/index.ts";
import { event, funnel, source, stage } from "../../support/engine.ts";
import { columnTypes, counts, desk } from "../../support/worker.ts";

const two = funnel([stage("a"), stage("b")]);

describe("reading CSV", () => {
  const { write, describe: look, values, run, failure } = desk();

  it("reads actors and events as the text that they are", async () => {
    const ids = ["007", "7", "1e5", "100000", "12345678901234567890", "12345678901234567891"];
    await write("ids.csv", `user,event,ts\n${ids.map((id) => `${id},a,2026-01-01`).join("\n")}\n`);
    const { result } = await run(funnel([stage("a")]), [source("ids.csv")]);
    assert.equal(result.entered, ids.length);
    const { values: seen } = await values("ids.csv", "user");
    assert.deepEqual(
      seen.map(({ value }) => value),
      [...ids].sort(),
    );
  });

  it("tells the types of columns by what is in them", async () => {
    await write(
      "types.csv",
      'n,f,b,d,z,t,j,e\n1,1.5,true,2026-01-01,2026-01-01T00:00Z,x,"{""os"":""ios""}",\n-2,,FALSE,2026-01-01 10:00,2026-01-01T00:00+01:00,2026-01-01x,"{}",\n',
    );
    const info = await look("types.csv");
    assert.deepEqual(columnTypes(info), {
      n: "number",
      f: "number",
      b: "boolean",
      d: "time",
      z: "time",
      t: "text",
      j: "json",
      e: "text",
    });
    assert.ok(info.kind === "table");
    assert.deepEqual(
      info.columns.map(({ zoned }) => zoned),
      [undefined, undefined, undefined, false, true, undefined, undefined, undefined],
    );
    assert.equal(info.files, 1);
  });

  it("takes postcodes, phone numbers and long ids for texts", async () => {
    await write(
      "codes.csv",
      "zip,phone,id,n,d\n01067,+4930,12345678901234567,10,0.50\n10115,+4931,12345678901234568,-0.5,0\n",
    );
    assert.deepEqual(columnTypes(await look("codes.csv")), {
      zip: "text",
      phone: "text",
      id: "text",
      n: "number",
      d: "number",
    });
  });

  const dialects: readonly (readonly [string, string, ReadOptions])[] = [
    ["commas", "user,event,ts\n1,a,2026-01-01\n1,b,2026-01-02\n", {}],
    ["semicolons", "user;event;ts\n1;a;2026-01-01\n1;b;2026-01-02\n", {}],
    [
      "semicolons beside commas in values",
      "user;event;ts;x\n1;a;2026-01-01;1,5\n1;b;2026-01-02;2,5\n",
      {},
    ],
    ["tabs", "user\tevent\tts\n1\ta\t2026-01-01\n1\tb\t2026-01-02\n", {}],
    ["bars", "user|event|ts\n1|a|2026-01-01\n1|b|2026-01-02\n", {}],
    [
      "a delimiter as written",
      "user#event#ts\n1#a#2026-01-01\n1#b#2026-01-02\n",
      { delimiter: "#" },
    ],
    ["other quotes", "user,event,ts\n'1',a,2026-01-01\n'1',b,'2026-01-02'\n", { quote: "'" }],
    ["Windows line ends", "user,event,ts\r\n1,a,2026-01-01\r\n1,b,2026-01-02\r\n", {}],
    ["old Mac line ends", "user,event,ts\r1,a,2026-01-01\r1,b,2026-01-02\r", {}],
    ["mixed line ends", "user,event,ts\r\n1,a,2026-01-01\n1,b,2026-01-02\r\n", {}],
    ["no line end at the end", "user,event,ts\n1,a,2026-01-01\n1,b,2026-01-02", {}],
    ["a byte order mark", "\ufeffuser,event,ts\n1,a,2026-01-01\n1,b,2026-01-02\n", {}],
    [
      "lines to skip",
      "Report of today\nall rows, really\nuser,event,ts\n1,a,2026-01-01\n1,b,2026-01-02\n",
      { skip: 2 },
    ],
    [
      "empty lines before the header",
      "\r\n\r\nuser,event,ts\r\n1,a,2026-01-01\r\n1,b,2026-01-02\r\n",
      {},
    ],
    ["empty lines between", "user,event,ts\n\n1,a,2026-01-01\n\n1,b,2026-01-02\n\n\n", {}],
    ["the delimiter that Excel says", "sep=#\nuser#event#ts\n1#a#2026-01-01\n1#b#2026-01-02\n", {}],
    [
      "several characters as delimiter",
      "user||event||ts\n1||a||2026-01-01\n1||b||2026-01-02\n",
      { delimiter: "||" },
    ],
    [
      "quotes that mean nothing",
      'user,event,ts,q\n1,a,2026-01-01,5" pipe\n1,b,2026-01-02,"x\n',
      { quote: "" },
    ],
    [
      "quotes after backslashes",
      'user,event,ts,q\n1,a,2026-01-01,"say \\"x\\", y"\n1,b,2026-01-02,z\n',
      {},
    ],
    ["white space around names", "user, event , ts\n1,a,2026-01-01\n1,b,2026-01-02\n", {}],
    [
      "quoted line breaks and quotes",
      'user,event,ts,note\n1,a,2026-01-01,"one\ntwo ""2"""\n1,b,2026-01-02,x\n',
      {},
    ],
    ["columns in another order", "note,ts,event,user\n,2026-01-01,a,1\n,2026-01-02,b,1\n", {}],
  ];
  for (const [title, text, options] of dialects) {
    it(`reads ${title}`, async () => {
      await write("dialect.csv", text);
      const done = await run(two, [
        source("dialect.csv", { location: { path: "dialect.csv", options } }),
      ]);
      assert.deepEqual(counts(done), [1, 1]);
      assert.deepEqual(done.result.sources[0]?.rows, {
        read: 2,
        rejected: 0,
        without_actor: 0,
        unreadable_time: 0,
        unmatched: {},
      });
    });
  }

  it("reads a file without a header", async () => {
    await write("bare.csv", "1,a,2026-01-01\n1,b,2026-01-02\n");
    const location = { path: "bare.csv", options: { header: false } };
    const done = await run(two, [
      source("bare.csv", {
        location,
        actor: [["column1"]],
        event: { kind: "column", column: ["column2"] },
        time: { column: ["column3"] },
      }),
    ]);
    assert.deepEqual(counts(done), [1, 1]);
  });

  it("keeps quotes that begin only far below the header", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},x,2026-01-01`);
    await write("late.csv", `user,event,ts\n${rows.join("\n")}\nq,"a,b",2026-01-02\n`);
    const done = await run(funnel([stage("a", event("a,b"))]), [source("late.csv")]);
    assert.deepEqual(counts(done), [1]);
  });

  it("gives a repeated name a number, and tells names that differ in case apart", async () => {
    await write("names.csv", "User,user,user,,a b\n1,2,3,4,5\n");
    assert.deepEqual(Object.keys(columnTypes(await look("names.csv"))), [
      "User",
      "user",
      "user_1",
      "column4",
      "a b",
    ]);
    assert.deepEqual((await values("names.csv", "user_1")).values, [{ value: "3", count: 1 }]);
    assert.deepEqual((await values("names.csv", "User")).values, [{ value: "1", count: 1 }]);
  });

  it("reads numbers with a decimal comma where the source says so", async () => {
    await write("comma.csv", "user;event;ts;amount\n1;a;2026-01-01;1,5\n2;a;2026-01-01;0,5\n");
    const location = { path: "comma.csv", options: { decimal: "," } };
    assert.equal(columnTypes(await look("comma.csv", location.options))["amount"], "number");
    const over = funnel([
      stage("a", {
        kind: "where",
        of: event("a"),
        condition: {
          kind: "comparison",
          operator: ">",
          as: "number",
          left: { kind: "column", path: ["amount"], type: "number" },
          right: { kind: "number", value: "1.4" },
        },
      }),
    ]);
    assert.deepEqual(counts(await run(over, [source("comma.csv", { location })])), [1]);
  });

  it("joins files by the names of their columns", async () => {
    await write("many/1.csv", "user,event,ts\n1,a,2026-01-01\n");
    await write("many/2.csv", "ts;channel;event;user\n2026-01-02;ads;b;1\n");
    const info = await look("many/*.csv");
    assert.deepEqual(Object.keys(columnTypes(info)), ["user", "event", "ts", "channel"]);
    assert.deepEqual(counts(await run(two, [source("many/*.csv")])), [1, 1]);
  });

  it("reads compressed files", async () => {
    await write("z.csv.gz", "user,event,ts\n1,a,2026-01-01\n1,b,2026-01-02\n");
    assert.deepEqual(counts(await run(two, [source("z.csv.gz")])), [1, 1]);
  });

  it("reads other encodings where the source names them", async () => {
    // "визит" and "оплата"
    const encoded: readonly (readonly [string, readonly number[], readonly number[]])[] = [
      ["windows-1251", [0xe2, 0xe8, 0xe7, 0xe8, 0xf2], [0xee, 0xef, 0xeb, 0xe0, 0xf2, 0xe0]],
      ["koi8-r", [0xd7, 0xc9, 0xda, 0xc9, 0xd4], [0xcf, 0xd0, 0xcc, 0xc1, 0xd4, 0xc1]],
      ["ibm866", [0xa2, 0xa8, 0xa7, 0xa8, 0xe2], [0xae, 0xaf, 0xab, 0xa0, 0xe2, 0xa0]],
    ];
    const russian = funnel([stage("визит"), stage("оплата")]);
    for (const [encoding, visit, paid] of encoded) {
      const bytes = Buffer.concat([
        Buffer.from("user,event,ts\n1,"),
        Buffer.from(visit),
        Buffer.from(",2026-01-01\n1,"),
        Buffer.from(paid),
        Buffer.from(",2026-01-02\n"),
      ]);
      await write("cyrillic.csv", bytes);
      const location = { path: "cyrillic.csv", options: { encoding } };
      assert.deepEqual(counts(await run(russian, [source("", { location })])), [1, 1]);
      const found = await failure(run(russian, [source("cyrillic.csv")]));
      assert.equal(found.code, "FNL5013");
      assert.equal(found["line"], 2);
    }
    const wide = "\ufeffuser,event,ts\n1,визит,2026-01-01\n1,оплата,2026-01-02\n";
    await write("wide.csv", Buffer.from(wide, "utf16le"));
    const location = { path: "wide.csv", options: { encoding: "utf-16" } };
    assert.deepEqual(counts(await run(russian, [source("", { location })])), [1, 1]);
    assert.deepEqual(await failure(look("wide.csv")), {
      code: "FNL5010",
      path: "wide.csv",
      extension: ".csv",
      content: "utf-16",
    });
    assert.deepEqual(await failure(look("wide.csv", { encoding: "klingon" })), {
      code: "FNL5014",
      encoding: "klingon",
    });
  });

  it("names the encoding that a text is likely to have", async () => {
    const text = "user,event,ts\n1,оформление заказа,2026-01-01\n2,оплата картой,2026-01-02\n";
    const cp1251 = Buffer.from(
      Array.from(text, (c) =>
        c >= "а" && c <= "я" ? c.charCodeAt(0) - 0x430 + 0xe0 : c.charCodeAt(0),
      ),
    );
    await write("guess.csv", cp1251);
    assert.equal((await failure(look("guess.csv")))["encoding"], "windows-1251");
    await write(
      "guess.csv",
      Buffer.from("user,event,ts\n1,Gebühr für Übermittlung,2026-01-01\n", "latin1"),
    );
    assert.equal((await failure(look("guess.csv")))["encoding"], "windows-1252");
  });

  it("finds a wrong encoding far below the beginning, too", async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},a,2026-01-01`).join("\n");
    await write(
      "tail.csv",
      Buffer.concat([
        Buffer.from(`user,event,ts\n${rows}\n1,`),
        Buffer.from([0xe2, 0xe8]),
        Buffer.from(",2026-01-01\n"),
      ]),
    );
    const found = await failure(run(two, [source("tail.csv")]));
    assert.deepEqual([found.code, found["line"]], ["FNL5013", 50_002]);
  });

  it("leaves out lines that aren't rows, counts them and shows the first", async () => {
    const good = Array.from({ length: 100 }, (_, i) => `${i},a,2026-01-01`);
    good.splice(50, 0, "x,a", "y,a,2026-01-01,more");
    await write("ragged.csv", `user,event,ts\n${good.join("\n")}\n`);
    const { result } = await run(funnel([stage("a")]), [source("ragged.csv")]);
    assert.equal(result.entered, 100);
    const [ledger] = result.sources;
    assert.equal(ledger?.rows.read, 102);
    assert.equal(ledger.rows.rejected, 2);
    assert.deepEqual(ledger.rejects, [
      { file: "ragged.csv", line: 52, column: "ts", reason: "fewer fields than the header" },
      { file: "ragged.csv", line: 53, column: null, reason: "more fields than the header" },
    ]);
    assert.deepEqual(
      result.diagnostics.map(({ code, args }) => [code, args["count"]]),
      [["FNL5102", 2]],
    );
  });

  it("counts the lines that an unclosed quote swallows", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},a,2026-01-01`);
    rows[90] = '90,"a,2026-01-01';
    await write("quote.csv", `user,event,ts\n${rows.join("\n")}\n`);
    const { result } = await run(funnel([stage("a")]), [source("quote.csv")]);
    assert.equal(result.entered, 90);
    assert.equal(result.sources[0]?.rows.rejected, 10);
  });

  it("refuses a file that is hardly a table", async () => {
    await write("notes.csv", `user,event,ts\n${"just words\n".repeat(500)}1,a,2026-01-01\n`);
    assert.equal((await failure(run(two, [source("notes.csv")]))).code, "FNL5026");
  });

  it("asks for the delimiter where all became one column", async () => {
    await write("odd.csv", "user#event#ts\n1#a#2026-01-01\n");
    const single = { code: "FNL5018", path: "odd.csv", column: "user#event#ts" };
    assert.deepEqual(await failure(run(two, [source("odd.csv")])), single);
    assert.deepEqual(await failure(look("odd.csv")), single);
    await write("one.csv", "user\n1\n2\n");
    assert.deepEqual(columnTypes(await look("one.csv")), { user: "number" });
  });

  it("says which column is missing and which one may be meant", async () => {
    await write("near.csv", "user_id,event,ts\n1,a,2026-01-01\n");
    assert.deepEqual(await failure(run(two, [source("near.csv", { actor: [["userid"]] })])), {
      code: "FNL5019",
      path: "near.csv",
      column: "userid",
      suggestion: "user_id",
    });
  });

  it("refuses a file of empty lines", async () => {
    for (const nothing of ["\n\n", "\ufeff", "title\n"]) {
      await write("nothing.csv", nothing);
      const options = nothing.startsWith("title") ? { skip: 1 } : {};
      assert.deepEqual(await failure(look("nothing.csv", options)), {
        code: "FNL5012",
        path: "nothing.csv",
      });
    }
  });

  it("takes a header without rows for a table without rows", async () => {
    await write("header.csv", "user,event,ts\n");
    const { result } = await run(two, [source("header.csv")]);
    assert.deepEqual([result.entered, result.conversion, result.as_of], [0, null, null]);
    assert.deepEqual(
      result.diagnostics.map(({ code }) => code),
      ["FNL5106"],
    );
    assert.deepEqual(columnTypes(await look("header.csv")), {
      user: "text",
      event: "text",
      ts: "text",
    });
  });

  it("reads very long lines and many columns", async () => {
    await write(
      "long.csv",
      `user,event,ts,x\n1,a,2026-01-01,${"y".repeat(3_000_000)}\n1,b,2026-01-02,\n`,
    );
    assert.deepEqual(counts(await run(two, [source("long.csv")])), [1, 1]);
    const names = Array.from({ length: 2000 }, (_, i) => `c${i}`);
    await write(
      "wide.csv",
      `user,event,ts,${names.join(",")}\n1,a,2026-01-01${",".repeat(2000)}\n1,b,2026-01-02${",".repeat(2000)}\n`,
    );
    assert.deepEqual(counts(await run(two, [source("wide.csv")])), [1, 1]);
    assert.equal(Object.keys(columnTypes(await look("wide.csv"))).length, 2003);
  });

  it("keeps white space, case and NUL apart in events", async () => {
    await write(
      "events.csv",
      "user,event,ts\n1,view,2026-01-01\n2, view,2026-01-01\n3,View,2026-01-01\n4,vi\0ew,2026-01-01\n",
    );
    assert.deepEqual(counts(await run(funnel([stage("view")]), [source("events.csv")])), [1]);
    assert.deepEqual(
      counts(await run(funnel([stage("nul", event("vi\0ew"))]), [source("events.csv")])),
      [1],
    );
  });
});
