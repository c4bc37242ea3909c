import assert from "node:assert/strict";
import { analyze, describeFinding, type DiagnosticCode } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import { checkBesides, codesOf, type Mistake } from "../../support/mistakes.ts";

/** What this version can't run is said besides, and isn't what these tests are about. */
const besides: readonly DiagnosticCode[] = ["FNL1025", "FNL1029"];

const data = fakeCatalog({
  "events.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 100, sign_up: 50 },
    amount: "number",
    region_id: "number",
    is_paid: "boolean",
    items: "json",
  },
  "deals.csv": {
    lead_id: "text",
    created_at: "time",
    won_at: "time",
    is_won: "boolean",
    amount: "number",
    note: "text",
    signed: { "31.01.2026": 4, "01.02.2026": 2 },
    currency: "text",
  },
  "spend.csv": {
    day: "time",
    impressions: "number",
    clicks: "number",
    spend: "number",
    ad: "text",
  },
  "regions.csv": { id: "number", name: "text", since: "time" },
  "book.xlsx": { user_id: "text", ts: "time", name: { visit: 100, sign_up: 50 } },
  "stray.csv": { a: "text", b: "number" },
  "numbered.csv": { column1: "number", column2: "time", column3: "text" },
  "app.jsonl": {
    ts: "time",
    event: { open: 3 },
    user: { keys: { plan: "text", id: "text" } },
  },
  "care.csv": { LacticAcid: "number", seen: "time", step: "text", PatientId: "number" },
});

const lines = (items: readonly string[]): string => items.map((item) => `  ${item}\n`).join("");
const inEvents = (...items: readonly string[]): string =>
  `source web from "events.csv" {\n  actor user_id\n  time ts\n  event name\n${lines(items)}}\n`;
const inRecords = (...items: readonly string[]): string =>
  `source crm from "deals.csv" as records {\n  actor lead_id\n${lines(items)}}\n`;
const inTotals = (...items: readonly string[]): string =>
  `source ads from "spend.csv" as totals {\n${lines(items)}}\n`;
