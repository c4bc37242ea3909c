import assert from "node:assert/strict";
import { chance } from "../../../support/chance.ts";
import { studyDesk } from "../../../support/study-desk.ts";

const funnel = `source web from "rows.csv" {
  actor user
  time ts
  event event
}

funnel Sales on web {
  window 7 days
  stage Lead: sign_up
  stage Won "Sold": won
}

`;

const day = (number: number): string =>
  new Date(Date.UTC(2026, 0, 1) + number * 864e5).toISOString();

/** Of 400 leads, by whom they came, who saw the prices before, and a score that somebody sold. */
function leads(): string {
  const random = chance(1);
  const lines = ["user,ts,event,channel,age,vendor"];
  for (let user = 0; user < 400; user++) {
    const isPartner = random() < 0.3;
    const hasPrices = random() < 0.4;
    const channel = isPartner ? "partner" : random() < 0.7 ? "ads" : "";
    const age = 20 + Math.floor(random() * 40);
    const vendor = user % 10 === 0 ? "" : Math.floor(random() * 100);
    const rest = `${channel},${age},${vendor}`;
    const start = user / 5;
    if (hasPrices) lines.push(`${user},${day(start - 0.5)},pricing,${rest}`);
    lines.push(`${user},${day(start)},sign_up,${rest}`);
    const share = 0.1 + (isPartner ? 0.4 : 0) + (hasPrices ? 0.3 : 0);
    if (random() < share) lines.push(`${user},${day(start + 2)},won,${rest}`);
    else if (random() < 0.5) lines.push(`${user},${day(start + 3)},unsubscribed,${rest}`);
  }
  return lines.join("\n");
}

