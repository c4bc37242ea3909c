import assert from "node:assert/strict";
import { type Entry, readEntries, withEntries } from "../../../client/history/entries.ts";

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  uri: "file:///a.funnel",
  at: 1,
  funnel: "Signup",
  line: 3,
  status: "done",
  sentence: "",
  unmet: 0,
  ...more,
});

describe("the list of runs", () => {
  it("has the newest first and forgets the oldest", () => {
    const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);
    const two = withEntries([], [entry("1"), entry("2")], 3);
    assert.deepEqual(ids(two), ["2", "1"]);
    assert.deepEqual(ids(withEntries(two, [entry("3"), entry("4")], 3)), ["4", "3", "2"]);
    assert.deepEqual(withEntries(two, [entry("3")], 0), []);
  });

  it("cuts long sentences", () => {
    const [kept] = withEntries([], [entry("1", { sentence: "é".repeat(5000) })], 9);
    assert.equal(kept?.sentence.length, 200);
  });

  it("comes back from what was kept, without what isn't an entry", () => {
    const flow = { goal: "Paid", entered: 20, converted: 3, conversion: "15.0 %" };
    const good = entry("1", { flow, milliseconds: 3, fromCache: true });
    const kept: unknown = JSON.parse(
      JSON.stringify([good, { id: "2" }, entry("3", { at: Number.NaN }), null, entry("4")]),
    );
    assert.deepEqual(readEntries(kept), [good, entry("4")]);
    assert.deepEqual(readEntries(undefined), []);
    assert.deepEqual(readEntries({ 0: good }), []);
  });
});
