import assert from "node:assert/strict";
import { chartFor, chartsFor } from "../../server/report/charts/index.ts";
import { drawnForms } from "../../server/report/charts/forms.ts";
import { renderSvg } from "../../server/report/svg.ts";
import { matchesGolden } from "../support/golden.ts";
import { assertReadable } from "./readable.ts";
import { forms } from "./sample-forms.ts";
import { type Sample, sampleResult, signup } from "./sample-results.ts";
import { cases } from "./sample-cases.ts";
import { trends } from "./sample-trends.ts";
import { type DrawnItem, type Scene, compiled, drawScene, reportOf } from "./scene.ts";

type Form = (typeof drawnForms)[number];

function draw(sample: Sample, form: Form, width = 880): Promise<Scene> {
  return drawScene(compiled(sample, undefined, { form }), width);
}

describe("the forms of a funnel's chart", () => {
  for (const form of drawnForms.filter((each) => each !== "funnel" && each !== "trend")) {
    it(`reads well at every width: ${form}`, async () => {
      for (const make of [
        ...Object.values(forms),
        cases["thirty stages"],
        cases["a split of many"],
      ]) {
        const complaints: string[] = [];
        const vega = compiled(make(), (complaint) => complaints.push(complaint), { form });
        assert.deepEqual(complaints, []);
        for (const width of [236, 568, 1200]) assertReadable(await drawScene(vega, width));
      }
    });
  }

  it("are those that the result has something for", () => {
    assert.deepEqual(chartsFor(forms["all forms"]().result), [
      "funnel",
      "steps",
      "bars",
      "time",
      "survival",
      "flow",
      "pipeline",
      "table",
    ]);
    assert.deepEqual(chartsFor(forms["nobody at all"]().result), ["funnel", "bars", "table"]);
    assert.ok(chartsFor(trends["a trend of one point"]().result).includes("trend"));
  });

  it("follow the chart statement, the form asked for before it, the funnel where there is nothing", () => {
    const { result, funnel } = forms["all forms"]();
    const report = reportOf({ result, funnel });
    const has = (options: object, dataset: string): boolean =>
      dataset in (chartFor(result, report, "en", options).datasets ?? {});
    assert.ok(has({ funnel: { ...funnel, chart: "flow" } }, "flowHeads"));
    assert.ok(has({ funnel: { ...funnel, chart: "flow" }, form: "time" }, "bins"));
    assert.ok(has({ funnel: { ...funnel, chart: "trend" } }, "stages"));
    assert.ok(has({ funnel: { ...funnel, chart: "table" } }, "stages"));
  });

  it("draws every bin as high as its count, the median within its bin", async () => {
    const { items } = await draw(forms["all forms"](), "time");
    const columns = named(items, "binColumns");
    assert.equal(columns.length, 12);
    const height = (index: number): number => {
      const item = columns[index];
      return item === undefined ? 0 : item.bottom - item.top;
    };
    assert.ok(Math.abs(height(1) / height(4) - 45 / 170) < 0.02);
    const [, median] = named(items, "binLines");
    // 6.1 days lie in the seventh bin of a day.
    const seventh = columns[6];
    assert.ok(median && seventh && median.left >= seventh.left - 1);
    assert.ok(median.right <= seventh.right + 1);
  });

  it("draws one bin where it lies on an axis from 0", async () => {
    const { items } = await draw(forms["times of one"](), "time", 1000);
    const columns = named(items, "binColumns");
    assert.equal(columns.length, 1);
    const [column] = columns;
    const [low, high] = [column?.left ?? NaN, column?.right ?? NaN];
    // The third of three minutes.
    assert.ok(Math.abs(low - (2 * high) / 3) < 0.05 * high, `${low}–${high}`);
  });

  it("ends the curve at the share of all who entered that converted", async () => {
    const { items } = await draw(forms["all forms"](), "survival");
    assert.deepEqual(
      named(items, "curveEnd").map(({ text }) => text),
      ["7.0\u00a0%"],
    );
    const texts = items.map(({ text }) => text);
    assert.ok(texts.includes("expected once everybody has had the time: 9.3\u00a0% (8.7–10.0)"));
  });

  it("draws the estimate of who converted by when, with its interval, to its end", async () => {
    const sample = forms["a curve of who came by when"]();
    const { items } = await draw(sample, "survival");
    assert.deepEqual(
      named(items, "curveEnd").map(({ text }) => text),
      ["9.3\u00a0%"],
    );
    assert.equal(named(items, "curveInterval").length, 41);
    const steps = named(items, "curve");
    // A step up and one along for each of the 20 parts.
    assert.equal(steps.length, 40);
    const [dot] = named(items, "expected");
    const ends = steps.map(({ right }) => right);
    assert.ok(dot && Math.abs((dot.left + dot.right) / 2 - Math.max(...ends)) <= 1.5);
    const texts = items.map(({ text }) => text);
    assert.ok(texts.some((text) => text.startsWith("Share of all who entered expected")));

    // Above the histogram it ends where that does: day 8 of 14, 9.3 % · (1 − (3/7)²), at the last step by then.
    const beside = await draw(sample, "time");
    const share = 0.093 * (1 - (1 - 11 / 20) ** 2);
    assert.deepEqual(
      named(beside.items, "curveEnd").map(({ text }) => text),
      [`${(share * 100).toFixed(1)}\u00a0%`],
    );
  });

  it("stacks the reasons to the loss of their step, in one scale over the steps", async () => {
    const { items } = await draw(forms["all forms"](), "flow", 1000);
    const bars = named(items, "flowBars");
    const width = (step: number): number => {
      const own = bars.filter(({ datum }) => datum["step"] === step);
      return Math.max(...own.map(({ right }) => right)) - Math.min(...own.map(({ left }) => left));
    };
    assert.ok(Math.abs(width(0) - 1000) <= 2);
    assert.ok(Math.abs(width(1) - (1000 * 1600) / 8630) <= 2);
    assert.deepEqual(
      named(items, "flowReasons")
        .filter(({ datum }) => datum["step"] === 2)
        .map(({ text }) => text),
      [
        "600 did nothing more",
        "575 did something else (search 75)",
        "410 still have time",
        "120 over a step's limit",
      ],
    );
  });

  it("draws each step's own conversion, and where those stand who are open", async () => {
    const steps = await draw(forms["all forms"](), "steps");
    const [track] = named(steps.items, "stepsTracks");
    const share = named(steps.items, "stepsBars").map((bar) => length(bar) / length(track));
    for (const [index, wanted] of [4210 / 12_840, 2610 / 4210, 840 / 2610, 905 / 2610].entries()) {
      assert.ok(Math.abs((share[index] ?? 0) - wanted) < 0.005);
    }
    const pipeline = await draw(forms["all forms"](), "pipeline");
    assert.deepEqual(
      ["pipelineNames", "pipelineValues"].map((layer) =>
        named(pipeline.items, layer).map(({ text }) => text),
      ),
      [
        ["Visit", "Sign up", "Activate"],
        ["820", "300", "410"],
      ],
    );
  });

  it("puts the values of a split side by side in every stage", async () => {
    const { items } = await draw(cases["a split of five"](), "bars");
    assert.equal(named(items, "barsNames").length, 25);
    assert.deepEqual(
      named(items, "barsHeadings").map(({ text }) => text),
      ["Visit", "Sign up", "Activate", "Invite (optional)", "Pay"],
    );
    assert.equal(named((await draw(sampleResult(signup), "bars")).items, "barsNames").length, 5);
  });

  it("is drawn as it was: survival", async () => {
    const sample = forms["a curve of who came by when"]();
    const svg = await renderSvg(compiled(sample, undefined, { form: "survival" }), "light");
    matchesGolden("report/survival.svg", `${svg.replaceAll("><", ">\n<")}\n`);
  });

  for (const form of ["time", "flow"] as const) {
    it(`is drawn as it was: ${form}`, async () => {
      const sample = forms["all forms"]();
      const spec = chartFor(sample.result, reportOf(sample), "en", { form });
      matchesGolden(`report/${form}.vl.json`, `${JSON.stringify(spec, undefined, 1)}\n`);
      const svg = await renderSvg(compiled(sample, undefined, { form }), "light");
      matchesGolden(`report/${form}.svg`, `${svg.replaceAll("><", ">\n<")}\n`);
    });
  }
});

function named(items: readonly DrawnItem[], layer: string): DrawnItem[] {
  return items.filter((item) => item.layer === layer);
}

function length(item: DrawnItem | undefined): number {
  return item === undefined ? 0 : item.right - item.left;
}
