import assert from "node:assert/strict";
import { renderText } from "../../server/report/text.ts";
import { reportFunnel } from "../../server/report/words.ts";
import { sampleResult, signup } from "./sample-results.ts";

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

/** The sample, with its first stage a sum of counts. */
function counted(people = true) {
  const { result, funnel } = sampleResult(signup);
  const stages = result.stages.map((stage, index) => {
    const isCounted = index === 0 || !people;
    return {
      ...stage,
      ...(isCounted ? { totals: true as const } : {}),
      ...(isCounted || index === 1 ? { dropoff: null, interval: null } : {}),
    };
  });
  return { result: { ...result, interval: null, stages }, funnel };
}

describe("stages of totals in words", () => {
  it("are counted, not entered, and say so", () => {
    const { result, funnel } = counted();
    const report = reportFunnel(result, funnel, "en");
    assert.match(plain(report.overview.flow), /^12,840 counted → 905 converted$/);
    assert.equal(plain(report.stages[0]?.sentence ?? ""), "Visit: 12,840 counted");
    assert.match(plain(report.stages[4]?.sentence ?? ""), /7\.0 % of the first count/);
    assert.deepEqual(
      report.stages.map(({ lost }) => lost === "—"),
      [true, true, false, true, false],
    );
    assert.equal(report.headings.entered, "Counted");
    const text = renderText(report, { width: 80, colour: false, unicode: true });
    assert.match(text, /Visit is a count, not a number of people/);
  });

  it("nobody converts where there are only such", () => {
    const { result, funnel } = counted(false);
    assert.match(
      plain(reportFunnel(result, funnel, "en").overview.flow),
      /^12,840 counted → 905 counted$/,
    );
  });

  it("are so in Russian, too", () => {
    const { result, funnel } = counted();
    const report = reportFunnel(result, funnel, "ru");
    assert.match(plain(report.overview.flow), /^посчитано 12 840 → 905 /);
    assert.match(report.notices[0]?.text ?? "", /это количество, а не число людей/);
  });
});
