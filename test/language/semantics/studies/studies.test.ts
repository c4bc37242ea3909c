import assert from "node:assert/strict";
import { analyze, applyEdits, emptyCatalog } from "../../../../language/index.ts";
import {
  analyzeFigures,
  checkFigures,
  overActors,
  overTotals,
  problemsOf,
} from "../../../support/figures.ts";
import { type Mistake, webEvents } from "../../../support/mistakes.ts";

/** A study behind a funnel of actors. */
const study = (head: string, ...lines: readonly string[]): string =>
  `${overActors("measure revenue = sum(amount) of Paid")}\n${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const audience = (text: string): string => `${overActors()}\naudience U on F = ${text}\n`;

const inverted = (text: string): string =>
  text.replace("funnel F on web {\n", "funnel F on web {\n  model inverted\n");

/** Records of which one has a date and one hasn't. */
const timeless = `source leads from "e.csv" as records {
  actor user_id
  stages { asked: created, subscribed: is_paid }
}

`;

const retention = (...lines: readonly string[]): string => study("retention R on web", ...lines);
const whole = ["start: sign_up", "return: payment", "every week for 8"];
const experiment = (...lines: readonly string[]): string => study("experiment E on F", ...lines);
const tested = ["variant channel", 'control "ads"', "goal Visit -> Paid"];
const drivers = (...lines: readonly string[]): string => study("drivers D on F", ...lines);
const score = (...lines: readonly string[]): string => study("score S on F", ...lines);
const scenario = (...lines: readonly string[]): string => study("scenario X on F", ...lines);

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "what studies are on": [
    {
      text: study("drivers D on ⟦G⟧", "goal Visit -> Paid", "from events"),
      code: "FNL2050",
      fixed: drivers("goal Visit -> Paid", "from events"),
    },
    {
      text: study("drivers D on ⟦web⟧", "goal Visit -> Paid", "from events"),
      code: "FNL2053",
      fixed: drivers("goal Visit -> Paid", "from events"),
    },
    {
      text: `${timeless}retention R on leads { start: asked return: ⟦subscribed⟧ every week for 8 }\n`,
      code: "FNL4250",
    },
    { text: study("retention R on ⟦F⟧", ...whole), code: "FNL2053", fixed: retention(...whole) },
    { text: study("retention R on ⟦wbe⟧", ...whole), code: "FNL2001", fixed: retention(...whole) },
    { text: study("retention R on ⟦ads⟧", ...whole), code: "FNL4114" },
    {
      text: `${overTotals()}\ndrivers D on F {\n  ⟦goal Seen -> Visit⟧\n  from events\n}\n`,
      code: "FNL4114",
    },
    {
      text: `${audience("dropped after Visit")}\naudience ⟦U⟧ on F = reached Paid\n`,
      code: "FNL2016",
    },
    {
      text: `${audience("dropped after Visit")}\nscenario ⟦u⟧ on F {\n  stage Paid + 10%\n}\n`,
      code: "FNL2017",
    },
  ],
  retentions: [
    {
      text: study("retention ⟦R⟧ on web", "start: sign_up", "return: payment"),
      code: "FNL4100",
      fixed: retention(...whole),
    },
    { text: study("retention ⟦R⟧ on web", "every week for 8"), code: "FNL4100" },
    {
      text: retention("start: sign_up", "return: payment", "every ⟦wek⟧ for 8"),
      code: "FNL2018",
      fixed: retention(...whole),
    },
    { text: retention("start: sign_up", "return: payment", "every day for ⟦0⟧"), code: "FNL4016" },
    {
      text: retention(...whole, "⟦every day for 3⟧"),
      code: "FNL4008",
      fixed: retention(...whole),
    },
    {
      text: retention(...whole, "split by channel ⟦at last⟧"),
      code: "FNL4115",
      fixed: retention(...whole, "split by channel"),
    },
    { text: retention(...whole, "measure m = actors(⟦Visit⟧)"), code: "FNL2018" },
    { text: retention(...whole, "measure ⟦m⟧ = m"), code: "FNL4099" },
    {
      text: retention("start: ⟦singup⟧", "return: payment", "every week for 8"),
      code: "FNL2013",
      fixed: retention(...whole),
    },
    {
      text: retention(...whole, "split by channel", "split by mark", "⟦split by amount⟧"),
      code: "FNL4009",
      fixed: retention(...whole, "split by channel", "split by mark"),
    },
    {
      text: retention(...whole, "measure m = repeat_rate(return within ⟦0 days⟧)"),
      code: "FNL4005",
    },
    { text: retention(...whole, "measure m = ⟦win_rate⟧"), code: "FNL4097" },
    {
      text: retention('where ⟦chanel⟧ = "ads"', ...whole),
      code: "FNL2004",
      fixed: retention('where channel = "ads"', ...whole),
    },
  ],
  experiments: [
    {
      text: study("experiment ⟦E⟧ on F", "variant channel", 'control "ads"'),
      code: "FNL4100",
      fixed: experiment("variant channel", 'control "ads"', "goal Visit -> Paid"),
    },
    {
      text: experiment("variant channel", 'control ⟦"add"⟧', "goal Visit -> Paid"),
      code: "FNL5111",
      fixed: experiment(...tested),
    },
    { text: experiment("variant ⟦ts⟧", 'control "ads"', "goal Visit -> Paid"), code: "FNL4119" },
    {
      text: experiment("variant channel", 'control "ads"', "goal ⟦Paid -> Visit⟧"),
      code: "FNL6001",
      fixed: experiment(...tested),
    },
    {
      text: experiment(...tested, "goal Visit -> SignUp").replace(
        "goal Visit -> SignUp",
        "⟦goal Visit -> SignUp⟧",
      ),
      code: "FNL4008",
      fixed: experiment(...tested),
    },
    {
      text: experiment(...tested, "measure ⟦revenu⟧"),
      code: "FNL2052",
      fixed: experiment(...tested, "measure revenue"),
    },
    { text: experiment(...tested, "measure revenue", "measure ⟦revenue⟧"), code: "FNL2054" },
    {
      text: experiment(...tested, "confidence ⟦0.95%⟧"),
      code: "FNL4103",
      fixed: experiment(...tested, "confidence 95%"),
    },
    { text: experiment(...tested, "confidence ⟦100%⟧"), code: "FNL4103" },
    { text: experiment(...tested, "confidence ⟦5%⟧"), code: "FNL4103" },
    { text: experiment(...tested, '⟦split "ads": 50⟧'), code: "FNL4104" },
    {
      text: experiment(
        "variant channel",
        'control "ads"',
        "goal Visit -> Paid",
        '⟦split "seo": 1, "x": 1⟧',
      ),
      code: "FNL4105",
      catalog: emptyCatalog,
    },
    { text: experiment(...tested, 'split "ads": 50, "seo": ⟦0⟧'), code: "FNL4106" },
    { text: experiment(...tested, 'split "ads": 50, "seo": 1, ⟦"ads"⟧: 5'), code: "FNL2054" },
  ],
  drivers: [
    {
      text: study("drivers ⟦D⟧ on F", "goal Visit -> Paid"),
      code: "FNL4100",
      fixed: drivers("goal Visit -> Paid", "from events"),
    },
    {
      text: drivers("goal Visit -> Paid", "from properties(⟦chanel⟧, amount)"),
      code: "FNL2004",
      fixed: drivers("goal Visit -> Paid", "from properties(channel, amount)"),
    },
    { text: drivers("goal Visit -> Paid", "from properties(channel, ⟦channel⟧)"), code: "FNL2054" },
    { text: drivers("goal Visit -> Paid", "from events", "minimum ⟦0⟧ actors"), code: "FNL4016" },
    {
      text: inverted(study("drivers D on ⟦F⟧", "goal Visit -> Paid", "from events")),
      code: "FNL4290",
    },
    {
      text: drivers("goal Visit -> Paid", "from properties(⟦big⟧)").replace(
        "  event name\n",
        "  event name\n  let big = amount > 5\n",
      ),
      code: "FNL4118",
    },
    {
      text: drivers("goal Visit -> ⟦Piad⟧", "from events"),
      code: "FNL2003",
      fixed: drivers("goal Visit -> Paid", "from events"),
    },
  ],
  scores: [
    {
      text: study("score ⟦S⟧ on F", "learn from events"),
      code: "FNL4100",
      fixed: score("learn from events", "goal Paid"),
    },
    { text: study("score ⟦S⟧ on F", "goal Paid"), code: "FNL4100" },
    { text: score("goal ⟦Visit⟧", "learn from events"), code: "FNL4117" },
    {
      text: inverted(study("score S on ⟦F⟧", "goal Paid", "learn from events")),
      code: "FNL4300",
    },
    {
      text: score(
        "goal Paid",
        ...Array.from({ length: 30 }, (_, i) => `points +${i + 1} when is_paid`),
        "⟦points -1 when did invite⟧",
      ),
      code: "FNL4301",
    },
    {
      text: score("goal Paid", "learn from events", "⟦points +1 when is_paid⟧"),
      code: "FNL4107",
      fixed: score("goal Paid", "learn from events"),
    },
    { text: score("goal Paid", "points +1 when ⟦amount⟧"), code: "FNL3002" },
    {
      text: score("goal Paid", "points +1 when is_paid", "points -⟦0⟧ when did invite"),
      code: "FNL4112",
      fixed: score("goal Paid", "points +1 when is_paid"),
    },
    { text: score("goal Paid", "points +1 when did invite at least ⟦0⟧ times"), code: "FNL4016" },
    { text: score("goal Paid", "points +1 when did ⟦unsubscribe⟧"), code: "FNL2014" },
    { text: score("goal Paid", "from column ⟦channel⟧"), code: "FNL3033" },
    {
      text: score("goal Paid", "from column mark", "grades A ⟦>⟧ 60, B"),
      code: "FNL4111",
      fixed: score("goal Paid", "from column mark", "grades A >= 60, B"),
    },
    { text: score("goal Paid", "from column mark", "grades A ⟦<⟧ 60, B"), code: "FNL4111" },
    {
      text: score("goal Paid", "from column mark", "grades A >= 60, B >= ⟦60⟧, C"),
      code: "FNL4108",
    },
    {
      text: score("goal Paid", "from column mark", "grades A >= 60, ⟦B >= 30⟧"),
      code: "FNL4109",
      fixed: score("goal Paid", "from column mark", "grades A >= 60, B"),
    },
    { text: score("goal Paid", "from column mark", "grades ⟦A⟧, B >= 30, C"), code: "FNL4110" },
    { text: score("goal Paid", "from column mark", "grades A >= 60, ⟦A⟧"), code: "FNL2054" },
  ],
  scenarios: [
    { text: study("scenario ⟦X⟧ on F"), code: "FNL4100" },
    { text: scenario("stage ⟦Visit⟧ + 10%"), code: "FNL4101" },
    { text: scenario("stage ⟦Survey⟧ + 10%"), code: "FNL4116" },
    { text: scenario("stage Paid = ⟦101%⟧"), code: "FNL4102" },
    { text: scenario("stage Paid - ⟦101%⟧"), code: "FNL4102" },
    { text: scenario("stage Paid + ⟦0%⟧"), code: "FNL4102" },
    { text: scenario("stage Paid + 10%", "stage ⟦Paid⟧ - 5%"), code: "FNL2054" },
    {
      text: inverted(scenario("stage Paid + 10%").replace("scenario X on F", "scenario X on ⟦F⟧")),
      code: "FNL4251",
    },
    {
      text: scenario("stage Paid + 10%")
        .replace("scenario X on F", "scenario X on ⟦F⟧")
        .replace("funnel F on web {\n", "funnel F on web {\n  order any\n")
        .replace("optional ", ""),
      code: "FNL4251",
    },
    {
      text: scenario("stage ⟦Piad⟧ + 10%"),
      code: "FNL2003",
      fixed: scenario("stage Paid + 10%"),
    },
  ],
  audiences: [
    {
      text: audience("reached ⟦Paid not reached SignUp⟧"),
      code: "FNL6001",
      fixed: audience("reached SignUp not reached Paid"),
    },
    { text: audience("reached ⟦Paid not reached Paid⟧"), code: "FNL6001" },
    { text: audience("dropped after ⟦Paid⟧"), code: "FNL4113" },
    {
      text: inverted(audience("⟦dropped after Paid⟧")),
      code: "FNL4252",
      fixed: inverted(audience("reached Paid not reached SignUp")),
    },
    {
      text: inverted(audience("⟦reached SignUp not reached Paid⟧")),
      code: "FNL4252",
      fixed: inverted(audience("reached Paid not reached SignUp")),
    },
    { text: inverted(audience("⟦dropped after Visit⟧")), code: "FNL4252" },
    {
      text: audience("dropped after ⟦Singup⟧"),
      code: "FNL2003",
      fixed: audience("dropped after SignUp"),
    },
  ],
};

describe("mistakes in studies", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.split("of Paid\n}\n")[1] ?? mistake.text), () =>
          checkFigures(mistake),
        );
    });
});

describe("studies", () => {
  const modelOf = (text: string): unknown => {
    assert.deepEqual(problemsOf(text), []);
    const [model] = analyzeFigures(text).program.studies;
    const { span: _span, nameSpan: _name, ...rest } = model ?? { span: 0, nameSpan: 0 };
    return JSON.parse(
      JSON.stringify(rest, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)),
    );
  };
  const channel = { kind: "column", path: ["channel"], type: "text" };

  it("over rows: a retention", () => {
    const text = retention(
      'where channel = "ads"',
      ...whole,
      "split by channel top 3",
      "measure back = conversion(start -> return)",
    );
    assert.deepEqual(modelOf(text), {
      kind: "retention",
      name: "R",
      runnable: true,
      source: "web",
      where: [
        {
          kind: "comparison",
          operator: "=",
          left: channel,
          right: { kind: "text", value: "ads" },
          as: "text",
        },
      ],
      start: { kind: "event", event: "sign_up" },
      return: { kind: "event", event: "payment" },
      every: "week",
      periods: 8,
      splits: [{ text: "channel", value: channel, at: "entry", top: 3 }],
      measures: [
        {
          name: "back",
          value: { kind: "figure", figure: "conversion", from: "start", to: "return" },
          unit: "share",
          format: "percent",
        },
      ],
    });
  });

  it("over variants: an experiment", () => {
    const text = experiment(
      ...tested,
      "measure revenue",
      "confidence 90%",
      'split "ads": 2, "seo": 1',
    );
    assert.deepEqual(modelOf(text), {
      kind: "experiment",
      name: "E",
      runnable: true,
      funnel: "F",
      variant: channel,
      control: "ads",
      goal: { from: "Visit", to: "Paid" },
      measures: ["revenue"],
      confidence: 0.9,
      split: [
        { variant: "ads", share: 2 },
        { variant: "seo", share: 1 },
      ],
    });
  });

  it("over counts: an experiment on totals", () => {
    const text = `${overTotals()}\nexperiment E on F {\n  variant day\n  control "x"\n  goal Seen -> Click\n}\n`;
    assert.deepEqual(problemsOf(text), ["FNL4119 day"]);
    const other = text.replace("variant day", "variant clicks");
    assert.deepEqual(problemsOf(other), []);
  });

  it("of signals: drivers", () => {
    const text = drivers(
      "goal SignUp -> Paid",
      "from properties(channel, amount) and events",
      "minimum 30 actors",
    );
    assert.deepEqual(modelOf(text), {
      kind: "drivers",
      name: "D",
      runnable: true,
      funnel: "F",
      goal: { from: "SignUp", to: "Paid" },
      signals: { properties: [["channel"], ["amount"]], events: true },
      minimum: 30,
    });
  });

  it("of actors: a score by points, learned, or of a column", () => {
    const by = (...lines: readonly string[]): unknown =>
      (modelOf(score("goal Paid", ...lines)) as { readonly by: unknown }).by;
    assert.deepEqual(by("points +10 when is_paid", "points -5 when did invite at least 2 times"), {
      kind: "points",
      rules: [
        {
          kind: "rows",
          points: 10,
          text: "is_paid",
          condition: { kind: "column", path: ["is_paid"], type: "boolean" },
        },
        {
          kind: "did",
          points: -5,
          text: "did invite at least 2 times",
          match: { kind: "event", event: "invite" },
          atLeast: 2,
        },
      ],
    });
    assert.deepEqual(by("learn from events"), {
      kind: "learned",
      signals: { properties: [], events: true },
    });
    assert.deepEqual(by("from column mark"), { kind: "column", column: ["mark"] });
    const graded = modelOf(score("goal Paid", "learn from events", "grades A >= 60, B >= 30, C"));
    assert.deepEqual((graded as { readonly grades: unknown }).grades, [
      { name: "A", least: 60 },
      { name: "B", least: 30 },
      { name: "C" },
    ]);
  });

  it("of what if: a scenario", () => {
    const text = scenario("stage SignUp + 10%", "stage Paid = 25%");
    assert.deepEqual((modelOf(text) as { readonly changes: unknown }).changes, [
      { stage: "SignUp", kind: "scale", share: 0.1 },
      { stage: "Paid", kind: "set", share: 0.25 },
    ]);
    const less = scenario("stage Paid - 100%");
    assert.deepEqual((modelOf(less) as { readonly changes: unknown }).changes, [
      { stage: "Paid", kind: "scale", share: -1 },
    ]);
  });

  it("of people: an audience", () => {
    const of = (text: string): unknown => (modelOf(audience(text)) as { readonly of: unknown }).of;
    assert.deepEqual(of("reached SignUp not reached Paid"), {
      kind: "reached",
      stage: "SignUp",
      missed: "Paid",
    });
    assert.deepEqual(of("reached SignUp"), { kind: "reached", stage: "SignUp" });
    assert.deepEqual(of("dropped after SignUp"), { kind: "dropped", stage: "SignUp" });
  });

  it("run where they and what they are on are whole", () => {
    const runnable = (text: string): readonly (readonly [string, boolean])[] =>
      analyzeFigures(text).program.studies.map((model) => [model.name, model.runnable]);
    const text = `${audience("reached SignUp")}\naudience V on F = dropped after ⟦Paid⟧\n`;
    assert.deepEqual(runnable(text.replace("⟦Paid⟧", "SignUp")), [
      ["U", true],
      ["V", true],
    ]);
    // A wrong one never keeps its neighbours from running.
    assert.deepEqual(runnable(text.replace("⟦Paid⟧", "Paid")), [["U", true]]);
    const broken = audience("reached SignUp").replace("sign_up", 'sign_up where amount = "x"');
    assert.deepEqual(runnable(broken), [["U", false]]);
    const unreadable = retention(...whole).replace("actor user_id", "actor user_idd");
    assert.deepEqual(runnable(unreadable), [["R", false]]);
  });

  it("say nothing of a funnel that may be the one without its name", () => {
    const text = audience("reached SignUp").replace("funnel F on", "funnel on");
    assert.deepEqual(
      problemsOf(text).filter((problem) => problem.startsWith("FNL2050")),
      [],
    );
  });

  it("can be followed to their funnels, stages and measures", () => {
    const text = experiment(...tested, "measure revenue");
    const { references, tree } = analyzeFigures(text);
    const node = tree.declarations.at(-1);
    const uses = references.filter(({ span }) => node && span.start >= node.span.start);
    assert.deepEqual(
      uses.map(({ span, target }) => `${target.kind} ${text.slice(span.start, span.end)}`),
      ["study E", "funnel F", "stage Visit", "stage Paid", "measure revenue"],
    );
  });
});

describe("a brace too many behind a study", () => {
  it("is no part of it: what is missing comes before the one that closes it", () => {
    const text = experiment("variant channel", 'control "ads"');
    const { diagnostics } = analyze(`${text}}\n`, webEvents);
    const missing = diagnostics.find(({ code }) => code === "FNL4100");
    const wanted = experiment("variant channel", 'control "ads"', "goal Visit -> Paid");
    assert.equal(applyEdits(`${text}}\n`, missing?.fixes?.[0]?.edits ?? []), `${wanted}}\n`);
  });
});
