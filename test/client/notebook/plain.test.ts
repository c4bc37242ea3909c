import assert from "node:assert/strict";
import { plainResult } from "../../../client/notebook/plain.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { failedOutcome, outcomeOf, studyOutcome } from "../view/panel-messages.ts";

describe("a result as plain text", () => {
  it("has the stages of a funnel in columns, figures below each other", () => {
    const outcome = outcomeOf(sampleResult(signup));
    assert.ok(outcome.kind === "report");
    const { title, summary, stages } = outcome.report;
    const [said, table = ""] = plainResult(outcome).split("\n\n");
    assert.equal(said, `${title}: ${summary}`);
    const lines = table.split("\n");
    assert.equal(lines.length, 1 + stages.length);
    const ends = stages.map(({ count }, index) => {
      const line = lines[index + 1] ?? "";
      return line.indexOf(count) + count.length;
    });
    assert.equal(new Set(ends).size, 1, "counts end in one column");
  });

  it("has the tables of a study, and what is still open marked", () => {
    assert.equal(
      plainResult(studyOutcome),
      `Habit
Retention by week · web
25.0 % of 4 came back in week 1
4 actors started

Came back so many weeks after, %
Started     Actors     0     1
All              4  50.0  25.0
5 Jan 2026       2  50.0    0*
* not over yet.

No row matches return.`,
    );
  });

  it("says why there is none", () => {
    assert.equal(plainResult(failedOutcome), "Broken\nThere is no file. (FNL5002)");
  });
});