const regions = 'source regions from "regions.csv" as lookup\n\n';

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "items that a shape can't have": [
    {
      text: 'source crm from "deals.csv" {\n  actor lead_id\n  ⟦stages { won: won_at }⟧\n}\n',
      code: "FNL4020",
      fixed:
        'source crm from "deals.csv" as records {\n  actor lead_id\n  stages { won: won_at }\n}\n',
    },
    {
      text: 'source ads from "spend.csv" as events {\n  ⟦totals { click: clicks }⟧\n}\n',
      code: "FNL4020",
      fixed: 'source ads from "spend.csv" as totals {\n  totals { click: clicks }\n}\n',
    },
    {
      text: inRecords("stages { won: won_at }", '⟦event "x"⟧'),
      code: "FNL4020",
      fixed: inRecords("stages { won: won_at }"),
    },
    {
      text: inTotals("totals { click: clicks }", "⟦actor ad⟧"),
      code: "FNL4020",
      fixed: inTotals("totals { click: clicks }"),
    },
    {
      text: inTotals("totals { click: clicks }", "⟦session 30 minutes⟧"),
      code: "FNL4020",
      fixed: inTotals("totals { click: clicks }"),
    },
    {
      text: 'source regions from "regions.csv" as lookup {\n  ⟦time since⟧\n  where id > 1\n}\n',
      code: "FNL4020",
      fixed: 'source regions from "regions.csv" as lookup {\n  where id > 1\n}\n',
    },
  ],
  "what a shape needs": [
    {
      text: 'source ⟦crm⟧ from "deals.csv" as records {\n  actor lead_id\n}\n',
      code: "FNL4011",
      fixed:
        'source crm from "deals.csv" as records {\n  stages { created: created_at, won: won_at }\n  actor lead_id\n}\n',
    },
    {
      text: 'source ⟦ads⟧ from "spend.csv" as totals\n',
      code: "FNL4011",
      fixed:
        'source ads from "spend.csv" as totals {\n  totals { impressions: impressions, clicks: clicks }\n}\n',
    },
    { text: 'source ⟦odd⟧ from "stray.csv"\n', code: "FNL4011" },
    {
      text: 'source ⟦log⟧ from "numbered.csv" { time column2 }\n',
      code: "FNL4011",
      fixed: 'source log from "numbered.csv" { actor column1 event column3 time column2 }\n',
    },
    {
      text: 'source ⟦app⟧ from "app.jsonl" { time ts event event }\n',
      code: "FNL4011",
      fixed: 'source app from "app.jsonl" { actor user.id time ts event event }\n',
    },
    {
      text: 'source ⟦care⟧ from "care.csv" { time seen event step }\n',
      code: "FNL4011",
      fixed: 'source care from "care.csv" { actor PatientId time seen event step }\n',
    },
    {
      text: 'connection w clickhouse { url env("A") }\nsource ⟦far⟧ from table "t" on w\n',
      code: "FNL4011",
    },
    {
      text: 'source regions from "regions.csv" as ⟦lokup⟧\n',
      code: "FNL2018",
      fixed: 'source regions from "regions.csv" as lookup\n',
    },
  ],
  "stages of rows": [
    {
      text: inRecords("stages { won: won_at, noted: ⟦note⟧ }"),
      code: "FNL3014",
      fixed: inRecords("stages { won: won_at, noted: note is not missing }"),
    },
    { text: inRecords("stages { won: won_at, more: ⟦amount + 1⟧ }"), code: "FNL3014" },
    {
      text: inRecords("stages { won: ⟦signed⟧ }"),
      code: "FNL3014",
      fixed: inRecords("stages { won: signed is not missing }"),
    },
    { text: inRecords("stages { won: won_at, ⟦won⟧: is_won }"), code: "FNL2025" },
    { text: inRecords("stages { won: won_at where ⟦amount⟧ }"), code: "FNL3002" },
    {
      text: inRecords("stages { won: ⟦won_ta⟧ }"),
      code: "FNL2004",
      fixed: inRecords("stages { won: won_at }"),
    },
  ],
  totals: [
    { text: inTotals("totals { click: clicks, ⟦click⟧: impressions }"), code: "FNL2025" },
    { text: inTotals("totals { click: ⟦ad⟧ }"), code: "FNL3015" },
    {
      text: inTotals("totals { click: ⟦click⟧ }"),
      code: "FNL2004",
      fixed: inTotals("totals { click: clicks }"),
    },
    { text: inTotals("totals { click: clicks }", "cost ⟦ad⟧"), code: "FNL3015" },
  ],
  "lists, visits and repeats": [
    { text: inEvents("each ⟦amount⟧"), code: "FNL3016" },
    { text: inEvents("session ⟦0 minutes⟧"), code: "FNL4005" },
    {
      text: inEvents("session ⟦regionid⟧"),
      code: "FNL2004",
      fixed: inEvents("session region_id"),
    },
    {
      text: inEvents("dedupe by user_id, ⟦tss⟧"),
      code: "FNL2004",
      fixed: inEvents("dedupe by user_id, ts"),
    },
    {
      text: inEvents("dedupe", "⟦dedupe by ts⟧"),
      code: "FNL4008",
      fixed: inEvents("dedupe"),
    },
  ],
  money: [
    {
      text: inEvents("value amount", 'currency ⟦"euro"⟧'),
      code: "FNL4023",
      fixed: inEvents("value amount", 'currency "EUR"'),
    },
    {
      text: inEvents("value amount", 'currency ⟦"€"⟧'),
      code: "FNL4023",
      fixed: inEvents("value amount", 'currency "EUR"'),
    },
    {
      text: inEvents("value amount", 'currency ⟦"rub"⟧'),
      code: "FNL4023",
      fixed: inEvents("value amount", 'currency "RUB"'),
    },
    { text: inEvents("value amount", 'currency ⟦"points"⟧'), code: "FNL4023" },
    { text: inEvents("value amount", "currency ⟦is_paid⟧"), code: "FNL3020" },
    { text: inEvents("value ⟦name⟧"), code: "FNL3015" },
  ],
  joins: [
    {
      text: regions + inEvents('where ⟦regions.name⟧ = "x"'),
      code: "FNL2027",
      fixed:
        regions +
        inEvents('where regions.name = "x"').replace("{", "{\n  join regions by region_id = id"),
    },
    {
      text: regions + inEvents("join ⟦region⟧ by region_id = id"),
      code: "FNL2001",
      fixed: regions + inEvents("join regions by region_id = id"),
    },
    {
      text: regions + inEvents("join regions by ⟦region_id⟧"),
      code: "FNL2026",
      fixed: regions + inEvents("join regions by region_id = id"),
    },
    {
      text: regions + inEvents("join regions by region_id = ⟦ids⟧"),
      code: "FNL2004",
      fixed: regions + inEvents("join regions by region_id = id"),
    },
    { text: regions + inEvents("join regions by region_id = ⟦since⟧"), code: "FNL3017" },
    { text: inEvents("join ⟦web⟧ by region_id"), code: "FNL4022" },
    {
      text: `${inTotals("totals { click: clicks }")}${inEvents("join ⟦ads⟧ by ts = day")}`,
      code: "FNL4021",
    },
    {
      text: regions + inEvents("join regions by region_id = id", "⟦join regions by amount = id⟧"),
      code: "FNL4030",
    },
    {
      text: regions + inEvents("join regions by region_id = id", "let ⟦regions⟧ = amount"),
      code: "FNL2022",
    },
    {
      text: regions + inEvents("join regions by region_id = id", 'where regions.⟦nam⟧ = "x"'),
      code: "FNL2004",
      fixed: regions + inEvents("join regions by region_id = id", 'where regions.name = "x"'),
    },
    {
      text: regions + inEvents("join regions by region_id = id", 'where ⟦region.nam⟧ = "x"'),
      code: "FNL2004",
      fixed: regions + inEvents("join regions by region_id = id", 'where regions.name = "x"'),
    },
    {
      text: regions + inEvents("join regions by region_id = id", "where regions.name > ⟦5⟧"),
      code: "FNL3001",
      fixed: regions + inEvents("join regions by region_id = id", 'where regions.name > "5"'),
    },
  ],
  "texts in a source": [
    {
      text: 'source web from ⟦""⟧ { actor a time b event c }\n',
      code: "FNL5036",
    },
    {
      text: 'source web from "events⟦\\n⟧ew.csv" { actor a time b event c }\n',
      code: "FNL1008",
      fixed: 'source web from "events/new.csv" { actor a time b event c }\n',
    },
    {
      text: inEvents('⟦sheet "One"⟧'),
      code: "FNL4024",
      fixed: inEvents(),
    },
    {
      text: inEvents('timezone ⟦"MSK"⟧'),
      code: "FNL3012",
      fixed: inEvents('timezone "Europe/Moscow"'),
    },
    {
      text: inEvents().replace("time ts", 'time ts format ⟦"YYYY-MM-DD HH:mm"⟧'),
      code: "FNL3011",
      fixed: inEvents().replace("time ts", 'time ts format "%Y-%m-%d %H:%M"'),
    },
    {
      text: inEvents('options { delimiter ⟦"semicolon"⟧ }'),
      code: "FNL4017",
      fixed: inEvents('options { delimiter ";" }'),
    },
    {
      text: inEvents("options { delimiter ⟦semicolon⟧ }"),
      code: "FNL1001",
      fixed: inEvents('options { delimiter ";" }'),
    },
  ],
  "what a source takes from its columns": [
    {
      text: 'source ⟦web⟧ from "events.csv"\n',
      code: "FNL4026",
      fixed: 'source web from "events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n',
    },
    {
      text: 'source ⟦web⟧ from "events.csv" {}\n',
      code: "FNL4026",
      fixed: 'source web from "events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n',
    },
    {
      text: 'source ⟦web⟧ from "events.csv" as events { actor user_id }\n',
      code: "FNL4026",
      fixed: 'source web from "events.csv" as events { time ts event name actor user_id }\n',
    },
    {
      text: 'source ⟦crm⟧ from "deals.csv" as records {\r\n  stages { won: won_at }\r\n}\r\n',
      code: "FNL4026",
      fixed:
        'source crm from "deals.csv" as records {\r\n  actor lead_id\r\n  stages { won: won_at }\r\n}\r\n',
    },
  ],
};

