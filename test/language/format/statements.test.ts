import assert from "node:assert/strict";
import { assertSame } from "./same.ts";

/** Each before and after; a text without an after stays as it is. */
type Table = readonly (readonly [before: string, after?: string])[];

function check(table: Table, wrap: (text: string) => string = (text) => text): void {
  for (const [before, after] of table) {
    it(before.trim().split("\n").slice(0, 2).join(" ⏎ ").slice(0, 90), () => {
      const { text, broken } = assertSame(wrap(before));
      assert.equal(text, `${wrap(after ?? before)}\n`);
      assert.equal(broken, false);
    });
  }
}

const inSource = (item: string): string => `source s from "x" {\n  ${item}\n}`;
const inFunnel = (item: string): string => `funnel F {\n  ${item}\n}`;

describe("formatting declarations", () => {
  check([
    [`source  web\tfrom 'a.csv'`, `source web from "a.csv"`],
    [`source web from "a.csv" as  events{}`, `source web from "a.csv" as events {}`],
    ['source `web` from "a.csv"\n{ actor a }', 'source web from "a.csv" {\n  actor a\n}'],
    ["segment mobile=device in('ios','android')", 'segment mobile = device in ("ios", "android")'],
    [
      "segment b=actors  with(a or b)at  least 2 times",
      "segment b = actors with (a or b) at least 2 times",
    ],
    [
      "segment b = actors without payment\nwhere amount>0",
      "segment b = actors without payment where amount > 0",
    ],
    ["funnel F on a,b{stage A:a stage B:b}", "funnel F on a, b {\n  stage A: a\n  stage B: b\n}"],
    ["funnel F\n  on web\n{\n\n  stage A: a\n\n}", "funnel F on web {\n  stage A: a\n}"],
    ["import  'shared/a.funnel'", 'import "shared/a.funnel"'],
    ["param `limit`=- 5", "param limit = -5"],
    ["param gap=3days", "param gap = 3 days"],
    [
      "connection wh clickhouse{url env ( 'URL' )password env('PW')}",
      'connection wh clickhouse {\n  url env("URL")\n  password env("PW")\n}',
    ],
    [
      'source s from table"events"on wh as  records',
      'source s from table "events" on wh as records',
    ],
    [
      "audience Stuck on F=reached A not  reached `B`",
      "audience Stuck on F = reached A not reached B",
    ],
    ["audience Gone on F = dropped\nafter A", "audience Gone on F = dropped after A"],
  ]);
});

describe("formatting statements of a source", () => {
  check(
    [
      ["actor a,b  'deals'", 'actor a, b "deals"'],
      ["actor props . `odd key`", "actor props.`odd key`"],
      ["time   `sent at`  format 'epoch_ms'", 'time `sent at` format "epoch_ms"'],
      ["event 'newsletter opened'", 'event "newsletter opened"'],
      ["timezone 'Europe/Berlin'", 'timezone "Europe/Berlin"'],
      ["let total=price*-pieces", "let total = price * -pieces"],
      ['options{delimiter ";"header true\nskip 2}', 'options { delimiter ";" header true skip 2 }'],
      ["options{\n}", "options {}"],
      ["actor  row'visits'", 'actor row "visits"'],
      ["each  basket . items", "each basket.items"],
      ["join regions by `region`=id", "join regions by region = id"],
      ["session 30minutes", "session 30 minutes"],
      ["cost  spend*1.2", "cost spend * 1.2"],
      ["currency 'EUR'", 'currency "EUR"'],
      ["dedupe  by a,b", "dedupe by a, b"],
      [
        "stages{lead:created_at,'won deal' :closed_at where(is_won)}",
        'stages { lead: created_at, "won deal": closed_at where (is_won) }',
      ],
      [
        "totals {\n  impression: impressions,\n  click: clicks\n}",
        "totals { impression: impressions, click: clicks }",
      ],
    ],
    inSource,
  );
});

