import assert from "node:assert/strict";
import { type CodeAction, organizeImports, refactorings } from "../../../language/editing.ts";
import { analyze, applyEdits } from "../../../language/index.ts";
import { marked } from "../../support/marked.ts";
import { catalog, head } from "./completion-data.ts";

function actions(source: string, locale: "en" | "ru" = "en"): readonly CodeAction[] {
  const { text, offset } = marked(source);
  const selection = { start: offset, end: offset };
  return refactorings(analyze(text, catalog), catalog, selection, locale);
}

/** The text after the only action whose title begins so. */
function after(source: string, title: string): string {
  const found = actions(source).filter((action) => action.title.startsWith(title));
  const [action] = found;
  assert.ok(
    action && found.length === 1,
    `${title}: ${actions(source)
      .map((one) => one.title)
      .join(", ")}`,
  );
  return applyEdits(marked(source).text, action.edits);
}

function titles(source: string): readonly string[] {
  return actions(source).map(({ title }) => title);
}

const stages = "  stage A: page_view\n  stage B: sign_up\n";

describe("writing differently", () => {
  it("writes out a mapping from anywhere in its source", () => {
    const bare = 'source web fr<|>om "data/deals.csv"\n';
    assert.equal(
      after(bare, "Write"),
      'source web from "data/deals.csv" {\n  actor lead_id\n  time created_at\n}\n',
    );
  });

  it("writes out the defaults of a funnel at its head", () => {
    const text = `${head}fun<|>nel F on web {\n  order sequential\n${stages}}\n`;
    assert.equal(
      after(text, "Write out the defaults").slice(head.length),
      `funnel F on web {\n  window unlimited\n  entry first\n  count actors\n  order sequential\n${stages}}\n`,
    );
    const onOneLine = `${head}fun<|>nel F on web { stage A: page_view stage B: sign_up }`;
    assert.match(
      after(onOneLine, "Write out the defaults").slice(head.length),
      /^funnel F on web \{\n {2}order sequential\n {2}window unlimited\n.*count actors\n {2}stage A: page_view stage B: sign_up \}$/s,
    );
  });

  it("adds a window that the data are long enough for", () => {
    const text = `${head}fun<|>nel F on web {\n${stages}}\n`;
    assert.equal(
      after(text, "Add window 14 days (the data cover 100 days)").slice(head.length),
      `funnel F on web {\n  window 14 days\n${stages}}\n`,
    );
    const given = `${head}fun<|>nel F on web {\n  window 2 days\n${stages}}\n`;
    assert.ok(!titles(given).some((title) => title.startsWith("Add window")));
  });

  it("quotes and unquotes names", () => {
    const funnel = (line: string): string => `${head}funnel F on web {\n${stages}  ${line}\n}\n`;
    assert.match(after(funnel("stage C: pay<|>ment"), "Write"), /stage C: "payment"\n/);
    assert.match(after(funnel('stage C: "pay<|>ment"'), "Write"), /stage C: payment\n/);
    assert.match(after(funnel("split by dev<|>ice"), "Write"), /split by `device`\n/);
    assert.match(after(funnel("split by `dev<|>ice`"), "Write"), /split by device\n/);
    assert.deepEqual(titles(funnel('stage C: "trial st<|>arted"')), []);
    assert.deepEqual(titles(funnel("split by low<|>er(device)")), []);
  });

  it("leaves names alone with which something is wrong", () => {
    const text = `${head}funnel F on web {\n${stages}  split by devi<|>se\n}\n`;
    assert.ok(!titles(text).some((title) => title.startsWith("Write")), titles(text).join(" | "));
  });

  it("writes durations in other units where they are whole", () => {
    const funnel = (line: string): string => `${head}funnel F on web {\n  ${line}\n${stages}}\n`;
    assert.match(after(funnel("window 14 da<|>ys"), "Write 2 weeks"), /window 2 weeks\n/);
    assert.match(after(funnel("window 2 we<|>eks"), "Write 14 days"), /window 14 days\n/);
    assert.match(after(funnel("window 24 ho<|>urs"), "Write 1 day"), /window 1 day\n/);
    assert.ok(!titles(funnel("window 10 da<|>ys")).some((title) => title.includes("week")));
    assert.ok(!titles(funnel("window 1.5 da<|>ys")).some((title) => title.includes("week")));
  });

  it("adds the stages that a model lacks, each at its place", () => {
    const text = `${head}funnel F on web {\n  mod<|>el aarrr\n  stage Activation: sign_up\n  stage Revenue: payment\n}\n`;
    assert.equal(
      after(text, "Add the missing stages").slice(head.length),
      "funnel F on web {\n  model aarrr\n  stage Acquisition: page_view\n  stage Activation: sign_up\n" +
        "  stage Retention:\n  stage Referral: invite_sent\n  stage Revenue: payment\n}\n",
    );
    const whole = `${head}funnel F on web {\n  mod<|>el traditional\n${stages}}\n`;
    assert.ok(!titles(whole).some((title) => title.startsWith("Add the missing")));
  });

  it("makes a funnel's condition a segment, below which its documentation stays", () => {
    const text = `${head}/** Why. */\nfunnel F on web {\n  whe<|>re device = "ios"\n${stages}}\n`;
    assert.equal(
      after(text, "Make the condition a segment").slice(head.length),
      `segment by_device = device = "ios"\n\n/** Why. */\nfunnel F on web {\n  segment by_device\n${stages}}\n`,
    );
    const stage = `${head}funnel F on web {\n  stage A: page_view whe<|>re amount > 1\n}\n`;
    assert.ok(!titles(stage).some((title) => title.startsWith("Make the condition")));
  });

  it("speaks the user's language", () => {
    const found = actions(`${head}funnel F on web {\n  window 14 da<|>ys\n${stages}}\n`, "ru");
    assert.ok(found.some(({ title }) => title === "Записать 2 weeks вместо 14 days"));
  });
});

describe("organising imports", () => {
  it("takes out those that bring nothing and those that stand twice", () => {
    const text = `import "a.funnel"\nimport "a.funnel"\n${head.slice(head.indexOf("\n") + 1)}`;
    const action = organizeImports(analyze(text, catalog), "en");
    assert.ok(action);
    const rest = applyEdits(text, action.edits);
    assert.doesNotMatch(rest, /import/);
    assert.equal(organizeImports(analyze(rest, catalog), "en"), undefined);
  });
});
