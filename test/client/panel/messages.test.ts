import assert from "node:assert/strict";
import { readHostMessage, readPageMessage } from "../../../client/panel/messages-guards.ts";
import { lighter, readKept } from "../../../client/view/kept.ts";
import { cases } from "../../report/sample-cases.ts";
import {
  done,
  failedOutcome,
  outcomeOf,
  running,
  start,
  strings,
  studyOutcome,
} from "../view/panel-messages.ts";

describe("messages between the extension and its page", () => {
  const outcomes = [outcomeOf(cases["a split of five"]()), studyOutcome, failedOutcome];

  const compiled = { kind: "compiled", id: 1, vega: null };

  it("pass when they are whole", () => {
    for (const message of [
      start,
      running,
      done(...outcomes),
      { kind: "stale", stale: true },
      compiled,
    ]) {
      assert.equal(readHostMessage(message), message);
    }
    for (const message of [
      { kind: "ready" },
      { kind: "run" },
      { kind: "run", funnel: "__proto__" },
      { kind: "cancel" },
      { kind: "reveal", place: { kind: "offset", offset: 12 } },
      { kind: "compile", id: 1, vegaLite: {} },
      { kind: "openSql", funnel: "Signup", sql: "select 1" },
      { kind: "ask", id: 1, method: "funnel/people", params: {} },
      { kind: "closePeople", list: "1" },
      { kind: "leavePeople", funnel: "Signup" },
      { kind: "copy", text: "a\tb" },
      {
        kind: "save",
        name: "Signup",
        extensions: ["csv"],
        content: { kind: "people", list: "1" },
      },
    ]) {
      assert.equal(readPageMessage(message), message);
    }
  });

  it("are refused when any part of them is missing or something else", () => {
    for (const message of everyDamage(done(...outcomes))) {
      assert.equal(readHostMessage(message), undefined, JSON.stringify(message).slice(0, 200));
    }
    for (const message of [
      null,
      "ready",
      [],
      { kind: "__proto__" },
      { kind: "reveal" },
      { kind: "reveal", place: { kind: "line", line: -1, character: 0 } },
      { kind: "reveal", place: { kind: "offset", offset: Number.NaN } },
      { kind: "run", funnel: 1 },
      { kind: "compile", id: 1, vegaLite: null },
      { kind: "ask", id: 1, method: "funnel/savePeople", params: {} },
      { kind: "ask", id: 1, method: "funnel/people" },
      { kind: "leavePeople" },
      { kind: "save", name: "Signup", extensions: ["csv"], content: { kind: "people" } },
      JSON.parse('{"__proto__": {"kind": "ready"}}'),
    ]) {
      assert.equal(readPageMessage(message), undefined, JSON.stringify(message));
    }
  });
});

describe("what a page keeps", () => {
  const kept = {
    version: "2",
    uri: "file:///x",
    file: "x",
    locale: "en",
    strings,
    outcomes: lighter([outcomeOf(cases.signup())]),
    stale: false,
    tabs: { Signup: "flow" },
  };

  it("is read back, and left alone where another version wrote it", () => {
    const copy: unknown = JSON.parse(JSON.stringify(kept));
    assert.equal(readKept(copy), copy);
    assert.equal(readKept({ ...kept, version: "1" }), undefined);
    assert.equal(readKept({ ...kept, outcomes: [{}] }), undefined);
    assert.equal(readKept(undefined), undefined);
  });

  it("doesn't grow by what only an export needs", () => {
    const [outcome] = lighter([outcomeOf(cases.signup())]);
    assert.ok(outcome?.kind === "report");
    assert.deepEqual(outcome.chart.vegaLite, {});
    // Its other tabs are still to be compiled.
    assert.ok(outcome.others.every(({ vegaLite }) => "datasets" in vegaLite));
  });
});

/** The message with one required property after the other replaced by what can't be right. */
function* everyDamage(message: object): Generator<object> {
  for (const path of paths(message)) {
    // Vega's own content is checked by Vega; these may be left out.
    if (
      path.includes("vega") ||
      path.includes("vegaLite") ||
      /^(line|character)$/.test(path.at(-1) ?? "")
    ) {
      continue;
    }
    const copy = structuredClone(message);
    let at = copy as Record<string, unknown>;
    for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
    at[path.at(-1) ?? ""] = () => {};
    yield copy;
  }
}

function paths(value: object, prefix: readonly string[] = []): string[][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const path = [...prefix, key];
    return typeof inner === "object" && inner !== null ? [path, ...paths(inner, path)] : [path];
  });
}
