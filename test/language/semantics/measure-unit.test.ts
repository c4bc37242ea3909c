import assert from "node:assert/strict";
import {
  combine,
  formsOf,
  incomparable,
  inForm,
  type MeasureOperator,
  type MeasureUnit,
} from "../../../language/semantics/measure-unit.ts";

const units: readonly MeasureUnit[] = ["number", "share", "duration", "money", "ratio"];

/** Each unit with each: a row for the left side, a column for the right. */
function table(operator: MeasureOperator): readonly string[] {
  return units.map((left) =>
    units
      .map((right) => {
        const combined = combine(operator, { unit: left }, { unit: right });
        return typeof combined === "string" ? "-" : combined.unit;
      })
      .join(" "),
  );
}

describe("units", () => {
  it("are added where they are alike, and with plain numbers but for durations", () => {
    const sums = [
      "number - - - number",
      "- share - - share",
      "- - duration - -",
      "- - - money money",
      "number share - money ratio",
    ];
    assert.deepEqual(table("+"), sums);
    assert.deepEqual(table("-"), sums);
  });

  it("are multiplied where at most one of them has a dimension", () => {
    assert.deepEqual(table("*"), [
      "number number duration money number",
      "number share duration money share",
      "duration duration - - duration",
      "money money - - money",
      "number share duration money ratio",
    ]);
  });

  it("cancel out in a quotient", () => {
    assert.deepEqual(table("/"), [
      "ratio number - ratio number",
      "ratio ratio - - share",
      "duration duration ratio - duration",
      "money money - ratio money",
      "ratio ratio - ratio ratio",
    ]);
  });

  it("can be compared where they can be added", () => {
    for (const left of units)
      for (const right of units) {
        const sum = combine("+", { unit: left }, { unit: right });
        const problem = incomparable({ unit: left }, { unit: right });
        assert.equal(problem, typeof sum === "string" ? sum : undefined);
      }
  });

  it("keep a currency, and refuse two", () => {
    const euros = { unit: "money", currency: "EUR" } as const;
    const dollars = { unit: "money", currency: "USD" } as const;
    assert.deepEqual(combine("+", euros, { unit: "money" }), euros);
    assert.deepEqual(combine("/", euros, { unit: "number" }), euros);
    assert.deepEqual(combine("/", euros, euros), { unit: "ratio" });
    assert.equal(combine("+", euros, dollars), "currencies");
    assert.equal(combine("/", euros, dollars), "currencies");
    assert.equal(incomparable(euros, dollars), "currencies");
  });

  it("are shown in forms that fit them, their own first", () => {
    assert.deepEqual(
      units.map((unit) => formsOf(unit)),
      [
        ["number"],
        ["percent", "number"],
        ["duration"],
        ["currency", "number"],
        ["number", "percent", "currency"],
      ],
    );
    assert.equal(inForm("ratio", "percent"), "share");
    assert.equal(inForm("ratio", "currency"), "money");
    assert.equal(inForm("share", "number"), "share");
  });
});
