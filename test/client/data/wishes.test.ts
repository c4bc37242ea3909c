import assert from "node:assert/strict";
import { draftedText, withChange } from "../../../client/data/wishes.ts";
import type { DraftedFile } from "../../../server/protocol/index.ts";

const draft: DraftedFile = {
  kind: "draft",
  path: "f.csv",
  rows: "events",
  possibleRows: ["events"],
  parts: [],
  splits: [],
  source: { name: "f", text: "source f\n" },
  funnel: { name: "F", text: "funnel F\n", events: [] },
  rowsOfFile: { columns: [], rows: [] },
};

describe("what a user changes of a draft", () => {
  it("adds up, but for what rows are, which decides over the rest", () => {
    const who = withChange({}, { kind: "part", part: "actor", text: "client" });
    const whole = withChange(who, { kind: "split", split: null });
    assert.deepEqual(whole, { actor: "client", split: null });
    assert.deepEqual(withChange(whole, { kind: "rows", rows: "totals" }), { rows: "totals" });
  });
});

describe("the text of a draft", () => {
  it("stands apart from what is there by one empty line", () => {
    const written = "source f\n\nfunnel F\n";
    assert.equal(draftedText("", draft, true), written);
    assert.equal(draftedText(" \n", draft, true), written);
    assert.equal(draftedText("funnel G", draft, true), `\n\n${written}`);
    assert.equal(draftedText("funnel G\n", draft, true), `\n${written}`);
    assert.equal(draftedText("funnel G\r\n\r\n", draft, true), written);
  });

  it("leaves out the funnel where only the source is wanted, or there is none", () => {
    assert.equal(draftedText("", draft, false), "source f\n");
    const { funnel: _, ...plain } = draft;
    assert.equal(draftedText("", plain, true), "source f\n");
  });
});