describe("formatting statements of a funnel", () => {
  check(
    [
      ["during 2026-01-01..2026-03-31", "during 2026-01-01 .. 2026-03-31"],
      ["during 2026-01-01..", "during 2026-01-01 .."],
      ["during   2026-Q1", "during 2026-Q1"],
      ["during last 30days", "during last 30 days"],
      ["segment  `new`", "segment new"],
      ["order\n    sequential", "order sequential"],
      ["window 1_0.5   hours", "window 1_0.5 hours"],
      ["entry  first", "entry first"],
      ["stage A'Came' :a", 'stage A "Came": a'],
      ["optional   stage A:web . 'trial started'", 'optional stage A: web."trial started"'],
      ["stage A:any  event", "stage A: any event"],
      ["stage A:a or b\n  or c within 3days", "stage A: a or b or c within 3 days"],
      [
        "stage A: (a or b)where x=1 after 1 day at least 2 times",
        "stage A: (a or b) where x = 1 after 1 day at least 2 times",
      ],
      ["stage A: a\n    where x=1", "stage A: a where x = 1"],
      ["split by  band(age,30,45)top 5", "split by band(age, 30, 45) top 5"],
      ["split by channel at `Paid`", "split by channel at Paid"],
      ["expect conversion(A->B)>=20 %", "expect conversion(A -> B) >= 20%"],
      [
        "expect -(dropoff+1)<0.5 when actors( A )>=100 else warn",
        "expect -(dropoff + 1) < 0.5 when actors(A) >= 100 else warn",
      ],
      ["expect sum( amount )of Paid>1 else\nfail", "expect sum(amount) of Paid > 1 else fail"],
      ["expect conversion(A->B within 3 days)>1%", "expect conversion(A -> B within 3 days) > 1%"],
      ["expect trend  within forecast else warn", "expect trend within forecast else warn"],
      ["actor account,region 'accounts'", 'actor account, region "accounts"'],
      ["same coalesce(a,b)", "same coalesce(a, b)"],
      [
        "exit Lost'Gone':(refund or churn)where amount>0",
        'exit Lost "Gone": (refund or churn) where amount > 0',
      ],
      [
        "without refund where amount>1\nbetween `A` and B\nelse drop actor",
        "without refund where amount > 1 between A and B else drop actor",
      ],
      ["compare previous  period", "compare previous period"],
      ["compare `new`  vs old", "compare new vs old"],
      ["trend weekly   forecast 8", "trend weekly forecast 8"],
      ["note 2026-02-01'New price'", 'note 2026-02-01 "New price"'],
      ["chart\n  flow", "chart flow"],
      [
        "measure cac=cost( ads )/actors(`Paid`)as currency'EUR'",
        'measure cac = cost(ads) / actors(Paid) as currency "EUR"',
      ],
    ],
    inFunnel,
  );
});

describe("formatting studies", () => {
  const study = (keyword: string) => (items: string) =>
    `${keyword} S on F {\n${items.replaceAll(/^/gm, "  ")}\n}`;
  check(
    [
      ["where a>1"],
      ["start :a or b"],
      ["return:any  event"],
      ["every week  for 8"],
      ["split by a"],
    ].map(([before = ""], i) => {
      const after = ["where a > 1", "start: a or b", "return: any event", "every week for 8"];
      return [before, after[i] ?? before];
    }),
    study("retention"),
  );
  check(
    [
      ["variant  lower(g)", "variant lower(g)"],
      ["control'A'", 'control "A"'],
      ["goal A->`B`", "goal A -> B"],
      ["confidence 95 %", "confidence 95%"],
      ["split 'A':50,'B':50", 'split "A": 50, "B": 50'],
    ],
    study("experiment"),
  );
  check(
    [
      ["from properties (a . b,`c`) and  events", "from properties(a.b, c) and events"],
      ["from\n  events", "from events"],
      ["minimum  50 actors", "minimum 50 actors"],
    ],
    study("drivers"),
  );
  check(
    [
      ["points+10 when a>1 and b", "points +10 when a > 1 and b"],
      ["points - 5 when did a or b at least 2 times", "points -5 when did a or b at least 2 times"],
      ["learn from properties(a)", "learn from properties(a)"],
      ["from column  vendor.score", "from column vendor.score"],
      ["grades A>=60,B>=30,`C`", "grades A >= 60, B >= 30, C"],
    ],
    study("score"),
  );
  check(
    [
      ["stage A+10%", "stage A + 10%"],
      ["stage `B`=25 %", "stage B = 25%"],
    ],
    study("scenario"),
  );
});

