import assert from "node:assert/strict";
import { analyze, applyEdits, type Catalog, type ColumnInfo } from "../../../language/index.ts";
import { webEvents } from "../../support/mistakes.ts";

const columns: readonly ColumnInfo[] = [
  { name: "user", type: "text", nativeType: "VARCHAR" },
  { name: "seen", type: "time", nativeType: "TIMESTAMP" },
  { name: "prices", type: "json", nativeType: "DECIMAL(10,2)[]" },
  { name: "tags", type: "json", nativeType: "VARCHAR[]" },
  { name: "days", type: "json", nativeType: "DATE[]" },
  { name: "grid", type: "json", nativeType: "INTEGER[][]" },
  { name: "items", type: "json", nativeType: "STRUCT(sku VARCHAR, n INTEGER)[]" },
  { name: "list", type: "text", nativeType: "JSON" },
  {
    name: "goods",
    type: "json",
    nativeType: "JSON",
    element: {
      name: "goods",
      type: "json",
      nativeType: "JSON",
      fields: [
        { name: "sku", type: "text", nativeType: "VARCHAR" },
        { name: "price", type: "number", nativeType: "DOUBLE" },
      ],
    },
  },
  {
    name: "order",
    type: "json",
    nativeType: "STRUCT(lines VARCHAR[])",
    fields: [{ name: "lines", type: "json", nativeType: "VARCHAR[]" }],
  },
];
const catalog: Catalog = {
  ...webEvents,
  table: () => ({ kind: "table", files: 1, bytes: 1, columns }),
  values: () => undefined,
};

/** What is wrong, besides that `each` can't be run yet, with a condition on the elements of a list. */
function wrong(each: string, where: string): readonly string[] {
  const text = `source web from "e.parquet" {\n  each ${each}\n  actor user\n  time seen\n  event "buy"\n  where ${where}\n}\n`;
  return analyze(text, catalog)
    .diagnostics.map(({ code }) => code)
    .filter((code) => code !== "FNL1025");
}

describe("each", () => {
  for (const [each, where] of [
    ["prices", "prices > 5"],
    ["tags", 'tags starts with "a"'],
    ["days", "days >= 2026-01-01"],
    ["grid", "grid is not missing"],
    ["items", 'items.sku = "x" and items.n > 3'],
    ["list", 'list.sku = "x"'],
    ["order.lines", 'order.lines = "x"'],
    ["goods", 'goods.sku = "x" and goods.price > 5'],
  ] as const)
    it(`gives ${each} the type of its elements`, () => assert.deepEqual(wrong(each, where), []));

  it("checks what is done with them", () => {
    assert.deepEqual(wrong("prices", 'prices contains "x"'), ["FNL3004"]);
    assert.deepEqual(wrong("tags", "tags > 5"), ["FNL3001"]);
  });

  it("knows the keys of elements, and which was meant", () => {
    assert.deepEqual(wrong("goods", 'goods.price contains "x"'), ["FNL3004"]);
    assert.deepEqual(wrong("goods", "goods.prise > 5"), ["FNL2090"]);
    // Only some of the keys may have been seen.
    assert.deepEqual(wrong("goods", "goods.weight > 5"), []);
    // Without `each` it's the lists themselves, of which nothing is known.
    assert.deepEqual(wrong("tags", 'goods.prise = "x"'), []);
    const text =
      'source web from "e.parquet" {\n  each goods\n  actor user\n  time seen\n  event "buy"\n  where goods.prise > 5\n}\n';
    const [problem] = analyze(text, catalog).diagnostics;
    assert.ok(problem);
    assert.equal(text.slice(problem.span.start, problem.span.end), "prise");
    assert.equal(applyEdits(text, problem.fixes?.[0]?.edits ?? []), text.replace("prise", "price"));
  });

  it("needs a column of lists", () => {
    assert.deepEqual(wrong("user", "user is not missing"), ["FNL3016"]);
    assert.deepEqual(wrong("order", "order is not missing"), ["FNL3016"]);
  });
});
