import assert from "node:assert/strict";
import { isoTime } from "../../../server/engine/plan/time.ts";
import { duckdb } from "../../../server/engine/sql/duckdb.ts";
import { sql } from "../../../server/engine/sql/fragment.ts";
import { queryRows, scratchDatabase, texts } from "../../support/engine.ts";

describe("reading times", () => {
  const database = scratchDatabase();

  /** What each text is read as: an ISO time, or null. All in one statement: one must not change the next. */
  async function read(
    values: readonly string[],
    zone = "UTC",
    format?: string,
  ): Promise<(string | null)[]> {
    const time = duckdb.readTime({ value: sql`v`, stored: "text" }, zone, format);
    const rows = await queryRows(
      database(),
      sql`select case when ${duckdb.readableTime(sql`t`)} then cast(t as double) end from (select ${time} as t from ${texts(values)})`,
    );
    return rows.map(([each]) => (typeof each === "number" ? isoTime(each) : null));
  }

  const readable: readonly (readonly [string, string])[] = [
    ["2026-01-31", "2026-01-31T00:00:00Z"],
    ["2026-01-31 12:30", "2026-01-31T12:30:00Z"],
    ["2026-01-31T12:30:05", "2026-01-31T12:30:05Z"],
    ["2026-01-31T12:30:05.25", "2026-01-31T12:30:05.25Z"],
    ["2026-01-31 12:30:05.123456", "2026-01-31T12:30:05.123456Z"],
    ["2026-01-31T12:30:05.1234567Z", "2026-01-31T12:30:05.123456Z"],
    ["2026/01/31 12:30:05.000", "2026-01-31T12:30:05Z"],
    ["2026-1-3 4:05:06", "2026-01-03T04:05:06Z"],
    [" 2026-01-31", "2026-01-31T00:00:00Z"],
    ["2026-01-31 ", "2026-01-31T00:00:00Z"],
    ["2026-01-31 12:30:05Z", "2026-01-31T12:30:05Z"],
    ["2026-01-31T12:30Z", "2026-01-31T12:30:00Z"],
    ["2026-01-31T12:30:05z", "2026-01-31T12:30:05Z"],
    ["2026-01-31 12:30:05 UTC", "2026-01-31T12:30:05Z"],
    ["2026-01-31T12:30:05+03:00", "2026-01-31T09:30:05Z"],
    ["2026-01-31T12:30:05.5+0330", "2026-01-31T09:00:05.5Z"],
    ["2026-01-31 12:30:05-05", "2026-01-31T17:30:05Z"],
    ["2026-01-31 12:30:05 -0800", "2026-01-31T20:30:05Z"],
    ["2026-01-31T00:30+03:00", "2026-01-30T21:30:00Z"],
    ["2026-01-31T12:30:05.25+03:00", "2026-01-31T09:30:05.25Z"],
    ["\n2026-01-31T12:30:05-03:30", "2026-01-31T16:00:05Z"],
    ["2026-01-31T12:30:05.123Z", "2026-01-31T12:30:05.123Z"],
    ["2026-01-31T12:30:05.5 Z", "2026-01-31T12:30:05.5Z"],
    ["1970-01-01 00:00:00", "1970-01-01T00:00:00Z"],
    ["1969-12-31 23:59:59.999999", "1969-12-31T23:59:59.999999Z"],
    ["1700-01-01", "1700-01-01T00:00:00Z"],
    ["2250-12-31 23:59:59.999999", "2250-12-31T23:59:59.999999Z"],
  ];

  it("reads dates and times as ISO writes them, with an offset or without", async () => {
    assert.deepEqual(
      await read(readable.map(([written]) => written)),
      readable.map(([, time]) => time),
    );
  });

  it("reads none of what isn't a time, or none that figures can be computed from", async () => {
    const values = [
      "",
      "x",
      "01/02/2026",
      "20260131",
      "2026-13-01",
      "2026-02-30",
      "2026-01-31 23:59:60",
      "2026-01-31T12:30:05+25:00",
      "2026-01-31T12:30-19",
      "12:30",
    ];
    const distant = [
      "infinity",
      "-infinity",
      "0001-01-01",
      "1699-12-31",
      "2251-01-01",
      "9999-12-31",
      "1/2/26",
    ];
    const others = [
      "2026-01-31 12:30:05 Europe/Berlin",
      "2026-01-31 12:30:05 EST",
      "now",
      "1738326605",
    ];
    for (const value of [...values, ...distant, ...others]) {
      assert.deepEqual([value, ...(await read([value]))], [value, null]);
    }
  });

  it("is not led astray by the zone of the value before", async () => {
    assert.deepEqual(
      await read(["2026-01-31 12:00:00 EST", "2026-01-31 12:00:00+05:00", "2026-01-31 12:00:00"]),
      [null, "2026-01-31T07:00:00Z", "2026-01-31T12:00:00Z"],
    );
  });

  it("reads local times in the source's zone, the later of two, moved over a gap", async () => {
    assert.deepEqual(
      await read(
        [
          "2026-01-31 12:00",
          "2026-07-31 12:00",
          "2026-10-25 02:30",
          "2026-03-29 02:30",
          "2026-07-31T12:00Z",
        ],
        "Europe/Berlin",
      ),
      [
        "2026-01-31T11:00:00Z",
        "2026-07-31T10:00:00Z",
        "2026-10-25T01:30:00Z",
        "2026-03-29T01:30:00Z",
        "2026-07-31T12:00:00Z",
      ],
    );
  });

  it("reads a written form", async () => {
    assert.deepEqual(
      await read(["31/01/2026 04:05", "1/2/2026 16:00", "2026-01-31"], "UTC", "%d/%m/%Y %H:%M"),
      ["2026-01-31T04:05:00Z", "2026-02-01T16:00:00Z", null],
    );
    assert.deepEqual(await read(["01.07.2026"], "Europe/Moscow", "%d.%m.%Y"), [
      "2026-06-30T21:00:00Z",
    ]);
    assert.deepEqual(
      await read(
        ["2026-07-01T12:00:00+02:00", "2026-07-01T12:00:00Z"],
        "Asia/Tokyo",
        "%Y-%m-%dT%H:%M:%S%z",
      ),
      ["2026-07-01T10:00:00Z", "2026-07-01T12:00:00Z"],
    );
  });

  it("reads counts of seconds and their parts, whole and broken, before 1970 and after", async () => {
    assert.deepEqual(
      await read(["1769862605", "1769862605.25", "-1", "1e9", "x", ""], "Europe/Berlin", "epoch_s"),
      [
        "2026-01-31T12:30:05Z",
        "2026-01-31T12:30:05.25Z",
        "1969-12-31T23:59:59Z",
        "2001-09-09T01:46:40Z",
        null,
        null,
      ],
    );
    assert.deepEqual(
      await read(["1769862605123", "1769862605123.5", "99999999999999999"], "UTC", "epoch_ms"),
      ["2026-01-31T12:30:05.123Z", "2026-01-31T12:30:05.1235Z", null],
    );
    assert.deepEqual(await read(["1769862605123456", "9223372036854775807"], "UTC", "epoch_us"), [
      "2026-01-31T12:30:05.123456Z",
      null,
    ]);
    assert.deepEqual(
      await read(["1538405774195002000", "-1", "99999999999999999999"], "UTC", "epoch_ns"),
      ["2018-10-01T14:56:14.195002Z", "1969-12-31T23:59:59.999999Z", null],
    );
  });

  it("reads the types of Parquet", async () => {
    const rows = await queryRows(
      database(),
      sql`select cast(${duckdb.readTime({ value: sql`d`, stored: "date" }, "Europe/Berlin")} as double), cast(${duckdb.readTime({ value: sql`ts`, stored: "timestamp" }, "Europe/Berlin")} as double), cast(${duckdb.readTime({ value: sql`tz`, stored: "instant" }, "Europe/Berlin")} as double), cast(${duckdb.readTime({ value: sql`ns`, stored: "timestamp-ns" }, "UTC")} as double), cast(${duckdb.readTime({ value: sql`ms`, stored: "integer" }, "UTC", "epoch_ms")} as double), cast(${duckdb.readTime({ value: sql`s`, stored: "float" }, "UTC", "epoch_s")} as double), cast(${duckdb.readTime({ value: sql`day`, stored: "integer" }, "UTC", "%Y%m%d")} as double) from (select date '2026-01-31' as d, timestamp '2026-01-31 12:00:00' as ts, timestamptz '2026-01-31 12:00:00+00' as tz, timestamp_ns '1969-12-31 23:59:59.999999999' as ns, 1769862605123::bigint as ms, 1769862605.5::double as s, 20260131 as "day")`,
    );
    assert.deepEqual(
      rows[0]?.map((each) => isoTime(Number(each))),
      [
        "2026-01-30T23:00:00Z",
        "2026-01-31T11:00:00Z",
        "2026-01-31T12:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "2026-01-31T12:30:05.123Z",
        "2026-01-31T12:30:05.5Z",
        "2026-01-31T00:00:00Z",
      ],
    );
  });
});
