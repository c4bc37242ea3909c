import assert from "node:assert/strict";
import { analyze, type Catalog } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import { checkMistake, codesOf, condition, type Mistake, source } from "../../support/mistakes.ts";

const columns = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 100, sign_up: 50 },
    channel: { ads: 3, seo: 4 },
    amount: "number",
    props: "json",
  },
});
const ends: Readonly<Record<string, readonly [min: string, max: string]>> = {
  amount: ["-5", "120.5"],
  ts: ["2026-01-01T00:00:00.000000", "2026-03-31T22:10:00.000000"],
};
const data: Catalog = {
  ...columns,
  values(location, path) {
    const [min, max] = ends[path[0] ?? ""] ?? [];
    if (min === undefined || max === undefined) return columns.values(location, path);
    return { values: [], complete: false, rows: 150, missing: 0, min, max };
  },
};

const mistakes: readonly Mistake[] = [
  {
    text: condition('channel = ⟦"adz"⟧'),
    code: "FNL5111",
    fixed: condition('channel = "ads"'),
  },
  {
    text: condition('channel in ("seo", ⟦"ADS"⟧)'),
    code: "FNL5111",
    fixed: condition('channel in ("seo", "ads")'),
  },
  { text: condition('channel != ⟦"television"⟧'), code: "FNL5111" },
  { text: `param c = "adz"\n${condition("channel = ⟦$c⟧")}`, code: "FNL5111" },
  { text: condition("⟦amount > 120.5⟧"), code: "FNL5112" },
  { text: condition("⟦amount = 1_000⟧"), code: "FNL5112" },
  { text: condition("⟦amount < -5⟧"), code: "FNL5112" },
  { text: condition("⟦amount between 200 and 300⟧"), code: "FNL5112" },
  { text: condition("⟦ts >= 2026-06-01⟧"), code: "FNL5112" },
  {
    text: condition("amount between ⟦5 and 3⟧"),
    code: "FNL4032",
    fixed: condition("amount between 3 and 5"),
  },
  {
    text: condition("ts between ⟦2026-02-01 and 2026-01-01⟧"),
    code: "FNL4032",
    fixed: condition("ts between 2026-01-01 and 2026-02-01"),
  },
  { text: condition('channel = "ads" and ⟦channel = "seo"⟧'), code: "FNL4031" },
  {
    text: condition('channel = "ads" and (amount > 5 and ⟦channel in ("seo")⟧)'),
    code: "FNL4031",
  },
  { text: condition("amount > 5 and ⟦amount < 3⟧"), code: "FNL4031" },
  { text: condition("amount > 5 and ⟦amount <= 5⟧"), code: "FNL4031" },
  { text: condition("amount between 1 and 3 and ⟦amount = 4⟧"), code: "FNL4031" },
  { text: condition('quarter(ts) = ⟦"Q1"⟧'), code: "FNL3021" },
  { text: condition('month(ts) in ("2026-01", ⟦"2026-13"⟧)'), code: "FNL3021" },
  { text: condition("weekday(ts) = ⟦0⟧"), code: "FNL3021" },
  { text: condition("hour(ts) != ⟦24⟧"), code: "FNL3021" },
  {
    text: condition('band(amount, 30, 45) = ⟦"30-44"⟧'),
    code: "FNL3021",
    fixed: condition('band(amount, 30, 45) = "30–44"'),
  },
  { text: condition('band(amount, 30, 45) in ("<30", ⟦"45"⟧)'), code: "FNL3021" },
  {
    text: condition('⟦channel = ""⟧'),
    code: "FNL3018",
    fixed: condition("channel is missing"),
  },
  {
    text: condition('⟦channel != ""⟧'),
    code: "FNL3018",
    fixed: condition("channel is not missing"),
  },
  {
    text: condition('amount = ⟦""⟧'),
    code: "FNL3001",
    fixed: condition("amount is missing"),
  },
];

describe("conditions that no row fulfils", () => {
  for (const mistake of mistakes)
    it(JSON.stringify(mistake.text.replace(source, "")), () =>
      checkMistake({ catalog: data, ...mistake }),
    );

  for (const text of [
    'channel = "ads" or channel = "seo"',
    'not (channel = "ads") and channel = "seo"',
    "amount > 5 and amount < 30",
    "amount >= 5 and amount <= 5",
    "amount = 120.5",
    "amount > 120",
    "ts >= 2026-03-31",
    "ts > 2026-04-01T12:00-05:00 or amount < 0",
    'user_id = "nobody"',
    'props.plan = "pro"',
    'lower(channel) = "x"',
    'band(amount, -5, 1.5, 2.5) in ("<-5", "-5–1.5", "1.5–2.5", "2.5+")',
    'band(amount, 1, 2) = "1"',
    'quarter(ts) = "2026-Q4" and weekday(ts) in (1, 7) and hour(ts) = 0',
    "weekday(ts) = amount",
  ])
    it(`aren't ${text}`, () => assert.deepEqual(codesOf(condition(text), data), []));

  it("aren't told from the first rows of a table that is longer", () => {
    const long: Catalog = {
      ...data,
      values: (...of) => {
        const known = data.values(...of);
        return known && { ...known, rows: 2_000_000, complete: false };
      },
    };
    assert.deepEqual(codesOf(condition('amount > 500 and channel = "adz"'), long), []);
  });

  it("still run: the data may change", () => {
    const { program } = analyze(condition('channel = "adz" and amount > 500'), data);
    assert.equal(program.funnels[0]?.runnable, true);
  });

  it("look into the lookup for a joined column, and nowhere for lists and names of values", () => {
    const text = `source regions from "r.csv" as lookup\nsource web from "e.csv" {\n  actor user_id\n  time ts\n  event name\n  join regions by amount = id\n  let kind = channel\n  where regions.name = "Norht" and kind = "x"\n}\n`;
    const both = fakeCatalog({ "r.csv": { id: "number", name: { North: 3, South: 4 } } });
    const catalog: Catalog = {
      ...data,
      table: (location) => both.table(location) ?? data.table(location),
      values: (location, path) =>
        location.path === "r.csv" ? both.values(location, path) : data.values(location, path),
    };
    assert.deepEqual(
      codesOf(text, catalog).filter((code) => !code.startsWith("FNL1025")),
      ['FNL5111 "Norht"'],
    );
  });
});
