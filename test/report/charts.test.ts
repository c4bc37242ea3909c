import assert from "node:assert/strict";
import { chartFor } from "../../server/report/charts/index.ts";
import { renderSvg } from "../../server/report/svg.ts";
import { matchesGolden } from "../support/golden.ts";
import { cases } from "./sample-cases.ts";
import { sampleResult, signup } from "./sample-results.ts";
import { assertReadable } from "./readable.ts";
import { type DrawnItem, compiled, drawScene, reportOf } from "./scene.ts";

describe("the chart of a funnel", () => {
  for (const [name, make] of Object.entries(cases)) {
    it(`compiles without a complaint: ${name}`, () => {
      const complaints: string[] = [];
      compiled(make(), (complaint) => complaints.push(complaint));
      assert.deepEqual(complaints, []);
    });

    for (const width of [236, 568, 880, 1800]) {
      it(`has no text over another or over a bar, and none cut off: ${name}, ${width} px`, async () => {
        const scene = await drawScene(compiled(make()), width);
        assertReadable(scene);
      });
    }
  }

  it("draws bars as long as the counts, over tracks as long as the stage before", async () => {
    const { result } = sampleResult(signup);
    const { items } = await drawScene(compiled(sampleResult(signup)), 880);
    const bars = items.filter(({ layer }) => layer === "bars");
    const tracks = items.filter(({ layer }) => layer === "tracks");
    const pixels = length(bars[0]) / result.entered;
    assert.ok(pixels > 0.03, "the first bar has most of the width");
    const before = [12_840, 12_840, 4210, 2610, 2610];
    for (const [index, stage] of result.stages.entries()) {
      // One pixel of edge.
      assert.ok(Math.abs(length(bars[index]) - stage.count * pixels) <= 1.5, stage.name);
      assert.ok(Math.abs(length(tracks[index]) - (before[index] ?? 0) * pixels) <= 1.5, stage.name);
    }
    assert.deepEqual(
      items.filter(({ layer }) => layer === "counts").map(({ text }) => text),
      ["12,840", "4,210", "2,610", "840", "905"],
    );
  });

  it("shows one actor among 10^9, and nobody as no bar at all", async () => {
    const few = await drawScene(compiled(cases["two stages, one of 10^9"]()), 880);
    assert.ok(length(few.items.filter(({ layer }) => layer === "bars")[1]) >= 1);
    const none = await drawScene(compiled(cases["nobody converted"]()), 880);
    assert.equal(none.items.filter(({ layer }) => layer === "bars").length, 1);
  });

  it("puts the whisker of an interval around the end of its bar", async () => {
    const { items } = await drawScene(compiled(sampleResult(signup)), 880);
    const bar = items.filter(({ layer }) => layer === "bars")[1];
    const whisker = items.find(({ layer }) => layer === "whiskers");
    assert.ok(bar && whisker && whisker.left < bar.right && bar.right < whisker.right);
  });

  it("draws up to six values as small funnels of one scale, each from 0 to all who entered", async () => {
    const { items } = await drawScene(compiled(cases["a split of five"]()), 880);
    const bars = items.filter(({ layer }) => layer === "splitBars");
    const whole = bars.filter(({ datum }) => datum["index"] === 0).map(length);
    assert.equal(whole.length, 5);
    assert.ok(Math.max(...whole) - Math.min(...whole) <= 1);
    const signUpOfAds = bars.find(({ datum }) => datum["panel"] === 1 && datum["index"] === 1);
    assert.ok(Math.abs(length(signUpOfAds) / (whole[0] ?? 1) - 1000 / 4640) < 0.02);
  });

  it("lists the conversions of more than six values, and says how many it leaves to the table", async () => {
    const { items } = await drawScene(compiled(cases["a split of many"]()), 880);
    assert.equal(items.filter(({ layer }) => layer === "splitValues").length, 40);
    assert.ok(items.some(({ text }) => text === "and 10 more values: see the table"));
  });

  it("describes every stage in words to a screen reader, once", async () => {
    const svg = await renderSvg(compiled(sampleResult(signup)), "light");
    const described = [...svg.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
    const { stages, summary } = reportOf(sampleResult(signup));
    assert.deepEqual(
      stages.map(({ sentence }) => described.filter((each) => each === sentence).length),
      stages.map(() => 1),
    );
    assert.ok(summary !== "" && svg.includes("graphics-document"));
  });

  it("leaves names of people and data as values: no field, no expression, no link, no markup", async () => {
    const hostile = cases["hostile names"]();
    const spec = chartFor(hostile.result, reportOf(hostile), "en");
    const { datasets, description, ...rest } = spec;
    assert.doesNotMatch(JSON.stringify(rest), /alert|__proto__|onerror|a\.b/);
    assert.ok(datasets !== undefined && typeof description === "string");
    const svg = await renderSvg(compiled(hostile), "light");
    assert.doesNotMatch(svg, /<(img|script|a|image|foreignObject)[\s>]/i);
    assert.doesNotMatch(svg, /\shref=/);
    // oxlint-disable-next-line no-control-regex -- XML can't hold them
    assert.doesNotMatch(svg, /[\u0000-\u001f\u202e]/);
    assert.match(svg, /&lt;img src=x onerror=alert\(1\)&gt;/);
  });

  for (const name of ["signup", "a split of five"] as const) {
    it(`is drawn as it was: ${name}`, async () => {
      const sample = cases[name]();
      const file = `report/${name.replaceAll(" ", "-")}`;
      const spec = chartFor(sample.result, reportOf(sample), "en");
      matchesGolden(`${file}.vl.json`, `${JSON.stringify(spec, undefined, 1)}\n`);
      const svg = await renderSvg(compiled(sample), "light");
      matchesGolden(`${file}.svg`, `${svg.replaceAll("><", ">\n<")}\n`);
    });
  }
});

function length(item: DrawnItem | undefined): number {
  return item === undefined ? 0 : item.right - item.left;
}
