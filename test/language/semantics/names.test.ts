import assert from "node:assert/strict";
import { analyze, describeFinding } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import {
  afterStages,
  checkMistake,
  condition,
  inFunnel,
  type Mistake,
  source,
} from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const stages = (...lines: readonly string[]): string => inFunnel("stage A: visit", ...lines);
const twoSources = `${source}source app from "app.csv" { actor id time seen event "open" }\n\n`;
const both = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 5, sign_up: 2 },
    channel: "text",
    amount: "number",
  },
  "app.csv": { id: "text", seen: "time", amount: "text" },
});

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  columns: [
    { text: condition('⟦chanel⟧ = "ads"'), code: "FNL2004", fixed: condition('channel = "ads"') },
    { text: condition('⟦Channel⟧ = "ads"'), code: "FNL2004", fixed: condition('channel = "ads"') },
    {
      text: condition('⟦`lead source`⟧ = "ads"'),
      code: "FNL2004",
      fixed: condition('`Lead Source` = "ads"'),
    },
    {
      text: condition('⟦prop.device⟧ = "ads"'),
      code: "FNL2004",
      fixed: condition('props.device = "ads"'),
    },
    {
      text: condition('⟦web.channel⟧ = "ads"'),
      code: "FNL2004",
      fixed: condition('channel = "ads"'),
    },
    {
      text: condition("⟦web.`Lead Source`⟧ is missing"),
      code: "FNL2004",
      fixed: condition("`Lead Source` is missing"),
    },
    { text: condition('⟦web.something⟧ = "ads"'), code: "FNL2004" },
    { text: condition('⟦something⟧ = "ads"'), code: "FNL2004" },
    {
      text: condition('⟦"Lead Source"⟧ = "ads"'),
      code: "FNL2019",
      fixed: condition('`Lead Source` = "ads"'),
    },
    { text: condition("is_paid = ⟦TRUE⟧"), code: "FNL2004", fixed: condition("is_paid = true") },
    { text: condition("channel = ⟦ads⟧"), code: "FNL2004", fixed: condition('channel = "ads"') },
    {
      text: afterStages("split by ⟦month⟧"),
      code: "FNL2004",
      fixed: afterStages("split by month(ts)"),
    },
    {
      text: afterStages("split by ⟦chanel⟧"),
      code: "FNL2004",
      fixed: afterStages("split by channel"),
    },
    {
      text: source.replace("actor user_id", "actor ⟦userid⟧"),
      code: "FNL2004",
      fixed: source,
    },
    {
      text: source.replace("time ts", "time ⟦when⟧"),
      code: "FNL2004",
      fixed: source,
      alternatives: [source.replace("time ts", "time created")],
    },
  ],
  events: [
    { text: stages("stage B: ⟦signup⟧"), code: "FNL2013", fixed: stages("stage B: sign_up") },
    {
      text: stages('stage B: ⟦"demo done"⟧'),
      code: "FNL2013",
      fixed: stages('stage B: "Demo Done"'),
    },
    { text: stages("stage B: ⟦refund⟧"), code: "FNL2014" },
    {
      text: `${source}segment s = actors with ⟦pament⟧\n\n${stages("segment s", "stage B: sign_up").slice(source.length)}`,
      code: "FNL2013",
      fixed: `${source}segment s = actors with payment\n\n${stages("segment s", "stage B: sign_up").slice(source.length)}`,
    },
  ],
  "declarations and their uses": [
    {
      text: `${source}funnel F on ⟦we⟧ {\n  stage A: visit\n  stage B: sign_up\n}\n`,
      code: "FNL2001",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: `${twoSources}funnel F on ⟦ap⟧ {\n  stage A: open\n  stage B: any event\n}\n`,
      code: "FNL2001",
      fixed: `${twoSources}funnel F on app {\n  stage A: open\n  stage B: any event\n}\n`,
      catalog: both,
    },
    {
      text: `${twoSources}funnel ⟦F⟧ {\n  stage A: any event\n  stage B: any event\n}\n`,
      code: "FNL2012",
      fixed: `${twoSources}funnel F on web {\n  stage A: any event\n  stage B: any event\n}\n`,
      alternatives: [
        `${twoSources}funnel F on app {\n  stage A: any event\n  stage B: any event\n}\n`,
      ],
      catalog: both,
    },
    { text: "funnel ⟦F⟧ {\n  stage A: visit\n  stage B: sign_up\n}\n", code: "FNL2011" },
    {
      text: `${source}funnel F on web, ⟦web⟧ {\n  stage A: visit\n  stage B: sign_up\n}\n`,
      code: "FNL2008",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: `${source}segment mobile = amount > 5\n\n${inFunnel("segment ⟦moble⟧", ...rest).slice(source.length)}`,
      code: "FNL2002",
      fixed: `${source}segment mobile = amount > 5\n\n${inFunnel("segment mobile", ...rest).slice(source.length)}`,
    },
    { text: inFunnel("segment ⟦mobile⟧", ...rest), code: "FNL2002" },
    { text: stages("stage B: ⟦app⟧.open"), code: "FNL2001" },
    {
      text: stages("stage B: ⟦app⟧.open"),
      code: "FNL2001",
      fixed: stages('stage B: "app.open"'),
      catalog: fakeCatalog({
        "e.csv": { user_id: "text", ts: "time", name: { visit: 5, "app.open": 2 } },
      }),
    },
    {
      text: `${twoSources}funnel F on web {\n  stage A: visit\n  stage B: ⟦app⟧.open\n}\n`,
      code: "FNL2010",
      catalog: both,
    },
    { text: stages("stage ⟦A⟧: sign_up"), code: "FNL2016" },
    { text: stages("stage ⟦a⟧: sign_up"), code: "FNL2017" },
    { text: stages("stage Café: sign_up", "stage ⟦Cafe\u0301⟧: payment"), code: "FNL2017" },
    {
      text: `${stages("stage B: sign_up")}\nfunnel ⟦F⟧ on web {\n  stage A: visit\n  stage B: sign_up\n}\n`,
      code: "FNL2016",
    },
    { text: `${source}${source.replace("source web", "source ⟦web⟧")}`, code: "FNL2016" },
    { text: `${source}segment s = amount > 1\nsegment ⟦s⟧ = amount > 2\n`, code: "FNL2016" },
    {
      text: source.replace("}", "  let x = amount > 1\n  let ⟦x⟧ = amount > 2\n}"),
      code: "FNL2016",
    },
  ],
  "stages in expectations": [
    {
      text: afterStages("expect conversion(⟦a⟧ -> B) > 1%"),
      code: "FNL2003",
      fixed: afterStages("expect conversion(A -> B) > 1%"),
    },
    { text: afterStages("expect actors(⟦Visit⟧) > 1"), code: "FNL2003" },
    {
      text: afterStages("expect ⟦convrsion⟧ > 1%"),
      code: "FNL2006",
      fixed: afterStages("expect conversion > 1%"),
    },
    {
      text: afterStages("expect ⟦B⟧ > 1"),
      code: "FNL6005",
      fixed: afterStages("expect actors(B) > 1"),
    },
  ],
  functions: [
    {
      text: condition('⟦lowr⟧(channel) = "a"'),
      code: "FNL2005",
      fixed: condition('lower(channel) = "a"'),
    },
    { text: condition("⟦conversion⟧(amount) > 1"), code: "FNL2007" },
    { text: condition("amount > ⟦$limit⟧"), code: "FNL2009" },
  ],
  "words of statements": [
    {
      text: inFunnel("order ⟦seqential⟧", ...rest),
      code: "FNL2018",
      fixed: inFunnel("order sequential", ...rest),
    },
    {
      text: inFunnel("window ⟦unlimted⟧", ...rest),
      code: "FNL2018",
      fixed: inFunnel("window unlimited", ...rest),
    },
    {
      text: afterStages("expect conversion > 1% else ⟦wrn⟧"),
      code: "FNL2018",
      fixed: afterStages("expect conversion > 1% else warn"),
    },
    {
      text: source.replace("{", "as ⟦evnts⟧ {"),
      code: "FNL2018",
      fixed: source.replace("{", "as events {"),
    },
    {
      text: source.replace("}", '  options { ⟦delimeter⟧ ";" }\n}'),
      code: "FNL2018",
      fixed: source.replace("}", '  options { delimiter ";" }\n}'),
    },
  ],
};

describe("mistakes in names", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
    });
});

describe("the message about an unknown column", () => {
  const messages = (text: string): string[] =>
    analyze(text, both).diagnostics.map((finding) => describeFinding(finding, "en"));
  const told = (text: string): string[] =>
    messages(text).filter((one) => one.includes("no column"));

  it("lists the columns of its source where none is near", () => {
    const unknown = twoSources.replace("actor id", "actor customer");
    assert.deepEqual(told(unknown), [
      "The source app has no column `customer`. It has `id`, `seen`, `amount`.",
    ]);
  });

  it("offers the one that is near instead", () => {
    assert.deepEqual(told(twoSources.replace("actor id", "actor ids")), [
      "The source app has no column `ids`. Did you mean `id`?",
    ]);
  });

  it("doesn't list them where a text without quotes is meant", () => {
    assert.deepEqual(told(condition("channel = wholesale")), [
      "The source web has no column `wholesale`.",
    ]);
  });
});