describe("a score in a file", function () {
  this.timeout(60_000);
  const desk = studyDesk();
  before(() => desk.write("rows.csv", leads()));

  it("by points finds what is known at the entry", async () => {
    const { result, report } = await desk.run(
      "score",
      `${funnel}score Leads on Sales {
  goal Won
  points +10 when channel = "partner"
  points +7.5 when did pricing
  grades A >= 15, B >= 5, C
}
`,
    );
    assert.equal(result.no_better_than_chance, false);
    assert.ok((result.auc?.value ?? 0) > 0.65);
    // The last row is of day 82.8 or before: entries of the last week may still be won.
    assert.equal(result.actors + result.immature, 400);
    assert.ok(result.immature > 15 && result.immature < 45);
    assert.deepEqual(
      result.deciles.map(({ most }) => most),
      [17.5, 10, 7.5, 0],
    );
    assert.equal(result.rules?.[1]?.later, 0);
    assert.match(report, /Score on Sales → Sold · /);
    assert.match(report, /^Tells who converts: [^]*AUC 0\.\d\d;\s0\.\d\d–0\.\d\d/m);
    assert.match(report, /\nB +≥ 5 /);
    assert.match(report, /did pricing +\+7\.5/);
  });

  it("gives nothing for what comes of the goal, or of having failed, and says so", async () => {
    const { result } = await desk.run(
      "score",
      `${funnel}score Leads on Sales {
  goal Won
  points +10 when did won
  points -5 when did unsubscribed
}
`,
    );
    assert.equal(result.no_better_than_chance, true);
    assert.equal(result.auc?.value, 0.5);
    assert.deepEqual(
      result.diagnostics.map(({ code, line }) => [code, line]),
      [
        ["FNL5301", 15],
        ["FNL5301", 16],
      ],
    );
  });

  const learned = `${funnel}score Learned on Sales {
  goal Won
  learn from properties(channel, age) and events
  grades A >= 50, B >= 25, C
}
`;

  it("learns from properties and from events before the entry", async () => {
    const { result, report } = await desk.run("score", learned);
    assert.equal(result.no_better_than_chance, false);
    const { trained } = result;
    assert.ok(trained);
    assert.equal(trained.actors, Math.ceil(0.7 * (trained.actors + result.actors)));
    const strongest = result.weights?.slice(0, 2).map(({ signal, value }) => [signal, value]);
    assert.deepEqual(strongest?.sort(), [
      ["channel", "partner"],
      ["pricing", undefined],
    ]);
    // Events behind the entry are none that could be known.
    assert.deepEqual(
      result.weights?.map(({ signal, kind, value }) => `${kind} ${signal} ${value}`).sort(),
      [
        "event pricing undefined",
        "number age undefined",
        "value channel null",
        "value channel partner",
      ],
    );
    assert.match(report, /Learned from \d+ actors who entered before them/);
    assert.match(report, /did pricing/);
    assert.match(report, /Score +Actors +Converted +Share +Lift +Predicted/);
  });

  it("learns the same from the same rows, to the last digit, and says so in Russian", async () => {
    const [one, two] = [await desk.run("score", learned), await desk.run("score", learned)];
    assert.equal(JSON.stringify(one.result), JSON.stringify(two.result));
    const { report } = await desk.run("score", learned, { locale: "ru" });
    assert.match(report, /Скоринг воронки «Sales» → Sold/);
    assert.match(report, /Обучено на данных \d+ участник/);
  });

  it("judges a score that was bought", async () => {
    const { result, report } = await desk.run(
      "score",
      `${funnel}score Bought on Sales {\n  goal Won\n  from column vendor\n}\n`,
    );
    assert.equal(result.no_better_than_chance, true);
    assert.ok((result.without_score ?? 0) > 30);
    assert.equal(result.actors + result.immature + (result.without_score ?? 0), 400);
    assert.equal(result.deciles.length, 10);
    assert.match(report, /^No better than chance/m);
    assert.match(report, /Not judged: \d+ actors without a score/);
  });

  it("says when there is too little, or too little time", async () => {
    await desk.write(
      "few.csv",
      "user,ts,event,channel\n1,2026-01-01,sign_up,ads\n2,2026-01-02,won,ads\n",
    );
    const few = funnel.replace("rows.csv", "few.csv");
    const learn = "  goal Won\n  learn from properties(channel)\n}\n";
    const early = await desk.run("score", `${few}score S on Sales {\n${learn}`);
    assert.ok(early.result.diagnostics.some(({ code }) => code === "FNL5302"));
    assert.deepEqual([early.result.actors, early.result.immature], [0, 1]);
    const unlimited = few.replace("  window 7 days\n", "");
    const little = await desk.run("score", `${unlimited}score S on Sales {\n${learn}`);
    assert.ok(little.result.diagnostics.some(({ code }) => code === "FNL5300"));
    assert.equal(little.result.auc, null);
    assert.match(little.report, /Nothing to tell apart/);
  });

  it("is of records without a time, too, in the order of the file", async () => {
    const lines = Array.from(
      { length: 100 },
      (_, i) => `${i},${i % 2 === 0 ? "yes" : "no"},${i % 3 === 0 || i % 2 === 0 ? "1" : "0"}`,
    );
    await desk.write("clients.csv", ["id,premium,bought", ...lines].join("\n"));
    const { result } = await desk.run(
      "score",
      `source clients from "clients.csv" as records {
  actor id
  stages {
    asked: true,
    bought: bought = 1
  }
}

funnel Campaign on clients {
  stage Asked: asked
  stage Bought: bought
}

score Premium on Campaign {
  goal Bought
  points +1 when premium = "yes"
  points +9 when did bought
}
`,
    );
    // All 50 with premium bought, and 17 of the 50 without.
    assert.deepEqual([result.actors, result.converted, result.immature], [100, 67, 0]);
    // 50 of 67 lie above all 33, 17 beside them.
    assert.equal(result.auc?.value, 0.873134);
    assert.deepEqual(
      result.rules?.map(({ actors, later }) => [actors, later]),
      [
        [50, 0],
        [0, 67],
      ],
    );
  });
});
