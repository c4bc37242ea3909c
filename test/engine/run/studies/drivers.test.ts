import assert from "node:assert/strict";
import { studyDesk } from "../../../support/study-desk.ts";

const source = `source web from "rows.csv" {
  actor user
  time ts
  event event
}

funnel Signup on web {
  window 20 days
  stage Visit: visit
  stage SignUp: sign_up
  stage Paid: pay
}
`;
const drivers = (...lines: readonly string[]): string =>
  `${source}drivers Why on Signup {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

const day = (number: number): string => `2026-01-${String(number).padStart(2, "0")} 12:00`;

describe("drivers in a file", function () {
  this.timeout(60_000);
  const desk = studyDesk();

  /**
   * 120 users visit on day 1 and sign up on day 2. The even ones see a tour on day 3; three quarters of
   * these pay on day 5, of the others one quarter. All read mails on day 4; some visit the help on day 20,
   * behind everything. Those who never sign up do whatever they like.
   */
  before(() =>
    desk.write(
      "rows.csv",
      [
        "user,ts,event,channel,age",
        ...Array.from({ length: 120 }, (_, user) => {
          const isEven = user % 2 === 0;
          const pays = isEven ? user % 8 !== 0 : user % 8 === 1;
          const row = (at: number, event: string): string =>
            `${user},${day(at)},${event},${user % 3 === 0 ? "ads" : "mail"},${user}`;
          return [
            row(1, "visit"),
            row(2, "sign_up"),
            ...(isEven ? [row(3, "tour")] : []),
            row(4, "mail_read"),
            ...(pays ? [row(5, "pay")] : []),
            ...(user % 5 === 0 ? [row(20, "help")] : []),
          ];
        }).flat(),
        ...Array.from({ length: 40 }, (_, k) => [
          `${1000 + k},${day(1)},visit,ads,5`,
          `${1000 + k},${day(2)},tour,ads,5`,
        ]).flat(),
        `1,${day(30)},idle,,`,
      ].join("\n"),
    ),
  );

  it("finds what goes along with the goal among events", async () => {
    const { result, report } = await desk.run(
      "drivers",
      drivers("goal SignUp -> Paid", "from events"),
    );
    assert.deepEqual([result.actors, result.converted, result.minimum], [120, 60, 30]);
    // All read the mail, and the help came behind every payment.
    assert.deepEqual(
      result.signals.map(({ kind, name, actors }) => [kind, name, actors]),
      [["event", "tour", 60]],
    );
    // All 60 convert at one age: (45 · 45) / (15 · 15).
    assert.equal(result.signals[0]?.odds_ratio, 9);
    assert.match(report, /Doing tour goes along with converting: odds 9\.00 times as high/);
    assert.match(report, /tour +60 +9\.00/);
  });

  it("finds properties at the goal's first stage, numbers by quartiles", async () => {
    const text = drivers(
      "goal SignUp -> Paid",
      "from properties(channel, age) and events",
      "minimum 20 actors",
    );
    const { result, report } = await desk.run("drivers", text);
    assert.equal(result.tried, result.signals.length);
    assert.deepEqual(
      result.signals
        .filter(({ kind }) => kind === "property")
        .map(({ name, value, actors }) => `${name} ${value}: ${actors}`)
        .sort(),
      [
        "age > 29 ≤ 59: 30",
        "age > 59 ≤ 89: 30",
        "age > 89: 30",
        "age ≤ 29: 30",
        "channel ads: 40",
        "channel mail: 80",
      ],
    );
    assert.match(report, /channel = ads/);
    assert.match(report, /age > 29 ≤ 59/);
    for (const { p, p_adjusted } of result.signals) assert.ok((p_adjusted ?? 0) >= (p ?? 1));
  });

  it("says so where there is nothing to compare, or only noise", async () => {
    const few = drivers("goal SignUp -> Paid", "from events", "minimum 61 actors");
    assert.match((await desk.run("drivers", few)).report, /There is nothing to compare/);
    const noise = drivers("goal SignUp -> Paid", "from properties(channel)");
    const { report } = await desk.run("drivers", noise, { locale: "ru" });
    assert.match(report, /Ничто не связано с успехом сильнее, чем случайно/);
    assert.match(report, /Проверено 2 признака/);
  });

  it("counts actors where the funnel counts attempts", async () => {
    const text = drivers("goal SignUp -> Paid", "from events").replace(
      "  window",
      "  count attempts\n  window",
    );
    const { result } = await desk.run("drivers", text);
    assert.deepEqual([result.actors, result.converted], [120, 60]);
  });
});
