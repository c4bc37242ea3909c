import assert from "node:assert/strict";
import { analyze, applyEdits, type Catalog } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import {
  afterStages,
  checkMistake,
  codesOf,
  condition,
  inFunnel,
  type Mistake,
  source,
  webEvents,
} from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const numbers = (value: string) =>
  fakeCatalog({
    "e.csv": { user_id: "text", ts: "number", name: { visit: 1 }, seen: { [value]: 3 } },
  });

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "comparing values of two kinds": [
    { text: condition("user_id = ⟦7⟧"), code: "FNL3001", fixed: condition('user_id = "7"') },
    { text: condition("day = ⟦5⟧"), code: "FNL3001", fixed: condition('day = "5"') },
    { text: condition('amount = ⟦"5"⟧'), code: "FNL3001", fixed: condition("amount = 5") },
    { text: condition('amount = ⟦"5%"⟧'), code: "FNL3001", fixed: condition("amount = 5%") },
    { text: condition('amount ⟦=⟧ "many"'), code: "FNL3001" },
    { text: condition('is_paid = ⟦"true"⟧'), code: "FNL3001", fixed: condition("is_paid = true") },
    { text: condition('is_paid = ⟦"no"⟧'), code: "FNL3001", fixed: condition("is_paid = false") },
    { text: condition("amount > 0 ⟦an⟧"), code: "FNL1014" },
    { text: condition("is_paid = ⟦1⟧"), code: "FNL3001", fixed: condition("is_paid = true") },
    {
      text: condition('ts > ⟦"2026-01-31"⟧'),
      code: "FNL3001",
      fixed: condition("ts > 2026-01-31"),
    },
    {
      text: condition('ts > ⟦"2026-01-31 09:30"⟧'),
      code: "FNL3001",
      fixed: condition("ts > 2026-01-31T09:30"),
    },
    {
      text: condition("day > ⟦2026-01-31⟧"),
      code: "FNL3001",
      fixed: condition('day > "2026-01-31"'),
    },
    { text: condition("user_id = ⟦7⟧"), code: "FNL3001", fixed: condition('user_id = "7"') },
    {
      text: condition("ts - created > ⟦3⟧"),
      code: "FNL3001",
      fixed: condition("ts - created > 3 days"),
      alternatives: [condition("ts - created > 3 hours"), condition("ts - created > 3 minutes")],
    },
    {
      text: condition('amount in (1, ⟦"2"⟧)'),
      code: "FNL3001",
      fixed: condition("amount in (1, 2)"),
    },
    {
      text: condition('amount between ⟦"1"⟧ and 2'),
      code: "FNL3001",
      fixed: condition("amount between 1 and 2"),
    },
  ],
  "what is no condition": [
    { text: condition("⟦amount⟧"), code: "FNL3002" },
    { text: condition("is_paid and ⟦channel⟧"), code: "FNL3002" },
    { text: condition("not ⟦amount⟧"), code: "FNL3002" },
    { text: `${source}segment s = ⟦lower(channel)⟧\n`, code: "FNL3002" },
  ],
  "computing with values of two kinds": [
    { text: condition("amount ⟦+⟧ channel > 3"), code: "FNL3003" },
    { text: condition("ts ⟦+⟧ created > ts"), code: "FNL3003" },
    { text: condition("⟦-channel⟧ = 3"), code: "FNL3003" },
    { text: condition('⟦amount⟧ contains "1"'), code: "FNL3004" },
    {
      text: condition("channel contains ⟦1⟧"),
      code: "FNL3004",
      fixed: condition('channel contains "1"'),
    },
  ],
  functions: [
    { text: condition('lower(⟦amount⟧) = "x"'), code: "FNL3005" },
    { text: condition("year(⟦channel⟧) = 2026"), code: "FNL3005" },
    { text: condition('⟦lower()⟧ = "x"'), code: "FNL3006" },
    { text: condition("⟦round(amount, 1, 2)⟧ = 1"), code: "FNL3006" },
    { text: condition('if(is_paid, 1, ⟦"x"⟧) = 1'), code: "FNL3007" },
    { text: condition("coalesce(channel, ⟦0⟧) = channel"), code: "FNL3007" },
    { text: condition('band(amount, 30, ⟦20⟧) = "<30"'), code: "FNL3008" },
    { text: condition('band(amount, ⟦amount⟧) = "<30"'), code: "FNL3005" },
  ],
  patterns: [
    { text: condition('channel matches ⟦"("⟧'), code: "FNL3013" },
    { text: condition('channel matches ⟦"[a"⟧'), code: "FNL3013" },
    { text: condition('channel matches ⟦"a(?=b)"⟧'), code: "FNL3013" },
    { text: condition('channel matches ⟦"(a)\\\\1"⟧'), code: "FNL3013" },
    { text: condition('channel matches ⟦"*a"⟧'), code: "FNL3013" },
  ],
  times: [
    {
      text: source.replace("time ts", "time ⟦ts⟧"),
      code: "FNL3009",
      catalog: numbers("x"),
      fixed: source.replace("time ts", 'time ts format "epoch_s"'),
      alternatives: ["epoch_ms", "epoch_us", "epoch_ns"].map((unit) =>
        source.replace("time ts", `time ts format "${unit}"`),
      ),
    },
    { text: source.replace("time ts", "time ⟦is_paid⟧"), code: "FNL3010" },
    {
      text: source.replace("time ts", 'time amount format ⟦"epoch_mss"⟧'),
      code: "FNL3011",
      fixed: source.replace("time ts", 'time amount format "epoch_ms"'),
    },
    {
      text: source.replace("}", '  timezone ⟦"berlin"⟧\n}'),
      code: "FNL3012",
      fixed: source.replace("}", '  timezone "Europe/Berlin"\n}'),
    },
    { text: source.replace("}", '  timezone ⟦"+03:00"⟧\n}'), code: "FNL3012" },
  ],
  "units of figures": [
    { text: afterStages("expect ⟦median_time(A -> B) >= 20%⟧"), code: "FNL6002" },
    { text: afterStages("expect ⟦actors(A) >= 20%⟧"), code: "FNL6002" },
    {
      text: afterStages("expect ⟦median_time(A -> B) <= 1⟧"),
      code: "FNL6002",
      fixed: afterStages("expect median_time(A -> B) <= 1 day"),
      alternatives: [
        afterStages("expect median_time(A -> B) <= 1 hour"),
        afterStages("expect median_time(A -> B) <= 1 minute"),
      ],
    },
    {
      text: afterStages("expect conversion(A -> B) >= ⟦20⟧"),
      code: "FNL6004",
      fixed: afterStages("expect conversion(A -> B) >= 20%"),
    },
    { text: afterStages("expect ⟦median_time + conversion⟧ > 1"), code: "FNL6003" },
    {
      text: afterStages("expect conversion(⟦B -> A⟧) >= 20%"),
      code: "FNL6001",
      fixed: afterStages("expect conversion(A -> B) >= 20%"),
    },
    { text: afterStages("expect conversion(⟦B -> B⟧) >= 20%"), code: "FNL6001" },
    { text: afterStages("expect ⟦actors⟧ >= 20"), code: "FNL6006" },
    {
      text: afterStages("expect conversion⟦(C)⟧ >= 20%"),
      code: "FNL6007",
      fixed: afterStages("expect conversion(A -> C) >= 20%"),
      alternatives: [afterStages("expect conversion(B -> C) >= 20%")],
    },
  ],
};

