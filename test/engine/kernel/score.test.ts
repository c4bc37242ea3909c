import assert from "node:assert/strict";
import { type Entrants, findEntrants } from "../../../server/engine/kernel/score/entrants.ts";
import { type Grades, judge } from "../../../server/engine/kernel/score/judge.ts";
import { learn } from "../../../server/engine/kernel/score/learn.ts";
import { givePoints } from "../../../server/engine/kernel/score/points.ts";
import type { KnownProperty } from "../../../server/engine/kernel/score/signals.ts";
import { chance } from "../../support/chance.ts";
import { parseFunnel, parseLog, tagLog } from "../../support/funnel-log.ts";

/** Goal B of A → B, and a point for each X and two for each pair of Ys, of a log in shorthand. */
function scored(funnelText: string, logText: string, asOf: number | undefined) {
  const { funnel, letters } = parseFunnel(funnelText);
  const { rows } = tagLog(parseLog(logText, letters, ["X", "Y"]));
  const entrants = findEntrants(rows, funnel, letters.indexOf("B"), asOf);
  const points = givePoints(rows, entrants, [
    { points: 1, mark: 0, atLeast: 1 },
    { points: 2, mark: 1, atLeast: 2 },
  ]);
  return { entrants, points };
}

describe("a score", () => {
  it("counts what was known at the first entry, whatever came of it", () => {
    const { entrants, points } = scored(
      "A B / 5",
      // Before; with the entry itself; at its time but no entry; after it; and after it though before the
      // entry that led to the goal.
      "X0 A1 B2 | AX1 | A1 X1 | A1 X2 B3 | A1 X8 A9 B10",
      30,
    );
    assert.deepEqual([...points.scores], [1, 1, 0, 0, 0]);
    assert.deepEqual([...entrants.converted], [1, 0, 0, 1, 1]);
    assert.deepEqual(points.rules[0], { actors: 2, later: 3 });
  });

  it("gives points once, for enough rows", () => {
    const { points } = scored("A B", "Y0 A1 | Y0 Y0 Y1 A2 | X0 X0 Y0 AY2", 30);
    assert.deepEqual([...points.scores], [0, 2, 3]);
  });

  it("judges those for whom the time is over, by their old entries alone", () => {
    const { entrants } = scored(
      "A B / 5",
      // Exactly over; a moment less; converted, but not long ago; an old entry in vain, a new one not.
      "A15 | A16 | A17 B18 | A1 A18 B19",
      20,
    );
    // By the time of the first entry.
    assert.deepEqual([...entrants.actor], [3, 0, 1, 2]);
    assert.deepEqual([...entrants.judged], [1, 1, 0, 0]);
    assert.deepEqual([...entrants.converted], [0, 0, 0, 0]);
  });

  it("judges everybody where nothing ends, or nothing has a time", () => {
    for (const [funnel, asOf] of [["A B", 20] as const, ["A B / 5", undefined] as const]) {
      const { entrants } = scored(funnel, "A19 B19 | A20", asOf);
      assert.deepEqual(
        [[...entrants.judged], [...entrants.converted]],
        [
          [1, 1],
          [1, 0],
        ],
      );
    }
  });

  it("doesn't judge who began at the goal", () => {
    const { entrants } = scored("A B / 5; furthest", "A1 B2 | B1 | A1", 30);
    assert.equal(entrants.already, 1);
    assert.deepEqual([...entrants.actor], [0, 1, 2]);
    assert.deepEqual([...entrants.judged], [1, 0, 1]);
  });
});

const grades: Grades = [{ name: "A", least: 20 }, { name: "B", least: 10 }, { name: "C" }];

