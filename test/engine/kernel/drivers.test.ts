import assert from "node:assert/strict";
import { compareSignals } from "../../../server/engine/kernel/drivers/drivers.ts";
import { followGoal, type Followed } from "../../../server/engine/kernel/drivers/follow.ts";
import {
  eventSignals,
  propertySignals,
  type Signal,
} from "../../../server/engine/kernel/drivers/signals.ts";
import { chance } from "../../support/chance.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

/** Goal A → B of a log in shorthand, with the events that it has beside them. */
function drivers(funnelText: string, logText: string, asOf: number, minimum = 1) {
  const { funnel, letters, marks } = parseFunnel(funnelText);
  const log = parseLog(logText, letters, marks);
  const named = log.map((row, i) => ({
    ...row,
    values: [/[A-Z]+/.exec(logText.split(/[\s|]+/)[i] ?? "")?.[0] ?? null],
  }));
  const { rows, values } = tagLog(named, 1);
  const followed = followGoal(rows, { ...funnel, stages: funnel.stages }, { from: 0, to: 1 }, asOf);
  return compareSignals(followed, eventSignals(followed, rows, values[0] ?? [], minimum));
}

describe("drivers", () => {
  it("count a signal only from the moment it happened", () => {
    // At age 4 the first converts: X had by then the first and third, of five seen. At age 5 the last: of
    // four, only the third had it (the fourth just then). At age 6 the third: of three the third and fourth.
    // 1·3/5 + 0·2/4 + 1·1/3 = 14/15 over 1·0/5 + 1·1/4 + 1·0/3 = 1/4.
    const { signals, actors, converted } = drivers(
      "A B / 14",
      "A0 X2 B4 | A0 X9 | A0 X1 B6 | A0 X5 | A0 B5",
      20,
    );
    assert.deepEqual([actors, converted], [5, 3]);
    assert.deepEqual(
      signals.map(({ name, actors: had, odds_ratio }) => [name, had, odds_ratio]),
      [["X", 4, 3.733333]],
    );
  });

  it("leave out what happens with the goal's stages themselves, and at the same time", () => {
    // X with A, X with B and X behind B: nobody has it in between. Y lies there once.
    const { signals } = drivers(
      "A B / 14",
      "A0 X0 B4 | A0 B6 X6 | A0 B6 X7 | A0 Y3 B5 | A0 | A0",
      20,
      1,
    );
    assert.deepEqual(
      signals.map(({ name }) => name),
      ["Y"],
    );
  });

  it("see actors to the end of their window, and no longer than they stay", () => {
    const end = (funnel: string, log: string): number[] => {
      const parsed = parseFunnel(funnel);
      const { rows } = tagLog(parseLog(log, parsed.letters, parsed.marks));
      return [...followGoal(rows, parsed.funnel, { from: 1, to: 2 }, 20).end];
    };
    // From B on: to the window's end at 14, to asOf, to C.
    assert.deepEqual(end("A B C / 14", "A0 B3 | A10 B12 | A0 B1 C6"), [11, 8, 5]);
    assert.deepEqual(end("A B C / 14; exit E", "A0 B3 E5 | A10 B12 | A0 E1 B2"), [2, 8, 12]);
  });

  it("need both who had it and who hadn't, as many as said", () => {
    const log = "A0 X1 B4 | A0 X1 | A0 X2 B3 | A0 B2 | A0";
    assert.equal(drivers("A B / 14", log, 20, 2).tried, 1);
    assert.equal(drivers("A B / 14", log, 20, 3).tried, 0);
  });

  it("order what is equally sure by strength, and correct for all that was tried", () => {
    const { signals, tried } = drivers(
      "A B / 14",
      "A0 X1 B4 | A0 X1 Y2 | A0 Y1 B3 | A0 Y2 B5 | A0 X1 | A0 Y1 | A0 B2",
      20,
    );
    assert.equal(tried, 2);
    const values = signals.map(({ p }) => p ?? NaN);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
    );
    signals.forEach(({ p, p_adjusted }) => assert.ok((p_adjusted ?? 0) >= (p ?? 1)));
  });
});

