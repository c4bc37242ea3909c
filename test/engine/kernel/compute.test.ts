import assert from "node:assert/strict";
import { computeFunnel, type Computed } from "../../../server/engine/kernel/compute.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

const DAY = 86_400_000_000;

/** The times of log and funnel are days. */
function compute(
  funnelText: string,
  logText: string,
  options: {
    splits?: { text: string; top?: number }[];
    pairs?: { from: number; to: number }[];
  } = {},
): Computed {
  const { letters, funnel } = parseFunnel(funnelText);
  const log = parseLog(logText, letters).map((row) => ({ ...row, time: row.time * DAY }));
  const splits = options.splits ?? [];
  const { rows, values } = tagLog(log, splits.length);
  const spec = {
    stages: funnel.stages.map((stage) =>
      stage.within === undefined ? stage : { ...stage, within: stage.within * DAY },
    ),
    ...(funnel.window === undefined ? {} : { window: funnel.window * DAY }),
  };
  return computeFunnel(rows, spec, {
    splits: splits.map((split, i) => ({ ...split, values: values[i] ?? [] })),
    pairs: options.pairs ?? [],
  });
}

const days = (n: number): number => n * 86_400;

/** An actor's rows: as many entries as `n` says, each of another actor. */
const actors = (n: number, rows: string): string =>
  Array.from({ length: n }, () => rows).join(" | ");

describe("the figures of a funnel", () => {
  it("counts, shares, intervals and drop-off", () => {
    const log = [actors(80, "A0"), actors(35, "A0 B1"), actors(5, "A0 B1 C2")].join(" | ");
    const { total } = compute("A B C", log);
    assert.equal(total.entered, 120);
    assert.equal(total.converted, 5);
    assert.equal(total.conversion, 0.041667);
    assert.deepEqual(total.stages[0], {
      count: 120,
      conversion_from_previous: null,
      conversion_from_first: 1,
      dropoff: null,
      interval: null,
      seconds_from_previous: null,
    });
    assert.deepEqual(total.stages[1], {
      count: 40,
      conversion_from_previous: 0.333333,
      conversion_from_first: 0.333333,
      dropoff: 80,
      interval: [0.255317, 0.421689],
      seconds_from_previous: { median: days(1), average: days(1), p90: days(1) },
    });
    assert.equal(total.stages[2]?.conversion_from_previous, 0.125);
    assert.equal(total.stages[2]?.conversion_from_first, 0.041667);
    assert.equal(total.stages[2]?.dropoff, 35);
  });

  it("a share without anybody is missing, not 0", () => {
    const { total } = compute("A B C", "B1 C2");
    assert.equal(total.entered, 0);
    assert.equal(total.conversion, null);
    assert.equal(total.interval, null);
    assert.equal(total.seconds, null);
    assert.deepEqual(
      total.stages.map((stage) => [stage.count, stage.conversion_from_previous, stage.dropoff]),
      [
        [0, null, null],
        [0, null, 0],
        [0, null, 0],
      ],
    );
    assert.equal(total.stages[0]?.conversion_from_first, null);
  });

  it("a share of 0 is 0, of all is 1, with ends exactly there", () => {
    const { total } = compute("A B C", actors(20, "A0 B1"));
    assert.equal(total.stages[1]?.conversion_from_previous, 1);
    assert.equal(total.stages[1]?.interval?.[1], 1);
    assert.equal(total.conversion, 0);
    assert.deepEqual(total.interval, [0, 0.161125]);
  });

  it("times are between the chosen rows: median, average, ninth decile", () => {
    const { total } = compute("A B", "A0 B1 | A5 B7 | A1 A2 B4 | A0 B10");
    assert.deepEqual(total.stages[1]?.seconds_from_previous, {
      median: days(2.5),
      average: days(4),
      p90: days(7.9),
    });
    assert.deepEqual(total.seconds, total.stages[1]?.seconds_from_previous);
  });

  it("the overall time is from the entry to the goal, not a sum of medians", () => {
    const { total } = compute("A B C", "A0 B1 C2 | A0 B3 C12 | A0 B9 C9");
    assert.deepEqual(total.seconds, { median: days(9), average: 662_400, p90: days(11.4) });
  });

  it("averages are rounded once, to a millionth of a second", () => {
    const { letters, funnel } = parseFunnel("A B");
    const { rows } = tagLog(parseLog("A0 B1 | A0 B0 | A0 B0", letters));
    const { total } = computeFunnel(rows, funnel, { splits: [], pairs: [] });
    // A third of a microsecond is none; half of one would be one.
    assert.deepEqual(total.seconds, { median: 0, average: 0, p90: 0.000001 });
  });

  it("times survive beyond 2^53 in their sum", () => {
    const long = 2 ** 52 + 1;
    const actorsOf = 5;
    const rows = {
      length: 2 * actorsOf,
      actor: Int32Array.from({ length: 2 * actorsOf }, (_, i) => i >> 1),
      actors: actorsOf,
      time: Float64Array.from({ length: 2 * actorsOf }, (_, i) => (i % 2) * (long + (i >> 1))),
      stages: Int32Array.from({ length: 2 * actorsOf }, (_, i) => 1 + (i % 2)),
      splits: [],
    };
    const spec = { stages: [{ optional: false }, { optional: false }] };
    const { pairs } = computeFunnel(rows, spec, { splits: [], pairs: [{ from: 0, to: 1 }] });
    assert.deepEqual(pairs[0]?.microseconds?.average, {
      numerator: 5n * (2n ** 52n + 1n) + 10n,
      denominator: 5n,
    });
  });

  it("an optional stage has a count and no drop-off; the next counts from the required one", () => {
    const { total } = compute("A B? C", "A0 B1 C5 | A0 C2 | A0 B3 | A0");
    assert.deepEqual(
      total.stages.map(({ count }) => count),
      [4, 2, 2],
    );
    assert.equal("dropoff" in (total.stages[1] ?? {}), false);
    assert.equal(total.stages[1]?.conversion_from_previous, 0.5);
    assert.equal(total.stages[2]?.conversion_from_previous, 0.5);
    assert.equal(total.stages[2]?.dropoff, 2);
    assert.equal(total.stages[2]?.seconds_from_previous?.median, days(3.5));
    assert.equal(total.converted, 2);
  });

  it("the goal is the last required stage", () => {
    const { total } = compute("A B C?", "A0 B1 | A0 B3 C4 | A0");
    assert.equal(total.converted, 2);
    assert.equal(total.seconds?.median, days(2));
  });

  it("a funnel of one stage is entered and has no times", () => {
    const { total, pairs } = compute("A", "A0 | A3", { pairs: [{ from: 0, to: 0 }] });
    assert.equal(total.converted, 2);
    assert.equal(total.conversion, 1);
    assert.equal(total.seconds, null);
    assert.deepEqual(pairs, [
      { from: 0, to: 0, reachedFrom: 2, reachedBoth: 2, microseconds: null },
    ]);
  });

  it("no rows at all", () => {
    const { total, splits } = compute("A B", "", { splits: [{ text: "x" }] });
    assert.equal(total.entered, 0);
    assert.deepEqual(splits, []);
  });
});