describe("how a score is judged", () => {
  const judged = (scores: readonly number[], converted: readonly number[], shares?: Float64Array) =>
    judge(Float64Array.from(scores), Uint8Array.from(converted), grades, shares);

  it("grades from the least on", () => {
    const { grades: found } = judged([20, 19.9, 10, -3], [1, 0, 1, 0]);
    assert.deepEqual(
      found.map(({ name, actors, converted, share }) => [name, actors, converted, share]),
      [
        ["A", 1, 1, 1],
        ["B", 2, 1, 0.5],
        ["C", 1, 0, 0],
      ],
    );
  });

  it("has ten groups by falling score, with their lift", () => {
    const scores = Array.from({ length: 20 }, (_, i) => i);
    const { deciles } = judged(
      scores,
      scores.map((i) => (i >= 16 ? 1 : 0)),
    );
    assert.equal(deciles.length, 10);
    // Both of the highest convert, a fifth of all do.
    assert.deepEqual(deciles[0], {
      most: 19,
      least: 18,
      actors: 2,
      converted: 2,
      share: 1,
      lift: 5,
    });
    assert.deepEqual(deciles[2], {
      most: 15,
      least: 14,
      actors: 2,
      converted: 0,
      share: 0,
      lift: 0,
    });
  });

  it("tears no equal scores apart, so that no order of rows shows", () => {
    const { deciles } = judged([5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0], Array(12).fill(0));
    // A tenth of 12 is 2: the nearest end that parts no equal ones lies behind the first.
    assert.deepEqual(
      deciles.map(({ most, least, actors, lift }) => [most, least, actors, lift]),
      [
        [5, 5, 1, null],
        [1, 1, 10, null],
        [0, 0, 1, null],
      ],
    );
  });

  it("has no AUC where there is nothing to tell apart", () => {
    assert.deepEqual(
      [judged([1, 2], [1, 1]), judged([], [])].map(({ auc, no_better_than_chance: none }) => [
        auc,
        none,
      ]),
      [
        [null, null],
        [null, null],
      ],
    );
  });
});

/** Actors who entered one after the other, each with its values. */
function entrantsOf(converted: Uint8Array): Entrants {
  const length = converted.length;
  const places = Int32Array.from({ length }, (_, i) => i);
  return {
    length,
    actor: places,
    entry: places,
    entered: Float64Array.from(places),
    reached: Float64Array.from(converted, (one) => (one === 1 ? 0 : NaN)),
    judged: new Uint8Array(length).fill(1),
    converted,
    already: 0,
    placeOf: places,
  };
}

function property(name: string, values: readonly (string | null)[]): KnownProperty {
  const texts = [...new Set(values.flatMap((value) => value ?? []))];
  return { name, texts, codes: Int32Array.from(values, (value) => texts.indexOf(value ?? "")) };
}

/** Figures of the test, as a study has them. */
function judgedTest(converted: Uint8Array, properties: readonly KnownProperty[]) {
  const { test, model } = learn(entrantsOf(converted), { properties });
  assert.ok(model);
  const of = (column: Float64Array | Uint8Array): number[] =>
    Array.from(test, (place) => column[place] ?? NaN);
  const shares = Float64Array.from(of(model.shares));
  return { model, ...judge(shares, Uint8Array.from(of(converted)), [], shares) };
}

const actors = 600;
const channels = ["ads", "mail", "web"] as const;

/** A value and a number an actor, that say nothing by themselves. */
function noise(random: () => number) {
  const channel = Array.from({ length: actors }, () => channels[Math.floor(random() * 3)] ?? null);
  const age = Array.from({ length: actors }, () => String(Math.floor(20 + random() * 40)));
  return { channel, age };
}

