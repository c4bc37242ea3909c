import assert from "node:assert/strict";
import { analyze } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import {
  analyzeFigures,
  checkFigures,
  measuresOf,
  overActors,
  overTotals,
  problemsOf,
} from "../../support/figures.ts";
import type { Mistake } from "../../support/mistakes.ts";

const measure = (text: string): string => overActors(`measure m = ${text}`);

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "names of figures": [
    ...["conversion_rate", "cr", "CVR", "convertion"].map((word) => ({
      text: measure(`⟦${word}⟧`),
      code: "FNL2006" as const,
      fixed: measure("conversion"),
    })),
    { text: measure("⟦churn⟧"), code: "FNL2006", fixed: measure("dropoff") },
    {
      text: measure("⟦average⟧(amount) of Paid"),
      code: "FNL2006",
      fixed: measure("avg(amount) of Paid"),
    },
    { text: measure("⟦wealth⟧"), code: "FNL2006" },
    { text: measure("⟦round⟧(conversion, 2)"), code: "FNL2055" },
    { text: measure("⟦SignUp⟧"), code: "FNL6005", fixed: measure("actors(SignUp)") },
    {
      text: overActors("measure revenue = 1", "measure m = ⟦revenu⟧ * 2"),
      code: "FNL2006",
      fixed: overActors("measure revenue = 1", "measure m = revenue * 2"),
    },
  ],
  "figures that are meant": [
    {
      text: measure("⟦count(Paid)⟧"),
      code: "FNL6013",
      fixed: measure("actors(Paid)"),
      alternatives: [measure("count of Paid")],
    },
    {
      text: measure("⟦count at Paid⟧"),
      code: "FNL6013",
      fixed: measure("actors(Paid)"),
      alternatives: [measure("count of Paid")],
    },
    {
      text: measure("⟦count(payment)⟧"),
      code: "FNL6013",
      fixed: measure("actors(Paid)"),
      alternatives: [measure("count of Paid")],
    },
    { text: measure("⟦median⟧"), code: "FNL6013", fixed: measure("median_time") },
    {
      text: measure("⟦avg⟧(Visit -> Paid)"),
      code: "FNL6013",
      fixed: measure("average_time(Visit -> Paid)"),
    },
    { text: measure("⟦ctr⟧"), code: "FNL4094", fixed: measure("conversion") },
    {
      text: overTotals("measure m = ⟦ctr⟧"),
      code: "FNL6007",
      fixed: overTotals("measure m = ctr(Seen -> Click)"),
    },
  ],
  "how figures are written": [
    {
      text: measure("⟦Visit -> Paid⟧"),
      code: "FNL1050",
      fixed: measure("conversion(Visit -> Paid)"),
    },
    { text: measure("⟦actors Paid⟧"), code: "FNL1050", fixed: measure("actors(Paid)") },
    {
      text: measure("conversion⟦(Visit, Paid)⟧"),
      code: "FNL6007",
      fixed: measure("conversion(Visit -> Paid)"),
    },
    {
      text: measure("conversion⟦(SignUp)⟧"),
      code: "FNL6007",
      fixed: measure("conversion(Visit -> SignUp)"),
    },
    { text: measure("⟦actors⟧"), code: "FNL6006" },
    { text: measure("⟦actors at Paid⟧"), code: "FNL6006", fixed: measure("actors(Paid)") },
    { text: measure("⟦ltv⟧"), code: "FNL6008" },
    { text: measure("⟦ltv(amount, mark)⟧"), code: "FNL6008" },
    {
      text: overActors("exit Lost: invite", "measure m = ⟦win_rate(Paid)⟧"),
      code: "FNL6008",
      fixed: overActors("exit Lost: invite", "measure m = win_rate"),
    },
    {
      text: measure("⟦sum(amount)⟧"),
      code: "FNL4090",
      fixed: measure("sum(amount) of Paid"),
      alternatives: [measure("sum(amount) of Survey"), measure("sum(amount) of SignUp")],
    },
    {
      text: measure("⟦sum(Paid.amount)⟧"),
      code: "FNL4090",
      fixed: measure("sum(amount) of Paid"),
    },
    {
      text: measure("sum(amount) of ⟦payment⟧"),
      code: "FNL2003",
      fixed: measure("sum(amount) of Paid"),
    },
    {
      text: measure("share(is_paid) ⟦of⟧ Paid"),
      code: "FNL4091",
      fixed: measure("share(is_paid) at Paid"),
    },
    { text: measure("conversion ⟦at Paid⟧"), code: "FNL4091", fixed: measure("conversion") },
    {
      text: measure("median_time(Visit -> Paid within ⟦3 days⟧)"),
      code: "FNL4092",
      fixed: measure("median_time(Visit -> Paid)"),
    },
    {
      text: measure("actors(Paid within ⟦3 days⟧)"),
      code: "FNL4092",
      fixed: measure("actors(Paid)"),
    },
    {
      text: overActors("measure a = 1", "measure m = ⟦a(Paid)⟧"),
      code: "FNL6009",
      fixed: overActors("measure a = 1", "measure m = a"),
    },
    { text: measure("conversion(⟦Paid -> Paid⟧)"), code: "FNL6001" },
    {
      text: measure("conversion(⟦Paid -> Visit⟧)"),
      code: "FNL6001",
      fixed: measure("conversion(Visit -> Paid)"),
    },
    {
      text: measure("sum(amount) of ⟦Piad⟧"),
      code: "FNL2003",
      fixed: measure("sum(amount) of Paid"),
    },
  ],
  "values of rows": [
    { text: measure("sum(⟦channel⟧) of Paid"), code: "FNL3033" },
    {
      text: measure("sum(⟦is_paid⟧) of Paid"),
      code: "FNL3033",
      fixed: measure("share(is_paid) at Paid"),
      alternatives: [measure("sum(if(is_paid, 1, 0)) of Paid")],
    },
    {
      text: measure("count(⟦amount > 100⟧) of Paid"),
      code: "FNL3036",
      fixed: measure("share(amount > 100) at Paid"),
      alternatives: [measure("sum(if(amount > 100, 1, 0)) of Paid")],
    },
    { text: measure("max(⟦ts⟧) at Paid"), code: "FNL3033" },
    { text: measure("csat(⟦mark⟧) at Survey"), code: "FNL3002" },
    {
      text: measure("avg(⟦amuont⟧) of Paid"),
      code: "FNL2004",
      fixed: measure("avg(amount) of Paid"),
    },
    { text: measure("nps(⟦channel⟧) at Survey"), code: "FNL3033" },
    { text: measure("nps(mark, ⟦5, 1⟧) at Survey"), code: "FNL3035" },
    { text: measure("nps(mark, ⟦amount, 5⟧) at Survey"), code: "FNL3035" },
  ],
  "what figures need": [
    {
      text: overTotals("measure m = actors(⟦Seen⟧)"),
      code: "FNL4093",
      fixed: overTotals("measure m = count of Seen"),
    },
    { text: overTotals("measure m = sum(spend) of ⟦Click⟧"), code: "FNL4093" },
    { text: overTotals("measure m = median_time(⟦Click -> Visit⟧)"), code: "FNL4093" },
    {
      text: measure("ctr(⟦Visit⟧ -> Paid)"),
      code: "FNL4094",
      fixed: measure("conversion(Visit -> Paid)"),
    },
    { text: measure("cost(⟦web⟧)"), code: "FNL4095", fixed: measure("cost(ads)") },
    { text: measure("value(⟦sohp⟧)"), code: "FNL2001", fixed: measure("value(shop)") },
    {
      text: measure("⟦bounce_rate⟧"),
      code: "FNL4096",
      fixed: measure("bounce_rate").replace(
        "  event name\n",
        "  event name\n  session 30 minutes\n",
      ),
    },
    { text: measure("⟦win_rate⟧"), code: "FNL4097" },
  ],
  units: [
    { text: measure("⟦conversion + 3 days⟧"), code: "FNL6003" },
    {
      text: measure("⟦median_time + 3⟧"),
      code: "FNL6003",
      fixed: measure("median_time + 3 days"),
      alternatives: [measure("median_time + 3 hours"), measure("median_time + 3 minutes")],
    },
    { text: measure("⟦cost(ads) * cost(ads)⟧"), code: "FNL6003" },
    { text: measure("⟦cost(ads) + value(shop)⟧"), code: "FNL3030" },
    {
      text: measure("median_time ⟦as number⟧"),
      code: "FNL3031",
      fixed: measure("median_time as duration"),
    },
    {
      text: measure("conversion ⟦as duration⟧"),
      code: "FNL3031",
      fixed: measure("conversion as percent"),
      alternatives: [measure("conversion as number")],
    },
    {
      text: measure("conversion as ⟦procent⟧"),
      code: "FNL2018",
      fixed: measure("conversion as percent"),
    },
    {
      text: measure("sum(amount) of Paid as ⟦EUR⟧"),
      code: "FNL2018",
      fixed: measure('sum(amount) of Paid as currency "EUR"'),
    },
    {
      text: measure('sum(amount) of Paid as currency ⟦"euro"⟧'),
      code: "FNL4023",
      fixed: measure('sum(amount) of Paid as currency "EUR"'),
    },
    {
      text: measure('cost(ads) ⟦as currency "USD"⟧'),
      code: "FNL3030",
      fixed: measure('cost(ads) as currency "EUR"'),
    },
    {
      text: `param when = 2026-01-01\n\n${measure("actors(Paid) + ⟦$when⟧")}`,
      code: "FNL3034",
    },
  ],
  "names of measures": [
    { text: overActors("measure ⟦conversion⟧ = 1"), code: "FNL2051" },
    { text: overActors("measure m = 1", "measure ⟦m⟧ = 2"), code: "FNL2016" },
    { text: overActors("measure mine = 1", "measure ⟦Mine⟧ = 2"), code: "FNL2017" },
    { text: overActors("measure ⟦a⟧ = a + 1"), code: "FNL4099" },
    {
      text: overActors("measure m = c * 2", "measure ⟦a⟧ = b", "measure b = -(c)", "measure c = a"),
      code: "FNL4099",
    },
  ],
};

