import assert from "node:assert/strict";
import { studyDesk } from "../../../support/study-desk.ts";

/** Of five who visit, four sign up; 1 and 5 of them invite others, as 3 does without; 1 and 4 pay. */
const rows = `user,ts,event
1,2026-01-01,visit
1,2026-01-02,sign_up
1,2026-01-03,invite
1,2026-01-04,pay
2,2026-01-01,visit
2,2026-01-02,sign_up
3,2026-01-01,visit
3,2026-01-02,invite
4,2026-01-01,visit
4,2026-01-03,sign_up
4,2026-01-04,pay
5,2026-01-01,visit
5,2026-01-03,sign_up
5,2026-01-04,invite
`;

const funnel = `source web from "rows.csv" {
  actor user
  time ts
  event event
}

funnel Signup on web {
  window 14 days
  stage Visit: visit
  stage SignUp: sign_up
  optional stage Invite: invite
  stage Paid: pay
}

`;

describe("an audience", function () {
  this.timeout(60_000);
  const desk = studyDesk();
  before(() => desk.write("rows.csv", rows));

  for (const [of, actors] of [
    ["reached Visit", 5],
    ["reached SignUp", 4],
    // 1 and 5: 3 invited somebody, but never signed up.
    ["reached Invite", 2],
    ["reached SignUp not reached Paid", 2],
    ["reached Visit not reached Invite", 3],
    ["dropped after Visit", 1],
    // As many as the funnel loses there, invitation or not.
    ["dropped after SignUp", 2],
    ["dropped after Invite", 1],
  ] as const) {
    it(`counts who ${of}`, async () => {
      const { result, report } = await desk.run(
        "audience",
        `${funnel}audience Some on Signup = ${of}\n`,
      );
      assert.equal(result.actors, actors);
      assert.match(report, new RegExp(`${actors} actors?: reached `));
    });
  }

  it("is of a funnel of another file, too, with its labels", async () => {
    const labelled = funnel.replace("stage SignUp:", 'stage SignUp "Signed up":');
    await desk.write("shared.funnel", labelled);
    const text = 'import "shared.funnel"\n\naudience Some on Signup = reached SignUp\n';
    const { result, report } = await desk.run("audience", text);
    assert.equal(result.actors, 4);
    assert.match(report, /Audience on Signup · .* · web\n4 actors: reached Signed up/);
  });

  it("counts each actor once where the funnel counts attempts", async () => {
    const text = funnel.replace("window 14 days", "window 1 day\n  count attempts");
    const { result } = await desk.run(
      "audience",
      `${text}audience All on Signup = reached Visit\n`,
    );
    assert.equal(result.actors, 5);
  });
});