describe("a learned score", function () {
  this.timeout(20_000);

  it("is no better than chance where labels are drawn by lot, in nine of ten runs at least", () => {
    let none = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = chance(seed);
      const { channel, age } = noise(random);
      const converted = Uint8Array.from(channel, () => (random() < 0.3 ? 1 : 0));
      const judged = judgedTest(converted, [property("channel", channel), property("age", age)]);
      if (judged.no_better_than_chance === true) none++;
    }
    assert.ok(none >= 90, `${none} of 100`);
  });

  it("finds what there is", () => {
    const random = chance(7);
    const { channel, age } = noise(random);
    const converted = Uint8Array.from(channel, (value, i) => {
      const odds = Math.exp(-1 + (value === "mail" ? 1.5 : 0) + (Number(age[i]) - 40) / 10);
      return random() < odds / (1 + odds) ? 1 : 0;
    });
    const {
      model,
      no_better_than_chance: none,
      deciles,
    } = judgedTest(converted, [property("channel", channel), property("age", age)]);
    assert.equal(none, false);
    const [first] = deciles;
    assert.ok((first?.lift ?? 0) > 1.5);
    // What was predicted is near what came out.
    assert.ok(Math.abs((first?.predicted ?? 0) - (first?.share ?? 0)) < 0.2);
    const mail = model.weights.find(
      ({ signal }) => signal.kind === "value" && signal.value === "mail",
    );
    const commonest = mail?.signal.kind === "value" ? mail.signal.against : undefined;
    assert.ok(commonest === undefined || (mail?.coefficient ?? 0) > 0.8);
    const number = model.weights.find(({ signal }) => signal.kind === "number");
    assert.ok((number?.coefficient ?? 0) > 0.7);
  });

  it("doesn't explode over a column twice, nor over one that decides everything", () => {
    const random = chance(11);
    const { channel, age } = noise(random);
    const converted = Uint8Array.from(channel, () => (random() < 0.4 ? 1 : 0));
    const outcome = Array.from(converted, (one) => (one === 1 ? "yes" : "no"));
    const { model, auc } = judgedTest(converted, [
      property("age", age),
      property("age again", age),
      property("outcome", outcome),
    ]);
    assert.equal(auc?.value, 1);
    for (const { coefficient } of model.weights) assert.ok(Math.abs(coefficient) < 10);
    const [one, two] = model.weights.filter(({ signal }) => signal.kind === "number");
    assert.ok(Math.abs((one?.coefficient ?? NaN) - (two?.coefficient ?? NaN)) < 1e-9);
  });

  it("has a sign for values that are rare, missing, or were never seen before", () => {
    const random = chance(3);
    const converted = Uint8Array.from({ length: 200 }, () => (random() < 0.5 ? 1 : 0));
    const values = Array.from(converted, (_, i) =>
      i >= 190 ? "new" : i % 7 === 0 ? null : `v${Math.min(11, i % 13)}`,
    );
    const numbers = Array.from(converted, (_, i) => (i % 5 === 0 ? null : String(i % 9)));
    const { model } = learn(entrantsOf(converted), {
      properties: [property("value", values), property("number", numbers)],
    });
    const signals = model?.weights.map(({ signal }) => signal) ?? [];
    // Twelve values: the commonest is what others are compared with, two are together.
    assert.equal(signals.filter((one) => one.kind === "value" && one.value !== null).length, 9);
    assert.equal(signals.filter((one) => one.kind === "value" && one.other === true).length, 1);
    const missing = signals.filter(
      (one) => one.kind === "value" && one.value === null && one.other === undefined,
    );
    assert.deepEqual(missing.map(({ name }) => name).sort(), ["number", "value"]);
    assert.ok(model?.shares.every((share) => share > 0 && share < 1));
  });

  it("learns from nothing that happened at the entry or later", () => {
    const random = chance(5);
    const converted = Uint8Array.from({ length: 100 }, () => (random() < 0.5 ? 1 : 0));
    const own = Int32Array.from(converted, (_, i) => i);
    const { model } = learn(entrantsOf(converted), {
      properties: [],
      events: {
        length: 200,
        actor: Int32Array.from([...own, ...own]),
        // Events 0 with the entry, events 1 just before it; only who converts did either.
        time: Float64Array.from([...own, ...own.map((i) => i)], (at, k) =>
          k < 100 ? at : at - 0.5,
        ),
        codes: Int32Array.from([...converted, ...converted], (one, k) =>
          one === 0 ? -1 : k < 100 ? 0 : 1,
        ),
        names: ["with it", "before"],
      },
    });
    assert.deepEqual(
      model?.weights.map(({ signal }) => signal),
      [{ kind: "event", name: "before" }],
    );
  });

  it("needs ten who did and ten who didn't among the earlier ones", () => {
    const of = (won: number): Uint8Array =>
      Uint8Array.from({ length: 100 }, (_, i) => (i < won ? 1 : 0));
    assert.equal(learn(entrantsOf(of(9)), { properties: [] }).model, undefined);
    assert.notEqual(learn(entrantsOf(of(10)), { properties: [] }).model, undefined);
    const { training, test, model } = learn(entrantsOf(of(61)), { properties: [] });
    assert.deepEqual([training.length, test.length, model], [70, 30, undefined]);
  });
});
