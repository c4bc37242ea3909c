import assert from "node:assert/strict";
import { chartFor } from "../../server/report/charts/index.ts";
import { renderText } from "../../server/report/text.ts";
import { reportFunnel } from "../../server/report/words.ts";
import { type Sample, sampleResult, signup } from "./sample-results.ts";

const report = ({ result, funnel }: Sample, locale: "en" | "ru" = "en") =>
  reportFunnel(result, funnel, locale);

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("an order in words", () => {
  it("of an inverted funnel begins with the last stage", () => {
    const { result, funnel } = sampleResult(signup);
    const inverted: Sample = {
      result: { ...result, model: "inverted", stages: result.stages.toReversed() },
      funnel: { ...funnel, model: "inverted", stages: funnel.stages.toReversed() },
    };
    // Written the other way round and read back, it is the same funnel.
    assert.deepEqual(report(inverted).stages, report({ result, funnel }).stages);
    const [, drawn] = [result, inverted.result].map(
      (each) => chartFor(each, report(inverted), "en").datasets?.["stages"],
    );
    assert.deepEqual(
      drawn,
      chartFor(result, report({ result, funnel }), "en").datasets?.["stages"],
    );
  });

  it("of independent stages counts each from the first", () => {
    const { result, funnel } = sampleResult(signup);
    const stages = report({ result: { ...result, order: "independent" }, funnel }).stages;
    assert.deepEqual(
      stages.map(({ stepOf }) => stepOf),
      ["", "", "of Visit", "of Visit", "of Visit"],
    );
    assert.equal(stages[4]?.fromPrevious, stages[4]?.fromFirst);
  });

  it("of any order has the number of stages, and shares of all who entered", () => {
    const { result, funnel } = sampleResult(signup);
    const entered = result.entered * 2;
    const positions = [result.stages[0], result.stages[4]].map((stage, index) => ({
      position: index + 1,
      count: stage?.count ?? 0,
      conversion_from_previous: null,
      conversion_from_first: null,
      dropoff: index === 0 ? null : 11_935,
      interval: null,
      seconds_from_previous: null,
    }));
    const any = report({ result: { ...result, order: "any", entered, positions }, funnel });
    assert.deepEqual(
      any.positions[0]?.rows.map(({ name, cells }) => [
        name,
        ...cells.map(({ text }) => plain(text)),
      ]),
      [
        ["1 of 2", "12,840", "—", "50.0 %", "—", "—"],
        ["2 of 2", "905", "7.0 %", "3.5 %", "11,935", "—"],
      ],
    );
    assert.deepEqual(
      any.stages.map(({ step }) => step),
      [[], [], [], [], []],
    );
    assert.match(
      plain(any.stages[0]?.sentence ?? ""),
      /^Visit: 12,840; 50\.0 % of all who entered/,
    );
    const text = renderText(any, { width: 80, colour: false, unicode: true });
    assert.match(text, /By number of stages/);
    const russian = report(
      { result: { ...result, order: "any", entered, positions }, funnel },
      "ru",
    );
    assert.equal(russian.positions[0]?.rows[0]?.name, "1 из 2");
  });
});
