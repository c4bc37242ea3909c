import assert from "node:assert/strict";
import {
  type Draft,
  type DraftWishes,
  columnOverview,
  draftFile,
  listSources,
  sourceOverview,
  summarize,
} from "../../../language/editing.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { type FakeTable, fakeCatalog } from "../../support/catalog.ts";

const hour = 3600;

function draft(
  table: FakeTable,
  {
    wishes = {},
    text = "",
    path = "data/f.csv",
    orders = {},
  }: {
    readonly wishes?: DraftWishes;
    readonly text?: string;
    readonly path?: string;
    readonly orders?: Parameters<typeof fakeCatalog>[2];
  } = {},
): Draft {
  const answer = draftFile(text, fakeCatalog({ [path]: table }, {}, orders), path, wishes);
  if (answer.kind !== "draft") assert.fail(answer.kind);
  return answer.draft;
}

const step = (event: string, actors: number, median: number, after?: Record<string, number>) => ({
  event,
  actors,
  median,
  late: 2 * median,
  ...(after === undefined ? {} : { after }),
});

const shop: FakeTable = {
  user_id: "text",
  ts: { type: "time", range: ["2026-01-01T00:00:00", "2026-03-01T00:00:00"] },
  event: { visit: 100, cart: 40, pay: 10 },
  channel: { ads: 90, mail: 60 },
};
const shopOrder = [step("visit", 100, 0), step("cart", 40, 2 * hour), step("pay", 10, 5 * hour)];

