import assert from "node:assert/strict";
import type { MatchModel } from "../../../language/index.ts";
import { buildMatch, buildPlan } from "../../../server/engine/plan/build.ts";
import { columnsOf } from "../../../server/engine/plan/plan.ts";
import { isoTime, momentMicroseconds } from "../../../server/engine/plan/time.ts";
import {
  column,
  compare,
  event,
  funnel,
  nowhere,
  num,
  source,
  stage,
  text,
} from "../../support/engine.ts";

describe("the plan of a funnel", () => {
  const web = source("web.csv");
  const mails = source("mails.csv", { name: "mails", event: { kind: "constant", name: "opened" } });
  const any = (from?: string): MatchModel => ({
    kind: "any-event",
    span: nowhere,
    ...(from === undefined ? {} : { source: from }),
  });
  const condition = compare(column("amount", "number"), ">", num("0"), "number");

  it("resolves events by source, and leaves out what can't be there", () => {
    assert.deepEqual(buildMatch(event("a"), web), { kind: "event", event: "a" });
    assert.deepEqual(buildMatch(event("a", "mails"), web), { kind: "none" });
    assert.deepEqual(buildMatch(event("opened"), mails), { kind: "any" });
    assert.deepEqual(buildMatch(event("a"), mails), { kind: "none" });
    assert.deepEqual(buildMatch(any("web"), mails), { kind: "none" });
    assert.deepEqual(buildMatch({ kind: "or", of: [event("a", "mails"), event("b")] }, web), {
      kind: "event",
      event: "b",
    });
    assert.deepEqual(buildMatch({ kind: "or", of: [event("a"), any()] }, web), { kind: "any" });
    assert.deepEqual(buildMatch({ kind: "where", of: event("a", "mails"), condition }, web), {
      kind: "none",
    });
  });

  it("reads the columns that something needs, and no others", () => {
    const what = funnel([stage("a", { kind: "where", of: event("a"), condition })], {
      where: [compare(column("props.os"), "=", text("ios"), "text")],
      splits: [{ text: "channel", span: nowhere, value: column("channel"), at: "entry" }],
      segments: [
        { kind: "rows", name: "s", condition: compare(column("plan"), "=", text("pro"), "text") },
        {
          kind: "actors",
          name: "t",
          negated: false,
          atLeast: 1,
          match: {
            kind: "where",
            of: event("b"),
            condition: compare(column("refund"), "=", text("x"), "text"),
          },
        },
      ],
    });
    const plan = buildPlan(what, [
      source("web.csv", { where: [compare(column("test"), "=", text("no"), "text")] }),
    ]);
    const [scan] = plan.scans;
    assert.ok(scan);
    const segments = plan.segments.flatMap(({ matches }) => matches);
    assert.deepEqual(
      columnsOf(scan, segments)
        .map((path) => path.join("."))
        .sort(),
      ["amount", "channel", "event", "plan", "props.os", "refund", "test", "ts", "user"],
    );
  });

  it("knows points in time without a database where it can", () => {
    assert.equal(
      momentMicroseconds({ local: "2026-01-31T12:30:05.250000" }, "UTC"),
      Date.UTC(2026, 0, 31, 12, 30, 5, 250) * 1000,
    );
    assert.equal(
      momentMicroseconds({ local: "2026-01-31T12:30:05.000001", offset: -90 }, "Europe/Berlin"),
      Date.UTC(2026, 0, 31, 14, 0, 5) * 1000 + 1,
    );
    assert.equal(momentMicroseconds({ local: "1969-12-31T23:59:59.999999" }, "UTC"), -1);
    assert.equal(
      momentMicroseconds({ local: "2026-01-31T12:30:05.000000" }, "Europe/Berlin"),
      undefined,
    );
    assert.deepEqual([-1, 0, 1_500_000].map(isoTime), [
      "1969-12-31T23:59:59.999999Z",
      "1970-01-01T00:00:00Z",
      "1970-01-01T00:00:01.5Z",
    ]);
  });
});
