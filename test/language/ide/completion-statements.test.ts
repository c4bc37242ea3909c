import assert from "node:assert/strict";
import { type CompletionItem, complete } from "../../../language/editing.ts";
import { type ColumnValues, analyze, applyEdits } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import { marked } from "../../support/marked.ts";
import { catalog, head, inFunnel, inSource, inStudy } from "./completion-data.ts";

function items(source: string, locale: "en" | "ru" = "en"): readonly CompletionItem[] {
  const { text, offset } = marked(source);
  const found = complete(analyze(text, catalog), catalog, offset, locale);
  return [...found.items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

/** The first labels, as many as are expected. */
function offers(source: string, expected: string): void {
  const wanted = expected.split(" | ");
  const labels = items(source).map(({ label }) => label);
  assert.deepEqual(labels.slice(0, wanted.length), wanted, `${source}\n${labels.join(" | ")}`);
}

/** Nothing else than these. */
function offersOnly(source: string, expected: string): void {
  assert.equal(
    items(source)
      .map(({ label }) => label)
      .join(" | "),
    expected,
  );
}

function chosen(source: string, label: string): string {
  const { text } = marked(source);
  const item = items(source).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not offered in ${source}`);
  return applyEdits(text, [item.edit]);
}

describe("completion in sources", () => {
  it("knows the files beside the text", () => {
    const paths = "data/deals.csv | data/spend.csv | web.csv | data/*.csv";
    offersOnly('source x from "<|>"', paths);
    offersOnly('source x from "da<|>', paths);
    offersOnly('source x from "../<|>"', "../other.csv");
    assert.equal(chosen('source x from "da<|>', "web.csv"), 'source x from "web.csv"');
    offersOnly('import "<|>"', "a.funnel | shared/b.funnel");
    offersOnly('import "a.funnel"\nimport "<|>"', "shared/b.funnel");
  });

  it("drafts a source for each file, with what its columns tell", () => {
    offers("<|>", 'source … from "data/deals.csv" | source … from "data/spend.csv"');
    const [deals, spend, web] = items("<|>");
    const written = (item: CompletionItem | undefined): string =>
      item?.edit.newText.replaceAll("\\}", "}") ?? "";
    assert.equal(
      written(web),
      'source ${1:web} from "web.csv" {\n  actor user_id\n  time ts\n  event name\n}',
    );
    assert.equal(
      written(deals),
      'source ${1:deals} from "data/deals.csv" as records {\n  actor lead_id\n' +
        "  stages { created: created_at, qualified: qualified_at }\n}",
    );
    assert.equal(
      written(spend),
      'source ${1:spend} from "data/spend.csv" as totals {\n  time day\n' +
        "  totals { impressions: impressions, clicks: clicks }\n  cost spend\n}",
    );
    assert.equal(web?.detail, "1 MB");
    assert.ok(!items(`${head}<|>`).some(({ label }) => label.includes("web.csv")));
  });

  it("names no column where nothing is known of any file", () => {
    const { text, offset } = marked("sour<|>");
    const nothing = fakeCatalog({});
    const found = complete(analyze(text, nothing), nothing, offset, "en").items;
    assert.match(
      found.find(({ label }) => label === "source")?.edit.newText ?? "",
      /actor \$\{3:column\}\n {2}time \$\{4:column\}/,
    );
  });

  it("drafts a source of each shape over the files", () => {
    const found = items("<|>").find(({ label }) => label === "source … as totals");
    assert.match(
      found?.edit.newText ?? "",
      /^source \$\{1:totals\} from \$\{2\|"data\/deals\.csv","data\/spend\.csv","web\.csv"\|\} as totals \{/,
    );
  });

  it("replaces no more than the word where the rest of a statement stands already", () => {
    assert.match(chosen(inFunnel("spl<|> by device"), "split"), /\n {2}split by device\n/);
    assert.match(chosen(inFunnel("sta<|> D: payment"), "stage"), /\n {2}stage D: payment\n/);
    assert.match(chosen(inFunnel("spl<|>"), "split"), /\n {2}split by \$\{1/);
  });

  it("knows shapes, presets and connections", () => {
    offers('source x from "web.csv" as <|>', "events | records | totals | lookup");
    const labels = items('source x from "a.csv" as <|>').map(({ label }) => label);
    assert.ok(labels.includes("salesforce_leads"));
    offersOnly(`${head}source x from table "t" on <|>`, "warehouse");
    offersOnly("connection w <|>", "clickhouse");
    offersOnly("connection w clickhouse {\n  url env('')\n  <|>\n}", "user | password | database");
    offersOnly('connection w clickhouse {\n  password env("<|>")\n}', "CLICKHOUSE_PASSWORD");
  });

  it("offers first what the shape needs, and never what it excludes", () => {
    offers(inSource("<|>"), "actor | time | event");
    offers(inSource("<|>", "data/deals.csv", "records"), "actor | stages");
    offers(inSource("<|>", "data/spend.csv", "totals"), "totals | time");
    const lookup = items(inSource("<|>", "regions.csv", "lookup")).map(({ label }) => label);
    assert.ok(!lookup.includes("actor") && !lookup.includes("event"), lookup.join(" "));
  });

  it("ranks columns by what they are for", () => {
    offers(inSource("actor <|>"), "user_id");
    offers(inSource("time <|>"), "ts | day");
    offers(inSource("event <|>"), "name");
    offers(inSource("each <|>"), "items");
    offers(inSource("cost <|>", "data/spend.csv", "totals"), "impressions | clicks | spend | day");
    offers(inSource("join regions by <|>"), "region_id");
    offersOnly(inSource("join regions by region_id = <|>"), "region_id | country");
    offersOnly(inSource("join <|>"), "regions");
  });

  it("drafts the entries of stages and totals", () => {
    const records = (entries: string): string =>
      inSource(`stages { ${entries} }`, "data/deals.csv", "records");
    offersOnly(records("<|>"), "created: created_at | qualified: qualified_at | won: IsWon");
    offersOnly(records("created: created_at, <|>"), "qualified: qualified_at | won: IsWon");
    offers(records("lead: <|>"), "created_at | qualified_at | IsWon");
    offers(records("lead: created_at <|>"), "where");
    offers(records("lead: created_at where <|>"), "lead_id | created_at");
    const totals = inSource("totals { <|> }", "data/spend.csv", "totals");
    offers(totals, "impressions: impressions | clicks: clicks");
  });

  it("knows the values of options, formats, zones and currencies", () => {
    offersOnly(inSource("options { delimiter <|> }"), "; | , | \t | |");
    assert.match(chosen(inSource("options { delimiter <|> }"), "\t"), /delimiter "\\t" \}/);
    offersOnly(inSource("options { header <|> }"), "true | false");
    offers(inSource('options { delimiter ";" <|> }'), "quote | decimal | encoding | header | skip");
    offers(
      inSource('options { delimiter ";" header true <|> }'),
      "quote | decimal | encoding | skip",
    );
    offers(inSource("options { encoding <|> }"), "utf-8 | windows-1251");
    offers(inSource('timezone "<|>"'), "UTC");
    assert.match(chosen(inSource('timezone "Eu<|>"'), "Europe/Berlin"), /"Europe\/Berlin"/);
    offers(inSource("currency <|>", "data/spend.csv", "totals"), "USD | EUR");
    offers(inSource("time day format <|>"), "%d.%m.%Y");
    assert.equal(items(inSource("time day format <|>"))[0]?.detail, "fits 31.01.2026");
  });

  it("reaches into lookups", () => {
    offersOnly(inFunnel("where regions.<|>"), "region_id | country");
    offers(inFunnel("where regions.country = <|>"), "DE | FR");
    assert.match(chosen(inFunnel("where reg<|>"), "regions"), /where regions\.\n/);
  });
});

describe("completion in funnels", () => {
  it("offers the periods that the data have", () => {
    offers(
      inFunnel("during <|>"),
      "2026-02 | 2026-01 | 2025-12 | 2025-11 | 2026-Q1 | 2025-Q4 | 2026 | 2025",
    );
    const labels = items(inFunnel("during <|>")).map(({ label }) => label);
    assert.ok(labels.includes("2025-11-03 .. 2026-02-10"));
    assert.ok(labels.includes("last 30 days"));
    offersOnly(inFunnel("during 2026-01-01 <|>"), "..");
    offersOnly(inFunnel("during 2026-01-01 .. <|>"), "2026-02-10");
    offersOnly(inFunnel("note <|>"), "2025-11-03 | 2026-02-10");
  });

  it("names the stages that a model lacks, with likely events", () => {
    const model = (lines: string): string =>
      `${head}funnel F on web {\n  model aarrr\n  ${lines}\n}`;
    offersOnly(model("stage <|>"), "Acquisition | Activation | Retention | Referral | Revenue");
    offers(model("stage Acquisition: page_view\n  <|>"), "stage Activation | stage Retention");
    const referral = items(model("<|>")).find(({ label }) => label === "stage Referral");
    assert.match(referral?.edit.newText ?? "", /^stage Referral: \$\{1\|invite_sent,page_view/);
    offersOnly(
      model("stage Rev<|>: payment"),
      "Acquisition | Activation | Retention | Referral | Revenue",
    );
    assert.match(chosen(model("stage Rev<|>: payment"), "Revenue"), /stage Revenue: payment/);
    offersOnly(inFunnel("stage <|>"), "");
  });

  it("offers each statement's own words", () => {
    offersOnly(inFunnel("model <|>"), "traditional | inverted | aida | aarrr | sales");
    offersOnly(
      inFunnel("chart <|>"),
      "funnel | bars | steps | time | trend | survival | flow | pipeline | table",
    );
    offersOnly(inFunnel("trend <|>"), "hourly | daily | weekly | monthly");
    offersOnly(inFunnel("trend weekly <|>"), "forecast");
    offersOnly(inFunnel("compare <|>"), "mobile | tablets | previous");
    offersOnly(inFunnel("compare mobile <|>"), "vs");
    offersOnly(inFunnel("without refund between <|>"), "A | B | C");
    offersOnly(inFunnel("without refund between A and <|>"), "B | C");
    offersOnly(inFunnel("without refund between A and B else <|>"), "drop");
    offersOnly(inFunnel("segment <|>"), "mobile | tablets");
    offersOnly(inFunnel("stage D: payment at <|>"), "least");
    offersOnly(inFunnel("stage D: payment at least 2 <|>"), "times");
    offersOnly(inFunnel("split by device at <|>"), "A | B | C | entry | first | last | every");
    offersOnly(inFunnel("measure m = revenue as <|>"), "percent | number | duration | currency");
  });

  it("offers events that no stage has yet first", () => {
    offers(inFunnel("stage D: <|>"), "invite_sent | trial started | page_view");
    offers(inFunnel("exit Gone: <|>"), "invite_sent | trial started | page_view");
    offers(inFunnel("without <|>"), "page_view | sign_up");
  });

  it("offers to split by what has few values", () => {
    offers(inFunnel("split by <|>"), "device | is_internal | variant | day | user_id | name");
  });

  it("fills the holes of statements with what is known", () => {
    const snippet = (label: string): string =>
      items(inFunnel("<|>")).find((item) => item.label === label)?.edit.newText ?? "";
    assert.match(snippet("split"), /^split by \$\{1\|device,is_internal/);
    assert.match(snippet("stage"), /^stage \$\{1:Name\}: \$\{2\|page_view,sign_up/);
    assert.match(snippet("without"), /between \$\{2\|A,B,C\|\} and \$\{3\|C,B,A\|\}/);
    const study = items(inStudy("experiment", "<|>")).find(({ label }) => label === "goal");
    assert.equal(study?.edit.newText, "goal ${1|A,B,C|} -> ${2|C,B,A|}");
    const source = items(inSource("<|>")).find(({ label }) => label === "actor");
    assert.match(source?.edit.newText ?? "", /^actor \$\{1\|user_id,/);
  });

  it("fills the holes of statements with what the data have", () => {
    const text = (source: string, label: string): string =>
      items(source).find((item) => item.label === label)?.edit.newText ?? "";
    const above = (statement: string): string =>
      `${head}funnel F on web {\n  ${statement}\n  stage A: page_view\n  stage B: payment\n}\n`;
    assert.match(text(above("<|>"), "where"), /^where \$\{1\|device,/);
    assert.match(text(above("<|>"), "order"), /^order \$\{1\|sequential,/);
    assert.match(
      text(above("<|>"), "during"),
      /^during \$\{1\|2025-11-03 \.\. 2026-02-10,2026-02,2026-01,/,
    );
    assert.equal(text(above("<|>"), "segment"), "segment ${1|mobile,tablets|}");
    assert.match(text(above("<|>"), "actor"), /^actor \$\{1\|user_id,/);
    assert.match(
      text(above("<|>"), "measure"),
      /= \$\{2\|conversion\(A -> B\),median_time\(A -> B\),/,
    );
    assert.equal(text(above("where device <|>"), "in"), 'in (${1|"ios","android"|})');
    assert.equal(text(above("where device <|>"), "contains"), 'contains "${1:text}"');
    assert.equal(text(above("split by <|>"), "month"), "month(${1:ts})");
  });

  it("offers the numbers of actors as the texts that they are", () => {
    const ids = fakeCatalog({
      "web.csv": { user_id: "number", ts: "time", name: { visit: 3 }, amount: "number" },
    });
    const known: ColumnValues = {
      values: [{ value: "7", count: 2 }],
      complete: true,
      rows: 2,
      missing: 0,
    };
    const { text, offset } = marked(
      'source web from "web.csv" { actor user_id time ts event name }\nsegment one = user_id = <|>',
    );
    const seen = { ...ids, values: () => known };
    const found = complete(analyze(text, seen), seen, offset, "en").items;
    assert.equal(found.find(({ label }) => label === "7")?.edit.newText, '"7"');
  });

  it("compares nobody by who, when and what", () => {
    const study = items(`${inFunnel("")}<|>`).find(({ label }) => label === "experiment … on …");
    assert.match(study?.edit.newText ?? "", /variant \$\{4\|variant,device,/);
    assert.doesNotMatch(study?.edit.newText ?? "", /user_id|[|,]ts[|,]/);
  });

  it("offers the arrow between the stages of a figure", () => {
    offers(inFunnel("measure m = median_time(A <|>"), "->");
    offers(inFunnel("expect conversion(A <|>"), "->");
  });

  it("offers below a stage first what goes there", () => {
    offers(inFunnel("<|>"), "stage");
    const labels = items(inFunnel("<|>")).map(({ label }) => label);
    assert.ok(labels.indexOf("split") < labels.indexOf("during"), labels.join(" "));
    assert.ok(labels.indexOf("expect") < labels.indexOf("window"), labels.join(" "));
  });

  it("offers figures with places for their arguments", () => {
    offers(inFunnel("measure m = <|>"), "revenue | $least | $most | actors");
    const figure = (label: string): string =>
      items(inFunnel("measure m = <|>")).find((item) => item.label === label)?.edit.newText ?? "";
    assert.equal(figure("conversion"), "conversion(${1|A,B|} -> ${2|C,B|})");
    assert.equal(figure("sum"), "sum(${1:amount}) of ${2|C,B,A|}");
    assert.equal(figure("count"), "count of ${1|C,B,A|}");
    assert.equal(figure("nps"), "nps(${1:amount}) at ${2|C,B,A|}");
    assert.equal(figure("bounce_rate"), "bounce_rate");
    offersOnly(inFunnel("measure m = cost(<|>"), "ads");
    offers(inFunnel("measure m = sum(<|>"), "user_id | ts | name");
    offers(inFunnel("measure m = sum(amount) <|>"), "at | of | as");
    offersOnly(inFunnel("measure m = sum(amount) of <|>"), "A | B | C");
    offersOnly(inFunnel("measure m = conversion(A -> B <|>"), "within");
  });

  it("offers comparisons after a figure, and limits in its unit", () => {
    offers(inFunnel("expect conversion(A -> B) <|>"), ">= | <= | > | <");
    offers(inFunnel("expect conversion(A -> B) >= <|>"), "5% | 10% | 20% | 50%");
    offers(inFunnel("expect median_time <= <|>"), "1 hour | 1 day | 3 days");
    offers(inFunnel("expect actors(A) >= <|>"), "1 | 10 | 100");
    offers(inFunnel("expect conversion >= 20 <|>"), "%");
    offers(inFunnel("expect median_time <= 3 <|>"), "seconds | minutes | hours | days | weeks");
    offers(inFunnel("expect conversion > 1% <|>"), "when | else");
  });

  it("compares columns with what they have", () => {
    offers(inFunnel("where amount = <|>"), "10 | 20 | 0 | 99.5");
    offers(inFunnel("where amount > <|>"), "0 | 99.5");
    offers(inFunnel("where ts >= <|>"), "2025-11-03 | 2026-02-10");
    offers(inFunnel("where device in (<|>"), "ios | android");
    offersOnly(inFunnel('where device in ("<|>")'), "ios | android");
    assert.equal(items(inFunnel("where amount = <|>"))[0]?.detail, "5 rows");
  });

  it("offers params after a dollar, those of other files too", () => {
    offersOnly(inFunnel("where amount > $<|>"), "$least | $most");
    offersOnly(inFunnel("where amount > $le<|>"), "$least | $most");
    assert.match(chosen(inFunnel("where amount > $le<|>"), "$least"), /amount > \$least\n/);
    assert.match(chosen(inFunnel("where amount > $<|>"), "$least"), /amount > \$least\n/);
  });

  it("says how much of a column is missing, once that is known", () => {
    const amount = items(inFunnel("where <|>")).find(({ label }) => label === "amount");
    assert.equal(amount?.detail, "number · 40\u00a0% missing");
    assert.match(amount?.documentation ?? "", /from `0` to `99\.5`/);
  });
});

describe("completion over imported sources", () => {
  const start = 'import "shared/b.funnel"\n';

  it("knows them as if they stood in the file", () => {
    offersOnly(`${start}funnel F on <|>`, "log");
    const inBlock = (line: string): string => `${start}funnel F on log {\n  ${line}\n}\n`;
    offers(inBlock("stage A: <|>"), "page_view | sign_up");
    offers(inBlock("where device = <|>"), "ios | android");
    offers(inBlock("during <|>"), "2026-02");
    offers(`${start}<|>`, "funnel … on …");
  });
});

describe("completion in studies", () => {
  it("knows what each is on", () => {
    offersOnly(`${inFunnel("")}experiment X on <|>`, "Signup");
    offersOnly(`${inFunnel("")}retention X on <|>`, "web | ads | deals");
  });

  it("drafts whole studies with the stages of the funnel", () => {
    const found = items(`${inFunnel("")}\n<|>`);
    const draft = (label: string): string =>
      found.find((item) => item.label === label)?.edit.newText ?? "";
    assert.match(draft("experiment … on …"), /goal \$\{2\|A,B\|\} -> \$\{3\|C,B\|\}/);
    // The column of the variants comes first, and the control is one of its values.
    assert.match(
      draft("experiment … on …"),
      /variant \$\{4\|variant,[^}]*\}\n {2}control \$\{5\|"A","B"\|\}/,
    );
    assert.match(draft("retention … on …"), /every \$\{4\|week,day,month\|\} for \$\{5:8\}/);
    assert.match(draft("audience … on …"), /^audience \$\{1:Name\} on Signup = reached/);
  });

  it("offers the statements of each, first those that it needs", () => {
    offers(inStudy("retention", "<|>"), "start | return | every");
    offers(inStudy("experiment", "<|>"), "variant | control | goal");
    offers(inStudy("drivers", "<|>"), "goal | from | minimum");
    offers(inStudy("score", "<|>"), "goal | points");
    offersOnly(inStudy("scenario", "<|>"), "stage");
  });

  it("completes a retention", () => {
    offers(inStudy("retention", "start: <|>"), "page_view | sign_up");
    offersOnly(inStudy("retention", "every <|>"), "day | week | month");
    offersOnly(inStudy("retention", "every week <|>"), "for");
    offersOnly(inStudy("retention", "measure m = conversion(<|>"), "start | return");
  });

  it("completes an experiment", () => {
    offers(inStudy("experiment", "variant <|>"), "device | is_internal | variant | day");
    offersOnly(inStudy("experiment", "variant variant\n  control <|>"), "A | B");
    offersOnly(inStudy("experiment", "variant variant\n  split <|>"), "A | B");
    offersOnly(inStudy("experiment", "goal <|>"), "A | B | C");
    offersOnly(inStudy("experiment", "goal A <|>"), "->");
    offersOnly(inStudy("experiment", "goal A -> <|>"), "B | C");
    offersOnly(inStudy("experiment", "measure <|>"), "revenue");
    offersOnly(inStudy("experiment", "confidence <|>"), "90% | 95% | 99%");
  });

  it("completes drivers, scores, scenarios and audiences", () => {
    offersOnly(inStudy("drivers", "from <|>"), "properties | events");
    offers(inStudy("drivers", "from properties(<|>"), "user_id | ts");
    offersOnly(inStudy("drivers", "from properties(device) <|>"), "and");
    offersOnly(inStudy("drivers", "minimum 30 <|>"), "actors");
    offersOnly(inStudy("score", "goal <|>"), "A | B | C");
    offersOnly(inStudy("score", "points <|>"), "+ | -");
    offers(inStudy("score", "points +10 when <|>"), "user_id | ts");
    offers(inStudy("score", "points +10 when did <|>"), "page_view | sign_up");
    offersOnly(inStudy("score", "learn <|>"), "from");
    offersOnly(inStudy("score", "from <|>"), "column");
    offersOnly(inStudy("scenario", "stage <|>"), "B | C");
    offersOnly(inStudy("scenario", "stage B <|>"), "+ | - | =");
    const audience = (rest: string): string => `${inFunnel("")}audience X on Signup = ${rest}`;
    offersOnly(audience("<|>"), "reached | dropped");
    offersOnly(audience("reached <|>"), "A | B | C");
    offersOnly(audience("reached A <|>"), "not");
    offersOnly(audience("reached A not reached <|>"), "B | C");
    offersOnly(audience("dropped <|>"), "after");
  });

  it("says what can't be run yet, in the user's language", () => {
    const found = items(`${inFunnel("")}\nret<|>`, "ru");
    const retention = found.find(({ label }) => label.startsWith("retention"));
    assert.match(retention?.documentation ?? "", /пока нет/);
  });
});
