import assert from "node:assert/strict";
import { buildPlan } from "../../../server/engine/plan/build.ts";
import type { ScanTable } from "../../../server/engine/sql/dialect.ts";
import { duckdb } from "../../../server/engine/sql/duckdb.ts";
import { name, number, render, sql, text } from "../../../server/engine/sql/fragment.ts";
import type { ScanContext } from "../../../server/engine/sql/rows.ts";
import { writeProfile, writeTimeExample } from "../../../server/engine/sql/profile.ts";
import { writeRows } from "../../../server/engine/sql/write.ts";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  num,
  queryRows,
  scratchDatabase,
  source,
  stage,
} from "../../support/engine.ts";

const hostile = [
  '"',
  "'",
  "''",
  '"; drop table t; --',
  "a\nb",
  "\\",
  "😀",
  "%s",
  "$1",
  "`",
  "]",
  "select",
  " ",
  "a\0b",
];

describe("pieces of SQL", () => {
  const database = scratchDatabase();

  it("writes names and texts so that they stay what they are", async () => {
    for (const nasty of hostile) {
      const value = sql`select ${text(nasty)} as ${name(nasty.replaceAll("\0", ""))}`;
      const result = await database().query(render(value, duckdb));
      assert.deepEqual(result.columnNames(), [nasty.replaceAll("\0", "")]);
      assert.deepEqual(await result.getRowsJS(), [[nasty]]);
    }
  });

  it("takes nothing for a number that isn't one", () => {
    assert.equal(render(number("-12.50"), duckdb), "-12.50");
    for (const wrong of ["", "1e5", "1;", "1 or 1=1", "0x1", "--1", "1.", ".5", "NaN"])
      assert.throws(() => number(wrong));
  });

  it("runs nothing but one SELECT", async () => {
    for (const statement of [
      "select 1; select 2",
      "create table t (i int)",
      "copy (select 1) to '/tmp/x.csv'",
      "attach ':memory:' as x",
      "install httpfs",
      "set threads = 1",
      "pragma version",
      "",
    ]) {
      await assert.rejects(database().query(statement), statement);
    }
  });

  it("reads no file that isn't its own", async () => {
    for (const path of [
      "/etc/passwd",
      import.meta.filename,
      "/dev/stdin",
      "http://localhost/x.csv",
      "../package.json",
    ]) {
      await assert.rejects(
        database().query(render(sql`select * from read_text(${text(path)})`, duckdb)),
        path,
      );
      await assert.rejects(
        database().query(render(sql`select * from glob(${text(path)})`, duckdb)),
        path,
      );
    }
    await assert.rejects(database().query("select getenv('PATH')"));
  });
});

