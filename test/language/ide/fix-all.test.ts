import assert from "node:assert/strict";
import { fixAll } from "../../../language/editing.ts";
import { analyze, applyEdits } from "../../../language/index.ts";
import { source, webEvents } from "../../support/mistakes.ts";

/** Statements that are wrong, with what all fixes together make of them. */
const wrong: readonly (readonly [written: string, meant: string])[] = [
  ["where amount == 5", "where amount = 5"],
  ["where amount > 5 && is_paid", "where amount > 5 and is_paid"],
  ["where channel = ‘ads’", 'where channel = "ads"'],
  ["where channel is null", "where channel is missing"],
  ["where ts > 2026-1-31", "where ts > 2026-01-31"],
  ["where amount is greater than 5", "where amount > 5"],
  ["where amount > 1,000", "where amount > 1000"],
  ["where chanel = 'ads'", 'where channel = "ads"'],
  ["where channel = 'adz'", 'where channel = "ads"'],
  ["where lowr(channel) = 'ads'", 'where lower(channel) = "ads"'],
  ["where channel = 'ads';", 'where channel = "ads"'],
  ["where amount = '5'", "where amount = 5"],
  ["during 2026-1", "during 2026-01"],
  ["during: 2026-01", "during 2026-01"],
  ["windw 14 days", "window 14 days"],
  ["window 14 dyas", "window 14 days"],
  ["window: 2 weeks", "window 2 weeks"],
  ["order seqential", "order sequential"],
  ["split by chanel", "split by channel"],
  ["-- a comment", "// a comment"],
  ["# a comment", "// a comment"],
];

const rounds = 8;

function fixed(text: string): string {
  let now = text;
  for (let round = 0; round < rounds; round++) {
    const action = fixAll(analyze(now, webEvents), "en");
    if (action === undefined) return now;
    const ordered = [...action.edits].sort((a, b) => a.span.start - b.span.start);
    for (const [i, { span }] of ordered.entries())
      assert.ok(span.start >= (ordered[i - 1]?.span.end ?? 0), `edits overlap in\n${now}`);
    now = applyEdits(now, action.edits);
  }
  return assert.fail(`there is always more to mend in\n${now}`);
}

function file(...lines: readonly string[]): string {
  const items = [...lines, "stage A: visit", "stage B: sign_up"];
  return `${source}funnel F on web {\n${items.map((line) => `  ${line}\n`).join("")}}\n\nsegment last = amount > 4\n`;
}

describe("fix all", () => {
  for (const [written, meant] of wrong)
    it(`mends ${written}, whatever else is wrong`, () => {
      for (const [otherWritten, otherMeant] of wrong) {
        const mended = fixed(file(written, otherWritten)).replaceAll(/'(\w+)'/g, '"$1"');
        assert.equal(mended, file(meant, otherMeant));
      }
    });

  it("never touches what is right", () => {
    const right = file("where nothing is not missing", "where channel = 'ads'", "window 3 days");
    assert.equal(fixed(right), right);
  });
});
