import assert from "node:assert/strict";
import { funnelMarkdown } from "../../server/report/markdown.ts";
import { sheetsEn } from "../../server/report/messages/sheets-en.ts";
import { sheetsRu } from "../../server/report/messages/sheets-ru.ts";
import { delimited } from "../../server/report/sheets/delimited.ts";
import { resultSheets } from "../../server/report/sheets/index.ts";
import type { Sheet } from "../../server/report/sheets/sheet.ts";
import { reportFunnel } from "../../server/report/words.ts";
import { cases } from "./sample-cases.ts";
import { sampleResult, signup } from "./sample-results.ts";

const column = (title: string) => ({ key: title, title, isShare: false });

describe("tables for spreadsheets", () => {
  it("have the figures of the result with all their digits", () => {
    const { result } = sampleResult(signup);
    const [stages] = resultSheets(result, "en");
    const count = stages.columns.findIndex(({ key }) => key === "count");
    const share = stages.columns.findIndex(({ key }) => key === "conversion_from_previous");
    assert.deepEqual(
      stages.rows.map((row) => [row[count], row[share]]),
      result.stages.map((stage) => [stage.count, stage.conversion_from_previous]),
    );
    assert.ok(stages.columns[share]?.isShare);
  });

  it("have headings for all that results have, in both languages", () => {
    assert.deepEqual(Object.keys(sheetsRu.headings), Object.keys(sheetsEn.headings));
    for (const sample of Object.values(cases)) {
      const { result } = sample();
      const splits = new Set((result.splits ?? []).flatMap(({ by }) => Object.keys(by)));
      for (const sheet of resultSheets(result, "ru")) {
        for (const { key } of sheet.columns) {
          assert.ok(splits.has(key) || key in sheetsRu.headings, `${sheet.title}: ${key}`);
        }
        for (const row of sheet.rows) assert.equal(row.length, sheet.columns.length);
      }
    }
  });

  it("say reasons and states in words, of all and of groups alike", () => {
    const { result } = cases["a split of five"]();
    const stages = result.stages.map((stage, at) =>
      at === 1
        ? { ...stage, ledger: { exit: { Refund: 3 }, open: 2, other: 5, nothing: 7 } }
        : stage,
    );
    const splits = (result.splits ?? []).slice(0, 1).map((split) => ({
      ...split,
      stages: split.stages.map((stage, at) =>
        at === 1 ? { ...stage, ledger: { exit: {}, open: 2, rest: 12 } } : stage,
      ),
    }));
    const said = (parts: typeof result, locale: "en" | "ru") => {
      const sheet = resultSheets(parts, locale).find(
        ({ title }) => title === (locale === "en" ? "Why they stopped" : "Почему остановились"),
      );
      const [reason = 0, count = 0] = ["reason", "count"].map(
        (key) => sheet?.columns.findIndex((each) => each.key === key) ?? 0,
      );
      return sheet?.rows.map((row) => [row[reason], row[count]]);
    };
    assert.deepEqual(said({ ...result, stages, splits: [] }, "en"), [
      ["left by Refund", 3],
      ["still has time", 2],
      ["did something else", 5],
      ["did nothing more", 7],
    ]);
    assert.deepEqual(said({ ...result, stages, splits }, "ru"), [
      ["вышел через Refund", 3],
      ["ещё есть время", 2],
      ["так и не сделал этого", 12],
      ["ещё есть время", 2],
      ["так и не сделал этого", 12],
    ]);
    const expectations = [
      { line: 3, text: "actors > 1", actual: 0, expected: 1, unit: "share", status: "fail" },
    ] as const;
    const [held] =
      resultSheets({ ...result, expectations }, "en")
        .find(({ title }) => title === "Expectations")
        ?.rows.map((row) => row.filter((cell) => typeof cell === "string")) ?? [];
    assert.deepEqual(held, ["actors > 1", "share", "fails"]);
  });

  const hostile: Sheet = {
    title: "Hostile",
    columns: [column("Name"), column("Count")],
    rows: [
      ["=1+1", -0.5],
      ['a "b", c', 2],
      ["@x\ty\nz", null],
      ["-cmd", 1e21],
      ["plain;text", 0.1],
    ],
  };

  it("leave nothing for a spreadsheet to compute, and no number a text", () => {
    assert.equal(
      delimited(hostile, { separator: ",", decimal: "." }),
      `Name,Count\n'=1+1,-0.5\n"a ""b"", c",2\n"'@x\ty\nz",\n'-cmd,1e+21\nplain;text,0.1\n`,
    );
    assert.equal(
      delimited(hostile, { separator: ";", decimal: "," }).split("\n").at(-2),
      '"plain;text";0,1',
    );
    assert.equal(
      delimited(hostile, { separator: "\t", decimal: "," }),
      `Name\tCount\n'=1+1\t-0,5\na "b", c\t2\n'@x y z\t\n'-cmd\t1e+21\nplain;text\t0,1\n`,
    );
  });
});

describe("a result in Markdown", () => {
  it("has the words of the report, whatever stands in its names", () => {
    const { result, funnel } = cases["hostile names"]();
    const report = reportFunnel(result, funnel, "en");
    const markdown = funnelMarkdown(report);
    assert.ok(!/<img|\]\(/.test(markdown.replaceAll(/\\./g, "")), markdown);
    const table = markdown.split("\n").filter((line) => line.startsWith("|"));
    const cells = table.map((line) => line.replaceAll(/\\./g, "").split("|").length);
    assert.equal(new Set(cells.slice(0, result.stages.length + 2)).size, 1);
    for (const { count } of report.stages) assert.ok(markdown.includes(` ${count} |`));
  });
});
