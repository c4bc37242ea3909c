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

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "numbers, dates and durations": [
    {
      text: condition("amount > ⟦5 EUR⟧"),
      code: "FNL1050",
      fixed: condition("amount > 5"),
    },
    {
      text: afterStages("expect conversion > ⟦20pct⟧"),
      code: "FNL1050",
      fixed: afterStages("expect conversion > 20%"),
    },
    {
      text: condition("amount > ⟦2.5k⟧"),
      code: "FNL1050",
      fixed: condition("amount > 2500"),
    },
    {
      text: inFunnel("during ⟦2026-1-31⟧ ..", ...rest),
      code: "FNL1010",
      fixed: inFunnel("during 2026-01-31 ..", ...rest),
    },
    {
      text: inFunnel("during ⟦31.01.2026⟧ ..", ...rest),
      code: "FNL1010",
      fixed: inFunnel("during 2026-01-31 ..", ...rest),
    },
    {
      text: condition("ts > ⟦2026-01-31 9:30⟧"),
      code: "FNL1010",
      fixed: condition("ts > 2026-01-31T09:30"),
    },
    {
      text: condition("amount > ⟦1000-10⟧"),
      code: "FNL1011",
      fixed: condition("amount > 1000 - 10"),
    },
    { text: condition("amount > ⟦10-5⟧"), code: "FNL1011", fixed: condition("amount > 10 - 5") },
    { text: inFunnel("during ⟦2026-02-30⟧ ..", ...rest), code: "FNL1012" },
    {
      text: inFunnel("during ⟦2026-01-01⟧", ...rest),
      code: "FNL1001",
      fixed: inFunnel("during 2026-01-01 ..", ...rest),
    },
    {
      text: inFunnel("during 2026-01-01 ⟦to⟧ 2026-02-01", ...rest),
      code: "FNL1001",
      fixed: inFunnel("during 2026-01-01 .. 2026-02-01", ...rest),
    },
    {
      text: inFunnel("during 2026-01-01 ⟦–⟧ 2026-02-01", ...rest),
      code: "FNL1001",
      fixed: inFunnel("during 2026-01-01 .. 2026-02-01", ...rest),
    },
    {
      text: inFunnel('during ⟦"2026-01-01"⟧ .. "2026-02-01"', ...rest),
      code: "FNL1001",
      fixed: inFunnel("during 2026-01-01 .. 2026-02-01", ...rest),
    },
    {
      text: inFunnel("during ⟦from⟧ 2026-01-01 to 2026-02-01", ...rest),
      code: "FNL1001",
      fixed: inFunnel("during 2026-01-01 .. 2026-02-01", ...rest),
    },
    { text: inFunnel("during ⟦2026-0⟧", ...rest), code: "FNL1011" },
    {
      text: inFunnel("window⟦:⟧ 14 days", ...rest),
      code: "FNL1001",
      fixed: inFunnel("window 14 days", ...rest),
    },
    {
      text: inFunnel("during last ⟦month⟧", ...rest),
      code: "FNL1001",
      fixed: inFunnel("during last 30 days", ...rest),
    },
    {
      text: inFunnel("window ⟦2 months⟧", ...rest),
      code: "FNL1013",
      fixed: inFunnel("window 60 days", ...rest),
    },
    {
      text: inFunnel("window ⟦1 year⟧", ...rest),
      code: "FNL1013",
      fixed: inFunnel("window 365 days", ...rest),
    },
    {
      text: inFunnel("window 14 ⟦dyas⟧", ...rest),
      code: "FNL1014",
      fixed: inFunnel("window 14 days", ...rest),
    },
    {
      text: inFunnel("window 14⟦d⟧", ...rest),
      code: "FNL1014",
      fixed: inFunnel("window 14 days", ...rest),
    },
    {
      text: inFunnel("window 14 ⟦дней⟧", ...rest),
      code: "FNL1014",
      fixed: inFunnel("window 14 days", ...rest),
    },
    { text: condition("amount > ⟦1e5⟧"), code: "FNL1024", fixed: condition("amount > 100000") },
    {
      text: condition("amount > ⟦1.000.000⟧"),
      code: "FNL1024",
      fixed: condition("amount > 1000000"),
    },
    { text: condition("amount > ⟦1,5⟧"), code: "FNL1024", fixed: condition("amount > 1.5") },
    {
      text: condition("quarter(ts) = ⟦2026-Q1⟧"),
      code: "FNL1028",
      fixed: condition('quarter(ts) = "2026-Q1"'),
    },
  ],
  "quotes and characters": [
    {
      text: inFunnel("⟦ｗｉｎｄｏｗ⟧ 14 days", ...rest),
      code: "FNL1015",
      fixed: inFunnel("window 14 days", ...rest),
    },
    {
      text: inFunnel("window ⟦１４⟧ days", ...rest),
      code: "FNL1050",
      fixed: inFunnel("window 14 days", ...rest),
    },
    {
      text: inFunnel("window 14 days ⟦#⟧ don't ask", ...rest),
      code: "FNL1051",
      fixed: inFunnel("window 14 days // don't ask", ...rest),
    },
    { text: condition("channel = ⟦“ads”⟧"), code: "FNL1006", fixed: condition('channel = "ads"') },
    { text: condition("channel = ⟦«ads»⟧"), code: "FNL1006", fixed: condition('channel = "ads"') },
    { text: stages('stage B ⟦"Signed⟧'), code: "FNL1003" },
    { text: stages("stage B⟦：⟧ sign_up"), code: "FNL1009", fixed: stages("stage B: sign_up") },
    {
      text: afterStages("expect conversion(A ⟦–>⟧ B) > 1%"),
      code: "FNL1009",
      fixed: afterStages("expect conversion(A -> B) > 1%"),
    },
    { text: condition('channel = ⟦"ads⟧'), code: "FNL1003", fixed: condition('channel = "ads"') },
    { text: condition("⟦`is_paid⟧"), code: "FNL1003", fixed: condition("`is_paid`") },
    {
      text: stages('stage B: ⟦"sign_up where amount > 0⟧'),
      code: "FNL1003",
      fixed: stages('stage B: "sign_up" where amount > 0'),
    },
    {
      text: condition('day = ⟦"1 and amount > 0⟧'),
      code: "FNL1003",
      fixed: condition('day = "1" and amount > 0'),
      alternatives: [condition('day = "1 and amount > 0"')],
    },
    {
      text: condition('⟦`Lead Source = "ads"⟧'),
      code: "FNL1003",
      fixed: condition('`Lead Source` = "ads"'),
    },
    {
      text: condition("(channel = ⟦'ads)⟧"),
      code: "FNL1003",
      fixed: condition("(channel = 'ads')"),
    },
    {
      text: condition('channel in ("ads", ⟦"seo)⟧'),
      code: "FNL1003",
      fixed: condition('channel in ("ads", "seo")'),
    },
    {
      text: stages('stage B ⟦"Signed up: sign_up⟧'),
      code: "FNL1003",
      fixed: stages('stage B "Signed up": sign_up'),
    },
    {
      text: source.replace('"e.csv" {', '⟦"e.csv {⟧'),
      code: "FNL1003",
      fixed: source,
    },
    {
      text: condition('day = "a⟦\\q⟧"'),
      code: "FNL1008",
      fixed: condition('day = "a\\\\q"'),
    },
    {
      text: stages("stage B⟦\u0000⟧: sign_up"),
      code: "FNL1007",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: stages("stage B⟦\u200B⟧: sign_up"),
      code: "FNL1007",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: stages("stage B⟦\uD800⟧: sign_up"),
      code: "FNL1007",
      fixed: stages("stage B: sign_up"),
    },
    { text: `${source}⟦/* ⟧never closed`, code: "FNL1004", fixed: `${source}/* never closed */` },
  ],
};

describe("mistakes in values and characters", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
    });
});