describe("the statements of a scan", () => {
  const database = scratchDatabase();

  /** A table of one's own instead of files. */
  const table = (rows: string): ScanTable => {
    const from = sql`(select unnest(j, recursive := true) from (select unnest(cast(${text(rows)} as struct(u varchar, e varchar, t varchar, c varchar, n varchar)[])) as j))`;
    const columns: Readonly<Record<string, string>> = {
      user: "u",
      event: "e",
      ts: "t",
      channel: "c",
      amount: "n",
    };
    return {
      hasStatistics: false,
      from,
      counted: from,
      fileName: sql`'x.csv'`,
      column(path) {
        const real = columns[path[0] ?? ""];
        return real === undefined ? undefined : { value: name(real), stored: "text" };
      },
    };
  };
  const context = (rows: string, more: Partial<ScanContext> = {}): ScanContext => ({
    dialect: duckdb,
    table: table(rows),
    actor: { kind: "text" },
    isClean: false,
    asOf: null,
    ...more,
  });
  const rows = `[
    {u: '1', e: 'a', t: '2026-01-01', c: 'ads', n: '5'},
    {u: '1', e: 'x', t: '2026-01-02', c: 'ads', n: '5'},
    {u: '', e: 'a', t: '2026-01-02', c: 'ads', n: '5'},
    {u: '2', e: 'b', t: 'soon', c: 'ads', n: 'many'},
    {u: '2', e: 'b', t: '2026-01-03', c: NULL, n: '0'},
    {u: '3', e: 'a', t: '2026-01-04', c: 'seo', n: NULL}]`;
  const positive = compare(column("amount", "number"), ">", num("0"), "number");
  const what = funnel(
    [
      stage("a"),
      stage("b", {
        kind: "or",
        of: [event("b"), { kind: "where", of: event("a"), condition: positive }],
      }),
    ],
    {
      splits: [{ text: "channel", span: nowhere, value: column("channel"), at: "entry" }],
    },
  );
  const plan = buildPlan(what, [source("x.csv")]);

  it("yield the rows of a stage, tagged, and the split's value where an entry may be", async () => {
    const day = Date.UTC(2026, 0, 1) * 1000;
    const statement = writeRows(plan, 0, [context(rows)]);
    const found = await (await database().query(statement)).getRowsJS();
    assert.deepEqual(found, [
      ["1", day, 3, "ads"],
      ["2", day + 2 * 86_400_000_000, 2, null],
      ["3", day + 3 * 86_400_000_000, 1, "seo"],
    ]);
  });

  it("clear the first stage where no entry may be, and leave out what comes before", async () => {
    const at = (n: number): number => Date.UTC(2026, 0, n) * 1000;
    const masks = async (more: Partial<ScanContext>): Promise<unknown> =>
      (await (await database().query(writeRows(plan, 0, [context(rows, more)]))).getRowsJS()).map(
        ([actor, , mask]) => [actor, mask],
      );
    assert.deepEqual(await masks({ entryTo: at(3) }), [
      ["1", 3],
      ["2", 2],
    ]);
    assert.deepEqual(await masks({ entryFrom: at(3) }), [
      ["2", 2],
      ["3", 1],
    ]);
    assert.deepEqual(await masks({ entryFrom: at(1), entryTo: at(1) - 1 }), [
      ["1", 2],
      ["2", 2],
    ]);
    assert.deepEqual(await masks({ cutoff: at(3) - 1 }), [["1", 3]]);
  });

  it("count what was read and what could not be", async () => {
    const { sql: statement, columns } = writeProfile(plan, 0, [context(rows)]);
    const [row] = await database().rows(statement);
    assert.deepEqual(
      columns.map(({ path, as }) => [...path, as]),
      [["amount", "number"]],
    );
    assert.equal(Number(row?.["total"]), 6);
    assert.equal(Number(row?.["without_actor"]), 1);
    assert.equal(Number(row?.["unreadable_time"]), 1);
    assert.equal(row?.["last_time"], Date.UTC(2026, 0, 4) * 1000);
    const [example] = await database().rows(writeTimeExample(plan, 0, [context(rows)]) ?? "");
    assert.equal(example?.["example"], "soon");
    assert.equal(Number(row["unreadable_0"]), 1);
  });

  it("never carry a name or a text of the user as SQL", async () => {
    for (const nasty of hostile) {
      const odd = funnel([stage("s", event(nasty))], {
        splits: [
          { text: nasty, span: nowhere, value: { kind: "text", value: nasty }, at: "entry" },
        ],
      });
      const quoted = nasty.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll('"', '\\"');
      if (nasty.includes("\0")) continue;
      const own = `[{u: '1', e: '${quoted}', t: '2026-01-01', c: NULL, n: NULL}]`;
      const statement = writeRows(buildPlan(odd, [source("x.csv")]), 0, [context(own)]);
      const [found] = await (await database().query(statement)).getRowsJS();
      assert.deepEqual([found?.[2], found?.[3]], [1, nasty], JSON.stringify(nasty));
    }
    assert.equal((await queryRows(database(), sql`select 1`)).length, 1);
  });
});
