import { analyze, type DiagnosticCode } from "../../../../language/index.ts";
import assert from "node:assert/strict";
import { fakeCatalog } from "../../../support/catalog.ts";
import {
  afterStages,
  checkBesides,
  codesOf,
  inFunnel,
  type Mistake,
  source,
  webEvents,
} from "../../../support/mistakes.ts";

/** What this version can't run is said besides, and isn't what these tests are about. */
const besides: readonly DiagnosticCode[] = ["FNL1025", "FNL1029"];

const rest = ["stage A: visit", "stage B: sign_up"];
const stages = (...lines: readonly string[]): string => inFunnel("stage A: visit", ...lines);
const ordered = (order: string, ...lines: readonly string[]): string =>
  inFunnel(`order ${order}`, "stage A: visit", ...lines);
const mobile = 'segment mobile = channel = "ads"\n\n';
const withSegment = (...lines: readonly string[]): string =>
  inFunnel(...lines).replace("funnel F", `${mobile}funnel F`);

const twoSegments = (line: string): string =>
  withSegment(...rest, line).replace("funnel F", 'segment desktop = channel = "seo"\n\nfunnel F');

const both = fakeCatalog({
  "e.csv": { user_id: "text", ts: "time", name: { visit: 5, sign_up: 2, payment: 1 } },
  "app.csv": { id: "text", seen: "time", action: { visit: 3, open: 9 } },
  "regions.csv": { id: "text" },
  "ads.csv": { day: "time", shown: "number", clicked: "number" },
});
const app = 'source app from "app.csv" {\n  actor id\n  time seen\n  event action\n}\n\n';
const ads =
  'source ads from "ads.csv" as totals {\n  time day\n  totals { impression: shown, click: clicked }\n}\n\n';