describe("a draft over a file", () => {
  it("has who, when and what, the path, a window and a split", () => {
    const { source, funnel, splits, parts } = draft(shop, { orders: { "data/f.csv": shopOrder } });
    assert.equal(
      source.text,
      'source f from "data/f.csv" {\n  actor user_id\n  time ts\n  event event\n}\n',
    );
    assert.match(
      funnel?.text ?? "",
      /^funnel F on f \{\n {2}window 1 day\n\n {2}stage Visit: visit/,
    );
    assert.match(funnel?.text ?? "", /stage Pay: pay\n\n {2}split by channel\n\}\n$/);
    assert.deepEqual(splits, ["channel"]);
    assert.ok(parts.every(({ isSure, isOpen }) => isSure && !isOpen));
  });

  it("is what the analysis finds nothing wrong with", () => {
    const orders = { "data/f.csv": shopOrder };
    const { source, funnel } = draft(shop, { orders });
    const catalog = fakeCatalog({ "data/f.csv": shop }, {}, orders);
    const { diagnostics } = analyze(`${source.text}\n${funnel?.text}`, catalog);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      [],
    );
  });

  it("asks for what it lacks, and says why a file can't be read", () => {
    const answer = draftFile("", emptyCatalog, "f.csv");
    assert.equal(answer.kind, "unknown");
    assert.deepEqual(answer.needs, [{ kind: "table", location: { path: "f.csv", options: {} } }]);
    const broken = {
      ...emptyCatalog,
      table: () => ({ kind: "failure", code: "FNL5011", args: { path: "f.csv" } }) as const,
    };
    assert.equal(draftFile("", broken, "f.csv").kind, "failure");
  });

  it("takes names that the text has not", () => {
    const text =
      'source f from "other.csv"\nsource f2 from "more.csv"\nfunnel F on f { stage A: a }';
    const { source, funnel } = draft(shop, { text, orders: { "data/f.csv": shopOrder } });
    assert.equal(source.name, "f3");
    assert.equal(funnel?.name, "F2");
    assert.match(funnel?.text ?? "", /^funnel F2 on f3 \{/);
  });

  it("follows wishes, as one of its choices", () => {
    const table: FakeTable = { ...shop, client: "text" };
    const { parts } = draft(table);
    const [who] = parts;
    assert.deepEqual(
      who?.choices.map(({ text }) => text),
      ["user_id", "channel", "client"],
    );
    const wished = draft(table, { wishes: { actor: "client", event: '"f"', split: null } });
    assert.match(wished.source.text, /actor client\n {2}time ts\n {2}event "f"\n/);
    assert.equal(wished.split, undefined);
    const unknown = draft(table, { wishes: { actor: "nobody" } });
    assert.match(unknown.source.text, /actor user_id\n/);
  });

  it("repeats the only event there is", () => {
    const { funnel } = draft({ customer_id: "text", date: "time" }, { path: "orders.csv" });
    assert.match(
      funnel?.text ?? "",
      /stage Orders: orders\n {2}stage Orders2: orders\n {2}stage Orders3: orders\n/,
    );
  });

  it("sees an export of a known tool by its columns", () => {
    const table: FakeTable = {
      "Opportunity ID": "text",
      "Created Date": "time",
      Stage: { Lead: 5, Won: 2 },
    };
    const { rows, source } = draft(table);
    assert.equal(rows, "preset");
    assert.equal(source.text, 'source f from "data/f.csv" as salesforce_opportunity_history\n');
  });

  it("ends deals at what a word or a yes says, and has what comes after behind that", () => {
    const { source, funnel } = draft({
      deal_id: "text",
      created: "time",
      renewed: "time",
      close_date: "time",
      is_won: "boolean",
    });
    assert.match(
      source.text.replace(/\s+/g, " "),
      /stages \{ created: created, won: close_date where is_won, renewed: renewed \}/,
    );
    assert.match(funnel?.text ?? "", /Created: created\n {2}stage Won: won\n {2}stage Renewed/);
  });

  const stagesOf = ({ source }: Draft): string | undefined =>
    /stages \{ (.*?),? \}/.exec(source.text.replace(/\s+/g, " "))?.[1];

  it("takes the date of one outcome for no other, and keeps it as a stage", () => {
    const answered = draft({
      deal_id: "text",
      created_at: "time",
      qualified_at: "time",
      won_at: "time",
      lost: "boolean",
    });
    const stages = "created: created_at, qualified: qualified_at, won: won_at";
    assert.equal(stagesOf(answered), stages);
    assert.deepEqual(answered.funnel?.events, ["created", "qualified", "won"]);
    assert.doesNotMatch(answered.funnel?.text ?? "", /exit/);

    const plain = draft({ id: "text", created: "time", won: "time", lost: "boolean" });
    assert.equal(stagesOf(plain), "created: created, won: won");

    const lost = draft({ id: "text", created: "time", closedLostAt: "time", isWon: "boolean" });
    assert.equal(stagesOf(lost), "created: created, closedLost: closedLostAt");

    const status = { won: 3, lost: 2, open: 1 };
    const said = draft({ id: "text", created: "time", won_date: "time", deal_stage: status });
    assert.equal(stagesOf(said), "created: created, won: won_date");
  });

  it("has a closing date for the outcome without a date, or for none", () => {
    const times = { id: "text", created: "time", closed_at: "time", won_at: "time" } as const;
    const stages = "created: created, won: won_at, lost: closed_at where lost";
    const answered = draft({ ...times, lost: "boolean" });
    assert.equal(stagesOf(answered), stages);
    assert.match(answered.funnel?.text ?? "", /stage Won: won\n {2}exit Lost: lost\n/);
    const said = draft({ ...times, deal_stage: { won: 3, lost: 2 } });
    assert.equal(
      stagesOf(said),
      'created: created, won: won_at, lost: closed_at where deal_stage = "lost"',
    );
    const both = draft({ ...times, lost_at: "time", deal_stage: { won: 3, lost: 2 } });
    assert.equal(stagesOf(both), "created: created, won: won_at, lost: lost_at");
    const sent = draft({ id: "text", created: "time", send_date: "time", is_won: "boolean" });
    assert.equal(stagesOf(sent), "created: created, send: send_date");
  });

  it("has no funnel of fewer than two stages", () => {
    const kept = draft({ id: "text", created_at: "time", updated_at: "time" });
    assert.equal(stagesOf(kept), "created: created_at");
    assert.equal(kept.funnel, undefined);
    assert.deepEqual(kept.splits, []);
    const lost = draft({ id: "text", created: "time", closed_at: "time", lost: "boolean" });
    assert.equal(stagesOf(lost), "created: created, lost: closed_at where lost");
    assert.equal(lost.funnel, undefined);
  });

  it("lists one stage where all dates are those of upkeep", () => {
    const table: FakeTable = { id: "text", updated_at: "time", synced_at: "time" };
    const { source, funnel } = draft(table);
    assert.equal(funnel, undefined);
    const { diagnostics } = analyze(source.text, fakeCatalog({ "data/f.csv": table }));
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      [],
    );
  });

  it("asks which form times have where two fit", () => {
    const table: FakeTable = {
      user: "text",
      when: { "01/02/2026": 2, "03/04/2026": 2 },
      event: { a: 3, b: 1 },
    };
    const [, time] = draft(table).parts;
    assert.equal(time?.isOpen, true);
    assert.deepEqual(
      time?.choices.map(({ text }) => text),
      ['when format "%d/%m/%Y"', 'when format "%m/%d/%Y"'],
    );
    const [, said] = draft(table, { wishes: { time: 'when format "%m/%d/%Y"' } }).parts;
    assert.equal(said?.isOpen, false);
    assert.equal(said?.chosen.text, 'when format "%m/%d/%Y"');
  });

  it("splits by columns of few values, telling names first", () => {
    const plan = { free: 20, paid: 10 };
    const each = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`n${n}`, 1]));
    const city = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`c${n}`, 1]));
    const { splits } = draft(
      { ...shop, notes: each, mood: { good: 1, bad: 1 }, city, plan },
      { orders: { "data/f.csv": shopOrder } },
    );
    assert.deepEqual(splits, ["channel", "plan", "city top 5", "mood"]);
  });

  it("has no window that limits nothing", () => {
    const slow = [
      step("visit", 100, 0),
      step("cart", 40, 20 * 24 * hour),
      step("pay", 10, 29 * 24 * hour),
    ];
    const { funnel } = draft(shop, { orders: { "data/f.csv": slow } });
    assert.equal(funnel?.window, undefined);
    assert.doesNotMatch(funnel?.text ?? "", /window/);
  });

  it("leaves out events that others do, and setbacks, and ends at the goal", () => {
    const events = {
      ...shop,
      event: { visit: 100, app_open: 90, cart: 40, order_paid: 12, refund: 11 },
    };
    const order = [
      step("visit", 100, 0, {}),
      step("app_open", 90, hour, { visit: 3 }),
      step("cart", 40, 2 * hour, { visit: 40, app_open: 2 }),
      step("order_paid", 12, 3 * hour, { visit: 12, cart: 12 }),
      step("refund", 11, 9 * hour, { visit: 11, cart: 11, order_paid: 11 }),
    ];
    const { funnel } = draft(events, { orders: { "data/f.csv": order } });
    assert.deepEqual(funnel?.events, ["visit", "cart", "order_paid"]);
  });

  it("reads counts in the order in which people come by them", () => {
    const { source } = draft({
      day: "time",
      clicks: "number",
      impressions: "number",
      cost_per_click: "number",
      spend: "number",
    });
    assert.match(
      source.text,
      /totals \{ impressions: impressions, clicks: clicks \}\n {2}cost spend\n/,
    );
  });

  it("looks values up where nothing happens", () => {
    const { funnel, source, possibleRows } = draft({ agent: { Ann: 1 }, manager: { Kim: 1 } });
    assert.equal(source.text, 'source f from "data/f.csv" as lookup\n');
    assert.equal(funnel, undefined);
    assert.deepEqual(possibleRows, ["lookup"]);
  });
});

