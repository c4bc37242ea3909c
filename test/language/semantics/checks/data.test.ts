import { analyze, type Catalog } from "../../../../language/index.ts";
import assert from "node:assert/strict";
import { type FakeFilled, type FakeTable, fakeCatalog } from "../../../support/catalog.ts";
import {
  checkBesides,
  codesOf,
  inFunnel,
  type Mistake,
  source,
} from "../../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: payment"];

const filled: FakeFilled = {
  amount: { visit: [100, 0], sign_up: [50, 0], payment: [20, 20], refund: [3, 3] },
  channel: { visit: [100, 20], sign_up: [50, 50], payment: [20, 0], refund: [3, 0] },
  country: { visit: [100, 60], sign_up: [50, 50], payment: [20, 20], refund: [3, 3] },
  nothing: { visit: [100, 0], sign_up: [50, 0], payment: [20, 0], refund: [3, 0] },
};
const table: FakeTable = {
  user_id: "text",
  ts: { type: "time", range: ["2026-01-10T08:00:00.000000", "2026-01-20T20:00:00.000000"] },
  name: { visit: 100, sign_up: 50, payment: 20, refund: 3 },
  amount: "number",
  channel: "text",
  country: "text",
  nothing: "text",
};
const web = fakeCatalog({ "e.csv": table }, filled);

const deals = (dates: Readonly<Record<string, string>>): Catalog =>
  fakeCatalog({
    "deals.csv": {
      id: "text",
      ...Object.fromEntries(
        Object.entries(dates).map(([name, last]) => [
          name,
          { type: "time", range: ["2026-01-01T00:00:00.000000", `${last}T00:00:00.000000`] },
        ]),
      ),
      note: "text",
      IsDeleted: "boolean",
      IsWon: "boolean",
    },
  });
const records = (won: string): string =>
  `source crm from "deals.csv" as records {\n  actor id\n  stages { lead: created, won: ${won} }\n}\n`;
const planned = deals({ created: "2026-03-01", CloseDate: "2026-12-31" });

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "a column that is filled only on other rows": [
    { text: inFunnel("stage A: visit where ⟦amount⟧ > 5", "stage B: payment"), code: "FNL5121" },
    {
      text: inFunnel("stage A: (visit or sign_up) where 2 < ⟦amount⟧", "stage B: payment"),
      code: "FNL5121",
    },
    {
      text: inFunnel('where country = "DE" and lower(⟦channel⟧) = "ads"', ...rest),
      code: "FNL5121",
    },
    { text: inFunnel("where ⟦nothing⟧ is not missing", ...rest), code: "FNL5121" },
    {
      text: `${source}segment paying = amount > 5\n\nfunnel F on web {\n  segment ⟦paying⟧\n  stage A: visit\n  stage B: payment\n}\n`,
      code: "FNL5121",
    },
  ],
  "times that the data don't have": [
    { text: inFunnel("window ⟦14 days⟧", ...rest), code: "FNL5122" },
    { text: inFunnel("during ⟦2025⟧", ...rest), code: "FNL5123" },
    { text: inFunnel("during ⟦2026-01-22 ..⟧", ...rest), code: "FNL5123" },
    { text: inFunnel("during ⟦2026-01-01 .. 2026-01-07⟧", ...rest), code: "FNL5123" },
  ],
  "a split that is mostly missing": [
    { text: inFunnel(...rest, "split by ⟦channel⟧"), code: "FNL5124" },
  ],
  "dates that are plans": [
    {
      text: records("⟦CloseDate⟧"),
      code: "FNL5125",
      fixed: records("CloseDate where IsWon"),
      alternatives: [records("CloseDate where IsDeleted")],
      catalog: planned,
    },
  ],
};

describe("mistakes that the data show", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => {
          checkBesides({ catalog: web, ...mistake }, ["FNL1025"]);
        });
    });
});

describe("what the data have nothing against", () => {
  const isRight = (...lines: readonly string[]): void =>
    assert.deepEqual(codesOf(inFunnel(...lines), web), [], lines.join("\n"));

  it("is a condition on rows that have the column, or that asks for nothing", () => {
    isRight("stage A: visit", "stage B: payment where amount > 5");
    isRight("stage A: (visit or payment) where amount > 5", "stage B: payment");
  });

  it("is a condition that holds without the column", () => {
    isRight("stage A: visit where amount is missing", "stage B: payment");
    isRight("stage A: visit where not (amount > 5)", "stage B: payment");
    isRight("stage A: visit where amount != 5", "stage B: payment");
    isRight("stage A: visit where coalesce(amount, 0) < 5", "stage B: payment");
    isRight('stage A: visit where amount > 5 or country = "DE"', "stage B: payment");
    isRight("stage A: any event where amount > 5", "stage B: payment");
  });

  it("is a time within the data", () => {
    isRight("window 10 days", "during 2026-01-20 ..", ...rest);
    isRight("during last 90 days", ...rest);
  });

  it("is a split that most entries have", () => {
    isRight(...rest, "split by country");
    isRight("stage A: sign_up", "stage B: payment", "split by channel");
  });

  it("is a later date that only some rows have", () => {
    const some: Catalog = {
      ...planned,
      values(location, column) {
        const values = planned.values(location, column);
        return values && column[0] === "CloseDate"
          ? { ...values, missing: values.rows / 2 }
          : values;
      },
    };
    assert.deepEqual(codesOf(records("CloseDate"), some), []);
  });

  it("is a closing date among the others, or one with a condition", () => {
    const right = (text: string, catalog: Catalog): void =>
      assert.deepEqual(codesOf(text, catalog), []);
    right(records("CloseDate where IsWon"), planned);
    right(records("CloseDate"), deals({ created: "2026-03-01", CloseDate: "2026-03-02" }));
  });

  it("is what is known of only the first rows", () => {
    const catalog: Catalog = {
      ...web,
      values: (location, column) => {
        const known = web.values(location, column);
        return known && { ...known, rows: 2_000_000 };
      },
    };
    assert.deepEqual(codesOf(inFunnel("window 14 days", ...rest), catalog), []);
  });
});

describe("what is asked of the data", () => {
  const unknown = fakeCatalog({ "e.csv": { ...table, ts: "time" } });
  const needsOf = (...lines: readonly string[]): readonly string[] =>
    analyze(inFunnel(...lines), unknown).needs.map(
      (need) => `${need.kind} ${"column" in need ? need.column.join(".") : ""}`,
    );

  it("is only what a statement makes worth knowing", () => {
    assert.deepEqual(needsOf(...rest), []);
    assert.deepEqual(needsOf("window 14 days", ...rest), ["values ts"]);
    assert.deepEqual(needsOf(...rest, "split by channel"), ["filled channel"]);
  });
});