describe("mistakes in types and units", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
    });

  it("offers the unit that the numbers of a time column show", () => {
    const catalog = {
      ...webEvents,
      values: () => ({
        values: [{ value: "1769817600123", count: 1 }],
        complete: true,
        rows: 1,
        missing: 0,
      }),
    };
    checkMistake({
      text: source.replace("time ts", "time ⟦amount⟧"),
      code: "FNL3009",
      catalog,
      fixed: source.replace("time ts", 'time amount format "epoch_ms"'),
    });
  });
});

describe("values that fit together", () => {
  for (const text of [
    "is_paid",
    "not is_paid and (amount > 5 or channel is missing)",
    "ts - created > 3 days and ts < 2026-01-31T12:30 + 1 week",
    'props.device = "ios" and props.price > 5 and props.seen',
    "amount * 2 >= 10% and -amount < 1",
    'lower(trim(channel)) in ("ads", "seo")',
    "coalesce(amount, 0) between 1 and 5",
    'if(is_paid, "yes", "no") = "yes" and band(amount, -5, 30, 45.5) != "45.5+"',
    'quarter(ts) = "2026-Q1" and month(ts) = "2026-01" and week(ts) = 2026-01-05',
    "weekday(ts) in (6, 7) and hour(ts) between 9 and 18 and year(ts) = 2026",
    'as_of() - ts <= 30 days and file_name() ends with ".csv"',
    'channel matches "^(?i)a[]b]\\\\d+(?:x|y)?$" and channel not starts with "x"',
    "abs(ts - created) < 1 hour and round(amount, 2) = floor(amount)",
    '`Lead Source` not in ("a") and length(channel) > 3',
  ])
    it(text, () => {
      const seen = checkClean(condition(text));
      if (seen.length > 0) throw new Error(seen.join("\n"));
    });

  for (const text of [
    "expect conversion >= 0.2",
    "expect actors(B) / actors(A) >= 20%",
    "expect median_time(A -> C) <= 3 days when actors(C) >= 100 else warn",
    "expect conversion(A -> B) - conversion(B -> C) < 5%",
    "expect (median_time + average_time) / 2 < 2 * p90_time",
    "expect dropoff(A -> B) * 100 < 50",
  ])
    it(text, () => {
      const seen = checkClean(afterStages(text));
      if (seen.length > 0) throw new Error(seen.join("\n"));
    });

  it("says nothing of columns while the table isn't known", () => {
    const seen = checkClean(
      inFunnel('where anything = 5 and other > "x"', ...rest),
      fakeCatalog({}),
    );
    if (seen.length > 0) throw new Error(seen.join("\n"));
  });
});

