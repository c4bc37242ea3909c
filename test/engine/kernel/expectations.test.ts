import assert from "node:assert/strict";
import type { MeasureModel, StageModel } from "../../../language/index.ts";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { evaluateExpectations } from "../../../server/engine/kernel/expectations.ts";
import { figuresOfFunnel, pairsOf } from "../../../server/engine/kernel/measures/of-funnel.ts";
import type { ComputableExpectation } from "../../../server/engine/plan/computable.ts";
import { planMeasures } from "../../../server/engine/plan/measures.ts";
import type { ExpectationResult } from "../../../server/engine/result.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

const span = { start: 0, end: 0 };

type Comparison = Pick<ComputableExpectation, "left" | "operator" | "right">;

const number = (value: number): MeasureModel => ({ kind: "number", value, unit: "number" });
const percent = (value: number): MeasureModel => ({
  kind: "number",
  value: value / 100,
  unit: "share",
});
const seconds = (value: number): MeasureModel => ({ kind: "number", value, unit: "duration" });
const actors = (stage: string): MeasureModel => ({ kind: "actors", stage });

type Figure = Extract<MeasureModel, { kind: "figure" }>["figure"];
const figure = (name: Figure, from?: string, to?: string): MeasureModel =>
  from === undefined || to === undefined
    ? { kind: "figure", figure: name }
    : { kind: "figure", figure: name, from, to };

const arithmetic = (
  left: MeasureModel,
  operator: "+" | "-" | "*" | "/",
  right: MeasureModel,
): MeasureModel => ({ kind: "arithmetic", operator, left, right });

function compare(
  left: MeasureModel,
  operator: Comparison["operator"],
  right: MeasureModel,
): Comparison {
  return { left, operator, right };
}

/** Judges expectations about a funnel over a log whose times are seconds. */
function judge(
  funnelText: string,
  logText: string,
  ...expectations: (Comparison & Pick<Partial<ComputableExpectation>, "when" | "otherwise">)[]
): ExpectationResult[] {
  const { letters, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters).map((row) => ({ ...row, time: row.time * 1e6 }));
  const stages: StageModel[] = funnel.stages.map(({ optional }, i) => ({
    name: letters[i] ?? "",
    span,
    nameSpan: span,
    optional,
    match: { kind: "any-event", span },
  }));
  const models = expectations.map((expectation, line): ComputableExpectation => ({
    kind: "figures",
    span,
    line,
    text: `expectation ${line}`,
    otherwise: "fail",
    ...expectation,
  }));
  const pairs = neededPairs(models, stages);
  const computed = computeFunnel(tagLog(log).rows, funnel, { splits: [], pairs });
  const by = { stages, needOf: () => -1, measure: () => undefined };
  const figures = figuresOfFunnel(by, { ...computed, figures: computed.total });
  return evaluateExpectations(models, figures);
}

function neededPairs(
  expectations: readonly ComputableExpectation[],
  stages: readonly StageModel[],
): readonly { readonly from: number; readonly to: number }[] {
  const funnel = { stages, expectations, measures: [], without: [], exits: [] };
  return pairsOf(planMeasures(funnel).steps, stages);
}

function status(...given: Parameters<typeof judge>): string[] {
  return judge(...given).map((result) => result.status);
}

/** Of five actors one reaches C. */
const LOG = "A0 B1 C4 | A0 B2 | A0 B9 | A0 | A0";

