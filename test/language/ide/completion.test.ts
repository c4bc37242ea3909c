import assert from "node:assert/strict";
import { type CompletionItem, complete } from "../../../language/editing.ts";
import { analyze, applyEdits, emptyCatalog } from "../../../language/index.ts";
import { given, shopSource, webSource } from "./check.ts";

function completions(source: string, wanted: "all" | "names" = "all"): readonly CompletionItem[] {
  const { analysis, catalog, offset, locale } = given(source);
  const { items } = complete(analysis, catalog, offset, locale, wanted);
  return [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

function labels(source: string): string {
  return completions(source)
    .map(({ label }) => label)
    .join(" ");
}

/** The text after choosing an item. */
function chosen(source: string, label: string): string {
  const { text } = given(source);
  const item = completions(source).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not offered: ${labels(source)}`);
  return applyEdits(text, [item.edit]);
}

const funnel = (statement: string): string =>
  `${webSource}segment mobile = device = "ios"\nfunnel Signup on web {\n${statement}\n}\n`;

describe("completion", () => {
  it("offers declarations at the start and between declarations, a whole funnel first", () => {
    assert.match(labels("<|>"), /^source funnel segment import param retention .*connection$/);
    const start = /^funnel … on … source segment /;
    assert.match(labels(`${webSource}\n<|>`), start);
    assert.match(labels(`${webSource}fun<|>\n`), start);
  });

  it("fills a whole funnel with the source and its events to choose from", () => {
    const [whole] = completions(`${webSource}\n<|>`);
    assert.match(whole?.edit.newText ?? "", /^funnel \$\{1:Name\} on web \{/);
    assert.match(whole?.edit.newText ?? "", /\$\{4\|page_view,sign_up,"trial started",payment/);
    assert.match(whole?.edit.newText ?? "", /\$\{6\|sign_up,"trial started",payment/);
  });

  it("offers what a source lacks first, and what it has not again", () => {
    const source = 'source web from "web.csv" {\n  time ts\n  <|>\n}';
    assert.match(
      labels(source),
      /^actor event timezone where let options each join session cost value currency sheet dedupe/,
    );
    assert.doesNotMatch(labels(source), /stages|totals|time /);
  });

  it("offers the statements of a funnel at the start of a line", () => {
    const offered = labels(funnel("  window 2 days\n  <|>\n  stage A: page_view"));
    assert.match(offered, /^during where segment order stage optional split expect/);
    assert.doesNotMatch(offered, /window/);
    assert.match(labels(funnel("  <|>")), /^stage /);
  });

  it("offers after a stage both its clauses and the next statement", () => {
    const offered = labels(funnel("  stage A: page_view\n  <|>"));
    for (const word of ["stage", "within", "or", "split"]) {
      assert.ok(offered.split(" ").includes(word), `${word} in ${offered}`);
    }
    // As deep as the stage it would be neither the stage's nor the funnel's.
    assert.ok(!offered.split(" ").includes("where"), offered);
    const deeper = labels(funnel("  stage A: page_view\n    <|>")).split(" ");
    assert.ok(deeper.includes("where") && deeper.includes("within"), deeper.join(" "));
    const sameLine = labels(funnel("  stage A: page_view <|>"));
    assert.equal(sameLine, "or where within after at");
  });

  it("offers events by their frequency, quoted where they must be", () => {
    const source = funnel("  stage A: <|>");
    assert.match(labels(source), /^page_view sign_up trial started payment a"b/);
    assert.match(chosen(source, "page_view"), /stage A: page_view\n/);
    assert.match(chosen(source, "trial started"), /stage A: "trial started"\n/);
    assert.match(chosen(source, 'a"b'), /stage A: "a\\"b"\n/);
    assert.equal(completions(source)[0]?.detail, "900 rows");
  });

  it("completes within quotes, and replaces all of a word", () => {
    assert.match(
      chosen(funnel('  stage A: "tri<|>"'), "trial started"),
      /stage A: "trial started"\n/,
    );
    assert.match(
      chosen(funnel("  stage A: 'tri<|>'"), "trial started"),
      /stage A: 'trial started'\n/,
    );
    assert.match(chosen(funnel("  stage A: pa<|>ge or x"), "payment"), /stage A: payment or x\n/);
    assert.match(
      chosen(funnel('  stage A: "pay<|>\n  stage B: sign_up'), "payment"),
      /"payment"\n/,
    );
  });

  it("offers events after or, in parentheses, after a source", () => {
    assert.match(labels(funnel("  stage A: page_view or <|>")), /^sign_up .*payment a"b page_view/);
    assert.match(labels(funnel("  stage A: (page_view or <|>")), /^sign_up/);
    const both = `${webSource}${shopSource}funnel F on web, shop {\n  stage A: shop.<|>\n}`;
    assert.match(labels(both), /^basket order/);
    assert.doesNotMatch(labels(both), /page_view/);
    const counted = `${webSource}${shopSource}funnel F on web, shop {\n  stage A: <|>\n}`;
    assert.equal(completions(counted).find(({ label }) => label === "shop")?.edit.newText, "shop.");
    const unqualified = `${webSource}${shopSource}funnel F on web, shop {\n  stage A: <|>\n}`;
    assert.match(labels(unqualified), /^page_view sign_up basket .* web shop/);
  });

  it("offers columns where conditions begin, in backticks where they need them", () => {
    for (const start of ["where", "stage A: page_view where", "where amount > 1 and"]) {
      assert.match(labels(funnel(`  ${start} <|>`)), /^user_id ts name device amount Lead Source/);
    }
    assert.match(chosen(funnel("  where <|>"), "Lead Source"), /where `Lead Source`\n/);
    assert.match(chosen(funnel("  where `Le<|>`"), "Lead Source"), /where `Lead Source`\n/);
    assert.match(labels(funnel("  where not <|>")), /is_internal/);
  });

  it("offers the keys of a nested column", () => {
    assert.equal(labels(funnel("  where props.<|>")), "plan limits");
    assert.equal(labels(funnel("  where props.limits.<|>")), "seats");
  });

  it("knows what lies in lists, once each element is a row", () => {
    const source = (each: string, where: string): string =>
      `source bought from "orders.ndjson" {\n  ${each}\n  actor user\n  time at\n  event "buy"\n  where ${where}\n}\n`;
    assert.match(labels(source("each <|>", "true")), /^items /);
    assert.equal(labels(source("each items", "items.<|>")), "sku price");
    assert.equal(labels(source("", "items.<|>")), "");
    assert.match(labels(source("each items", "items.price <|>")), /^>= /);
  });

  it("offers the values of the column that is compared", () => {
    assert.match(labels(funnel("  where device = <|>")), /^ios android smart tv/);
    assert.match(chosen(funnel("  where device = <|>"), "smart tv"), /device = "smart tv"\n/);
    assert.match(labels(funnel('  where device in ("ios", "<|>")')), /^ios android smart tv$/);
    assert.match(labels(funnel('  where not device starts with "<|>"')), /^ios android/);
    assert.match(labels(`${webSource}segment s = device != <|>`), /^ios android smart tv/);
    assert.doesNotMatch(labels(funnel("  where amount = <|>")), /ios/);
    assert.match(labels(funnel("  where is_internal = <|>")), /^true false user_id/);
  });

  it("offers what may follow an operand", () => {
    const offered = labels(funnel("  where device <|>"));
    assert.equal(
      offered,
      "= in != contains starts with is missing is not missing not ends with matches and or",
    );
    assert.match(labels(funnel("  where amount <|>")), /^>= <= = > < between != is missing/);
    assert.match(labels(funnel("  where ts <|>")), /^>= < between is missing/);
    assert.match(labels(funnel("  where is_internal <|>")), /^and or is missing/);
    assert.match(labels(funnel("  where lower(device) <|>")), /^= in != contains/);
    assert.equal(labels(funnel('  where device = "ios" <|>')), "and or");
    assert.equal(
      labels(funnel("  where device not <|>")),
      "in contains starts with ends with matches between",
    );
    assert.equal(labels(funnel("  where device is <|>")), "not missing");
  });

  it("offers the columns of its own source in a source", () => {
    const source = `${webSource}source shop from "shop.csv" {\n  actor <|>\n}`;
    assert.equal(labels(source), "visitor action device at row");
    assert.match(labels('source web from "web.csv" {\n  time <|>\n}'), /^ts user_id name/);
    assert.match(labels('source web from "web.csv" {\n  event <|>\n}'), /^name user_id device/);
  });

  it("offers sources after on, each once", () => {
    assert.equal(labels(`${webSource}${shopSource}funnel F on <|>`), "web shop");
    assert.equal(labels(`${webSource}${shopSource}funnel F on web, <|> {`), "shop");
  });

  it("offers segments and orders", () => {
    assert.equal(labels(funnel("  segment <|>")), "mobile");
    assert.equal(labels(funnel("  order <|>")), "sequential strict any independent furthest");
    assert.match(labels(funnel("  window <|>")), /7 days.*unlimited/);
    assert.match(labels(`${webSource}segment s = actors <|>`), /^with without$/);
    assert.match(labels(`${webSource}segment s = actors with <|>`), /^page_view/);
  });

  it("offers units after a number, singular after one", () => {
    assert.equal(labels(funnel("  window 14 <|>")), "seconds minutes hours days weeks");
    assert.equal(
      labels(funnel("  stage A: page_view within 1 d<|>")),
      "second seconds minute minutes hour hours day days week weeks",
    );
  });

  it("offers figures, then stages, then only later stages", () => {
    const stages = "  stage A: page_view\n  stage B: sign_up\n  stage C: payment\n";
    assert.match(labels(funnel(`${stages}  expect <|>`)), /^actors conversion dropoff median_time/);
    assert.equal(labels(funnel(`${stages}  expect conversion(<|>`)), "A B C");
    assert.equal(labels(funnel(`${stages}  expect conversion(A -> <|>) >= 20%`)), "B C");
    assert.equal(
      labels(funnel(`${stages}  expect conversion(A -> B) >= 20% else <|>`)),
      "warn fail",
    );
    assert.match(labels(funnel(`${stages}  split by device <|>`)), /^at top /);
  });

  it("offers options that aren't set yet", () => {
    const source = 'source web from "web.csv" {\n  options {\n    delimiter ";"\n    <|>\n  }\n}';
    assert.equal(labels(source), "quote decimal encoding header skip");
  });

  it("offers nothing in comments, numbers, new names and labels", () => {
    assert.equal(labels(`// <|>\n${webSource}`), "");
    assert.equal(labels(`/** fun<|> */\n${webSource}`), "");
    assert.equal(labels(funnel("  window 14<|>")), "");
    assert.equal(labels(funnel("  stage <|>")), "");
    assert.equal(labels(funnel('  stage A "<|>": page_view')), "");
    assert.equal(labels('source web from "<|>"'), "");
  });

  it("goes on after errors before the cursor", () => {
    assert.match(labels(funnel("  where (((\n  stage A: <|>")), /^page_view/);
    assert.match(
      labels(`source broken from {\n  actor\n\n${funnel("  stage A: <|>")}`),
      /^page_view/,
    );
    assert.match(labels(funnel("  stage A page_view\n  where dev<|>")), /device/);
  });

  it("reads several statements on one line", () => {
    assert.match(
      labels(`${webSource}funnel F on web { window 2 days stage A: <|> }`),
      /^page_view/,
    );
  });

  it("stays silent after a blank where only keywords could follow", () => {
    assert.deepEqual(completions(funnel('  where device = "ios" <|>'), "names"), []);
    assert.deepEqual(completions(funnel("  stage A: page_view <|>"), "names"), []);
    assert.notDeepEqual(completions(funnel("  where device <|>"), "names"), []);
    assert.notDeepEqual(completions(funnel("  stage A: <|>"), "names"), []);
  });

  it("says what it would like to know", () => {
    const { text, offset } = given(funnel("  stage A: <|>"));
    const { items, needs } = complete(analyze(text, emptyCatalog), emptyCatalog, offset, "en");
    assert.deepEqual(
      items.filter(({ kind }) => kind === "event"),
      [],
    );
    assert.deepEqual(needs.map(({ kind }) => kind).slice(0, 1), ["table"]);
  });

  it("documents in the user's language", () => {
    const { analysis, catalog, offset } = given(funnel("  <|>"));
    const { items } = complete(analysis, catalog, offset, "ru");
    assert.match(
      items.find(({ label }) => label === "window")?.documentation ?? "",
      /времен|время/i,
    );
  });

  it("escapes data in documentation and in placeholders", () => {
    const item = completions(funnel("  stage A: <|>")).find(({ label }) => label === 'a"b');
    assert.match(item?.documentation ?? "", /^`a"b`/);
  });
});
