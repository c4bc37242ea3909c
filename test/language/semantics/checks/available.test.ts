import assert from "node:assert/strict";
import { analyze } from "../../../../language/index.ts";
import { notYet } from "../../../../language/semantics/checks/not-yet.ts";
import { keywords } from "../../../../language/vocabulary.ts";
import { computable } from "../../../../server/engine/plan/computable.ts";
import {
  afterStages,
  checkMistake,
  codesOf,
  inFunnel,
  type Mistake,
  source,
  webEvents,
} from "../../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const inSource = (...lines: readonly string[]): string =>
  `source web from "e.csv" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const whole = ["actor user_id", "time ts", "event name"];
const good = "funnel G on web {\n  stage A: visit\n  stage B: sign_up\n}\n";
const sessions = source.replace("}", "  session 30 minutes\n}");

/** What once wasn't computed. */
const computed: readonly string[] = [
  inFunnel("count attempts", ...rest),
  inFunnel("order strict", ...rest),
  inFunnel("order furthest", ...rest),
  inFunnel("order any", ...rest),
  inFunnel("order independent", ...rest),
  inFunnel("model inverted", ...rest),
  inFunnel("entry last", ...rest),
  inFunnel("same channel", ...rest),
  afterStages("without visit where amount > 5 between A and B else drop actor"),
  inFunnel("stage A: visit", "stage B: sign_up after 1 day"),
  inFunnel("stage A: visit", "stage B: sign_up at least 2 times"),
  afterStages("exit Gone: visit or payment"),
  inFunnel("during 2026", ...rest, "compare previous period"),
  afterStages("trend weekly forecast 4", "expect trend within forecast"),
  afterStages("split by channel at first", "split by amount at last"),
  afterStages("split by channel at every", "split by amount at B"),
  afterStages("expect sum(amount) of B > 5", "expect conversion(A -> B within 3 days) > 1%"),
  afterStages("measure m = sum(amount) of B", "expect m > 1 + -(ltv(amount))"),
  `${sessions}${inFunnel("window session", ...rest).slice(source.length)}`,
  `source web from "e.csv" as totals {\n  time ts\n  totals { visit: amount, sign_up: amount }\n}\n${good}`,
  inFunnel("chart steps", ...rest),
  inFunnel('note 2026-01-31 "launch"', ...rest),
];

const records = (stages: string, on = "crm"): string =>
  `${source}source crm from "web.csv" as records {\n  actor user_id\n  stages { ${stages} }\n}\nfunnel F on ${on} {\n  stage A: lead\n  stage B: won\n}\n`;

/** What nothing is said of. */
const others: readonly string[] = [
  records("lead: ts, won: ts"),
  records('lead: ts, won: channel = "ads"'),
  records('lead: true, won: channel = "ads"', "web, crm"),
  records("lead: true, won: false"),
  `${inSource(...whole.slice(1), "actor row")}${good}`,
  `${inSource(...whole, "dedupe by user_id, ts")}${good}`,
  inFunnel('actor channel "channels"', ...rest),
  `${inSource(...whole, "cost amount")}${good}`,
  `${source}source ads from "spend.csv" as totals {\n  time day\n  totals { click: clicks }\n  cost spend\n}\n${good.replace("\n}", "\n  expect cost(ads) > 5\n}")}`,
];

const conditions = records('lead: true, won: channel = "ads"');

const mistakes: readonly Mistake[] = [
  {
    text: conditions.replace("  stage A", "  ⟦during⟧ 2026\n  stage A"),
    code: "FNL4310",
    fixed: conditions,
  },
  {
    text: records("lead: true, won: ts").replace("  stage A", "  ⟦during⟧ 2026\n  stage A"),
    code: "FNL4310",
    fixed: records("lead: true, won: ts"),
  },
];

/** The text without the marks. */
const unmarked = (text: string): string => text.replace("⟦", "").replace("⟧", "");

const analysed = (text: string) => analyze(unmarked(text), webEvents);

describe("what this version can't run yet", () => {
  for (const mistake of mistakes)
    it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));

  it("holds a connection against the funnels that read it, and only those", () => {
    const text =
      'connection db clickhouse {\n  url env("URL")\n}\nsource far from table "t" on db {\n  actor a\n  time t\n  event e\n}\n';
    assert.deepEqual(codesOf(`${text}${source}${good}`), ["FNL1029 connection", "FNL1029 table"]);
    assert.deepEqual(codesOf(`${text}${source}${good.replace("web", "far")}`), [
      "FNL1029 connection",
      "FNL1025 table",
    ]);
    const { program } = analyze(`${text}${source}${good}`, webEvents);
    assert.deepEqual(
      program.funnels.map(({ runnable }) => runnable),
      [true],
    );
  });
});

describe("the vocabulary", () => {
  // It has an order of its own, unless another one is said; and words of something else in the table.
  const others = new Set(["model aarrr", "source actor", "funnel count"]);

  it("marks the words that can't run yet, and no others", () => {
    for (const { word, place, available } of keywords) {
      const names =
        place === "file" || place === "source" || place === "funnel"
          ? [word]
          : place === "shape"
            ? [`as ${word}`]
            : ["order", "window", "entry", "count", "model"].includes(place)
              ? [`${place} ${word}`]
              : undefined;
      if (!names || others.has(`${place} ${word}`)) continue;
      const isListed = names.some((name) => notYet.has(name));
      assert.equal(available, !isListed, `${place} ${word}`);
    }
  });
});

describe("a funnel that is runnable", () => {
  it("may have these", () => {
    for (const text of computed) {
      const { program } = analysed(text);
      assert.deepEqual(
        program.funnels.map((funnel) => [funnel.runnable, computable(funnel) !== undefined]),
        [[true, true]],
        text,
      );
    }
  });

  it("is one that the engine computes", () => {
    const all = [...computed, inFunnel(...rest)];
    for (const text of [...all, ...others]) {
      const { program } = analysed(text);
      for (const funnel of program.funnels) {
        const read = program.sources.filter(({ name }) => funnel.sources.includes(name));
        const isComputed =
          computable(funnel) !== undefined &&
          read.length > 0 &&
          read.every((model) => ["events", "records", "totals"].includes(model.shape));
        if (funnel.runnable) assert.ok(isComputed, text);
      }
    }
  });

  it("may have more than the engine shows", () => {
    for (const text of others)
      assert.deepEqual(
        analysed(text).program.funnels.map(({ runnable }) => runnable),
        [true],
        text,
      );
  });
});
