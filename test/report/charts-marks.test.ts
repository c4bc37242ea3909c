import assert from "node:assert/strict";
import { sampleResult, signup } from "./sample-results.ts";
import { changes, explained } from "./sample-changes.ts";
import { type DrawnItem, compiled, drawScene } from "./scene.ts";

describe("what the chart of a funnel marks", () => {
  it("hatches those who still have time behind their bar, as long as their number", async () => {
    const { items } = await drawScene(compiled(changes["with all that is marked"]()), 880);
    const pixels = length(named(items, "bars")[0]) / 12_840;
    const bar = named(items, "bars")[1];
    const strokes = named(items, "hatching").filter(({ datum }) => datum["index"] === 1);
    const [start, end] = ends(strokes);
    assert.ok(bar && Math.abs(start - bar.right) <= 2);
    // 820 of the ledger, a stroke every 5 pixels.
    assert.ok(Math.abs(end - start - 820 * pixels) <= 6, `${end - start}`);
  });

  it("marks at the end of the track those who left by an exit", async () => {
    const { items } = await drawScene(compiled(changes["with all that is marked"]()), 880);
    const pixels = length(named(items, "bars")[0]) / 12_840;
    const [exit] = named(items, "exits");
    assert.ok(Math.abs(length(exit) - 1400 * pixels) <= 1.5);
    assert.ok(Math.abs((exit?.right ?? 0) - (named(items, "tracks")[1]?.right ?? 0)) <= 1.5);
  });

  it("draws another period as an outline, as part of its own entries", async () => {
    const { items } = await drawScene(compiled(changes["with all that is marked"]()), 880);
    const whole = length(named(items, "bars")[0]);
    const outlines = named(items, "outlineBars");
    const wanted = [4180, 2450, 900, 930].map((count) => (whole * count) / 11_200);
    assert.equal(outlines.length, wanted.length);
    for (const [index, each] of outlines.entries()) {
      assert.ok(Math.abs(length(each) - (wanted[index] ?? 0)) <= 2);
    }
  });

  it("gives the accent to the biggest leak alone, and says so in words", async () => {
    const { items } = await drawScene(compiled(changes["with all that is marked"]()), 880);
    const details = named(items, "details").map(({ text }) => text);
    assert.deepEqual(details, [
      "biggest leak: up to 314 more · lost 8,630 · median 6\u00a0min",
      "lost 1,600 · median 1\u00a0d\u00a03\u00a0h",
      "median 2\u00a0d",
      "of Activate · lost 1,705 · median 5\u00a0d\u00a07\u00a0h",
    ]);
    const accented = items.filter(
      ({ datum, layer }) => datum["isLeak"] === true && layer === "details",
    );
    assert.equal(accented.length, 1);
  });

  it("names the groups of a leak, and leaves out what isn't seen", async () => {
    const { result, ...sample } = changes["with all that is marked"]();
    const leak = { stage: "SignUp", gain: 49, by: [{ device: "android" }] };
    const stages = result.stages.map(({ ledger, ...stage }) =>
      ledger === undefined ? stage : { ...stage, ledger: { ...ledger, open: 1 } },
    );
    const { items } = await drawScene(
      compiled({ ...sample, result: { ...result, leak, stages } }),
      880,
    );
    assert.match(
      named(items, "details")[0]?.text ?? "",
      /^biggest leak \(device: android\): up to 49 more · /,
    );
    assert.ok(!named(items, "legendTexts").some(({ text }) => text === "still have time"));
  });

  it("names the one change that is more than noise where no leak is proven", async () => {
    const { items } = await drawScene(compiled(changes["a change that is named"]()), 880);
    const marked = named(items, "details").filter(({ datum }) => datum["isMarked"] === true);
    assert.deepEqual(
      marked.map(({ text }) => text.split(" · ")[0]),
      ["−4.5 points against the period before"],
    );
  });

  it("explains only those marks that are there", async () => {
    const plain = await drawScene(compiled(sampleResult(signup)), 880);
    assert.equal(named(plain.items, "legendTexts").length, 0);
    const open = await drawScene(compiled(explained()), 880);
    assert.deepEqual(
      named(open.items, "legendTexts").map(({ text }) => text),
      ["still have time", "left by an exit"],
    );
  });

  it("draws order any by the number of stages, then each stage by itself", async () => {
    const { items } = await drawScene(compiled(changes["in any order"]()), 880);
    assert.deepEqual(
      named(items, "names").map(({ text }) => text),
      ["1 of 3", "2 of 3", "3 of 3", "Profile", "Photo", "Friends"],
    );
    assert.deepEqual(
      named(items, "steps").map(({ text }) => text),
      ["54.4\u00a0%", "51.0\u00a0%"],
    );
    assert.deepEqual(
      named(items, "captions")
        .map(({ text }) => text)
        .filter((text) => text !== ""),
      ["Each stage by itself"],
    );
  });
});

function named(items: readonly DrawnItem[], layer: string): DrawnItem[] {
  return items.filter((item) => item.layer === layer);
}

function length(item: DrawnItem | undefined): number {
  return item === undefined ? 0 : item.right - item.left;
}

function ends(items: readonly DrawnItem[]): [number, number] {
  return [Math.min(...items.map(({ left }) => left)), Math.max(...items.map(({ right }) => right))];
}