describe("mistakes in measures", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.split("stage Paid: payment\n")[1] ?? mistake.text), () =>
          checkFigures(mistake),
        );
    });

  it("name all the measures of a ring", () => {
    const text = overActors("measure a = b", "measure b = c", "measure c = a");
    const { diagnostics } = analyzeFigures(text);
    const ring = diagnostics.find(({ code }) => code === "FNL4099");
    assert.deepEqual(
      [ring?.span, ...(ring?.related ?? []).map(({ span }) => span)].map((span) =>
        text.slice(span?.start, span?.end),
      ),
      ["a", "b", "c"],
    );
  });
});

describe("times", () => {
  const records = (lead: string, ...items: readonly string[]): string =>
    `source crm from "crm.csv" as records {\n  actor id\n  stages { lead: ${lead}, won: is_won }\n${items.map((item) => `  ${item}\n`).join("")}}\n\n`;
  const funnel = (measure: string): string =>
    `funnel F on crm {\n  stage Lead: lead\n  stage Won: won\n  measure m = ${measure}\n}\n`;
  const catalog = fakeCatalog({
    "crm.csv": { id: "text", created: "time", is_new: "boolean", is_won: "boolean" },
  });

  it("aren't to be had of conditions without a time", () => {
    for (const [written, marked] of [
      ["median_time", "⟦median_time⟧"],
      ["p90_time(Lead -> Won)", "⟦p90_time(Lead -> Won)⟧"],
      ["sales_cycle", "⟦sales_cycle⟧"],
    ] as const) {
      checkFigures({ text: records("created") + funnel(marked), code: "FNL4120", catalog });
      // With a time of the rows there is one for each.
      const { diagnostics } = analyze(
        records("created", "time created") + funnel(written),
        catalog,
      );
      assert.ok(!diagnostics.some(({ code }) => code === "FNL4120"));
    }
    const { diagnostics } = analyze(records("is_new") + funnel("conversion"), catalog);
    assert.ok(!diagnostics.some(({ code }) => code === "FNL4120"));
  });
});

