import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { studyDesk } from "../../../support/study-desk.ts";

const shared = join(import.meta.dirname, "..", "..", "..", "..", "..", "shared", "data");

/** So many users of a variant, of whom some pay: each with the amounts of a payment. */
const users = (
  from: number,
  count: number,
  variant: string,
  paid: number,
  amount: (index: number) => number = () => 10,
): string[] =>
  Array.from({ length: count }, (_, k) => from + k).flatMap((user, k) => [
    `${user},2026-01-05 10:00,visit,${variant},`,
    ...(k < paid ? [`${user},2026-01-05 11:${10 + (k % 50)},pay,,${amount(k)}`] : []),
  ]);

const head = "user,ts,event,group,amount";
const source = `source web from "rows.csv" {
  actor user
  time ts
  event event
}
`;
const funnel = (...lines: readonly string[]): string =>
  `funnel Shop on web {\n  stage Visit: visit\n  stage Paid: pay\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const experiment = (...lines: readonly string[]): string =>
  `experiment AB on Shop {\n  variant group\n  control "A"\n  goal Visit -> Paid\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("an experiment in a file", function () {
  this.timeout(60_000);
  const desk = studyDesk();
  const write = (...rows: readonly (readonly string[])[]): Promise<void> =>
    desk.write("rows.csv", [head, ...rows.flat()].join("\n"));

  it("names the winner in the first sentence", async () => {
    await write(users(0, 1000, "A", 100), users(1000, 1000, "B", 150));
    const { result, report } = await desk.run("experiment", source + funnel() + experiment());
    assert.equal(result.winner, "B");
    assert.deepEqual(
      result.variants.map(({ name, entered, from, to }) => [name, entered, from, to]),
      [
        ["A", 1000, 1000, 100],
        ["B", 1000, 1000, 150],
      ],
    );
    assert.match(report, /B beats A: \+5\.0 points \(\+2\.1 … \+7\.9\), p < 0\.001/);
    const russian = await desk.run("experiment", source + funnel() + experiment(), {
      locale: "ru",
    });
    assert.match(russian.report, /B лучше, чем A: \+5,0 п\. п\. \(\+2,1 … \+7,9\), p < 0,001/);
  });

  it("says what could have been found where there is only noise", async () => {
    await write(users(0, 1000, "A", 100), users(1000, 1000, "B", 108));
    const { result, report } = await desk.run("experiment", source + funnel() + experiment());
    assert.equal(result.winner, null);
    assert.match(report, /B and A: no difference beyond noise, \+0\.80 points/);
    assert.match(
      report,
      /at least 4\.1\s+points could have been found; .* about 22,900 actors in each/,
    );
  });

  it("leaves out whoever has several variants, has none, or one that wasn't planned", async () => {
    await write(
      users(0, 100, "A", 10),
      users(100, 100, "B", 30),
      users(200, 7, "", 7),
      users(300, 5, "C", 5),
      // Three of A come again as B; a missing value is no other variant.
      ["0,2026-01-06 10:00,visit,B,", "1,2026-01-06 10:00,visit,B,", "2,2026-01-06 10:00,visit,B,"],
      ["3,2026-01-06 10:00,visit,,"],
    );
    const text = source + funnel("count attempts") + experiment('split "A": 1, "B": 1');
    const { result, report } = await desk.run("experiment", text);
    assert.deepEqual([result.several, result.without_variant, result.other_variants], [3, 7, 5]);
    // The three had paid; actors are counted, whatever the funnel counts.
    assert.deepEqual(
      result.variants.map(({ name, from, to }) => [name, from, to]),
      [
        ["A", 97, 7],
        ["B", 100, 30],
      ],
    );
    assert.match(report, /Left out: 3 with several variants, 7 without one, 5 with other values/);
  });

  it("is headed by a warning where the split is off", async () => {
    await write(users(0, 500, "A", 50), users(1000, 700, "B", 140));
    const off = await desk.run("experiment", source + funnel() + experiment());
    assert.deepEqual([off.result.trustworthy, off.result.winner], [false, null]);
    assert.deepEqual(
      off.result.diagnostics.map(({ code }) => code),
      ["FNL5291"],
    );
    assert.match(off.report, /^AB\n.*\nNot to be trusted: .* \(p < 0\.001\), so no winner/);
    const planned = source + funnel() + experiment('split "A": 50, "B": 70');
    const meant = await desk.run("experiment", planned);
    assert.deepEqual([meant.result.trustworthy, meant.result.winner], [true, "B"]);
  });

  it("says that nobody is in the control", async () => {
    await write(users(0, 50, "x", 10), users(100, 50, "B", 10), ["999,2026-01-01,pay,A,"]);
    const { result, report } = await desk.run("experiment", source + funnel() + experiment());
    assert.deepEqual(
      result.diagnostics.map(({ code }) => code),
      ["FNL5290"],
    );
    assert.match(report, /Nobody is in A, so there is nothing to compare with/);
  });

  it("compares at most fifty variants", async () => {
    await write(
      users(0, 30, "A", 3),
      ...Array.from({ length: 60 }, (_, k) => users(100 + 10 * k, 2 + (k % 3), `v${k}`, 1)),
    );
    const { result } = await desk.run("experiment", source + funnel() + experiment());
    assert.equal(result.variants.length, 50);
    assert.equal(result.variants[0]?.name, "A");
    assert.ok(result.diagnostics.some(({ code }) => code === "FNL5292"));
  });

  it("tests measures by what they are", async () => {
    await write(
      users(0, 200, "A", 100, (k) => 10 + (k % 7)),
      users(1000, 200, "B", 100, (k) => 14 + (k % 7)),
    );
    const measures = [
      "measure each = avg(amount) at Paid",
      "measure middle = median(amount) at Paid",
      "measure many = share(amount > 14) at Paid",
      "measure fast = median_time(Visit -> Paid)",
      "measure revenue = sum(amount) of Paid / actors(Visit)",
      "measure all = sum(amount) of Paid",
    ];
    const names = measures.map((line) => `measure ${line.split(" ")[1] ?? ""}`);
    const text = source + funnel(...measures) + experiment(...names);
    const { result, report } = await desk.run("experiment", text);
    const [control, variant] = result.variants.map(({ measures: found = [] }) =>
      Object.fromEntries(found.map((measure) => [measure.name, measure])),
    );
    assert.deepEqual(Object.keys(control ?? {}), [
      "each",
      "middle",
      "many",
      "fast",
      "revenue",
      "all",
    ]);
    assert.equal(control?.["each"]?.difference, undefined);
    assert.equal(variant?.["each"]?.difference, 4);
    assert.equal(variant?.["each"]?.p, 0);
    assert.equal(variant?.["middle"]?.difference, 4);
    // More than 14: of 0 to 6 the last two in A (28 of 100), all but the first in B (85 of 100).
    assert.equal(variant?.["many"]?.difference, 0.57);
    assert.equal(variant?.["fast"]?.difference, 0);
    assert.equal(variant?.["fast"]?.p, 1);
    // Half of the actors pay four more: two an actor, of all who came.
    assert.equal(variant?.["revenue"]?.difference, 2);
    assert.ok((variant?.["revenue"]?.p ?? 1) < 0.05);
    assert.equal(variant?.["all"]?.difference, undefined);
    assert.match(report, /middle\nVariant +Value +Of +Difference \(95 %\) +p\nA +13 +100/);
  });

  it("compares counts of totals, and actors by counts before them", async () => {
    const counts = (group: string, seen: number, clicks: number): string =>
      `2026-01-05,${group},${seen},${clicks}`;
    await desk.write(
      "ads.csv",
      [
        "day,group,seen,clicks",
        counts("A", 10_000, 100),
        counts("A", 10_000, 110),
        counts("B", 20_000, 290),
        counts("", 500, 3),
        counts("C", 10, 11),
      ].join("\n"),
    );
    await write(users(0, 80, "A", 10), users(1000, 120, "B", 30));
    const ads = `source ads from "ads.csv" as totals {
  time day
  totals { impression: seen, click: clicks }
}
`;
    const clicks = `${ads}funnel Shop on ads {\n  stage Seen: impression\n  stage Clicked: click\n}\n`;
    const study = experiment().replace("Visit -> Paid", "Seen -> Clicked");
    const { result, report } = await desk.run("experiment", clicks + study);
    const [control, variant, other] = result.variants;
    assert.deepEqual(
      [control, variant].map((each) => [each?.name, each?.entered, each?.from, each?.to]),
      [
        ["A", 20_000, 20_000, 210],
        ["B", 20_000, 20_000, 290],
      ],
    );
    // 80 of 500 in 40,000: z = 80 / √(2 · 20,000 · 0.0125 · 0.9875) = 3.600.
    assert.equal(variant?.against_control?.p, 0.000318);
    // More clicks than impressions are no part of them.
    assert.deepEqual([other?.share, other?.against_control?.p], [1.1, null]);
    assert.deepEqual([result.winner, result.without_variant], ["B", 500]);
    // Nobody said how impressions should be shared out.
    assert.equal(result.sample_ratio.entry, null);
    assert.match(report, /B beats A: \+0\.40 points/);

    const both = `${ads}${source}funnel Shop on ads, web {
  stage Seen: impression
  stage Clicked: click
  stage Visit: visit
  stage Paid: pay
}
`;
    const paid = experiment().replace("Visit -> Paid", "Clicked -> Paid");
    const mixed = await desk.run("experiment", both + paid);
    assert.deepEqual(
      mixed.result.variants.slice(0, 2).map(({ from, to }) => [from, to]),
      [
        [210, 10],
        [290, 30],
      ],
    );
    const behind = await desk.run("experiment", both + experiment());
    assert.deepEqual(
      behind.result.variants.slice(0, 2).map(({ entered, from, to }) => [entered, from, to]),
      [
        [20_000, 80, 10],
        [20_000, 120, 30],
      ],
    );
  });

  const answered = join(shared, "shop_ab", "events.csv");
  if (existsSync(answered)) {
    it("has the reference answer of an A/B test", async () => {
      const csv = readFileSync(answered, "utf8");
      await desk.write("shop_ab/events.csv", csv);
      const { result } = await desk.run(
        "experiment",
        `source shop from "shop_ab/events.csv" {
  actor client_id
  time timestamp
  event event
}

funnel Shop on shop {
  stage Came: any event
  stage Paid: payment_done
}

experiment AB on Shop {
  variant user_backet
  control "control"
  goal Came -> Paid
  split "control": 1, "test": 1
}
`,
      );
      const [control, test] = result.variants;
      assert.deepEqual([control?.from, control?.to, test?.from, test?.to], [573, 85, 554, 126]);
      assert.equal(test?.against_control?.difference, 0.079095);
      assert.equal(test?.against_control?.p, 0.000667);
      assert.equal(result.other_variants, 2624);
    });
  }
});