const regions = 'source regions from "regions.csv" as lookup\n\n';
const on = (sources: string, ...lines: readonly string[]): string =>
  `${source}${app}${ads}funnel F on ${sources} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const onTotals = (...items: readonly string[]): string =>
  on("ads, web", ...items, "stage A: impression", "stage B: click", "stage C: visit");

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "what an order forbids": [
    {
      text: ordered("any", "stage B: sign_up ⟦within 3 days⟧"),
      code: "FNL4046",
      fixed: ordered("any", "stage B: sign_up"),
    },
    {
      text: ordered("any", "stage B: sign_up ⟦at least 2 times⟧"),
      code: "FNL4046",
      fixed: ordered("any", "stage B: sign_up"),
    },
    {
      text: ordered("any", "⟦optional⟧ stage B: sign_up", "stage C: payment"),
      code: "FNL4046",
      fixed: ordered("any", "stage B: sign_up", "stage C: payment"),
    },
    {
      text: ordered("furthest", "stage B: sign_up", "⟦without payment between A and B⟧"),
      code: "FNL4046",
      fixed: ordered("furthest", "stage B: sign_up"),
    },
    {
      text: ordered("furthest", "stage B: sign_up ⟦after 1 day⟧"),
      code: "FNL4046",
      fixed: ordered("furthest", "stage B: sign_up"),
    },
    {
      text: ordered(
        "independent",
        "stage B: sign_up",
        "stage C: payment",
        'without "Demo Done" between ⟦B⟧ and C',
      ),
      code: "FNL4055",
      fixed: ordered(
        "independent",
        "stage B: sign_up",
        "stage C: payment",
        'without "Demo Done" between A and C',
      ),
    },
    {
      text: inFunnel("model inverted", "order ⟦any⟧", ...rest),
      code: "FNL4070",
      fixed: inFunnel("model inverted", "order sequential", ...rest),
    },
    {
      text: inFunnel("model inverted", ...rest, "⟦optional⟧ stage C: payment"),
      code: "FNL4200",
      fixed: inFunnel("model inverted", ...rest, "stage C: payment"),
    },
  ],
  "limits of time": [
    {
      text: inFunnel("stage A: visit ⟦after 3 days⟧", "stage B: sign_up"),
      code: "FNL4048",
      fixed: inFunnel(...rest),
    },
    { text: stages("stage B: sign_up within 2 days ⟦after 3 days⟧"), code: "FNL4049" },
    {
      text: inFunnel("window 3 days", "stage A: visit", "stage B: sign_up ⟦after 4 days⟧"),
      code: "FNL4050",
    },
    {
      text: inFunnel(
        "window 3 days",
        "stage A: visit",
        "stage B: sign_up after 2 days",
        "stage C: payment ⟦after 2 days⟧",
      ),
      code: "FNL4050",
    },
    { text: stages("stage B: sign_up after ⟦0 days⟧"), code: "FNL4005" },
    { text: stages("stage B: sign_up at least ⟦0⟧ times"), code: "FNL4016" },
    { text: stages("stage B: sign_up at least ⟦1.5⟧ times"), code: "FNL4016" },
    { text: stages("stage B: sign_up at least ⟦1001⟧ times"), code: "FNL4074" },
    {
      text: stages("stage B: sign_up ⟦at least 1 times⟧"),
      code: "FNL4051",
      fixed: stages("stage B: sign_up"),
    },
    {
      text: stages("stage B: sign_up at least 2 times ⟦at least 3 times⟧"),
      code: "FNL4008",
      fixed: stages("stage B: sign_up at least 2 times"),
    },
    {
      text: inFunnel("window ⟦session⟧", ...rest),
      code: "FNL4047",
      fixed: inFunnel("window session", ...rest).replace(
        "  event name\n",
        "  event name\n  session 30 minutes\n",
      ),
    },
  ],
  "times that the calendar lacks": [
    { text: inFunnel("during ⟦2026-Q5⟧", ...rest), code: "FNL4019" },
    { text: inFunnel("during ⟦2026-Q0⟧", ...rest), code: "FNL4019" },
    { text: inFunnel("during ⟦2026-02-30⟧", ...rest), code: "FNL1012" },
    { text: inFunnel("during ⟦2026-02-30⟧ .. 2026-03-31", ...rest), code: "FNL1012" },
    { text: inFunnel("during 2026-01-01 .. ⟦2026-02-30⟧", ...rest), code: "FNL1012" },
    { text: inFunnel('note ⟦2026-02-30⟧ "x"', ...rest), code: "FNL1012" },
  ],
  "without between two stages": [
    {
      text: afterStages("without visit between ⟦B and A⟧"),
      code: "FNL4052",
      fixed: afterStages("without visit between A and B"),
    },
    { text: afterStages("without visit between ⟦B and B⟧"), code: "FNL4053" },
    {
      text: afterStages(
        ...Array.from({ length: 30 }, () => "without visit between A and B"),
        "⟦without visit between A and B⟧",
      ),
      code: "FNL4073",
    },
    {
      text: afterStages(
        ...Array.from({ length: 29 }, () => "without visit between A and B"),
        "exit Gone: sign_up",
        "⟦exit Lost: sign_up⟧",
      ),
      code: "FNL4230",
    },
    {
      text: stages(
        "optional stage B: sign_up",
        "stage C: payment",
        "without visit between A and ⟦B⟧",
      ),
      code: "FNL4054",
    },
    {
      text: inFunnel(
        "stage Visit: visit",
        "stage Paid: payment",
        "without sign_up between Visit and ⟦Payd⟧",
      ),
      code: "FNL2003",
      fixed: inFunnel(
        "stage Visit: visit",
        "stage Paid: payment",
        "without sign_up between Visit and Paid",
      ),
    },
  ],
  "comparisons, notes and charts": [
    { text: afterStages("⟦compare previous period⟧"), code: "FNL4056" },
    {
      text: inFunnel("during 2026-01-01 ..", ...rest, "⟦compare previous period⟧"),
      code: "FNL4056",
    },
    { text: withSegment(...rest, "compare ⟦mobile vs mobile⟧"), code: "FNL4057" },
    {
      text: twoSegments("compare mobile vs ⟦dekstop⟧"),
      code: "FNL2002",
      fixed: twoSegments("compare mobile vs desktop"),
    },
    {
      text: withSegment("segment mobile", "⟦segment mobile⟧", ...rest),
      code: "FNL4072",
      fixed: withSegment("segment mobile", ...rest),
    },
    {
      text: withSegment(...rest).replace("segment mobile", "segment ⟦mobile⟧"),
      code: "FNL2038",
    },
    { text: inFunnel("during 2026", ...rest, 'note ⟦2027-01-01⟧ "x"'), code: "FNL4058" },
    { text: inFunnel("during 2026", ...rest, 'note ⟦2025-12-31⟧ "x"'), code: "FNL4058" },
    {
      text: afterStages("chart ⟦trend⟧"),
      code: "FNL4059",
      fixed: afterStages("chart trend", "trend weekly"),
    },
    { text: afterStages("chart ⟦survival⟧"), code: "FNL4059" },
    { text: on("ads", "stage A: impression", "stage B: click", "chart ⟦flow⟧"), code: "FNL4059" },
    {
      text: afterStages("chart ⟦sankey⟧"),
      code: "FNL2018",
      fixed: afterStages("chart flow"),
    },
    {
      text: afterStages("trend ⟦week⟧"),
      code: "FNL2018",
      fixed: afterStages("trend weekly"),
    },
    { text: afterStages("trend weekly forecast ⟦0⟧"), code: "FNL4016" },
  ],
  "what differs from row to row": [
    { text: afterStages("split by ⟦1 + 2⟧"), code: "FNL4068" },
    {
      text: afterStages("split by channel", "⟦split by channel⟧"),
      code: "FNL4067",
      fixed: afterStages("split by channel"),
    },
    { text: afterStages('same ⟦"x"⟧'), code: "FNL4068", fixed: afterStages() },
    { text: afterStages("⟦same user_id⟧"), code: "FNL4071", fixed: afterStages() },
    { text: afterStages("same ⟦ts⟧"), code: "FNL4069", fixed: afterStages("same day(ts)") },
    {
      text: inFunnel("stage Visit: visit", "stage Paid: payment", "split by channel at ⟦Payd⟧"),
      code: "FNL2003",
      fixed: inFunnel("stage Visit: visit", "stage Paid: payment", "split by channel at Paid"),
    },
    {
      text: `${source.replace("}", "  let who = lower(channel)\n}")}${inFunnel("actor ⟦who⟧", ...rest).slice(source.length)}`,
      code: "FNL4045",
    },
  ],
  "names of stages and exits": [
    { text: afterStages("exit ⟦B⟧: visit"), code: "FNL2036" },
    { text: afterStages("exit Gone: visit", "exit ⟦Gone⟧: payment"), code: "FNL2036" },
    {
      text: afterStages("stage ⟦D⟧: sign_up"),
      code: "FNL4066",
    },
    {
      text: source.replace("event name", 'event ⟦"name"⟧'),
      code: "FNL2037",
      fixed: source,
    },
    {
      text: stages("stage B: ⟦any⟧"),
      code: "FNL2040",
      fixed: stages("stage B: any event"),
    },
    { text: afterStages("exit Gone: ⟦refund⟧"), code: "FNL2014" },
    {
      text: afterStages("without ⟦paymnt⟧ between A and B"),
      code: "FNL2013",
      fixed: afterStages("without payment between A and B"),
    },
    {
      text: stages("stage B: ⟦web.click⟧"),
      code: "FNL2013",
      fixed: stages('stage B: "web.click"'),
      catalog: fakeCatalog({
        "e.csv": { user_id: "text", ts: "time", name: { visit: 5, "web.click": 2 } },
      }),
    },
  ],
  "several sources": [
    {
      text: on("web, app", "stage A: ⟦visit⟧", "stage B: sign_up"),
      code: "FNL2039",
      fixed: on("web, app", "stage A: web.visit", "stage B: sign_up"),
      alternatives: [on("web, app", "stage A: app.visit", "stage B: sign_up")],
      catalog: both,
    },
    {
      text: `${source}${regions}funnel F on ⟦regions⟧ {\n  stage A: visit\n  stage B: sign_up\n}\n`,
      code: "FNL2035",
      catalog: both,
    },
    {
      text: on("web, ads", "stage A: visit", "stage ⟦B⟧: click"),
      code: "FNL4064",
      catalog: both,
    },
    {
      text: on("web, ads", "stage ⟦A⟧: visit or ads.click", "stage B: sign_up"),
      code: "FNL4065",
      catalog: both,
    },
  ],
  "totals before actors": [
    {
      text: onTotals("⟦without visit between A and B⟧"),
      code: "FNL4281",
      catalog: both,
    },
    { text: onTotals("⟦model inverted⟧"), code: "FNL4281", catalog: both },
    {
      text: `segment buyers = actors with sign_up\n\n${onTotals("segment ⟦buyers⟧")}`,
      code: "FNL4281",
      catalog: both,
    },
    {
      text: onTotals().replace("B: click", "B: click ⟦within 3 days⟧"),
      code: "FNL4281",
      catalog: both,
    },
    {
      text: onTotals().replace("C: visit", "C: visit ⟦after 1 day⟧"),
      code: "FNL4281",
      catalog: both,
    },
    {
      text: onTotals("⟦during⟧ 2026").replace("  time day\n", ""),
      code: "FNL4280",
      catalog: both,
    },
    {
      text: onTotals("⟦trend⟧ daily").replace("  time day\n", ""),
      code: "FNL4280",
      catalog: both,
    },
  ],
};

describe("mistakes in the statements of funnels", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => {
          checkBesides(mistake, besides);
        });
    });
});

describe("statements of funnels that are right", () => {
  const isRight = (text: string, catalog = webEvents): void =>
    assert.deepEqual(
      codesOf(text, catalog).filter((code) => !besides.some((other) => code.startsWith(other))),
      [],
      text,
    );

  it("are those of each order", () => {
    isRight(ordered("strict", "optional stage B: sign_up within 1 day", "stage C: payment"));
    isRight(ordered("furthest", "optional stage B: sign_up", "stage C: payment"));
    isRight(
      ordered("independent", "stage B: sign_up after 1 day", "without payment between A and B"),
    );
    isRight(inFunnel("model inverted", "order strict", ...rest));
  });

  it("are those of totals before stages with actors", () => {
    isRight(on("ads, web", "stage A: impression", "stage B: click", "stage C: web.visit"), both);
  });

  it("are those on the only source that isn't there to be joined", () => {
    const text = inFunnel(...rest)
      .replace(" on web", "")
      .replace("funnel F", `${regions}funnel F`);
    isRight(text, both);
  });

  it("need another unit only of sources with actors", () => {
    const stages = ["stage A: impression", "stage B: web.visit", "stage C: sign_up"];
    isRight(on("ads, web", "actor user_id", ...stages), both);
  });

  it("are charts of what there is", () => {
    isRight(inFunnel("window 3 days", ...rest, "chart survival"));
    isRight(stages("stage B: sign_up within 3 days", "chart survival"));
    isRight(inFunnel("during 2026-03", ...rest, "chart trend", "trend daily forecast 7"));
    isRight(inFunnel("during 2026", ...rest, 'note 2026-12-31T23:59 "x"'));
  });

  it("are segments that funnels of the file use in some way", () => {
    isRight(withSegment("segment mobile", ...rest));
    isRight(mobile + source.trimEnd());
  });
});

describe("a funnel's model", () => {
  it("has every statement in it", () => {
    const text = withSegment(
      "model traditional",
      "during last 30 days",
      "actor channel, day",
      "order strict",
      "window 14 days",
      "entry last",
      "count attempts",
      "same channel",
      'stage A "first": visit',
      "stage B: sign_up or payment within 5 days after 1 day at least 2 times",
      "exit Gone: payment",
      "without payment between A and B else drop actor",
      "split by channel at B top 3",
      "split by day at every",
      "compare previous period",
      "trend weekly forecast 4",
      'note 2026-01-31 "launch"',
      "chart flow",
    );
    const [funnel] = analyze(text, webEvents).program.funnels;
    const { order, window, entry, count, same, exits, without, splits, trend, chart } =
      funnel ?? assert.fail();
    assert.deepEqual(
      [order, window, entry, count, chart],
      ["strict", 14 * 86_400_000_000, "last", "attempts", "flow"],
    );
    assert.deepEqual(funnel?.model, "traditional");
    assert.deepEqual(funnel?.actor, [["channel"], ["day"]]);
    assert.equal(same.length, 1);
    assert.deepEqual(
      exits.map(({ name }) => name),
      ["Gone"],
    );
    assert.deepEqual(
      without.map(({ from, to, dropActor }) => [from, to, dropActor]),
      [["A", "B", true]],
    );
    assert.deepEqual(
      splits.map(({ at, top }) => [at, top]),
      [
        [{ stage: "B" }, 3],
        ["every", undefined],
      ],
    );
    assert.deepEqual([trend?.interval, trend?.forecast], ["weekly", 4]);
    assert.equal(funnel?.compare?.kind, "previous");
    assert.deepEqual(
      funnel?.notes.map(({ at, text: written }) => [at.local, written]),
      [["2026-01-31T00:00:00.000000", "launch"]],
    );
    const { within, after, atLeast } = funnel?.stages[1] ?? {};
    assert.deepEqual([within, after, atLeast], [5 * 86_400_000_000, 86_400_000_000, 2]);
    assert.deepEqual(funnel?.defaults, []);
  });

  it("has the order of its model where none is said", () => {
    const [funnel] = analyze(inFunnel("model aarrr", ...rest), webEvents).program.funnels;
    assert.equal(funnel?.order, "independent");
    assert.ok(funnel.defaults.includes("order independent"));
  });
});
