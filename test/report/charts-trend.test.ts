import assert from "node:assert/strict";
import { chartFor } from "../../server/report/charts/index.ts";
import { renderSvg } from "../../server/report/svg.ts";
import { matchesGolden } from "../support/golden.ts";
import { assertReadable } from "./readable.ts";
import { trends, trended } from "./sample-trends.ts";
import { type DrawnItem, compiled, drawScene, reportOf } from "./scene.ts";

describe("the chart of a trend", () => {
  for (const [name, make] of Object.entries(trends)) {
    it(`reads well at every width: ${name}`, async () => {
      const complaints: string[] = [];
      const vega = compiled(make(), (complaint) => complaints.push(complaint));
      assert.deepEqual(complaints, []);
      for (const width of [236, 568, 880, 1800]) assertReadable(await drawScene(vega, width));
    });
  }

  it("puts points as high as their share, one place each, and none where nobody entered", async () => {
    const { items } = await drawScene(compiled(trends["a trend with a forecast and notes"]()), 880);
    const dots = named(items, "dots");
    assert.equal(dots.length, 11);
    const labels = named(items, "trendLabels").filter(({ text }) => text !== "");
    const [zero, ten] = ["0\u00a0%", "10\u00a0%"].map((label) => {
      const item = labels.find(({ text }) => text === label);
      return item === undefined ? Number.NaN : middle(item);
    });
    assert.ok(zero !== undefined && ten !== undefined);
    // 250 of 900.
    const first = dots[0];
    const share = first === undefined ? 0 : ((zero - middle(first)) / (zero - ten)) * 0.1;
    assert.ok(Math.abs(share - 250 / 900) < 0.004, `${share}`);
  });

  it("dashes what may still change, and leaves a gap where nobody entered", async () => {
    const { items } = await drawScene(compiled(trends["a trend with a forecast and notes"]()), 880);
    assert.equal(named(items, "open").length, 2);
    // Twelve points, one without anybody: eleven steps, two beside the gap, two open.
    assert.equal(named(items, "known").length, 7);
    assert.equal(named(items, "forecast").length, 4);
  });

  it("draws a forecast over the points that are still open, where it foretells them", async () => {
    const { result, funnel } = trended(
      [
        [100, 30],
        [100, 30],
        [90, 10, 50],
      ],
      { ahead: 2 },
    );
    const points = result.forecast?.points.map((point, index) => ({
      ...point,
      start: result.trend?.[2 + index]?.start ?? point.start,
    }));
    const forecast = { ...result.forecast, method: "", back_test: null, points: points ?? [] };
    const { items } = await drawScene(compiled({ result: { ...result, forecast }, funnel }), 880);
    const [open] = named(items, "dots").slice(-1);
    const [first] = named(items, "forecast");
    assert.ok(open && first && Math.abs(first.right - (open.left + open.right) / 2) <= 4);
    assert.equal(named(items, "columns").length, 3);
  });

  it("labels every note within its time, and none outside of it", async () => {
    const sample = trended(
      [
        [100, 30],
        [100, 30],
      ],
      {
        notes: [
          ["2025-12-31", "Before"],
          ["2026-01-12", "Within"],
          ["2026-02-28", "Behind"],
        ],
      },
    );
    const { items } = await drawScene(compiled(sample), 880);
    assert.deepEqual(
      named(items, "notes").map(({ text }) => text),
      ["12 Jan · Within"],
    );
    // Its second week has just begun: the line stands where the place of the second point does.
    const columns = named(items, "columns");
    const [note] = named(items, "noteLines");
    const between = ((columns[0]?.right ?? 0) + (columns[1]?.left ?? 0)) / 2;
    assert.ok(note && Math.abs(note.left - between) <= 2);
  });

  it("says every point in a sentence", async () => {
    const { items } = await drawScene(compiled(trends["a trend with a forecast and notes"]()), 880);
    const said = named(items, "trendPointsTargets").map(({ datum }) => datum["sentence"]);
    assert.equal(said.length, 12);
    assert.match(
      String(said.at(-2)),
      /^16 Mar 2026: 27\.3\u00a0% \(.*\); 1,100 entered; 300 converted; 120 of 1,100 still have time$/,
    );
    assert.match(String(said.at(-1)), /isn't over$/);
  });

  it("is drawn as it was", async () => {
    const sample = trends["a trend with a forecast and notes"]();
    const spec = chartFor(sample.result, reportOf(sample), "en", { funnel: sample.funnel });
    matchesGolden("report/trend.vl.json", `${JSON.stringify(spec, undefined, 1)}\n`);
    const svg = await renderSvg(compiled(sample), "light");
    matchesGolden("report/trend.svg", `${svg.replaceAll("><", ">\n<")}\n`);
  });
});

function named(items: readonly DrawnItem[], layer: string): DrawnItem[] {
  return items.filter((item) => item.layer === layer);
}

function middle({ top, bottom }: DrawnItem): number {
  return (top + bottom) / 2;
}
