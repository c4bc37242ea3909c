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

  it("tells the parts of sources of other shapes", async () => {
    const text = `source crm from table "deals" on warehouse as records {
  actor row "deals"
  stages { lead: created_at, "won deal": closed_at where is_won }
  totals { click: clicks }
  each items
  join regions by region_id = id
  session 30 minutes
  cost spend * 2
  currency "EUR"
  sheet "March"
  dedupe by lead_id, stage
}`;
    assert.equal(
      await kinds(text),
      [
        "source:keyword crm:source from:keyword table:keyword deals:string on:keyword warehouse:variable.other.connection as:keyword records:support.type.shape",
        "actor:keyword row:keyword deals:string",
        "stages:keyword lead:event created_at:column won deal:string closed_at:column where:keyword is_won:column",
        "totals:keyword click:event clicks:column",
        "each:keyword items:column",
        "join:keyword regions:source by:keyword region_id:column id:column",
        "session:keyword 30:number minutes:unit",
        "cost:keyword spend:column 2:number",
        "currency:keyword EUR:string",
        "sheet:keyword March:string",
        "dedupe:keyword by:keyword lead_id:column stage:column",
      ].join(" "),
    );
  });

  it("tells the parts of all that a funnel may say", async () => {
    const text = `funnel F on s {
  model aarrr
  order strict
  actor account_id "accounts"
  same order_id
  compare mobile vs desktop
  trend weekly forecast 4
  note 2026-02-01 "New prices"
  chart flow
  exit Lost "Gone": refund or churn
  without refund between A and B else drop actor
  measure cac = cost(ads) / actors(B) as currency "EUR"
  expect trend within forecast
}`;
    assert.equal(
      await kinds(text),
      [
        "funnel:keyword F:funnel on:keyword s:source",
        "model:keyword aarrr:support.constant.model",
        "order:keyword strict:support.constant.order",
        "actor:keyword account_id:column accounts:string",
        "same:keyword order_id:column",
        "compare:keyword mobile:segment vs:keyword desktop:segment",
        "trend:keyword weekly:support.constant.trend forecast:keyword 4:number",
        "note:keyword 2026-02-01:date New prices:string",
        "chart:keyword flow:support.constant.chart",
        'exit:keyword Lost:stage "Gone":string refund:event or:operator churn:event',
        "without:keyword refund:event between:keyword A:stage and:keyword B:stage else:keyword drop:keyword actor:keyword",
        "measure:keyword cac:variable.other.measure cost:figure ads:column actors:figure B:stage as:keyword currency:support.constant.unit EUR:string",
        "expect:keyword trend:keyword within:keyword forecast:keyword",
      ].join(" "),
    );
  });

  it("tells the parts of imports, params, connections and audiences", async () => {
    const text = `import "shared.funnel"
param least = 20%
connection warehouse clickhouse { url env("URL") password env("PW") }

audience Stuck on Signup = reached A not reached B
audience Gone on Signup = dropped after A
`;
    assert.equal(
      await kinds(text),
      [
        "import:keyword shared.funnel:string",
        "param:keyword least:variable.parameter 20:number",
        "connection:keyword warehouse:variable.other.connection clickhouse:support.type.engine url:keyword env:function URL:string password:keyword env:function PW:string",
        "audience:keyword Stuck:entity.name.type.audience on:keyword Signup:funnel reached:keyword A:stage not:keyword reached:keyword B:stage",
        "audience:keyword Gone:entity.name.type.audience on:keyword Signup:funnel dropped:keyword after:keyword A:stage",
      ].join(" "),
    );
  });

  it("tells the parts of studies", async () => {
    const text = `retention Weekly on web {
  where not is_bot
  start: sign_up
  return: any event where amount > 0
  every week for 8
  split by channel
  measure m = median_time
}
experiment E on F {
  variant ab_group
  control "A"
  goal A -> B
  measure revenue
  confidence 95%
  split "A": 50, "B": 50
}
drivers D on F {
  from properties(channel, country) and events
  minimum 50 actors
}
score S on F {
  goal B
  points +10 when company_size > 100
  points -5 when did unsubscribe at least 2 times
  learn from events
  from column lead_score
  grades A >= 60, C
}
scenario W on F {
  stage A + 10%
}`;
    assert.equal(
      await kinds(text),
      [
        "retention:keyword Weekly:entity.name.type.study on:keyword web:source",
        "where:keyword not:operator is_bot:column",
        "start:keyword sign_up:event",
        "return:keyword any:keyword event:keyword where:keyword amount:column 0:number",
        "every:keyword week:support.constant.every for:keyword 8:number",
        "split:keyword by:keyword channel:column",
        "measure:keyword m:variable.other.measure median_time:figure",
        "experiment:keyword E:entity.name.type.study on:keyword F:source",
        "variant:keyword ab_group:column control:keyword A:string goal:keyword A:stage B:stage",
        "measure:keyword revenue:variable.other.measure confidence:keyword 95:number",
        "split:keyword A:string 50:number B:string 50:number",
        "drivers:keyword D:entity.name.type.study on:keyword F:source",
        "from:keyword properties:keyword channel:column country:column and:keyword events:keyword",
        "minimum:keyword 50:number actors:keyword",
        "score:keyword S:entity.name.type.study on:keyword F:source",
        "goal:keyword B:stage",
        "points:keyword 10:number when:keyword company_size:column 100:number",
        "points:keyword 5:number when:keyword did:keyword unsubscribe:event at:keyword least:keyword 2:number times:keyword",
        "learn:keyword from:keyword events:keyword",
        "from:keyword column:keyword lead_score:column",
        "grades:keyword A:entity.name.type.grade 60:number C:entity.name.type.grade",
        "scenario:keyword W:entity.name.type.study on:keyword F:source",
        "stage:keyword A:stage 10:number",
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