describe("pairs of stages", () => {
  it("count who reached both among who reached the first", () => {
    const { pairs } = compute("A B? C D", "A0 B1 C2 D4 | A0 C1 D9 | A0 B2 | A0 B1 C1", {
      pairs: [
        { from: 1, to: 3 },
        { from: 0, to: 3 },
        { from: 1, to: 2 },
      ],
    });
    assert.deepEqual(
      pairs.map(({ reachedFrom, reachedBoth }) => [reachedFrom, reachedBoth]),
      [
        [3, 1],
        [4, 2],
        [3, 2],
      ],
    );
    assert.deepEqual(pairs[0]?.microseconds?.median, {
      numerator: BigInt(3 * DAY),
      denominator: 1n,
    });
    assert.deepEqual(pairs[1]?.microseconds?.median, {
      numerator: BigInt(13 * DAY),
      denominator: 2n,
    });
  });
});

/** Each group with its number of entries and of goals. */
function groups({ splits }: Computed): unknown[] {
  return splits.map(({ by, other, figures }) => [
    ...Object.values(by),
    ...(other ? ["Other"] : []),
    figures.entered,
    figures.converted,
  ]);
}

describe("splits", () => {
  const channel = { text: "channel" };

  it("take the value on the first entry row, whatever came of that entry", () => {
    assert.deepEqual(groups(compute("A B / 5", "A0:ads A9:mail B10:web", { splits: [channel] })), [
      ["ads", 1, 1],
    ]);
  });

  it("take the first in the file of two entries of one time", () => {
    assert.deepEqual(groups(compute("A B", "A3:web A0:ads A0:mail B5:x", { splits: [channel] })), [
      ["ads", 1, 1],
    ]);
    // Though the attempt begins with the other one.
    assert.deepEqual(groups(compute("A B", "AB0:ads A0:mail B5:x", { splits: [channel] })), [
      ["ads", 1, 1],
    ]);
  });

  it("stand by falling entries, ties by value, the missing one behind", () => {
    const log = "A0:c | A0:- | A0:- | A0:- | A0:b B1:b | A0:d | A0:d | A0:Б | A0:a";
    assert.deepEqual(groups(compute("A B", log, { splits: [channel] })), [
      ["d", 2, 0],
      ["a", 1, 0],
      ["b", 1, 1],
      ["c", 1, 0],
      ["Б", 1, 0],
      [null, 3, 0],
    ]);
  });

  it("keep the largest by entries, ties by value; the rest is Other, at the end", () => {
    const log = "A0:c | A0:c | A0:- | A0:b B1:x | A0:a B2:x | A0:e B3:x | A0:d";
    const computed = compute("A B", log, { splits: [{ text: "channel", top: 2 }] });
    assert.deepEqual(groups(computed), [
      ["c", 2, 0],
      ["a", 1, 1],
      [null, 1, 0],
      ["Other", 3, 2],
    ]);
    assert.deepEqual(computed.splits.at(-1)?.by, {});
    assert.equal(computed.splits.at(-1)?.figures.seconds?.median, days(2));
  });

  it("have no Other where nothing is left, and none of values that nobody entered with", () => {
    const log = "A0:a B1:never | A0:b";
    assert.deepEqual(groups(compute("A B", log, { splits: [{ text: "channel", top: 2 }] })), [
      ["a", 1, 1],
      ["b", 1, 0],
    ]);
  });

  it("of two columns are the pairs that occur, each column with its own top", () => {
    const log = [
      actors(3, "A0:ads:ios"),
      actors(2, "A0:ads:web B1:x:x"),
      actors(2, "A0:mail:web"),
      "A0:mail:tv",
      "A0:news:ios",
      "A0:-:web",
    ].join(" | ");
    const splits = [
      { text: "channel", top: 2 },
      { text: "device", top: 2 },
    ];
    const computed = compute("A B", log, { splits });
    assert.deepEqual(
      computed.splits.map(({ by, other, figures }) => [by, other ?? false, figures.entered]),
      [
        [{ channel: "ads", device: "web" }, false, 2],
        [{ channel: "ads", device: "ios" }, false, 3],
        [{ channel: "mail", device: "web" }, false, 2],
        [{ channel: "mail" }, true, 1],
        [{ channel: null, device: "web" }, false, 1],
        [{ device: "ios" }, true, 1],
      ],
    );
    assert.equal(computed.splits[0]?.figures.converted, 2);
  });

  it("have figures of their own", () => {
    const log = "A0:a B2:x C3:x | A0:a B4:x | A0:b C1:x B7:x | A0:b";
    const [a, b] = compute("A B C", log, { splits: [channel] }).splits;
    assert.deepEqual(a?.figures.stages[1]?.seconds_from_previous, {
      median: days(3),
      average: days(3),
      p90: days(3.8),
    });
    assert.equal(a?.figures.stages[2]?.conversion_from_previous, 0.5);
    assert.equal(b?.figures.stages[1]?.dropoff, 1);
    assert.equal(b?.figures.stages[2]?.seconds_from_previous, null);
  });

  it("may be by a column of any name", () => {
    const { splits } = compute("A B", "A0:ads", { splits: [{ text: "__proto__" }] });
    assert.equal(JSON.stringify(splits[0]?.by), '{"__proto__":"ads"}');
  });

  it("may have many values", () => {
    const n = 1_000;
    const log = Array.from({ length: n }, (_, i) => `A0:v${i} B${i % 7}:x`).join(" | ");
    const { splits } = compute("A B", log, { splits: [channel] });
    assert.equal(splits.length, n);
    assert.deepEqual(splits[1]?.by, { channel: "v1" });
    assert.equal(splits[1]?.figures.seconds?.median, days(1));
  });
});
