import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { funnel, source, stage } from "../../support/engine.ts";
import { columnTypes, counts, desk } from "../../support/worker.ts";
import { zipped } from "../../support/zip.ts";
import { workbook } from "../../support/workbook.ts";

describe("workbooks", () => {
  const { place, describe: look, values, run, failure } = desk();
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    const file = join(dirname(place().file), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  };
  const events = (path: string, sheet?: string) =>
    source(path, {
      location: { path, options: sheet === undefined ? {} : { sheet } },
    });
  const rows = [
    ["user", "event", "ts"],
    ["007", "visit", new Date("2026-01-31T10:15:00Z")],
    ["007", "pay", new Date("2026-02-01T00:00:00Z")],
    ["1e5", "visit", new Date("2026-01-31T23:59:59Z")],
  ];

  it("reads the first sheet, or the one that is named", async () => {
    await write(
      "book.xlsx",
      workbook({ Events: rows, "Q1, 2026": [...rows, ["8", "visit", new Date("2026-03-01Z")]] }),
    );
    const stages = [stage("visit"), stage("pay")];
    assert.deepEqual(counts(await run(funnel(stages), [events("book.xlsx")])), [2, 1]);
    assert.deepEqual(counts(await run(funnel(stages), [events("book.xlsx", "Q1, 2026")])), [3, 1]);
    assert.deepEqual(await failure(look("book.xlsx", { sheet: "Event" })), {
      code: "FNL5041",
      path: "book.xlsx",
      sheet: "Event",
      suggestion: "Events",
      sheets: "Events, Q1, 2026",
    });
  });

  it("keeps what cells show: ids, dates without a zone, numbers, booleans, no errors", async () => {
    await write(
      "cells.xlsx",
      workbook({
        S: [
          [null, null, null],
          [null, "id", "n", "day", "at", "yes", "note"],
          [null, "007", 0.1 + 0.2, new Date("2026-01-31Z"), new Date("2026-01-31T10:15:20Z"), true],
          [null, "1e5", 1234567890123, null, new Date("2026-10-25T02:30:00Z"), false, 'a "b", c'],
          [null, null, null, null, null, null, null],
          [null, "12", { error: "#N/A" }, null, null, null, "  two\nlines "],
        ],
      }),
    );
    assert.deepEqual(columnTypes(await look("cells.xlsx")), {
      id: "text",
      n: "number",
      day: "time",
      at: "time",
      yes: "boolean",
      note: "text",
    });
    const shown = async (column: string): Promise<readonly string[]> =>
      (await values("cells.xlsx", column)).values.map(({ value }) => value).sort();
    assert.deepEqual(await shown("id"), ["007", "12", "1e5"]);
    assert.deepEqual(await shown("n"), ["0.3", "1234567890123"]);
    assert.deepEqual(await shown("day"), ["2026-01-31"]);
    assert.deepEqual(await shown("at"), ["2026-01-31T10:15:20", "2026-10-25T02:30:00"]);
    assert.deepEqual(await shown("yes"), ["false", "true"]);
    assert.deepEqual(await shown("note"), ["  two\nlines ", 'a "b", c']);
  });

  it("counts days from 1904 where the workbook does", async () => {
    await write("mac.xlsx", workbook({ S: [["at"], [new Date("2026-01-31T12:00:00Z")]] }, true));
    const { values: found } = await values("mac.xlsx", "at");
    assert.deepEqual(found, [{ value: "2026-01-31T12:00:00", count: 1 }]);
  });

  it("joins several workbooks by their columns", async () => {
    await write("many/a.xlsx", workbook({ S: rows }));
    await write(
      "many/b.xlsx",
      workbook({
        S: [
          ["ts", "event", "user"],
          [rows[1]?.[2], "pay", "1e5"],
        ],
      }),
    );
    const stages = [stage("visit"), stage("pay")];
    assert.deepEqual(counts(await run(funnel(stages), [events("many/*.xlsx")])), [2, 1]);
  });

  it("says why a workbook can't be read", async () => {
    const whole = workbook({ S: rows });
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      ["an empty sheet", workbook({ S: [] }), "FNL5012"],
      ["cut off", whole.subarray(0, whole.length - 30), "FNL5016"],
      ["no workbook in the archive", zipped({ "xl/nothing.xml": "<x/>" }), "FNL5016"],
      ["spoilt", spoilt(whole), "FNL5016"],
      ["old", Buffer.from("d0cf11e0a1b11ae1", "hex"), "FNL5042"],
      ["text", Buffer.from("user,event,ts\n"), "FNL5010"],
    ];
    for (const [title, bytes, code] of cases) {
      await write("bad.xlsx", bytes);
      assert.equal((await failure(look("bad.xlsx"))).code, code, title);
    }
  });

  it("unpacks no bomb", async () => {
    const big = deflateRawSync(Buffer.alloc(1024 * 1024));
    const sizes = zipped(
      { "xl/workbook.xml": "<workbook/>" },
      { packed: big, says: 1.5 * 1024 ** 3 },
    );
    await write("bomb.xlsx", sizes);
    assert.equal((await failure(look("bomb.xlsx"))).code, "FNL5043");
  });

  it("leaves the workbook as it is", async () => {
    const bytes = workbook({ S: rows });
    await write("same.xlsx", bytes);
    await run(funnel([stage("visit")]), [events("same.xlsx")]);
    assert.deepEqual(await readFile(join(dirname(place().file), "same.xlsx")), Buffer.from(bytes));
  });
});

function spoilt(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.fill(0x55, 60, Math.min(400, copy.length - 200));
  return copy;
}
