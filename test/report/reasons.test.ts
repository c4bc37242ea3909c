import assert from "node:assert/strict";
import type { Locale } from "../../language/index.ts";
import type { LedgerResult, StageResult } from "../../server/engine/result.ts";
import { createFigures } from "../../server/report/numbers.ts";
import { describeReasons } from "../../server/report/reasons.ts";
import { drawReasons } from "../../server/report/terminal/reasons.ts";
import { createStyle } from "../../server/report/terminal/style.ts";
import { reportMessages } from "../../server/report/words.ts";
import { event, funnel, nowhere, stage } from "../support/engine.ts";

const ledger: LedgerResult = {
  exit: { Lost: 1 },
  open: 3,
  late: 2,
  other: 1205,
  other_events: [
    { event: "look", count: 1200 },
    { event: "ask", count: 5 },
  ],
  nothing: 21,
};
const stages: StageResult[] = [
  {
    name: "Paid",
    label: "Paid up",
    count: 1,
    conversion_from_previous: null,
    conversion_from_first: null,
    dropoff: 1232,
    interval: null,
    seconds_from_previous: null,
    ledger,
  },
];

function draw(locale: Locale, width: number): string[] {
  const messages = reportMessages(locale);
  const exit = { name: "Lost", label: "Deal lost", span: nowhere, nameSpan: nowhere };
  const model = {
    ...funnel([stage("Paid")], { exits: [{ ...exit, match: event("lost") }] }),
    order: "sequential" as const,
  };
  const reasons = describeReasons(stages, model, messages, createFigures(messages));
  const style = createStyle({ width, colour: false, unicode: true });
  return drawReasons(messages.reasons.title, reasons, style);
}

describe("why they stopped, in words", () => {
  it("says the commonest reason first", () => {
    assert.deepEqual(draw("en", 60), [
      "",
      "Why they stopped",
      "Paid up · 1,232 lost",
      "  1,205 did something else (look 1,200, ask 5) · 21 did",
      "  nothing more · 3 still have time · 2 too late for the",
      "  window · 1 left by Deal lost",
    ]);
  });

  it("counts as Russian does", () => {
    assert.deepEqual(
      draw("ru", 200).map((line) => line.replaceAll(/[\u00a0\u202f]/g, " ")),
      [
        "",
        "Почему остановились",
        "Paid up · потеряны 1 232",
        "  1 205 сделали другое (look 1 200, ask 5) · 21 больше ничего не сделал · у 3 ещё есть время · 2 не успели в окно · 1 вышел через Deal lost",
      ],
    );
  });

  it("says nothing where nobody is missing", () => {
    const messages = reportMessages("en");
    const none = stages.map((each) => ({ ...each, dropoff: 0 }));
    assert.deepEqual(
      describeReasons(none, funnel([stage("Paid")]), messages, createFigures(messages)),
      [],
    );
  });
});