describe("an overview of sources", () => {
  const text =
    'source web from "f.csv" {\n  actor user\n  time ts\n  event event\n}\nsource old from table "e" on w\n';
  const catalog = fakeCatalog({
    "f.csv": {
      user: "text",
      ts: { type: "time", range: ["2026-01-01T00:00:00.000000", "2026-03-01T10:00:00.000000"] },
      event: { visit: 3, pay: 1 },
      props: { keys: { plan: "text" } },
    },
  });

  it("lists them in their order, with the places of their names", () => {
    const found = listSources(analyze(text, emptyCatalog));
    assert.deepEqual(
      found.map(({ name, path, shape, span }) => [name, path, shape, span.start]),
      [
        ["web", "f.csv", "events", 7],
        ["old", "e", "events", text.indexOf("old")],
      ],
    );
  });

  it("has the columns of one, with who, when and what, and those below others", () => {
    const found = sourceOverview(analyze(text, catalog), catalog, "web", "en");
    if (found.kind !== "source") assert.fail(found.kind);
    assert.deepEqual(
      found.columns.map(({ written, part, columns }) => [written, part, columns.length]),
      [
        ["user", "actor", 0],
        ["ts", "time", 0],
        ["event", "event", 0],
        ["props", undefined, 1],
      ],
    );
    assert.equal(found.columns[3]?.columns[0]?.written, "props.plan");
    assert.equal(sourceOverview(analyze(text, catalog), catalog, "old", "en").kind, "unknown");
  });

  it("says what is in a column, in one line and as a whole", () => {
    const analysis = analyze(text, catalog);
    const event = columnOverview(analysis, catalog, "web", ["event"], "en");
    assert.equal(event?.summary, "visit 75\u00a0%, pay 25\u00a0%");
    assert.match(event?.doc ?? "", /Most frequent values/);
    const ts = columnOverview(analysis, catalog, "web", ["ts"], "en");
    assert.equal(ts?.summary, "from 2026-01-01 to 2026-03-01 10:00:00");
    assert.equal(columnOverview(analysis, catalog, "web", ["nowhere"], "en"), undefined);
  });

  it("shows values of which each row has its own as examples, and what is missing", () => {
    const values = Array.from({ length: 500 }, (_, n) => ({ value: `user ${n}`, count: 1 }));
    const all = { values, complete: true, rows: 1000, missing: 500 };
    assert.equal(summarize(all, "en"), "user 0, user 1, user 2, … · 50\u00a0% missing");
    const long = {
      values: [{ value: "x".repeat(50), count: 1 }],
      complete: true,
      rows: 1,
      missing: 0,
    };
    assert.equal(summarize(long, "ru").length, "100 %".length + 31);
  });
});
