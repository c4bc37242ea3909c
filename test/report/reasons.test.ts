import assert from "node:assert/strict";
import type { Locale } from "../../language/index.ts";
import type { FunnelResult, LedgerResult, StageResult } from "../../server/engine/result.ts";
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

function draw(
  locale: Locale,
  width: number,
  more: Partial<ReturnType<typeof funnel>> = {},
  result: Pick<FunnelResult, "stages" | "positions"> = { stages },
): string[] {
  const messages = reportMessages(locale);
  const exit = { name: "Lost", label: "Deal lost", span: nowhere, nameSpan: nowhere };
  const model = {
    ...funnel([stage("Paid")], { exits: [{ ...exit, match: event("lost") }] }),
    order: "sequential" as const,
    ...more,
  };
  const reasons = describeReasons(result, model, messages, createFigures(messages));
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

  it("looks back where the funnel is read back", () => {
    const [, , ...english] = draw("en", 200, { model: "inverted" });
    assert.deepEqual(english, [
      "Paid up · 1,232 lost",
      "  1,205 did something else before (look 1,200, ask 5) · 21 did nothing before · 3 still have time · 2 too long before for the window · 1 left by Deal lost",
    ]);
    const [, , , russian = ""] = draw("ru", 200, { model: "inverted" });
    assert.equal(
      russian.replaceAll(/[\u00a0\u202f]/g, " "),
      "  1 205 сделали раньше другое (look 1 200, ask 5) · 21 раньше ничего не сделал · у 3 ещё есть время · у 2 это было раньше окна · 1 вышел через Deal lost",
    );
  });

  it("goes by the number of stages where their order plays no part", () => {
    const positions = [1, 2].map((position) => ({
      position,
      count: 2,
      conversion_from_previous: null,
      conversion_from_first: null,
      dropoff: position === 1 ? null : 3,
      interval: null,
      seconds_from_previous: null,
      ...(position === 1 ? {} : { ledger: { exit: {}, open: 1, rest: 2 } }),
    }));
    const [, , ...said] = draw("en", 200, { order: "any" }, { stages, positions });
    assert.deepEqual(said, ["2 of 1 · 3 lost", "  2 never did it · 1 still has time"]);
  });

  it("says nothing where nobody is missing", () => {
    const messages = reportMessages("en");
    const none = stages.map((each) => ({ ...each, dropoff: 0 }));
    assert.deepEqual(
      describeReasons({ stages: none }, funnel([stage("Paid")]), messages, createFigures(messages)),
      [],
    );
  });
});