describe("formatting conditions", () => {
  check(
    [
      ["a=1 and not b", "a = 1 and not b"],
      ["not(a)or(b)", "not (a) or (b)"],
      ["a-b*c/d+-1-(-2)", "a - b * c / d + -1 - (-2)"],
      ["a is\nnot   missing", "a is not missing"],
      ["a not in(1,2)", "a not in (1, 2)"],
      ["a between 1and 2", "a between 1 and 2"],
      ["a starts  with 'x'or b contains'y'", 'a starts with "x" or b contains "y"'],
      ["as_of( )-ts<=30days", "as_of() - ts <= 30 days"],
      ["$limit>a and true=b", "$limit > a and true = b"],
      ["ts>=2026-01-01T12:30+03:00", "ts >= 2026-01-01T12:30+03:00"],
      ["coalesce(lower( a ),'x')!='y'", 'coalesce(lower(a), "x") != "y"'],
    ].map(
      ([before = "", after = ""]) => [`segment s = ${before}`, `segment s = ${after}`] as const,
    ),
  );
});

describe("formatting strings and names", () => {
  check(
    [
      [String.raw`'it\'s'`, String.raw`"it's"`],
      [String.raw`'say "hi"'`],
      [String.raw`"say \"hi\""`, String.raw`'say "hi"'`],
      [String.raw`'"\''`, String.raw`"\"'"`],
      [String.raw`"\"''"`],
      [String.raw`'\u{1F600}\n\t\\'`, String.raw`"\u{1F600}\n\t\\"`],
      [String.raw`'\\'`, String.raw`"\\"`],
    ].map(([before = "", after]) => [`event ${before}`, `event ${after ?? before}`] as const),
    inSource,
  );
  check(
    [
      ["`plain`", "plain"],
      ["`Этап_1`", "Этап_1"],
      ["`Lead Source`"],
      ["`1st`"],
      ["`a\\`b`"],
      // Keywords stay in their backticks, hard and soft, as do words for missing values.
      ["`and`"],
      ["`stage`"],
      ["`days`"],
      ["`null`"],
      ["`NaN`"],
    ].map(
      ([before = "", after]) =>
        [`segment s = ${before} = 1`, `segment s = ${after ?? before} = 1`] as const,
    ),
  );
});

