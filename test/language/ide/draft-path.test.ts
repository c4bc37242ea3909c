import assert from "node:assert/strict";
import { analyze } from "../../../language/index.ts";
import { complete } from "../../../language/editing.ts";
import { commonestPath, stageName } from "../../../language/ide/draft/path.ts";
import { fakeCatalog } from "../../support/catalog.ts";

const hour = 3600;
const step = (event: string, actors: number, median: number, late = 2 * median) => ({
  event,
  actors,
  median,
  late,
});

describe("the commonest path", () => {
  const path = (...steps: readonly ReturnType<typeof step>[]): string =>
    commonestPath(steps)
      .map(({ event }) => event)
      .join(" ");

  it("goes by time, not by how often something is done", () => {
    assert.equal(
      path(step("pay", 20, 9), step("visit", 100, 0), step("cart", 40, 5)),
      "visit cart pay",
    );
  });

  it("leaves out what more do later, and what hardly anybody does", () => {
    assert.equal(
      path(
        step("visit", 500, 0),
        step("help", 30, 2),
        step("cart", 90, 5),
        step("pay", 40, 9),
        step("odd", 4, 12),
      ),
      "visit cart pay",
    );
  });

  it("ends at what is clearly the goal, though few come there by the same way", () => {
    const follow = (
      event: string,
      actors: number,
      median: number,
      ...after: [string, number][]
    ) => ({
      ...step(event, actors, median),
      after: Object.fromEntries(after),
    });
    assert.equal(
      path(
        follow("visit", 100, 0),
        follow("search", 80, 1, ["visit", 80]),
        follow("filter", 60, 2, ["visit", 60], ["search", 60]),
        follow("details", 50, 3, ["visit", 50], ["search", 50], ["filter", 45]),
        follow("purchase", 20, 4, ["visit", 20], ["search", 12], ["filter", 6], ["details", 5]),
        follow("refund", 10, 5, ["visit", 10]),
      ),
      "visit search purchase",
    );
  });

  it("keeps the ends of a long one, and what most do between", () => {
    const steps = [90, 80, 30, 70, 20, 60, 10].map((actors, index) =>
      step(`e${index}`, actors, index),
    );
    assert.equal(path(...steps), "e0 e1 e3 e5 e6");
    const falling = [90, 80, 70, 60, 50, 40, 30].map((n, index) => step(`e${index}`, n, index));
    assert.equal(path(...falling), "e0 e1 e2 e3 e6");
  });

  it("is none where nothing follows, and the same whatever the order of the answer", () => {
    assert.equal(path(step("only", 5, 0)), "");
    const same = [step("b", 5, 0), step("a", 5, 0), step("c", 5, 0)];
    assert.equal(path(...same), "a b c");
    assert.equal(path(...same.reverse()), "a b c");
  });

  it("names stages after events", () => {
    assert.equal(stageName("page_view"), "PageView");
    assert.equal(stageName("оплата заказа"), "ОплатаЗаказа");
    assert.equal(stageName("trial.started!"), "TrialStarted");
    assert.equal(stageName("—"), "Stage");
    assert.equal(stageName("2nd visit"), "2ndVisit");
  });
});

describe("a drafted funnel", () => {
  const source =
    'source web from "e.csv" {\n  actor user\n  time ts format "epoch_s"\n  event name\n}\n\n';
  const tables = {
    "e.csv": { user: "text", ts: "number", name: { help: 300, visit: 100, pay: 20 } },
  } as const;
  const draft = (orders: Parameters<typeof fakeCatalog>[2]) => {
    const catalog = fakeCatalog(tables, {}, orders);
    const analysis = analyze(source, catalog);
    const answer = complete(analysis, catalog, source.length, "en");
    const item = answer.items.find(({ label }) => label === "funnel … on …");
    return { text: item?.edit.newText ?? "", needs: [...answer.needs, ...answer.later] };
  };

  it("asks in which order events come, with the form of the times", () => {
    const { needs } = draft({});
    assert.deepEqual(
      needs.filter(({ kind }) => kind === "order"),
      [
        {
          kind: "order",
          location: { path: "e.csv", options: {} },
          columns: { actor: [["user"]], time: ["ts"], timeFormat: "epoch_s", event: ["name"] },
        },
      ],
    );
  });

  it("goes the commonest path, in a window that nearly all keep to", () => {
    const steps = [step("visit", 100, 0), step("pay", 20, 30 * hour, 60 * hour)];
    const { text } = draft({ "e.csv": steps });
    assert.match(text, /window \$\{2:3 days\}/);
    assert.match(text, /stage \$\{3:Visit\}: \$\{4\|visit,help,pay\|\}/);
    assert.match(text, /stage \$\{5:Pay\}: \$\{6\|pay,help,visit\|\}/);
  });

  it("takes the most frequent events where no order is known", () => {
    assert.match(draft({}).text, /stage \$\{3:First\}: \$\{4\|help,visit,pay\|\}/);
    assert.match(draft({ "e.csv": [] }).text, /window \$\{2:14 days\}/);
  });
});
