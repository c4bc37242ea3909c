import assert from "node:assert/strict";
import { hover } from "../../../language/editing.ts";
import type { Locale } from "../../../language/index.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { bracketed, given, webSource } from "./check.ts";

function hovered(source: string, locale: Locale = "en"): string {
  const { analysis, catalog, offset } = given(source);
  return hover(analysis, catalog, offset, locale)?.markdown ?? "";
}

const funnel = (statement: string): string =>
  `${webSource}
/** Phones **only**. */
segment mobile = device = "ios"
/** The *main* one. */
funnel Signup on web {
${statement}
}
`;

describe("hover", () => {
  it("documents keywords by their place", () => {
    assert.match(
      hovered(funnel("  win<|>dow 2 days")),
      /^keyword \*\*`window`\*\*\n\nThe longest time/,
    );
    assert.match(hovered("source web from 'web.csv' {\n  ti<|>me ts\n}"), /column with the moment/);
    assert.match(
      hovered(funnel("  stage A: page_view wi<|>thin 2 days")),
      /previous required stage/,
    );
    assert.match(hovered(funnel("  window 2 da<|>ys")), /24 hours/);
    assert.match(hovered(funnel("  where device is mis<|>sing")), /no such value/);
  });

  it("documents keywords in Russian", () => {
    assert.match(hovered(funnel("  win<|>dow 2 days"), "ru"), /ключевое слово \*\*`window`\*\*/);
  });

  it("says which keywords this version doesn't run", () => {
    assert.match(hovered('conn<|>ection c clickhouse { url env("U") }\n'), /Not in this version/);
  });

  it("takes soft keywords that are names for names", () => {
    const text = funnel("  stage A: page_view where device = 'ios'\n  stage st<|>age: sign_up");
    assert.match(hovered(text), /^stage \*\*`stage`\*\*/);
  });

  it("shows a source with its files and columns", () => {
    const shown = hovered(funnel("  stage A: page_view").replace("on web", "on w<|>eb"));
    assert.match(shown, /^source \*\*`web`\*\*/);
    assert.match(shown, /`web\.csv` · 1 file · 12\.3 kB · 8 columns/);
    assert.match(shown, /\| `user_id` \| text `VARCHAR` \|/);
    assert.match(hovered('source web from "we<|>b.csv"'), /8 columns/);
  });

  it("shows columns with their type and their values", () => {
    const shown = hovered(funnel("  where dev<|>ice = 'ios'"));
    assert.match(shown, /^column \*\*`device`\*\*\n\ntext · `VARCHAR`/);
    const inRussian = hovered(funnel("  where is_inter<|>nal"), "ru");
    assert.match(inRussian, /^столбец \*\*`is_internal`\*\*\n\nда\/нет · `BOOLEAN`/);
    assert.match(shown, /\| `ios` \| 500 rows \| 55\.4\u00a0% \|/);
    assert.match(hovered(funnel("  where props.lim<|>its.seats > 1")), /`props\.limits`/);
    const bought =
      'source bought from "orders.ndjson" {\n  each items\n  actor user\n  time at\n  event "buy"\n  where items.pri<|>ce > 1\n}\n';
    assert.match(hovered(bought), /`items\.price`[^]*number/);
  });

  it("shows events and values with their counts", () => {
    assert.match(
      hovered(funnel("  stage A: page<|>_view")),
      /^event \*\*`page_view`\*\*\n\n900 rows · 83\.9\u00a0%/,
    );
    assert.match(hovered(funnel('  stage A: "trial st<|>arted"')), /40 rows/);
    assert.match(
      hovered(funnel('  where device = "andr<|>oid"')),
      /^value \*\*`android`\*\*\n\n400 rows/,
    );
    assert.match(hovered(funnel('  where device in ("nok<|>ia")')), /0 rows/);
    assert.match(hovered(funnel("  stage A: page<|>_view"), "ru"), /900 строк/);
  });

  it("shows stages, segments and funnels with their documentation", () => {
    const text = '  /** Where it begins. */\n  stage A "Start": page_view\n  stage B: sign_up\n';
    assert.match(
      hovered(funnel(`${text}  expect conversion(A<|> -> B) > 1%`)),
      /^stage \*\*`A`\*\*\n\nWhere it begins\.\n\n`page_view`\n\n`Start`/,
    );
    assert.match(
      hovered(funnel("  segment mob<|>ile")),
      /^segment \*\*`mobile`\*\*\n\nPhones \*\*only\*\*\./,
    );
    assert.match(
      hovered(funnel(text).replace("Signup", "Sign<|>up")),
      /The \*main\* one\.\n\n`A` → `B`/,
    );
  });

  it("documents functions and figures", () => {
    assert.match(hovered(funnel("  where low<|>er(device) = 'ios'")), /^`lower\(text\)`/);
    assert.match(
      hovered(funnel("  stage A: page_view\n  expect act<|>ors(A) > 1")),
      /^`actors\(Stage\)`/,
    );
  });

  it("says nothing where there is nothing to say", () => {
    assert.equal(hovered(`${webSource}\n// com<|>ment`), "");
    assert.equal(hovered(funnel("  stage A: page_view where amount > 1<|>0")), "");
  });

  it("marks the word that it speaks of", () => {
    const { analysis, catalog, offset, text } = given(funnel("  stage A: pa<|>ge_view"));
    const found = hover(analysis, catalog, offset, "en");
    assert.match(bracketed(text, found ? [found.span] : []), /stage A: \[page_view\]/);
  });

  it("lets nothing from the data become Markdown", () => {
    const shown = hovered(funnel('  stage A: "![x](http://e.vil/`a`)\\n# b<|>oo"'));
    assert.match(shown, /^event \*\*``!\[x\]\(http:\/\/e\.vil\/`a`\) # boo``\*\*/);
  });

  it("asks for what it lacks", () => {
    const { text, offset } = given(funnel("  where dev<|>ice = 'ios'"));
    const found = hover(analyze(text, emptyCatalog), emptyCatalog, offset, "en");
    assert.deepEqual(found?.needs ?? [], []);
  });
});
