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

  it("says so in Russian, too", async () => {
    const { report } = await desk.run("scenario", text, { locale: "ru" });
    assert.match(report, /дошли бы 55 вместо 40 \(\+15\)/);
  });
});
