import assert from "node:assert/strict";
import type { Locale } from "../../language/index.ts";
import type { ExplainedStop, ExplainResult } from "../../server/engine/result.ts";
import { reportExplained } from "../../server/report/explain.ts";
import { funnel, stage } from "../support/engine.ts";

const model = { ...funnel([stage("Visit"), stage("Paid")]), order: "sequential" as const };

function sentence(stopped: Omit<ExplainedStop, "stage">, locale: Locale = "en"): string {
  const result: ExplainResult = {
    version: 1,
    kind: "explain",
    funnel: "Signup",
    actor: "u1",
    as_of: "2026-02-10T00:00:00Z",
    rows: ["2026-01-01T00:00:00Z", "2026-02-09T10:00:00Z"].map((time) => ({
      time,
      event: "visit",
      stages: ["Visit"],
    })),
    attempts: [
      {
        stages: [{ name: "Visit", row: 0 }],
        converted: false,
        stopped: { stage: "Paid", ...stopped },
      },
    ],
  };
  const [said = ""] = reportExplained(result, model, locale).sentences;
  return said.replaceAll(/[\u00a0\u202f]/g, " ");
}

describe("why one actor is where they are, in words", () => {
  it("names the rules that stand in the way together, as they are written", () => {
    const several = { reason: "several", rules: ["late", "within", "at_least", "strict"] };
    assert.equal(
      sentence(several),
      "Several rules together stand in the way of Paid: window, within, at least, order strict.",
    );
    assert.equal(
      sentence(several, "ru"),
      "Этапу Paid мешают несколько правил вместе: window, within, at least, order strict.",
    );
  });

  it("names the entry that still has time", () => {
    assert.equal(
      sentence({ reason: "open", row: 1 }),
      "Still has time for Paid, since the entry on 9 Feb 2026, 10:00:00.",
    );
    assert.match(
      sentence({ reason: "open", row: 1 }, "ru"),
      /^Время на Paid ещё есть: последний подходящий вход — 9 февр\. 2026/,
    );
    assert.equal(sentence({ reason: "open" }), "Still has time for Paid.");
  });
});
