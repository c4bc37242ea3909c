import assert from "node:assert/strict";
import { benjaminiHochberg, holm } from "../../../server/engine/statistics/corrections.ts";
import { assertClose } from "../../support/close.ts";

function check(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assertClose(value, expected[i] ?? NaN, 1e-12));
}

/** Y. Benjamini and Y. Hochberg (1995), 3.2: fifteen end points of a study of myocardial infarction. */
const infarction = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];

describe("Holm's correction", () => {
  it("rejects as published", () => {
    // The same place: at 5 % three are found by procedures that hold the chance of any error.
    assert.equal(holm(infarction).filter((p) => p < 0.05).length, 3);
    check(holm(infarction).slice(0, 5), [0.0015, 0.0056, 0.0247, 0.114, 0.2211]);
  });

  it("never falls as p-values rise, nor passes 1, and keeps their order", () => {
    check(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02]);
    check(holm([0.9, 0.02, 0.8]), [1, 0.06, 1]);
    check(holm([0.3]), [0.3]);
    assert.deepEqual(holm([]), []);
  });
});

describe("the Benjamini–Hochberg correction", () => {
  it("rejects as published", () => {
    // The same place: at 5 % the four smallest.
    assert.equal(benjaminiHochberg(infarction).filter((p) => p < 0.05).length, 4);
    check(benjaminiHochberg(infarction).slice(0, 5), [0.0015, 0.003, 0.0095, 0.035625, 0.0603]);
  });

  it("never falls as p-values rise, and keeps their order", () => {
    check(benjaminiHochberg([0.01, 0.04, 0.03, 0.005]), [0.02, 0.04, 0.04, 0.02]);
    check(benjaminiHochberg([0.04, 0.041, 0.5]), [0.0615, 0.0615, 0.5]);
    assert.deepEqual(benjaminiHochberg([]), []);
  });
});