describe("expectations", () => {
  it("say what was found and what was expected", () => {
    assert.deepEqual(
      judge("A B C", LOG, compare(figure("conversion", "A", "B"), ">=", percent(20)), {
        ...compare(figure("median_time", "A", "B"), "<", seconds(2)),
        otherwise: "warn",
      }),
      [
        {
          line: 1,
          text: "expectation 0",
          actual: 0.6,
          expected: 0.2,
          unit: "share",
          status: "pass",
        },
        {
          line: 2,
          text: "expectation 1",
          actual: 2,
          expected: 2,
          unit: "duration",
          status: "fail",
          otherwise: "warn",
        },
      ],
    );
  });

  it("know every figure, of a pair and of the whole funnel", () => {
    const value = (measure: MeasureModel) =>
      judge("A B C", LOG, compare(measure, "=", number(0)))[0]?.actual;
    assert.equal(value(actors("B")), 3);
    assert.equal(value(figure("conversion", "B", "C")), 0.333333);
    assert.equal(value(figure("dropoff", "B", "C")), 0.666667);
    assert.equal(value(figure("average_time", "A", "B")), 4);
    assert.equal(value(figure("p90_time", "A", "B")), 7.6);
    assert.equal(value(figure("median_time", "A", "C")), 4);
    assert.equal(value(figure("conversion")), 0.2);
    assert.equal(value(figure("dropoff")), 0.8);
    assert.equal(value(figure("average_time")), 4);
    assert.equal(value({ kind: "negation", operand: actors("A") }), -5);
  });

  it("the whole funnel ends at the last required stage", () => {
    assert.deepEqual(
      status("A B C?", "A0 B1 | A0 B1 C2", compare(figure("conversion"), "=", percent(100))),
      ["pass"],
    );
  });

  it("compare in every way, equality included", () => {
    const three = actors("B");
    const verdicts = (["<", "<=", "=", "!=", ">=", ">"] as const).map(
      (operator) => judge("A B C", LOG, compare(three, operator, number(3)))[0]?.status,
    );
    assert.deepEqual(verdicts, ["fail", "pass", "pass", "fail", "pass", "fail"]);
  });

  it("compare exact values, not rounded ones", () => {
    // 1/3 is 0.333333 only when rounded.
    assert.deepEqual(
      status(
        "A B",
        "A0 B1 | A0 | A0",
        compare(figure("conversion"), "=", number(0.333333)),
        compare(figure("conversion"), ">", number(0.333333)),
        compare(arithmetic(figure("conversion"), "*", number(3)), "=", number(1)),
      ),
      ["fail", "pass", "pass"],
    );
  });

  it("compare with the percentage that is written", () => {
    const log = Array.from({ length: 1000 }, (_, i) => (i < 333 ? "A0 B1" : "A0")).join(" | ");
    assert.deepEqual(
      status(
        "A B",
        log,
        compare(figure("conversion"), "=", percent(33.3)),
        compare(figure("dropoff"), "<=", percent(66.7)),
        compare(arithmetic(number(1), "-", figure("conversion")), "=", percent(66.7)),
      ),
      ["pass", "pass", "pass"],
    );
  });

  it("without a value there is not enough data", () => {
    assert.deepEqual(
      judge("A B C", "A0 B1", compare(figure("median_time", "B", "C"), "<=", seconds(5)))[0],
      {
        line: 1,
        text: "expectation 0",
        actual: null,
        expected: 5,
        unit: "duration",
        status: "unknown",
      },
    );
    assert.deepEqual(
      status(
        "A B C",
        "A0",
        compare(figure("conversion", "B", "C"), ">=", percent(0)),
        compare(number(0), "<=", figure("conversion", "B", "C")),
        compare(arithmetic(actors("A"), "/", actors("B")), ">", number(0)),
        compare({ kind: "negation", operand: figure("median_time") }, "<", seconds(0)),
      ),
      ["unknown", "unknown", "unknown", "unknown"],
    );
  });

  it("without its `when` there is not enough data, whatever the value", () => {
    const many = compare(actors("A"), ">=", number(100));
    const some = compare(actors("A"), ">=", number(5));
    const nobody = compare(figure("conversion", "C", "D"), ">=", percent(0));
    const failing = compare(actors("B"), ">", number(1000));
    assert.deepEqual(
      status(
        "A B C D",
        "A0 B1 | A0 B2 | A0 B9 | A0 | A0",
        { ...failing, when: many },
        { ...failing, when: some },
        { ...failing, when: nobody },
      ),
      ["unknown", "fail", "unknown"],
    );
  });

  it("have the unit of their values", () => {
    const unit = (left: MeasureModel, right: MeasureModel) =>
      judge("A B C", LOG, compare(left, "=", right))[0]?.unit;
    assert.equal(unit(actors("A"), number(5)), "number");
    assert.equal(unit(figure("conversion"), number(0.2)), "share");
    assert.equal(unit(arithmetic(actors("B"), "/", actors("A")), percent(60)), "share");
    assert.equal(unit(arithmetic(number(1), "-", figure("conversion")), number(0.8)), "share");
    assert.equal(unit(arithmetic(actors("A"), "*", figure("conversion")), number(1)), "number");
    assert.equal(unit(arithmetic(number(2), "*", figure("median_time")), seconds(8)), "duration");
    assert.equal(
      unit(arithmetic(figure("median_time"), "/", figure("p90_time")), number(1)),
      "number",
    );
  });

  it("ask for each pair of stages once", () => {
    const stage = (name: string, optional = false): StageModel => ({
      name,
      span,
      nameSpan: span,
      optional,
      match: { kind: "any-event", span },
    });
    const expectation = (left: MeasureModel, when?: Comparison): ComputableExpectation => ({
      kind: "figures",
      span,
      line: 0,
      text: "",
      ...compare(left, ">", number(0)),
      otherwise: "fail",
      ...(when === undefined ? {} : { when }),
    });
    assert.deepEqual(
      neededPairs(
        [
          expectation(figure("conversion", "A", "B")),
          expectation(arithmetic(figure("dropoff", "A", "B"), "+", figure("conversion"))),
          expectation(actors("A"), compare(number(1), "<", figure("median_time", "B", "D"))),
        ],
        [stage("A"), stage("B"), stage("C"), stage("D", true)],
      ),
      [
        { from: 0, to: 1 },
        { from: -1, to: -1 },
        { from: 1, to: 3 },
      ],
    );
  });
});
