import { analyze, applyEdits } from "../../../../language/index.ts";
import { fakeCatalog } from "../../../support/catalog.ts";
import { checkBesides, codesOf, type Mistake, source } from "../../../support/mistakes.ts";
import assert from "node:assert/strict";

const catalog = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: {
      page_view: 900,
      product_view: 300,
      sign_up: 120,
      login: 80,
      invite_sent: 20,
      payment: 12,
      add_to_cart: 40,
    },
  },
});

const model = (name: string, ...lines: readonly string[]): string =>
  `${source}funnel F on web {\n  model ${name}\n  order sequential\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const aida = (...lines: readonly string[]): string => model("aida", ...lines);

const attention = "stage Attention: page_view";
const interest = "stage Interest: product_view";
const desire = "stage Desire: add_to_cart";
const action = "stage Action: payment";

const mistakes: readonly Mistake[] = [
  {
    text: model("⟦aida⟧", attention, interest, action),
    code: "FNL4060",
    fixed: aida(attention, interest, desire, action),
  },
  {
    text: model("⟦aida⟧", interest, desire, action),
    code: "FNL4060",
    fixed: aida(attention, interest, desire, action),
  },
  {
    text: model("⟦aida⟧", "/** The first. */", interest, desire, action),
    code: "FNL4060",
    fixed: aida(attention, "/** The first. */", interest, desire, action),
  },
  {
    text: model(
      "⟦aarrr⟧",
      "stage Acquisition: page_view",
      "stage Activation: sign_up // the form",
      "stage Referral: invite_sent",
      "stage Revenue: payment",
    ),
    code: "FNL4060",
    fixed: model(
      "aarrr",
      "stage Acquisition: page_view",
      "stage Activation: sign_up // the form",
      "stage Retention: login",
      "stage Referral: invite_sent",
      "stage Revenue: payment",
    ),
  },
  {
    text: model("⟦aida⟧", attention, action),
    code: "FNL4060",
    fixed: aida(attention, interest, desire, action),
  },
  {
    text: aida(attention, "stage ⟦interest⟧: product_view", desire, action),
    code: "FNL4061",
    fixed: aida(attention, interest, desire, action),
  },
  {
    text: aida(
      attention,
      interest,
      desire,
      "stage ⟦Actoin⟧: payment",
      "expect conversion(Interest -> Actoin) > 1%",
      "split by user_id at entry",
    ),
    code: "FNL4061",
    fixed: aida(
      attention,
      interest,
      desire,
      action,
      "expect conversion(Interest -> Action) > 1%",
      "split by user_id at entry",
    ),
  },
  {
    text: aida("stage ⟦Внимание⟧: page_view", interest, desire, action),
    code: "FNL4061",
    fixed: aida('stage Attention "Внимание": page_view', interest, desire, action),
    alternatives: [aida(attention, interest, desire, action)],
  },
  {
    text: aida(attention, interest, desire, 'stage ⟦Purchase⟧ "Paid": payment'),
    code: "FNL4061",
    fixed: aida(attention, interest, desire, 'stage Action "Paid": payment'),
  },
  // Nothing but its place says what it is.
  {
    text: aida(attention, "stage ⟦Слон⟧: product_view", desire, action),
    code: "FNL4061",
    fixed: aida(attention, 'stage Interest "Слон": product_view', desire, action),
    alternatives: [aida(attention, interest, desire, action)],
  },
  {
    text: aida(attention, interest, "stage ⟦Login⟧: login", desire, action),
    code: "FNL4062",
    fixed: model("traditional", attention, interest, "stage Login: login", desire, action),
  },
  {
    text: aida(attention, desire, "stage ⟦Interest⟧: product_view", action),
    code: "FNL4063",
  },
];

describe("stages of a named model", () => {
  for (const mistake of mistakes)
    it(JSON.stringify(mistake.text.replace(source, "")), () =>
      checkBesides({ catalog, ...mistake }, []),
    );

  it("that are unknown may be those that are missing", () => {
    const text = aida(attention, "stage Слон: product_view", action);
    const unknown = analyze(text, catalog).diagnostics.find(({ code }) => code === "FNL4062");
    const traditional = model("traditional", attention, "stage Слон: product_view", action);
    assert.deepEqual(
      unknown?.fixes?.map(({ edits, preferred }) => [applyEdits(text, edits), preferred]),
      [
        [aida(attention, 'stage Interest "Слон": product_view', action), false],
        [aida(attention, 'stage Desire "Слон": product_view', action), false],
        [traditional, undefined],
      ],
    );
    const two = aida("stage Слон: page_view", "stage Кот: sign_up", interest);
    assert.deepEqual(codesOf(two, catalog), ["FNL4060 aida", "FNL4062 Слон", "FNL4062 Кот"]);
    const all = aida("stage Слон: page_view", "stage Кот: sign_up", interest, desire, action);
    assert.deepEqual(codesOf(all, catalog), ["FNL4062 Слон", "FNL4062 Кот"]);
  });

  it("leave a hole where no event is called like the stage", () => {
    const few = fakeCatalog({ "e.csv": { user_id: "text", ts: "time", name: { x: 1, y: 1 } } });
    const text = aida("stage Attention: x", "stage Interest: y");
    assert.deepEqual(codesOf(text, few), ["FNL4060 aida"]);
  });

  it("are any where the model names none", () => {
    const text = model("traditional", "stage One: page_view", "stage Two: payment");
    assert.deepEqual(codesOf(text, catalog), []);
  });
});