describe("several rings of measures", () => {
  it("are each said once, with what leads to them left alone", () => {
    const text = overActors(
      "measure a = b",
      "measure b = a + c",
      "measure c = d",
      "measure d = c",
      "measure e = d",
    );
    assert.deepEqual(problemsOf(text), ["FNL4099 a", "FNL4099 c"]);
  });
});

describe("measures", () => {
  it("have the unit of what they compute, and the form that goes with it", () => {
    const lines = [
      "measure rate = conversion(Visit -> Paid)",
      "measure waiting = median_time(Visit -> Paid) * 2",
      "measure spent = cost(ads)",
      "measure cac = spent / actors(Paid)",
      "measure revenue = sum(amount) of Paid",
      'measure income = revenue as currency "EUR"',
      "measure roas = income / spent",
      "measure per_visit = actors(Paid) / actors(Visit) as percent",
      "measure left = 1 - rate",
      "measure days = median_time / 1 day",
      "measure age = avg(ts - created) at Paid",
      "measure buyers = count(amount) of Paid",
    ];
    assert.deepEqual(problemsOf(overActors(...lines)), []);
    assert.deepEqual(
      measuresOf(overActors(...lines)).map(({ name, unit, currency = "", format }) =>
        `${name} ${unit} ${currency} ${format}`.replace("  ", " "),
      ),
      [
        "rate share percent",
        "waiting duration duration",
        "spent money EUR currency",
        "cac money EUR currency",
        "revenue ratio number",
        "income money EUR currency",
        "roas ratio number",
        "per_visit share percent",
        "left share percent",
        "days ratio number",
        "age duration duration",
        "buyers number number",
      ],
    );
  });

  it("may be used before they are made, and unused", () => {
    const text = overActors("measure a = b * 2", "expect a >= 10", "measure b = actors(Paid)");
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(
      measuresOf(text).map(({ name, value }) => [name, value.kind]),
      [
        ["a", "arithmetic"],
        ["b", "actors"],
      ],
    );
  });

  it("take money from what a source calls its value", () => {
    const text = overActors("measure m = sum(amount) of Paid").replace(
      "  event name\n",
      '  event name\n  value amount\n  currency "CHF"\n',
    );
    const [measure] = measuresOf(text);
    assert.deepEqual([measure?.unit, measure?.currency], ["money", "CHF"]);
  });

  it("are resolved over the rows that a stage can have", () => {
    // Only one of the funnel's sources has a column `amount`, and only it has payments.
    const text = overTotals("stage Paid: payment", "measure m = sum(amount) of Paid");
    assert.deepEqual(problemsOf(text), []);
  });

  it("take params, typed as they are", () => {
    const text = `param goal = 20%\nparam limit = 3 days\n\n${overActors(
      "measure a = conversion / $goal",
      "measure b = median_time - $limit",
    )}`;
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(
      measuresOf(text).map(({ unit }) => unit),
      ["ratio", "duration"],
    );
    assert.deepEqual(measuresOf(text)[1]?.value, {
      kind: "arithmetic",
      operator: "-",
      left: { kind: "figure", figure: "median_time" },
      right: { kind: "number", value: 259_200, unit: "duration" },
    });
  });

  it("come with all that was written", () => {
    const model = (written: string): unknown => measuresOf(measure(written))[0]?.value;
    assert.deepEqual(model("conversion(Visit -> Paid within 3 days)"), {
      kind: "figure",
      figure: "conversion",
      from: "Visit",
      to: "Paid",
      within: 259_200_000_000,
    });
    assert.deepEqual(model("repeat_rate(Paid within 1 week)"), {
      kind: "repeat_rate",
      stage: "Paid",
      within: 604_800_000_000,
    });
    const mark = { kind: "column", path: ["mark"], type: "number" };
    assert.deepEqual(model("nps(mark, -5, 5) at Survey"), {
      kind: "nps",
      value: mark,
      low: -5,
      high: 5,
      stage: "Survey",
    });
    assert.deepEqual(model("max(mark) of Survey"), {
      kind: "aggregate",
      function: "max",
      value: mark,
      over: "of",
      stage: "Survey",
    });
    assert.deepEqual(model("count of Paid"), { kind: "count", stage: "Paid" });
    assert.deepEqual(model("`conversion`"), undefined);
  });

  it("may be many, each of the next", () => {
    const count = 5000;
    const lines = Array.from({ length: count }, (_, i) => `measure m${i} = m${i + 1} + m${i + 1}`);
    const text = overActors(...lines, `measure m${count} = conversion`, "expect m0 >= 0");
    assert.deepEqual(problemsOf(text), ["FNL6010 m0 >= 0"]);
    const ring = overActors(...lines, `measure m${count} = m0`);
    assert.deepEqual(problemsOf(ring), ["FNL4099 m0"]);
  });

  it("can be followed to where they are made", () => {
    const text = overActors("measure a = b", "measure b = 1", "expect a >= 0 when b = 1");
    const { references } = analyzeFigures(text);
    const uses = references.filter(({ target }) => target.kind === "measure");
    assert.deepEqual(
      uses.map(({ span, target, isDeclaration }) => [
        text.slice(span.start, span.end),
        target.owner,
        isDeclaration,
        text.slice(target.declaration.start, target.declaration.end),
      ]),
      [
        ["a", "F", true, "a"],
        ["b", "F", false, "b"],
        ["b", "F", true, "b"],
        ["a", "F", false, "a"],
        ["b", "F", false, "b"],
      ],
    );
  });
});
