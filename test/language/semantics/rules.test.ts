import assert from "node:assert/strict";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import {
  afterStages,
  checkMistake,
  codesOf,
  inFunnel,
  type Mistake,
  source,
  webEvents,
} from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const stages = (...lines: readonly string[]): string => inFunnel("stage A: visit", ...lines);
const inSource = (...lines: readonly string[]): string =>
  `source web from "e.csv" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const whole = ["actor user_id", "time ts", "event name"];
const many = Array.from({ length: 31 }, (_, i) => `stage S${i}: any event`);
const twoSources = `${source}source app from "app.csv" { actor id time seen event "open" }\n\n`;
const both = fakeCatalog({
  "e.csv": { user_id: "text", ts: "time", name: { visit: 5, sign_up: 2 }, channel: "text" },
  "app.csv": { id: "text", seen: "time", amount: "text" },
});

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  stages: [
    { text: `${source}funnel ⟦F⟧ on web {\n}\n`, code: "FNL4001" },
    { text: `${source}funnel ⟦F⟧ on web {\n  stage A: visit\n}\n`, code: "FNL4001" },
    { text: inFunnel(...many.slice(0, 30), "stage ⟦Last⟧: any event"), code: "FNL4002" },
    {
      text: inFunnel("stage A: visit ⟦within 3 days⟧", "stage B: sign_up"),
      code: "FNL4003",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: inFunnel("⟦optional stage⟧ A: visit", "stage B: sign_up"),
      code: "FNL4004",
      fixed: stages("stage B: sign_up"),
    },
    { text: stages("optional stage ⟦B⟧: sign_up"), code: "FNL4018" },
    {
      text: inFunnel("window 3 days", "stage A: visit", "stage B: sign_up ⟦within 4 days⟧"),
      code: "FNL4007",
    },
    {
      text: stages("stage B: sign_up within 3 days ⟦within 4 days⟧"),
      code: "FNL4008",
      fixed: stages("stage B: sign_up within 3 days"),
    },
  ],
  "durations and periods": [
    { text: inFunnel("window ⟦0 days⟧", ...rest), code: "FNL4005" },
    { text: inFunnel("window ⟦0.0000001 seconds⟧", ...rest), code: "FNL4005" },
    { text: inFunnel("window ⟦1000000000000 days⟧", ...rest), code: "FNL4006" },
    { text: stages("stage B: sign_up within ⟦0 hours⟧"), code: "FNL4005" },
    { text: inFunnel("during last ⟦0 days⟧", ...rest), code: "FNL4005" },
    {
      text: inFunnel("during ⟦2026-03-31 .. 2026-01-01⟧", ...rest),
      code: "FNL4010",
      fixed: inFunnel("during 2026-01-01 .. 2026-03-31", ...rest),
    },
    { text: inFunnel("during ⟦2026-13⟧", ...rest), code: "FNL4019" },
    { text: inFunnel("during ⟦26⟧", ...rest), code: "FNL4019" },
  ],
  "statements that stand once": [
    {
      text: inFunnel("during 2026", "⟦during 2025⟧", ...rest),
      code: "FNL4008",
      fixed: inFunnel("during 2026", ...rest),
    },
    {
      text: inSource(...whole, "⟦time created⟧"),
      code: "FNL4008",
      fixed: inSource(...whole),
    },
    {
      text: inSource(...whole, "options { skip 1 ⟦skip 2⟧ }"),
      code: "FNL4008",
      fixed: inSource(...whole, "options { skip 1 }"),
    },
    {
      text: afterStages("split by channel", "split by amount", "⟦split by day⟧"),
      code: "FNL4009",
      fixed: afterStages("split by channel", "split by amount"),
    },
    { text: afterStages("split by channel top ⟦0⟧"), code: "FNL4016" },
    { text: afterStages("split by channel top ⟦2.5⟧"), code: "FNL4016" },
    { text: `${source}segment s = actors with payment at least ⟦0⟧ times\n`, code: "FNL4016" },
  ],
  "what a source must say": [
    {
      text: inSource(...whole, 'options { delimiter ⟦";;"⟧ }'),
      code: "FNL4017",
    },
    {
      text: inSource(...whole, 'options { delimiter ⟦"tab"⟧ }'),
      code: "FNL4017",
      fixed: inSource(...whole, 'options { delimiter "\\t" }'),
    },
    {
      text: inSource(...whole, 'options { header ⟦"yes"⟧ }'),
      code: "FNL4017",
      fixed: inSource(...whole, "options { header true }"),
    },
    { text: inSource(...whole, "options { skip ⟦1.5⟧ }"), code: "FNL4017" },
    { text: inSource(...whole, "let ⟦a⟧ = b + 1", "let b = a * 2"), code: "FNL4015" },
  ],
  "several sources": [
    {
      text: `${twoSources}funnel F on web, app {\n  where ⟦channel⟧ = "ads"\n  stage A: visit\n  stage B: app.open\n}\n`,
      code: "FNL4013",
      catalog: both,
    },
    {
      text: `${twoSources}funnel F on web, app {\n  stage A: visit\n  stage B: open\n  split by ⟦channel⟧\n}\n`,
      code: "FNL4013",
      catalog: both,
    },
    {
      text: `${twoSources.replaceAll("}", '  let kind = amount = "x" }').replace('amount = "x"', 'channel = "y"')}funnel F on web, app {\n  where ⟦kind⟧\n  stage A: visit\n  stage B: open\n}\n`,
      code: "FNL4014",
      catalog: both,
    },
  ],
};

describe("mistakes against the rules of funnels", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
    });
});

describe("a file with mistakes", () => {
  const runnable = (text: string, catalog = webEvents): Record<string, boolean> =>
    Object.fromEntries(
      analyze(text, catalog).program.funnels.map((funnel) => [funnel.name, funnel.runnable]),
    );
  const good = "funnel G on web {\n  stage A: visit\n  stage B: sign_up\n}\n";

  it("still runs the funnels that have none", () => {
    assert.deepEqual(runnable(`${stages("stge B: sign_up")}\n${good}`), { F: false, G: true });
    assert.deepEqual(runnable(`${good}${source}${stages("stage B:").slice(source.length)}`), {
      F: false,
      G: true,
    });
    assert.deepEqual(runnable(`${inFunnel("where chanel = 1", ...rest)}${good}`), {
      F: false,
      G: true,
    });
  });

  it("doesn't run a funnel over a broken source or segment", () => {
    assert.deepEqual(runnable(`${source.replace("ts", "tss")}${good}`), { G: false });
    assert.deepEqual(
      runnable(
        `${source}segment s = chanel = "x"\n${good.replace("stage A", "segment s\n  stage A")}`,
      ),
      { G: false },
    );
    assert.deepEqual(
      runnable(
        `${source}segment s = amount > 5 )\n${good.replace("stage A", "segment s\n  stage A")}${good.replace("G", "H")}`,
      ),
      { G: false, H: true },
    );
    assert.deepEqual(runnable(`${source}${source}${good}`), { G: false });
  });

  it("doesn't run what a brace too many has cut off", () => {
    const text = `${source}funnel F on web {\n  stage A: visit\n  stage B: sign_up\n}\n  stage C: payment\n}\n${good}`;
    assert.deepEqual(codesOf(text), ["FNL1026 stage"]);
    assert.deepEqual(runnable(text), { F: false, G: true });
  });

  it("holds a stray line against nothing but itself", () => {
    assert.deepEqual(runnable(`${stages("stage B: sign_up")}\nfunn\n\n${good}`), {
      F: true,
      G: true,
    });
    assert.deepEqual(runnable(`${source}hello world\n${good}`), { G: true });
  });

  it("runs with warnings", () => {
    assert.deepEqual(runnable(inFunnel("chart funnel", ...rest)), { F: true });
    assert.deepEqual(runnable(stages("stage B: refund")), { F: true });
  });

  it("takes neither side of a conflict for granted", () => {
    const text = `${source}funnel F on web {\n<<<<<<< HEAD\n  stage A: visit\n=======\n  stage A: payment\n>>>>>>> other\n  stage B: sign_up\n}\n${good}`;
    assert.deepEqual(codesOf(text), ["FNL1020 <<<<<<< HEAD"]);
    assert.deepEqual(runnable(text), { F: false, G: true });
    const around = `<<<<<<< HEAD\n${source}=======\nfoo\n>>>>>>> other\n${good}`;
    assert.deepEqual(codesOf(around), ["FNL1020 <<<<<<< HEAD"]);
    assert.deepEqual(runnable(around), { G: false });
  });

  it("names a table that can't be read at its path", () => {
    const catalog = {
      ...emptyCatalog,
      table: () => ({
        kind: "failure" as const,
        code: "FNL5002",
        args: { path: "e.csv", suggestion: "" },
      }),
      values: () => undefined,
    };
    assert.deepEqual(codesOf(`${source}${good}`, catalog), ['FNL5002 "e.csv"']);
    assert.deepEqual(runnable(`${source}${good}`, catalog), { G: false });
  });
});
