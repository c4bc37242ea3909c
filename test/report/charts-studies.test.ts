import assert from "node:assert/strict";
import { chartForStudy } from "../../server/report/charts/studies.ts";
import { compileChart } from "../../server/report/compile.ts";
import { renderSvg } from "../../server/report/svg.ts";
import { matchesGolden } from "../support/golden.ts";
import { assertReadable } from "./readable.ts";
import { type StudySample, studies } from "./sample-studies.ts";
import { type DrawnItem, type Scene, drawScene } from "./scene.ts";

function compiled(
  { result, report }: StudySample,
  complain?: (complaint: string) => void,
): object | undefined {
  const spec = chartForStudy(result, report, "en");
  return spec === undefined ? undefined : compileChart(spec, complain);
}

async function draw(name: keyof typeof studies, width = 880): Promise<Scene> {
  const vega = compiled(studies[name]());
  assert.ok(vega !== undefined);
  return drawScene(vega, width);
}

const undrawn = ["audience", "a score of nobody"];

describe("the charts of studies", () => {
  for (const [name, make] of Object.entries(studies)) {
    if (undrawn.includes(name)) {
      it(`are none where there is nothing to draw: ${name}`, () => {
        assert.equal(compiled(make()), undefined);
      });
      continue;
    }
    it(`read well at every width: ${name}`, async () => {
      const complaints: string[] = [];
      const vega = compiled(make(), (complaint) => complaints.push(complaint));
      assert.deepEqual(complaints, []);
      assert.ok(vega !== undefined);
      for (const width of [236, 568, 880, 1800]) assertReadable(await drawScene(vega, width));
    });
  }

  it("say on two lines what the bars are where one is too narrow, and draw below them", async () => {
    for (const [width, lines] of [
      [320, 2],
      [880, 1],
    ] as const) {
      const { items } = await draw("experiment", width);
      const said = named(items, "sharesCaptionText");
      assert.equal(said.length, lines);
      const words = said.map(({ text }) => text).join(" ");
      assert.match(words, /: the share with its .*; the mark is [^…]+$/);
      const [name] = named(items, "sharesNames");
      const [bar] = named(items, "sharesBars");
      const last = said.at(-1);
      assert.ok(name && bar && last);
      assert.ok(last.bottom <= Math.min(name.top, bar.top) + 1);
    }
  });

  it("draw a variant's share as its bar, control as a mark on the others, the lift beside no difference", async () => {
    const { items } = await draw("experiment");
    const [a, b] = named(items, "sharesBars");
    assert.ok(Math.abs(length(b) / length(a) - 305 / 469 / (252 / 476)) < 0.01);
    const marks = named(items, "sharesTicks");
    assert.equal(marks.length, 2);
    assert.ok(marks.every((mark) => Math.abs(middle(mark) - (a?.right ?? 0)) <= 2));
    const [none] = named(items, "liftsReferenceLine");
    const [up, down] = named(items, "liftsDots");
    assert.ok(middle(up) > middle(none) && middle(down) < middle(none));
    const [over, across] = named(items, "liftsIntervals");
    assert.ok(over && across && none && over.left > none.right, "the winner's lies on one side");
    assert.ok(across.left < none.left && across.right > none.right, "what may be noise on both");
    assert.deepEqual(texts(items, "liftsValues"), ["+22.8\u00a0%", "−4.4\u00a0%"]);
    assert.deepEqual(texts(items, "bestValues"), [
      "<\u00a00.10\u00a0%",
      ">\u00a099.9\u00a0%",
      "<\u00a00.10\u00a0%",
    ]);
  });

  it("fill the dot of no variant where the split can't be trusted", async () => {
    const sure = ({ items }: Scene): unknown[] =>
      named(items, "liftsDots").map(({ datum }) => datum["isSure"]);
    assert.deepEqual(sure(await draw("experiment")), [true, false]);
    assert.deepEqual(sure(await draw("an experiment that isn't to be trusted")), [false]);
  });

  it("draw odds on a logarithmic axis: twice as high as far from 1 as half as high", async () => {
    const { items } = await draw("drivers");
    const labels = texts(items, "oddsAxisBelow");
    const at = (label: string): number => middle(named(items, "oddsGrid")[labels.indexOf(label)]);
    assert.ok(Math.abs(at("2") - at("1") - (at("1") - at("1/2"))) < 2);
    const dots = named(items, "oddsDots");
    assert.equal(dots.length, 3);
    assert.ok(
      Math.abs(middle(dots[0]) - (at("1") + (at("2") - at("1")) * Math.log2(2.028665))) < 2,
    );
    assert.deepEqual(
      dots.map(({ datum }) => datum["isSure"]),
      [true, false, true],
    );
  });

  it("say of odds beyond the axis on which side they lie", async () => {
    const { items } = await draw("drivers of all and nobody");
    assert.deepEqual(
      named(items, "oddsToRight").map(({ datum }) => datum["index"]),
      [0, 2, 3],
    );
    assert.deepEqual(
      named(items, "oddsToLeft").map(({ datum }) => datum["index"]),
      [1, 2],
    );
    assert.deepEqual(texts(items, "oddsValues").slice(0, 2), ["∞", "0.00"]);
  });

  it("draw the signals of the table, no more", async () => {
    assert.equal(named((await draw("fifteen drivers")).items, "oddsDots").length, 15);
  });

  it("draw a score by grade and by group beside all, and a prediction that came true on the line", async () => {
    const { items } = await draw("a learned score");
    assert.equal(named(items, "gradesBars").length, 3);
    assert.equal(named(items, "groupsBars").length, 10);
    const [group] = named(items, "groupsTicks");
    const [first] = named(items, "groupsBars");
    const [track] = named(items, "groupsTracks");
    assert.ok(first && track && group);
    assert.ok(Math.abs((middle(group) - track.left) / length(first) - 0.29 / 0.62) < 0.01);
    assert.equal(texts(items, "groupsValues")[0], "×\u00a02.14");
    const [ideal] = named(items, "ideal");
    const dots = named(items, "calibrated");
    assert.ok(ideal);
    const above = dots.map((dot) => {
      const along = (middle(dot) - ideal.left) / length(ideal);
      const height = (ideal.bottom - (dot.top + dot.bottom) / 2) / (ideal.bottom - ideal.top);
      return height > along;
    });
    // Every other one was predicted higher than it came out.
    assert.deepEqual(
      above,
      dots.map((_, index) => index % 2 === 1),
    );
    assert.equal(named((await draw("a score of points")).items, "calibrated").length, 0);
  });

  it("draw a scenario as an outline on what is", async () => {
    const { items } = await draw("scenario");
    const outlines = named(items, "scenarioOutlines");
    const bars = named(items, "scenarioBars");
    assert.deepEqual(
      outlines.map(({ datum }) => datum["index"]),
      [2, 3],
    );
    assert.ok(Math.abs(length(outlines[0]) / length(bars[2]) - 1.1) < 0.02);
    assert.deepEqual(texts(items, "scenarioDetails").slice(2), [
      "+261 · 62.0\u00a0% → 68.2\u00a0%",
      "+91 · 34.7\u00a0%",
    ]);
  });

  for (const name of ["experiment", "drivers", "a learned score", "scenario"] as const) {
    it(`are drawn as they were: ${name}`, async () => {
      const { result, report } = studies[name]();
      const spec = chartForStudy(result, report, "en");
      assert.ok(spec !== undefined);
      const file = `report/study-${name.replaceAll(" ", "-")}`;
      const svg = await renderSvg(compileChart(spec), "light");
      matchesGolden(`${file}.svg`, `${svg.replaceAll("><", ">\n<")}\n`);
    });
  }
});

function named(items: readonly DrawnItem[], layer: string): DrawnItem[] {
  return items.filter((item) => item.layer === layer);
}

function texts(items: readonly DrawnItem[], layer: string): string[] {
  return named(items, layer).map(({ text }) => text);
}

function length(item: DrawnItem | undefined): number {
  return item === undefined ? 0 : item.right - item.left;
}

function middle(item: DrawnItem | undefined): number {
  return item === undefined ? Number.NaN : (item.left + item.right) / 2;
}