describe("mistakes in sources", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text), () =>
          checkBesides({ catalog: data, ...mistake }, besides),
        );
    });
});

describe("a source", () => {
  const sourcesOf = (text: string) => analyze(text, data).program.sources;

  it("of records has dates and conditions as stages", () => {
    const [crm] = sourcesOf(
      inRecords(
        'actor lead_id "deals"',
        "stages { lead: created_at, won: won_at where is_won, big: amount > 5 }",
      ).replace("  actor lead_id\n", ""),
    );
    assert.ok(crm?.shape === "records");
    assert.deepEqual(crm.actor, [["lead_id"]]);
    assert.equal(crm.actorWord, "deals");
    assert.deepEqual(
      crm.stages.map(({ event, kind, where }) => [event, kind, where !== undefined]),
      [
        ["lead", "date", false],
        ["won", "date", true],
        ["big", "condition", false],
      ],
    );
  });

  it("of totals has counts, money and perhaps a time", () => {
    const [ads] = sourcesOf(
      inTotals(
        "time day",
        "totals { impression: impressions, click: clicks }",
        "cost spend",
        'currency "EUR"',
      ),
    );
    assert.ok(ads?.shape === "totals");
    assert.deepEqual(
      ads.totals.map(({ event, column }) => [event, column]),
      [
        ["impression", ["impressions"]],
        ["click", ["clicks"]],
      ],
    );
    assert.deepEqual(ads.time, { column: ["day"] });
    assert.deepEqual(ads.cost, { kind: "column", path: ["spend"], type: "number" });
    assert.deepEqual(ads.currency, { kind: "constant", code: "EUR" });
  });

  it("has the columns of its lookups, whose types are those of their tables", () => {
    const [, web] = sourcesOf(
      regions +
        inEvents(
          "join regions by region_id = id",
          'where regions.name = "x" and regions.since < ts',
        ),
    );
    assert.ok(web?.shape === "events");
    assert.deepEqual(
      web.joins.map(({ lookup, column, key }) => [lookup, column, key]),
      [["regions", ["region_id"], ["id"]]],
    );
    assert.match(JSON.stringify(web.where), /"path":\["regions","since"\],"type":"time"/);
  });

  it("says what visits are, which rows are repeats and that each row is an actor", () => {
    const [web] = sourcesOf(
      inEvents("session 30 minutes", "dedupe by user_id, ts").replace("actor user_id", "actor row"),
    );
    assert.ok(web?.shape === "events");
    assert.deepEqual(web.actor, []);
    assert.deepEqual(web.session, { kind: "gap", gap: 1_800_000_000 });
    assert.deepEqual(web.dedupe, [["user_id"], ["ts"]]);
    const [all] = sourcesOf(inEvents("dedupe", "session region_id"));
    assert.deepEqual(all?.dedupe, []);
    assert.ok(all?.shape === "events");
    assert.deepEqual(all.session, { kind: "column", column: ["region_id"] });
  });

  it("names a sheet only of a workbook", () => {
    const text = 'source web from "book.xlsx" { sheet "One" actor user_id time ts event name }\n';
    assert.deepEqual(sourcesOf(text)[0]?.location.options, { sheet: "One" });
    assert.deepEqual(codesOf(text, data), []);
  });

  it("isn't read with options that are wrong", () => {
    const [web] = sourcesOf(inEvents('options { delimiter "semicolon" quote "\'" skip 1.5 }'));
    assert.deepEqual(web?.location.options, { quote: "'" });
  });

  it("whose path has no end is looked for nowhere", () => {
    const { needs } = analyze('source web from "some.csv {\n  actor a\n}\n', data);
    assert.deepEqual(needs, []);
  });

  it("isn't called incomplete before its table is known", () => {
    assert.deepEqual(codesOf('source web from "later.csv" {\n  actor a\n}\n', data), []);
  });

  it("runs with what is taken from its columns, and lists that", () => {
    const text =
      'source web from "events.csv" {\n}\nfunnel F {\n  stage A: visit\n  stage B: sign_up\n}\n';
    const { program, inferred } = analyze(text, data);
    assert.deepEqual(
      inferred.map(({ source, at, text: item, reason }) => [source, at, item, reason]),
      [
        ["web", 30, "actor user_id", "name"],
        ["web", 30, "time ts", "name"],
        ["web", 30, "event name", "values"],
      ],
    );
    assert.equal(program.funnels[0]?.runnable, true);
  });
});

describe("the date of a stage in another form", () => {
  it("is said with the form that is read", () => {
    const [problem] = analyze(inRecords("stages { won: signed }"), data).diagnostics;
    assert.ok(problem);
    assert.match(describeFinding(problem, "en"), /`2026-01-31`.*here is `31\.01\.2026`/);
  });
});
