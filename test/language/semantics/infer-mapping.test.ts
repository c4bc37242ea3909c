import assert from "node:assert/strict";
import type { ColumnInfo, ColumnType, ColumnValues } from "../../../language/index.ts";
import { inferMapping } from "../../../language/semantics/infer-mapping.ts";

/** `name: type` each; a type with digits after it is a column of numbers, or texts, of these values. */
function infer(table: Readonly<Record<string, ColumnType | readonly string[]>>): string {
  const columns = Object.entries(table).map(([name, type]): ColumnInfo => {
    const own = typeof type === "string" ? type : /^\d+$/.test(type[0] ?? "") ? "number" : "text";
    return { name, type: own, nativeType: "" };
  });
  const values = new Map<string, ColumnValues>();
  for (const [name, known] of Object.entries(table)) {
    if (typeof known === "string") continue;
    const counted = [...new Set(known)].map((value) => ({
      value,
      count: known.filter((other) => other === value).length,
    }));
    values.set(name, { values: counted, complete: true, rows: known.length, missing: 0 });
  }
  const { found } = inferMapping(columns, ["actor", "time", "event"], [], values);
  return found
    .map(({ part, column, format, reason }) =>
      [part, column, ...(format === undefined ? [] : [format]), reason].join(" "),
    )
    .join(", ");
}

describe("who, when and what, told from columns", () => {
  for (const [name, table, expected] of [
    [
      "the usual names",
      { id: "number", user_id: "number", created_at: "time", event_name: "text" },
      "actor user_id name, time created_at name, event event_name name",
    ],
    [
      "names in any case and with spaces",
      { "Client ID": "text", "Event Time": "time", ACTION: "text" },
      "actor Client ID name, time Event Time name, event ACTION name",
    ],
    [
      "a case where nobody is named",
      { "Case ID": "text", Activity: "text", "Complete Timestamp": "time" },
      "actor Case ID name, time Complete Timestamp name, event Activity name",
    ],
    [
      "no actor by ways to reach people",
      {
        contact: Array.from({ length: 300 }, (_, index) => (index % 2 ? "phone" : "mail")),
        ts: "time",
        event: "text",
      },
      "time ts name, event event name",
    ],
    [
      "Russian names",
      { Клиент: "text", "Дата и время": "time", Событие: "text" },
      "actor Клиент name, time Дата и время name, event Событие name",
    ],
    [
      "the likelier of several",
      {
        email: "text",
        user_id: "text",
        date: "time",
        timestamp: "time",
        type: "text",
        event: "text",
      },
      "actor user_id name, time timestamp name, event event name",
    ],
    [
      "an only column of times, whatever it is called",
      { visitor: "text", zeit: "time", event: "text" },
      "actor visitor name, time zeit type, event event name",
    ],
    ["none of several columns of times", { a: "time", b: "time" }, ""],
    ["no time that is a text", { timestamp: "text" }, ""],
    [
      "times that are numbers, by their size",
      { user: "text", ts: ["1767225600000", "1767225700000"], event: "text" },
      "actor user name, time ts epoch_ms name, event event name",
    ],
    [
      "times that are texts of one form",
      { клиент: "text", дата: ["31.01.2026 10:15", "01.02.2026 9:00"], событие: "text" },
      "actor клиент name, time дата %d.%m.%Y %H:%M name, event событие name",
    ],
    [
      "days before months, and months before days, where one is over 12",
      { date: ["1/2/2026", "13/2/2026"] },
      "time date %d/%m/%Y name",
    ],
    ["no date that could be two days", { date: ["1/2/2026", "3/4/2026"] }, ""],
    ["no time of texts that are none", { date: ["soon", "later"] }, ""],
    ["no time of numbers from another age", { ts: ["5", "6"] }, ""],
    [
      "names that could be of anything only where few values stand on many rows",
      { status: ["a", "b", "a", "b", "a"], name: "text" },
      "event status values",
    ],
    ["no event of names of people", { name: ["Ann", "Ben", "Cem"] }, ""],
    ["no actor that is a time", { user: "time", b: "time" }, ""],
  ] as const)
    it(name, () => assert.equal(infer(table), expected));

  it("asks for values only where they decide", () => {
    const column = (name: string, type: ColumnType): ColumnInfo => ({ name, type, nativeType: "" });
    const ask = (...columns: readonly ColumnInfo[]): readonly string[] =>
      inferMapping(columns, ["actor", "time", "event"], [], new Map()).wanted;
    assert.deepEqual(ask(column("ts", "number"), column("name", "text")), ["ts", "name"]);
    assert.deepEqual(
      ask(column("ts", "time"), column("event", "text"), column("name", "text")),
      [],
    );
  });

  it("takes the first rows of a long table for all of it, if they hold few values", () => {
    const columns = [{ name: "name", type: "text" as const, nativeType: "" }];
    const known = (count: number): ColumnValues => ({
      values: [
        { value: "visit", count },
        { value: "pay", count: 500_000 },
      ],
      complete: false,
      rows: 2_000_000,
      missing: 0,
    });
    const infer = (values: ColumnValues) =>
      inferMapping(columns, ["event"], [], new Map([["name", values]])).found.length;
    assert.equal(infer(known(1_500_000)), 1);
    assert.equal(infer(known(3_000)), 0);
  });

  it("takes no column twice", () => {
    const columns = [{ name: "event", type: "text" as const, nativeType: "" }];
    assert.deepEqual(inferMapping(columns, ["event"], ["event"], new Map()).found, []);
  });
});
