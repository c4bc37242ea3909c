import assert from "node:assert/strict";
import { analyze, applyEdits, type Catalog, type TableInfo } from "../../../language/index.ts";
import { looksLikeData } from "../../../language/semantics/headerless.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import { checkMistake, codesOf, source, webEvents } from "../../support/mistakes.ts";

const single: TableInfo = {
  kind: "failure",
  code: "FNL5018",
  args: { path: "e.csv", column: "user_id;ts;name" },
};
/** The file as one column, unless it is read with semicolons. */
const semicolons: Catalog = {
  ...webEvents,
  table: (location) => (location.options.delimiter === ";" ? webEvents.table(location) : single),
};
const withOptions = (text: string): string => source.replace("}", `  options { ${text} }\n}`);

describe("what a table says of its source", () => {
  it("the delimiter that is missing", () =>
    checkMistake({
      text: source.replace('"e.csv"', '⟦"e.csv"⟧'),
      code: "FNL5018",
      fixed: source.replace("{\n", '{\n  options { delimiter ";" }\n'),
      catalog: semicolons,
    }));

  it("the delimiter that is missing among other options", () =>
    checkMistake({
      text: withOptions("header true").replace('"e.csv"', '⟦"e.csv"⟧'),
      code: "FNL5018",
      fixed: withOptions('delimiter ";" header true'),
      catalog: semicolons,
    }));

  it("a delimiter that is another", () =>
    checkMistake({
      text: withOptions('delimiter ⟦","⟧'),
      code: "FNL5037",
      fixed: withOptions('delimiter ";"'),
      catalog: semicolons,
    }));

  it("nothing more of a delimiter that is none", () =>
    checkMistake({
      text: withOptions('delimiter ⟦"semicolon"⟧'),
      code: "FNL4017",
      fixed: withOptions('delimiter ";"'),
      catalog: semicolons,
    }));

  const cyrillic: TableInfo = {
    kind: "failure",
    code: "FNL5013",
    args: { path: "e.csv", line: 1, encoding: "windows-1251" },
  };
  const inWindows1251: Catalog = {
    ...webEvents,
    table: (location) =>
      location.options.encoding === "windows-1251" ? webEvents.table(location) : cyrillic,
  };

  it("the encoding that is missing", () =>
    checkMistake({
      text: source.replace('"e.csv"', '⟦"e.csv"⟧'),
      code: "FNL5013",
      fixed: source.replace("{\n", '{\n  options { encoding "windows-1251" }\n'),
      catalog: inWindows1251,
    }));

  it("an encoding that is another", () =>
    checkMistake({
      text: withOptions('encoding "utf-8"').replace('"e.csv"', '⟦"e.csv"⟧'),
      code: "FNL5013",
      fixed: withOptions('encoding "windows-1251"'),
      catalog: inWindows1251,
    }));

  it("names that several columns have", () => {
    const catalog: Catalog = {
      ...webEvents,
      table(location) {
        const table = webEvents.table(location);
        return table?.kind === "table" ? { ...table, repeated: ["name", "ts"] } : table;
      },
    };
    const { diagnostics, program } = analyze(source, catalog);
    const [found] = diagnostics;
    assert.ok(found?.code === "FNL5113" && diagnostics.length === 1);
    assert.equal(found.args.names, "`name`, `ts`");
    assert.equal(program.sources.length, 1);
  });
});

describe("a file without a header", () => {
  const catalog = fakeCatalog({
    "e.csv": { "17": "number", "2026-01-01 10:00:00": "time", visit: "text", ads: "text" },
  });
  const text = `${source}funnel F on web {\n  where channel = "ads"\n  stage A: visit\n  stage B: pay\n}\n`;

  it("is one mistake, not one a column", () => {
    assert.deepEqual(codesOf(text, catalog), ['FNL5038 "e.csv"']);
    const { program, diagnostics } = analyze(text, catalog);
    assert.equal(program.funnels[0]?.runnable, false);
    const edits = diagnostics[0]?.fixes?.[0]?.edits ?? [];
    assert.ok(applyEdits(text, edits).includes("{\n  options { header false }\n  actor user_id"));
  });

  it("tells nothing of who, when and what", () => {
    const { inferred, diagnostics } = analyze('source web from "e.csv"\n', catalog);
    assert.deepEqual(inferred, []);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["FNL5038"],
    );
  });

  for (const [names, expected] of [
    [["17", "2026-01-01", "visit"], true],
    [["a@example.org", "12.5"], true],
    [["user", "2026-01-01"], true],
    [["country", "2020", "2021", "2022"], false],
    [["user", "ts", "1"], false],
    [["user", "event"], false],
    [["5"], false],
  ] as const)
    it(`${names.join(", ")} ${expected ? "are" : "aren't"} data`, () =>
      assert.equal(looksLikeData(names), expected));
});
