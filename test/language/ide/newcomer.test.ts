import assert from "node:assert/strict";
import { type CompletionItem, complete, quickFixes } from "../../../language/editing.ts";
import { type Catalog, analyze, applyEdits } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";

/** Somebody who knows nothing of the language, and has a file: with nothing else than offers and fixes. */

interface Writer {
  readonly text: string;
  readonly offset: number;
}

const empty: Writer = { text: "", offset: 0 };

function catalogOf(path: string, table: Parameters<typeof fakeCatalog>[0][string]): Catalog {
  return {
    ...fakeCatalog({ [path]: table }),
    files: (folder) => (folder === "" ? [{ path, kind: "data", bytes: 1000 }] : []),
  };
}

function offersOf({ text, offset }: Writer, catalog: Catalog): readonly CompletionItem[] {
  const { items } = complete(analyze(text, catalog), catalog, offset, "en");
  return [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

/** Takes an offer, the first choice in each of its holes, and goes behind it. */
function take(at: Writer, catalog: Catalog, label?: string): Writer {
  const items = offersOf(at, catalog);
  const item = label === undefined ? items[0] : items.find((one) => one.label.startsWith(label));
  assert.ok(
    item,
    `no ${label ?? "offer"} in:\n${at.text}\n${items.map((one) => one.label).join(" | ")}`,
  );
  const newText = item.snippet ? plain(item.edit.newText) : item.edit.newText;
  return {
    text: applyEdits(at.text, [{ ...item.edit, newText }]),
    offset: item.edit.span.start + newText.length,
  };
}

function plain(snippet: string): string {
  return snippet.replace(
    /\\(.)|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}/g,
    (_, escaped?: string, first?: string, hole?: string) =>
      escaped ?? (first ?? hole ?? "").replace(/\\(.)/g, "$1"),
  );
}

function type({ text, offset }: Writer, typed: string): Writer {
  const next = text.slice(0, offset) + typed + text.slice(offset);
  return { text: next, offset: offset + typed.length };
}

/** A new line before the last brace. */
function inBlock({ text }: Writer): Writer {
  const at = text.lastIndexOf("\n}");
  return { text: `${text.slice(0, at)}\n  ${text.slice(at)}`, offset: at + 3 };
}

function problems({ text }: Writer, catalog: Catalog): readonly string[] {
  return analyze(text, catalog)
    .diagnostics.filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

/** Takes the first fix of the first problem, as long as there are any. */
function mend(at: Writer, catalog: Catalog): Writer {
  let { text } = at;
  for (let round = 0; round < 10; round++) {
    const analysis = analyze(text, catalog);
    const fix = analysis.diagnostics
      .filter(({ severity }) => severity === "error")
      .flatMap(({ span }) => quickFixes(analysis, span, "en"))[0];
    if (fix === undefined) break;
    text = applyEdits(text, fix.edits);
  }
  return { text, offset: text.length };
}

function isRunnable({ text }: Writer, catalog: Catalog): boolean {
  const { funnels } = analyze(text, catalog).program;
  return funnels.length > 0 && funnels.every(({ runnable }) => runnable);
}

describe("a newcomer", () => {
  const clicks = catalogOf("clicks.csv", {
    visitor: { v1: 9, v2: 8 },
    created_at: "time",
    action: { landing: 900, signup: 300, "first order": 80 },
    plan: { free: 500, pro: 90 },
    price: "number",
  });

  it("has a funnel that runs after two offers", () => {
    let at = take(empty, clicks);
    assert.match(
      at.text,
      /^source clicks from "clicks\.csv" \{\n {2}actor visitor\n {2}time created_at\n {2}event action\n\}$/,
    );
    at = take(type(at, "\n\n"), clicks);
    assert.deepEqual(problems(at, clicks), []);
    assert.ok(isRunnable(at, clicks), at.text);
    assert.match(
      at.text,
      /stage First: landing\n {2}stage Second: signup\n {2}stage Third: "first order"/,
    );
  });

  it("goes on with a split, a condition, an expectation, word by word", () => {
    let at = take(type(take(empty, clicks), "\n\n"), clicks);
    at = take(inBlock(at), clicks, "split");
    assert.match(at.text, /split by plan\n\}/);
    at = take(type(inBlock(at), "expect "), clicks, "conversion");
    at = take(type(at, " "), clicks, ">=");
    at = take(type(at, " "), clicks, "10%");
    at = take(type(at, " "), clicks, "else");
    assert.match(at.text, /expect conversion\(First -> Third\) >= 10% else warn\n\}/);
    // A condition of the funnel stands before its stages.
    const first = at.text.indexOf("  window");
    at = { text: `${at.text.slice(0, first)}  where \n${at.text.slice(first)}`, offset: first + 8 };
    at = take(at, clicks, "plan");
    at = take(type(at, " "), clicks);
    at = take(type(at, " "), clicks);
    assert.match(at.text, /where plan = "free"\n/);
    assert.deepEqual(problems(at, clicks), []);
    assert.ok(isRunnable(at, clicks), at.text);
  });

  it("types a path by hand, and has the rest mended", () => {
    const at = mend(type(empty, 'source s from "clicks.cvs"\n'), clicks);
    // That file isn't known: only the path can be offered.
    const named = type({ text: 'source s from ""', offset: 15 }, "");
    assert.equal(take(named, clicks).text, 'source s from "clicks.csv"');
    assert.ok(at.text.length > 0);
  });

  it("is helped where the names of columns tell nothing", () => {
    const odd = catalogOf("log.csv", {
      who: { a: 5, b: 4 },
      moment: "time",
      what: { visit: 90, order: 20 },
    });
    let at = take(empty, odd);
    assert.match(at.text, /actor who\n {2}time moment\n {2}event what/);
    at = take({ text: `${at.text}\n\n`, offset: at.text.length + 2 }, odd, "funnel …");
    at = mend(at, odd);
    assert.deepEqual(problems(at, odd), []);
    assert.ok(isRunnable(at, odd), at.text);
  });

  it("writes over a file in another language", () => {
    const russian = catalogOf("Заказы.csv", {
      Клиент: { а: 5, б: 4 },
      Дата: "time",
      Событие: { визит: 900, "оплата заказа": 40 },
      "Канал продаж": { сайт: 5, звонок: 3 },
    });
    let at = take(empty, russian);
    at = take(type(at, "\n\n"), russian, "funnel …");
    at = take(inBlock(at), russian, "split");
    at = mend(at, russian);
    assert.match(at.text, /split by `Канал продаж`/);
    assert.deepEqual(problems(at, russian), []);
    assert.ok(isRunnable(at, russian), at.text);
  });

  it("drafts a list of what happened in each row, and tables that only name things", () => {
    const sessions = catalogOf("s.jsonl", { session: "number", events: "json" });
    assert.match(take(empty, sessions).text, /\{\n {2}actor session\n {2}each events\n\}$/);
    const teams = catalogOf("teams.csv", { agent: { Ann: 1 }, manager: { Kim: 1 } });
    assert.match(take(empty, teams).text, /^source teams from "teams\.csv" as lookup$/);
  });

  it("drafts the report of an ad platform, though its ads have ids and dates", () => {
    const ads = catalogOf("ads.csv", {
      ad_id: "number",
      created: "time",
      ended: "time",
      spend: "number",
      impressions: "number",
      clicks: "number",
    });
    assert.match(
      take(empty, ads).text,
      /as totals \{\n {2}time created\n {2}totals \{ impressions: impressions, clicks: clicks \}\n {2}cost spend\n\}$/,
    );
  });

  it("drafts the export of a CRM", () => {
    const crm = catalogOf("data/deals.csv", {
      deal_id: "text",
      created_at: "time",
      qualified_at: "time",
      won_at: "time",
      amount: "number",
    });
    let at = take(empty, crm);
    assert.match(
      at.text,
      /as records \{\n {2}actor deal_id\n {2}stages \{ created: created_at, qualified: qualified_at, won: won_at \}/,
    );
    at = take(type(at, "\n\n"), crm, "funnel …");
    assert.match(
      at.text,
      /stage Created: created\n {2}stage Qualified: qualified\n {2}stage Won: won/,
    );
    assert.deepEqual(
      problems(at, crm).filter((problem) => !problem.startsWith("FNL1025")),
      [],
    );
  });
});