describe("formatting long statements", () => {
  const long = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `"value number ${i}"`);
  const entries = Array.from({ length: 6 }, (_, i) => `stage_${i}: stage_${i}_at`);
  const columns = Array.from({ length: 6 }, (_, i) => `quite_a_long_column_${i}`);

  check([
    [
      `source s from "x" {\n  stages { ${entries.join(", ")} where is_won }\n}`,
      `source s from "x" {\n  stages {\n    ${entries.join(",\n    ")} where is_won\n  }\n}`,
    ],
    [
      `source s from "x" {\n  totals { ${entries.join(", ")}, z: z }\n}`,
      `source s from "x" {\n  totals {\n    ${entries.join(",\n    ")},\n    z: z\n  }\n}`,
    ],
    [
      `drivers D on F {\n  from properties(${columns.join(", ")}) and events\n}`,
      `drivers D on F {\n  from properties(\n    ${columns.join(",\n    ")}\n  ) and events\n}`,
    ],
    [
      `score S on F {\n  points +10 when did sign_up where channel = "newsletter" and region_country = "Germany" at least 2 times\n}`,
      `score S on F {\n  points +10\n    when did sign_up\n    where channel = "newsletter" and region_country = "Germany"\n    at least 2 times\n}`,
    ],
    [
      `funnel F {\n  without refund where channel = "newsletter" and amount > 100 between Activation and Revenue else drop actor\n}`,
      `funnel F {\n  without refund\n    where channel = "newsletter" and amount > 100\n    between Activation and Revenue\n    else drop actor\n}`,
    ],
    [
      `segment s = device in (${long(6).join(", ")})`,
      `segment s = device in (\n${long(6)
        .map((text) => `  ${text}`)
        .join(",\n")}\n)`,
    ],
    [
      'segment s = device = "a phone" and (country = "Germany" or country = "Austria") and amount > 1_000_000',
      'segment s = device = "a phone"\n  and (country = "Germany" or country = "Austria")\n  and amount > 1_000_000',
    ],
    [
      'segment s = a = "the first" and b = "the second" or c = "the third" and d = "the fourth" or eeeeee = 5',
      'segment s = a = "the first" and b = "the second"\n  or c = "the third" and d = "the fourth"\n  or eeeeee = 5',
    ],
    [
      `segment s = actors with (payment or refund) where method in ("card", "invoice", "cash") at least 3 times`,
      `segment s = actors with (payment or refund)\n  where method in ("card", "invoice", "cash")\n  at least 3 times`,
    ],
    [
      `funnel F on first_source_with_a_name, second_source_with_a_name, third_source_with_a_name, fourth_source {\n  stage A: a\n}`,
      `funnel F on first_source_with_a_name,\n    second_source_with_a_name,\n    third_source_with_a_name,\n    fourth_source {\n  stage A: a\n}`,
    ],
  ]);
  check(
    [
      [
        'stage Paid "Paid at last": payment where amount > 0 and currency = "EUR" and method = "card" within 3 days',
        'stage Paid "Paid at last": payment\n    where amount > 0 and currency = "EUR" and method = "card"\n    within 3 days',
      ],
      [
        'stage Paid "Paid at last": payment or payment_by_invoice or payment_by_card or payment_by_another_way',
        'stage Paid "Paid at last": payment\n    or payment_by_invoice\n    or payment_by_card\n    or payment_by_another_way',
      ],
      [
        'split by if(amount >= 1_000 and currency = "EUR", "large European orders", "small or other orders") top 5',
        'split by if(\n    amount >= 1_000 and currency = "EUR",\n    "large European orders",\n    "small or other orders"\n  ) top 5',
      ],
      [
        "expect conversion(The_first_stage -> The_second_stage) >= 20% when actors(The_first_stage) >= 100 else warn",
        "expect conversion(The_first_stage -> The_second_stage) >= 20%\n    when actors(The_first_stage) >= 100\n    else warn",
      ],
      [
        // A keyword at the start of a line passes for a statement where there are errors.
        `where ${"x".repeat(60)} in ("a", source, "b", order, count, "c", time, "d")`,
        `where ${"x".repeat(60)} in (\n    "a", source,\n    "b", order, count,\n    "c", time,\n    "d"\n  )`,
      ],
    ],
    inFunnel,
  );
  check(
    [
      [
        `actor customer_identifier, card_number_hash, household_identifier, loyalty_programme_number, x "customers"`,
        `actor customer_identifier,\n    card_number_hash,\n    household_identifier,\n    loyalty_programme_number, x "customers"`,
      ],
      [
        `options { delimiter ";" decimal "," encoding "windows-1251" header true skip 2 quote "the longest" }`,
        `options {\n    delimiter ";"\n    decimal ","\n    encoding "windows-1251"\n    header true\n    skip 2\n    quote "the longest"\n  }`,
      ],
    ],
    inSource,
  );

  it("fit a line of a hundred columns, and no longer one", () => {
    const text = `segment s = ${"a".repeat(80)} and b`;
    assert.equal(text.length, 98);
    assert.equal(assertSame(`${text}cd`).text, `${text}cd\n`);
    assert.equal(assertSame(`${text}cde`).text, `segment s = ${"a".repeat(80)}\n  and bcde\n`);
    assert.equal(assertSame(`segment s = ${"a".repeat(80)}\n  and bcd`).text, `${text}cd\n`);
  });
});
