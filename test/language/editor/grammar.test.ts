import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { textMateGrammar } from "../../../language/editor/grammar.ts";
import { keywords } from "../../../language/vocabulary.ts";
import { scopedTokens } from "../../support/textmate.ts";

const file = new URL("../../../language/editor/funnel.tmLanguage.json", import.meta.url);

/** Short names of the scopes that the tests below speak of. */
const short: Readonly<Record<string, string>> = {
  "keyword.control": "keyword",
  "keyword.control.declaration": "keyword",
  "keyword.operator.word": "operator",
  "keyword.other.option": "keyword",
  "keyword.other.unit": "unit",
  "variable.other.column": "column",
  "variable.other.property": "key",
  "variable.other.enummember.event": "event",
  "variable.other.source": "source",
  "entity.name.namespace.source": "source",
  "entity.name.type.segment": "segment",
  "entity.name.type.funnel": "funnel",
  "entity.name.function.stage": "stage",
  "variable.other.column.let": "let",
  "support.function": "function",
  "support.function.figure": "figure",
  "constant.numeric": "number",
  "constant.numeric.date": "date",
  "constant.numeric.period": "period",
  "constant.language.boolean": "boolean",
  "comment.line.double-slash": "comment",
  "comment.block": "comment",
  "comment.block.documentation": "doc",
  "meta.embedded.block.markdown": "markdown",
};

/** Every word and value of a text with what it is taken for, punctuation left out. */
async function kinds(text: string): Promise<string> {
  const found = (await scopedTokens(text)).flatMap(({ text: part, scopes }) => {
    const scope = scopes[0] ?? "";
    if (scope.startsWith("punctuation.") || !/[\p{L}\p{N}]/u.test(part)) return [];
    const kind = short[scope] ?? (scope.startsWith("string.") ? "string" : scope);
    return [`${part.trim()}:${kind}`];
  });
  return found.join(" ");
}