function checkClean(text: string, catalog = webEvents): readonly string[] {
  return codesOf(text, catalog);
}

describe("a column of texts with decimal commas", () => {
  const withPrices = (...prices: readonly string[]): Catalog =>
    fakeCatalog({
      "e.csv": {
        user_id: "text",
        ts: "time",
        name: { visit: 5, sign_up: 3 },
        price: Object.fromEntries(prices.map((price) => [price, 3])),
      },
    });
  const prices = (comparison: string, options = ""): string =>
    inFunnel(`where ${comparison}`, ...rest).replace("{\n", `{\n${options}`);

  it("is one of numbers, which is said for the file", () => {
    const text = prices("price > 5");
    const found = analyze(text, withPrices("12,50", "-3")).diagnostics;
    assert.deepEqual(
      found.map(({ code, fixes = [] }) => [code, fixes.map((fix) => applyEdits(text, fix.edits))]),
      [["FNL3001", [prices("price > 5", '  options { decimal "," }\n')]]],
    );
  });

  it("isn't guessed of other texts", () => {
    const found = analyze(prices("price > 5"), withPrices("12,50", "free")).diagnostics;
    assert.deepEqual(
      found.map(({ code, fixes = [] }) => [code, fixes.length]),
      [["FNL3001", 1]],
    );
  });
});

describe("a time column of texts", () => {
  const withTimes = (...times: readonly string[]): Catalog =>
    fakeCatalog({
      "e.csv": {
        user_id: "text",
        ts: Object.fromEntries(times.map((time) => [time, 3])),
        name: { visit: 5 },
      },
    });

  it("needs its form said, which its values tell", () => {
    checkMistake({
      text: source.replace("time ts", "time ⟦ts⟧"),
      code: "FNL5021",
      fixed: source.replace("time ts", 'time ts format "%d.%m.%Y %H:%M"'),
      catalog: withTimes("31.01.2026 10:15", "01.02.2026 10:15"),
    });
    checkMistake({
      text: source.replace("time ts", "time ⟦ts⟧"),
      code: "FNL5020",
      fixed: source.replace("time ts", 'time ts format "%d/%m/%Y"'),
      alternatives: [source.replace("time ts", 'time ts format "%m/%d/%Y"')],
      catalog: withTimes("1/2/2026", "3/4/2026"),
    });
  });

  it("may not be one of times at all", () =>
    checkMistake({
      text: source.replace("time ts", "time ⟦ts⟧"),
      code: "FNL5021",
      catalog: withTimes("soon", "later"),
    }));

  it("has none that is said to be of another form", () => {
    const said = (form: string): string => source.replace("time ts", `time ts format ${form}`);
    checkMistake({
      text: said('⟦"%d/%m/%Y"⟧'),
      code: "FNL5022",
      fixed: said('"%d.%m.%Y %H:%M"'),
      catalog: withTimes("31.01.2026 10:15", "01.02.2026 10:15"),
    });
    checkMistake({
      text: said('⟦"epoch_s"⟧'),
      code: "FNL5022",
      fixed: said('"%d/%m/%Y"'),
      alternatives: [said('"%m/%d/%Y"')],
      catalog: withTimes("1/2/2026", "3/4/2026"),
    });
    assert.deepEqual(codesOf(said('"%d.%m.%Y"'), withTimes("n/a", "31.01.2026")), []);
  });

  it("is left to the run where some of it can be read", () =>
    assert.deepEqual(codesOf(source, withTimes("n/a", "2026-01-31 10:00")), []));
});
