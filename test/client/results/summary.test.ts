import assert from "node:assert/strict";
import { basesOfFile } from "../../../client/results/basis.ts";
import { movedLine } from "../../../client/results/moved.ts";
import { ago, flowText, tookText } from "../../../client/results/numbers.ts";
import { summariesOf } from "../../../client/results/summary.ts";

type Given = Parameters<typeof summariesOf>[0];

/** Only what is looked at. */
function ran(parts: {
  readonly outcomes: readonly object[];
  readonly expectations?: readonly object[];
  readonly results?: readonly object[];
}): Given {
  const { outcomes, expectations = [], results = [] } = parts;
  return { outcomes, expectations, result: { results } } as unknown as Given;
}

const report = {
  kind: "report",
  funnel: "Signup",
  line: 6,
  milliseconds: 12,
  report: {
    overview: { conversion: "15.0 %" },
    stages: [
      { name: "Visit", optional: false },
      { name: "Paid", optional: false },
      { name: "Invite", optional: true },
    ],
  },
};
const figures = { kind: "funnel", name: "Signup", entered: 20, converted: 3 };

describe("what came of a run, in short", () => {
  it("names the stage that all is about, and how many expectations fail", () => {
    const expectations = ["pass", "fail", "warn", "unknown", "fail"].map((status, at) => ({
      status,
      funnel: at === 4 ? "Other" : "Signup",
    }));
    const given = ran({ outcomes: [report], expectations, results: [figures] });
    assert.deepEqual(summariesOf(given), [
      {
        funnel: "Signup",
        line: 6,
        unmet: 1,
        milliseconds: 12,
        status: "done",
        sentence: "",
        flow: { goal: "Paid", entered: 20, converted: 3, conversion: "15.0 %" },
      },
    ]);
    const inverted = ran({
      outcomes: [{ ...report, fromCache: true }],
      results: [{ ...figures, model: "inverted" }],
    });
    const [first] = summariesOf(inverted);
    assert.equal(first?.flow?.goal, "Visit");
    assert.equal(first?.fromCache, true);
  });

  it("is a sentence of a study, and of what failed", () => {
    const given = ran({
      outcomes: [
        {
          kind: "study",
          funnel: "Back",
          line: 1,
          milliseconds: 3,
          report: { summary: ["A third came back."], context: "" },
        },
        {
          kind: "failure",
          funnel: "Bad",
          line: 2,
          failure: "data",
          problems: [{ message: "No such file." }],
        },
        { kind: "failure", funnel: "Late", line: 3, failure: "cancelled", problems: [] },
      ],
    });
    assert.deepEqual(
      summariesOf(given).map(({ status, sentence }) => [status, sentence]),
      [
        ["done", "A third came back."],
        ["failed", "No such file."],
        ["cancelled", ""],
      ],
    );
  });

  it("is told in the user's numbers", () => {
    const plain = (text: string | undefined): string | undefined => text?.replaceAll(/\s/g, " ");
    assert.equal(flowText({ entered: 1204, converted: 51 }, "en"), "1,204 → 51");
    assert.equal(plain(flowText({ entered: 12_040, converted: 51 }, "ru")), "12 040 → 51");
    assert.equal(ago(1_000_000, 1_059_999, "en"), undefined);
    assert.equal(ago(0, 150_000, "en"), "2 min. ago");
    assert.equal(plain(ago(0, 150_000, "ru")), "2 мин. назад");
    assert.equal(ago(0, 3 * 3_600_000, "en"), "3 hr. ago");
    assert.equal(ago(0, 49 * 3_600_000, "en"), "2 days ago");
    assert.equal(plain(tookText(340.4, "en")), "340 ms");
    assert.equal(plain(tookText(1340, "en")), "1.3 sec");
    assert.equal(plain(tookText(90_000, "ru")), "1,5 мин");
  });
});

describe("what a result depends on", () => {
  const basis = (of: string, funnel: string): string | undefined => basesOfFile(of)(funnel);
  const text = `source web from "a.csv"

/** Mine. */
funnel A on web {
  stage X: x
}

funnel B on web {
  stage Y: y
}
`;

  it("changes with its funnel and what that uses, not with other funnels or blank lines", () => {
    const before = basis(text, "A");
    assert.ok(before !== undefined);
    assert.equal(basis(text.replace("stage Y: y", "stage Y: z"), "A"), before);
    assert.equal(basis(`\n\n${text}`, "A"), before);
    assert.notEqual(basis(text.replace("stage X: x", "stage X: z"), "A"), before);
    assert.notEqual(basis(text.replace("a.csv", "b.csv"), "A"), before);
    assert.equal(basis(text, "C"), undefined);
  });
});

describe("a line after edits", () => {
  it("is the nearest one with the same words", () => {
    const lines = ["  expect a > 1", "x", "expect a > 1", "y"];
    assert.equal(movedLine(lines, "expect a > 1  ", 3), 2);
    assert.equal(movedLine(lines, "expect a > 1", 0), 0);
    assert.equal(movedLine(lines, "expect b", 0), undefined);
    assert.equal(movedLine(["", "a"], "", 0), undefined);
  });
});
