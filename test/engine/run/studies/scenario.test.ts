import assert from "node:assert/strict";
import { studyDesk } from "../../../support/study-desk.ts";

const events = (count: number, event: string, from = 0): string[] =>
  Array.from(
    { length: count },
    (_, k) => `${from + k},2026-01-0${1 + "vsp".indexOf(event[0] ?? "")},${event}`,
  );

describe("a scenario in a file", function () {
  this.timeout(60_000);
  const desk = studyDesk();
  // The example of the reference: of 1000 visits 200 sign up and 40 pay.
  before(() =>
    desk.write(
      "rows.csv",
      [
        "user,ts,event",
        ...events(1000, "visit"),
        ...events(200, "sign_up"),
        ...events(40, "pay"),
      ].join("\n"),
    ),
  );

  const text = `source web from "rows.csv" {
  actor user
  time ts
  event event
}

funnel Signup on web {
  stage Visit: visit
  stage SignUp "Signed up": sign_up
  stage Paid: pay
}

scenario Better on Signup {
  stage SignUp + 10%
  stage Paid = 25%
}
`;

  it("is arithmetic on the funnel's result", async () => {
    const { result, report } = await desk.run("scenario", text);
    assert.equal(result.converted, 40);
    assert.equal(result.scenario_converted, 55);
    assert.deepEqual(result.stages[1], {
      name: "SignUp",
      count: 200,
      share: 0.2,
      scenario_count: 220,
      scenario_share: 0.22,
      changed: true,
    });
    assert.match(report, /55 would convert instead of 40 \(\+15\)/);
    assert.match(report, /Signed up \+ 10 % +200 +20\.0 % +220 +22\.0 % +\+20/);
  });

  describe("over totals", () => {
    const ads = `source ads from "ads.csv" as totals {
  time day
  totals { impression: seen, click: clicks }
}
`;
    const rows = (...lines: readonly string[]): Promise<void> =>
      desk.write("ads.csv", ["day,seen,clicks", ...lines].join("\n"));

    it("changes counts by counts", async () => {
      await rows("2026-01-05,600,30", "2026-01-06,400,20.5", "2026-02-01,9000,9000");
      const { result, report } = await desk.run(
        "scenario",
        `${ads}
funnel Ads on ads {
  during 2026-01

  stage Seen: impression
  stage Clicked: click
}

scenario Better on Ads {
  stage Clicked + 20%
}
`,
      );
      assert.deepEqual(
        result.stages.map((stage) => [
          stage.count,
          stage.share,
          stage.scenario_count,
          stage.scenario_share,
        ]),
        [
          [1000, null, 1000, null],
          [50.5, 0.0505, 60.6, 0.0606],
        ],
      );
      assert.deepEqual([result.converted, result.scenario_converted], [50.5, 60.6]);
      assert.deepEqual(result.diagnostics, []);
      assert.match(report, /61 would convert instead of 51 \(\+10\)/);
    });

    it("leads on to the people behind them, and says what was left out", async () => {
      await rows("2026-01-05,600,100", "2026-01-06,400,900,surplus");
      const both = text
        .replace("source web", `${ads}\nsource web`)
        .replace("funnel Signup on web {", "funnel Signup on ads, web {\n  stage Clicked: click");
      const { result } = await desk.run("scenario", both.replace("Better", "More"));
      assert.deepEqual(
        result.stages.map(({ name, count, scenario_count }) => [name, count, scenario_count]),
        [
          ["Clicked", 100, 100],
          ["Visit", 1000, 1000],
          ["SignUp", 200, 220],
          ["Paid", 40, 55],
        ],
      );
      assert.deepEqual(
        result.diagnostics.map(({ code, args }) => [code, args["source"] ?? args["stage"]]),
        [
          ["FNL5102", "ads"],
          // More people came than clicks were counted.
          ["FNL5281", "Visit"],
        ],
      );
    });

    it("never lowers by a rise what is more than all already", async () => {
      await rows("2026-01-05,100,110");
      const grown = `${ads}
funnel Ads on ads {
  stage Seen: impression
  stage Clicked: click
}

scenario Better on Ads {
  stage Clicked + 10%
}
`;
      const { result } = await desk.run("scenario", grown);
      assert.equal(result.scenario_converted, 110);
      const { result: less } = await desk.run("scenario", grown.replace("+ 10%", "- 50%"));
      assert.equal(less.scenario_converted, 55);
    });
  });

  it("says so in Russian, too", async () => {
    const { report } = await desk.run("scenario", text, { locale: "ru" });
    assert.match(report, /дошли бы 55 вместо 40 \(\+15\)/);
  });
});
