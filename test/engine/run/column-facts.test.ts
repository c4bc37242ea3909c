import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { desk } from "../../support/worker.ts";

describe("facts about columns", () => {
  const { write, values, filled, order, place, failure } = desk();

  async function ends(path: string, column: string): Promise<readonly (string | undefined)[]> {
    const { min, max } = await values(path, column);
    return [min, max];
  }

  async function parquet(path: string, select: string): Promise<void> {
    await write(path, "");
    const file = join(dirname(place().file), path);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`copy (${select}) to '${file}' (format parquet)`);
    connection.closeSync();
    instance.closeSync();
  }

  it("tells the ends of numbers, compared as numbers", async () => {
    await write("n.csv", "n,tiny,huge,zip\n9,1e-7,-12.50,01067\n10,0.5,1e21,10115\n,2,0,99999\n");
    assert.deepEqual(await ends("n.csv", "n"), ["9", "10"]);
    assert.deepEqual(await ends("n.csv", "tiny"), ["0.0000001", "2"]);
    assert.deepEqual(await ends("n.csv", "huge"), ["-12.5", `1${"0".repeat(21)}`]);
    // Digits that are no quantity have no range.
    assert.deepEqual(await ends("n.csv", "zip"), [undefined, undefined]);
  });

  it("tells the ends of times, those with an offset in UTC", async () => {
    await write(
      "t.csv",
      "day,at,zoned\n2026-01-31,2026-01-31 12:30:05.25,2026-01-31T00:30+01:00\n1969-12-31,1969-12-31T23:59:59.999999,2026-01-30T23:31Z\n",
    );
    assert.deepEqual(await ends("t.csv", "day"), [
      "1969-12-31T00:00:00.000000",
      "2026-01-31T00:00:00.000000",
    ]);
    assert.deepEqual(await ends("t.csv", "at"), [
      "1969-12-31T23:59:59.999999",
      "2026-01-31T12:30:05.250000",
    ]);
    assert.deepEqual(await ends("t.csv", "zoned"), [
      "2026-01-30T23:30:00.000000",
      "2026-01-30T23:31:00.000000",
    ]);
  });

  it("has no ends for texts, and none where nothing is there", async () => {
    await write("x.csv", "word,mixed,none\na,1,\nb,x,\n");
    for (const column of ["word", "mixed", "none"]) {
      assert.deepEqual(await ends("x.csv", column), [undefined, undefined], column);
    }
    assert.equal((await values("x.csv", "none")).missing, 2);
  });

  it("counts all rows, also those of values that aren't listed, and none where there are none", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `v${index},${index}`);
    await write("rows.csv", `v,n\nv7,\n,-5\n${rows.join("\n")}\n`);
    const found = await values("rows.csv", "v");
    assert.equal(found.values.length, 1000);
    assert.deepEqual(found.values[0], { value: "v7", count: 2 });
    assert.deepEqual([found.rows, found.missing, found.complete], [1502, 1, false]);
    assert.deepEqual(await ends("rows.csv", "n"), ["-5", "1499"]);
    await write("empty.csv", "v,n\n");
    assert.deepEqual(await values("empty.csv", "v"), {
      values: [],
      complete: true,
      rows: 0,
      missing: 0,
    });
  });

  it("answers for every type of column", async () => {
    await parquet(
      "types.parquet",
      `select * from (values
        (1::ubigint, 2.50::decimal(9, 2), 'nan'::double, true, date '2026-01-01', timestamptz '2026-01-01 01:00:00+01', timestamp_ns '2026-01-01 00:00:00.123456789', interval 1 day, uuid '00000000-0000-0000-0000-000000000001', [1, 2], {a: {b: 5}}, 'x'::blob, time '10:00'),
        (18446744073709551615::ubigint, -1.25::decimal(9, 2), 0.1::double, false, date '2025-01-01', timestamptz '2027-01-01', null, null, null, [3], {a: {b: 7}}, 'y'::blob, null)
      ) t(wide, money, float, flag, day, zoned, nano, length, id, list, deep, bytes, clock)`,
    );
    const path = "types.parquet";
    const wide = "18446744073709551615";
    assert.deepEqual(await ends(path, "wide"), ["1", wide]);
    assert.deepEqual(await ends(path, "money"), ["-1.25", "2.5"]);
    assert.deepEqual(await ends(path, "float"), ["0.1", "0.1"]);
    assert.deepEqual(await ends(path, "day"), [
      "2025-01-01T00:00:00.000000",
      "2026-01-01T00:00:00.000000",
    ]);
    assert.equal((await values(path, "zoned")).min, "2026-01-01T00:00:00.000000");
    assert.equal((await values(path, "nano")).min, "2026-01-01T00:00:00.123456");
    assert.deepEqual(await ends(path, "deep.a.b"), ["5", "7"]);
    for (const column of ["flag", "length", "id", "list", "deep", "bytes", "clock"]) {
      const seen = await values(path, column);
      assert.equal(seen.rows, 2, column);
      assert.deepEqual([seen.min, seen.max], [undefined, undefined], column);
    }
  });

  it("leaves values that aren't times out of the ends", async () => {
    await parquet(
      "odd.parquet",
      "select * from (values (timestamp 'infinity'), (timestamp '-infinity'), (timestamp '2026-01-01')) t(ts)",
    );
    const only = "2026-01-01T00:00:00.000000";
    assert.deepEqual(await ends("odd.parquet", "ts"), [only, only]);
  });

  it("counts the rows of each value on which another column is filled", async () => {
    await write("f.csv", "event,plan\nvisit,\nvisit,\npay,pro\npay,\nvisit,\n,free\n");
    assert.deepEqual(await filled("f.csv", "plan", "event"), [
      { value: "visit", rows: 3, filled: 0 },
      { value: "pay", rows: 2, filled: 1 },
      { value: null, rows: 1, filled: 1 },
    ]);
  });

  it("reaches into nested columns to count what is filled", async () => {
    await write(
      "f.ndjson",
      '{"event":"a","props":{"plan":{"name":"pro"}}}\n{"event":"a","props":{"plan":{"name":null}}}\n{"event":"b"}\n',
    );
    assert.deepEqual(await filled("f.ndjson", "props.plan.name", "event"), [
      { value: "a", rows: 2, filled: 1 },
      { value: "b", rows: 1, filled: 0 },
    ]);
    assert.deepEqual(await filled("f.ndjson", "event", "props.plan.name"), [
      { value: null, rows: 2, filled: 2 },
      { value: "pro", rows: 1, filled: 1 },
    ]);
  });

  it("lists the most frequent values only", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `v${index},1`);
    await write("many.csv", `v,x\nv7,\n${rows.join("\n")}\n`);
    const counts = await filled("many.csv", "x", "v");
    assert.equal(counts.length, 1000);
    assert.deepEqual(counts[0], { value: "v7", rows: 2, filled: 1 });
  });

  it("tells in which order actors do things, and how long after their first row", async () => {
    await write(
      "order.csv",
      [
        "user,ts,event",
        "1,2026-01-01 00:00:00,visit",
        "1,2026-01-01 00:01:40,pay",
        "1,2026-01-01 00:00:50,visit",
        "2,2026-01-01 10:00:00,visit",
        "2,2026-01-01 10:05:00,pay",
        "3,2026-01-01 10:00:00,visit",
        "3,never,pay",
        ",2026-01-01 10:00:00,pay",
        "4,2026-01-01 10:00:00,",
      ].join("\n"),
    );
    const columns = { actor: [["user"]], time: ["ts"], event: ["event"] };
    assert.deepEqual(await order("order.csv", columns), [
      { event: "visit", actors: 3, median: 0, late: 0, after: {} },
      // After 100 and 300 seconds: 95 % of the way between them is 290.
      { event: "pay", actors: 2, median: 200, late: 290, after: { visit: 2 } },
    ]);
    await write("epoch.csv", "a,b,ms,e\nx,1,1000,one\nx,2,9000,two\nx,1,61000,two\n");
    const composed = { actor: [["a"], ["b"]], time: ["ms"], timeFormat: "epoch_ms", event: ["e"] };
    assert.deepEqual(await order("epoch.csv", composed), [
      // Of the second actor it is the first row; of the first it comes after a minute: half of it.
      { event: "two", actors: 2, median: 30, late: 57, after: { one: 1 } },
      { event: "one", actors: 1, median: 0, late: 0, after: {} },
    ]);
    assert.equal((await failure(order("order.csv", { ...columns, time: ["at"] }))).code, "FNL5019");
  });

  it("says which column isn't there", async () => {
    await write("f2.csv", "event,plan\na,b\n");
    assert.deepEqual(await failure(filled("f2.csv", "plan", "evnt")), {
      code: "FNL5019",
      path: "f2.csv",
      column: "evnt",
      suggestion: "event",
    });
  });
});