describe("TextMate grammar", () => {
  it("is the grammar of the vocabulary, written out", () => {
    const expected = JSON.stringify(textMateGrammar(), undefined, 2);
    if (process.env["UPDATE"]) writeFileSync(file, `${expected}\n`);
    const written: unknown = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(written, JSON.parse(expected), "UPDATE=1 npx mocha writes it anew");
  });

  it("knows every keyword of the vocabulary", () => {
    const text = readFileSync(file, "utf8");
    const known = new Set(text.match(/[a-z_0-9]+/g));
    const units = new Set(["second", "minute", "hour", "day", "week"]);
    const lacking = keywords.filter(({ word }) => !known.has(word) && !units.has(word));
    assert.deepEqual(
      lacking.map((keyword) => keyword.word),
      [],
    );
  });

  it("tells the parts of a source", async () => {
    const text = `source web from "data/*.csv" as events {
  actor user_id, props.device.os "people"
  time ts format "epoch_ms"
  event "purchase"
  timezone "Europe/Berlin"
  where not is_bot and status is not missing
  let week_of = week(ts)
  options { delimiter ";" header true skip 1 }
}`;
    assert.equal(
      await kinds(text),
      [
        "source:keyword web:source from:keyword data/*.csv:string as:keyword events:support.type.shape",
        "actor:keyword user_id:column props:column device:key os:key people:string",
        "time:keyword ts:column format:keyword epoch_ms:string",
        "event:keyword purchase:string",
        "timezone:keyword Europe/Berlin:string",
        "where:keyword not:operator is_bot:column and:operator status:column is:operator not:operator missing:operator",
        "let:keyword week_of:let week:function ts:column",
        "options:keyword delimiter:keyword header:keyword true:boolean skip:keyword 1:number",
      ].join(" "),
    );
  });

  it("tells the parts of a funnel", async () => {
    const text = `funnel Signup on web, crm {
  during 2026-01-01 .. 2026-03-31
  window 14 days
  segment mobile
  where not is_internal
  stage Visit "Came": page_view or web.landing where path = "/" within 3 days
  optional stage Trial: any event
  stage Paid: (payment or "trial paid") where amount > 0
  split by channel at entry top 5
  expect conversion(Visit -> Paid) >= 20% when actors(Visit) >= 100 else warn
}`;
    assert.equal(
      await kinds(text),
      [
        "funnel:keyword Signup:funnel on:keyword web:source crm:source",
        "during:keyword 2026-01-01:date 2026-03-31:date",
        "window:keyword 14:number days:unit",
        "segment:keyword mobile:segment",
        "where:keyword not:operator is_internal:column",
        'stage:keyword Visit:stage "Came":string page_view:event or:operator web:source landing:event where:keyword path:column within:keyword 3:number days:unit',
        "optional:keyword stage:keyword Trial:stage any:keyword event:keyword",
        "stage:keyword Paid:stage payment:event or:operator trial paid:string where:keyword amount:column 0:number",
        "split:keyword by:keyword channel:column at:keyword entry:support.constant.split top:keyword 5:number",
        "expect:keyword conversion:figure Visit:stage Paid:stage 20:number when:keyword actors:figure Visit:stage 100:number else:keyword warn:support.constant.outcome",
      ].join(" "),
    );
  });

  it("takes soft keywords for names where names belong", async () => {
    assert.equal(
      await kinds("source time from 'a.csv' {\n  actor actor\n  time time\n  event event\n}"),
      "source:keyword time:source from:keyword a.csv:string actor:keyword actor:column time:keyword time:column event:keyword event:column",
    );
    assert.equal(
      await kinds(
        "funnel F {\n  stage stage: stage or order\n  stage where_from: window where stage = 1\n}",
      ),
      "funnel:keyword F:funnel stage:keyword stage:stage stage:event or:operator order:event stage:keyword where_from:stage window:event where:keyword stage:column 1:number",
    );
    assert.equal(
      await kinds("funnel F {\n  where segment = 'a' and\n    order in (1)\n  stage A: b\n}"),
      "funnel:keyword F:funnel where:keyword segment:column a:string and:operator order:column in:operator 1:number stage:keyword A:stage b:event",
    );
  });

  it("goes on in Russian and in backticks", async () => {
    assert.equal(
      await kinds("funnel Март on письма {\n  stage Оплата: оплата where `Lead Source` = 'да'\n}"),
      "funnel:keyword Март:funnel on:keyword письма:source stage:keyword Оплата:stage оплата:event where:keyword Lead Source:column да:string",
    );
  });

  it("reads a funnel written on one line", async () => {
    assert.equal(
      await kinds("funnel F { window 2 days stage A: a where x > 1 stage B: b split by c }"),
      "funnel:keyword F:funnel window:keyword 2:number days:unit stage:keyword A:stage a:event where:keyword x:column 1:number stage:keyword B:stage b:event split:keyword by:keyword c:column",
    );
  });

  it("starts anew at the next declaration after an unfinished one", async () => {
    const text =
      "source web from \"a.csv\" {\n  actor (id\n\nfunnel F on web {\n  stage A: a where (b\n\nsegment s = x = 'y'";
    assert.match(await kinds(text), /funnel:keyword F:funnel on:keyword web:source/);
    assert.match(await kinds(text), /segment:keyword s:segment x:column y:string$/);
  });

  it("embeds Markdown and ends it with its comment", async () => {
    const tokens = await scopedTokens(
      "/**\n# Title\n```\nopen fence\n*/\nfunnel F { // note\n  /** One line. */\n  stage A: a /* b */\n}",
    );
    const scopesOf = (text: string): string =>
      tokens.find((token) => token.text.trim() === text)?.scopes.join(" ") ?? "none";
    assert.match(scopesOf("# Title"), /^markup\.heading\.markdown meta\.embedded\.block\.markdown/);
    assert.match(scopesOf("funnel"), /^keyword\.control\.declaration source$/);
    assert.match(scopesOf("One line."), /^comment\.block\.documentation/);
    assert.match(scopesOf("note"), /^comment\.line/);
    assert.match(scopesOf("a"), /^variable\.other\.enummember\.event/);
  });

  it("marks escapes, good and bad", async () => {
    const tokens = await scopedTokens(String.raw`segment s = a = "x\n\u{1F600}\q"`);
    const scopes = tokens
      .filter((token) => token.text.startsWith("\\"))
      .map((token) => token.scopes[0]);
    assert.deepEqual(scopes, [
      "constant.character.escape",
      "constant.character.escape",
      "invalid.illegal.escape",
    ]);
  });
});