describe("the properties of drivers", () => {
  const followed = (length: number): Followed => ({
    length,
    actor: Int32Array.from({ length }, (_, i) => i),
    row: Int32Array.from({ length }, (_, i) => i),
    since: new Float64Array(length),
    end: new Float64Array(length).fill(1),
    converted: new Uint8Array(length),
  });
  const named = (texts: readonly (string | null)[], minimum = 1): [unknown, number][] => {
    const known = [...new Set(texts.filter((text) => text !== null))];
    const codes = texts.map((text) => (text === null ? -1 : known.indexOf(text)));
    return propertySignals(followed(texts.length), "p", codes, known, minimum).map(
      ({ value, places }) => [value, places.length],
    );
  };

  it("are their values, the missing one among them", () => {
    assert.deepEqual(named(["a", "b", "a", null, "c", "a", "b"]), [
      ["a", 3],
      ["b", 2],
      [null, 1],
      ["c", 1],
    ]);
    assert.deepEqual(named(["a", "b", "a", null, "b"], 2), [
      ["a", 2],
      ["b", 2],
    ]);
  });

  it("are cut at the quartiles where there are many numbers", () => {
    const numbers = Array.from({ length: 16 }, (_, i) => String(10 * (i + 1)));
    assert.deepEqual(named([...numbers, null]), [
      ["> 120", 4],
      ["> 40 ≤ 80", 4],
      ["> 80 ≤ 120", 4],
      ["≤ 40", 4],
      [null, 1],
    ]);
    // Half of them are zeros: the first two quartiles are one.
    const zeros = [...numbers.map(() => "0"), ...numbers];
    assert.deepEqual(named(zeros), [
      ["≤ 0", 16],
      ["> 0 ≤ 80", 8],
      ["> 80", 8],
    ]);
    assert.equal(named([...numbers, "x"]).length, 17);
  });

  it("are at most the twenty of the most actors", () => {
    const many = Array.from({ length: 60 }, (_, i) => `v${i % 30}`);
    assert.equal(named(many).length, 20);
  });
});

describe("a signal that came up by chance", function () {
  this.timeout(20_000);

  /**
   * Actors who convert at random times in a window of 30, their odds of doing so being `effect` times as
   * high once they had a signal, which comes at random, too.
   */
  function simulate(effect: number) {
    const random = chance(1986);
    const length = 20_000;
    const wait = (mean: number): number => -mean * Math.log(1 - random());
    const end = new Float64Array(length);
    const converted = new Uint8Array(length);
    const places: number[] = [];
    const onset: number[] = [];
    const naive = { withDid: 0, withDidNot: 0, withoutDid: 0, withoutDidNot: 0 };
    for (let i = 0; i < length; i++) {
      const signal = wait(20);
      const first = wait(25);
      const time = first <= signal ? first : signal + wait(25 / effect);
      end[i] = Math.min(30, time);
      converted[i] = time <= 30 ? 1 : 0;
      const had = signal < (end[i] ?? 0);
      if (had) {
        places.push(i);
        onset.push(signal);
      }
      if (had && converted[i] === 1) naive.withDid++;
      else if (had) naive.withDidNot++;
      else if (converted[i] === 1) naive.withoutDid++;
      else naive.withoutDidNot++;
    }
    const everybody = Int32Array.from({ length }, (_, i) => i);
    const since = new Float64Array(length);
    const followed: Followed = { length, actor: everybody, row: everybody, since, end, converted };
    const signal: Signal = {
      kind: "event",
      name: "signal",
      places: Int32Array.from(places),
      onset: Float64Array.from(onset),
    };
    const [found] = compareSignals(followed, [signal]).signals;
    const plain = (naive.withDid * naive.withoutDidNot) / (naive.withDidNot * naive.withoutDid);
    return { found, plain };
  }

  it("shows an odds ratio of about 1, though converters had less time for it", () => {
    const { found, plain } = simulate(1);
    assert.ok(plain < 0.5, `compared plainly ${plain}`);
    assert.ok(found?.odds_ratio && found.interval);
    assert.ok(Math.abs(found.odds_ratio - 1) < 0.05, String(found.odds_ratio));
    assert.ok(found.interval[0] < 1 && found.interval[1] > 1);
    assert.ok((found.p ?? 0) > 0.05);
  });

  it("shows an effect where there is one", () => {
    // Of two rates one twice as high, at each moment: an odds ratio of 2.
    const { found } = simulate(2);
    assert.ok(found?.interval);
    assert.ok(found.interval[0] < 2 && found.interval[1] > 2, String(found.interval));
    assert.equal(found.p, 0);
  });
});
