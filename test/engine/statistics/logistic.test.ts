import assert from "node:assert/strict";
import {
  logistic,
  logisticRegression,
  type SparseRows,
} from "../../../server/engine/statistics/logistic.ts";
import { assertClose, assertPrinted } from "../../support/close.ts";

/** All columns of all rows, zeros left out. */
function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const starts = [0];
  const column: number[] = [];
  const value: number[] = [];
  for (const row of rows) {
    row.forEach((x, j) => {
      if (x === 0) return;
      column.push(j);
      value.push(x);
    });
    starts.push(column.length);
  }
  return {
    count: rows.length,
    columns: rows[0]?.length ?? 0,
    starts: Int32Array.from(starts),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  };
}

/** The gradient of the penalised likelihood, written out: 0 at the maximum. */
function slope(
  rows: readonly (readonly number[])[],
  outcomes: readonly number[],
  intercept: number,
  coefficients: Float64Array,
  ridge: number,
): number[] {
  const rest = rows.map((row, i) => {
    const x = row.reduce((sum, value, j) => sum + value * (coefficients[j] ?? NaN), intercept);
    return (outcomes[i] ?? NaN) - 1 / (1 + Math.exp(-x));
  });
  const total = rest.reduce((sum, each) => sum + each, 0);
  return [
    total,
    ...Array.from(coefficients, (beta, j) =>
      rows.reduce((sum, row, i) => sum + (row[j] ?? NaN) * (rest[i] ?? NaN), -ridge * beta),
    ),
  ];
}

describe("logistic regression", () => {
  it("has the published values of the O-rings of the space shuttle", () => {
    // Temperatures of 23 launches and whether an O-ring was damaged: S. R. Dalal, E. B. Fowlkes and
    // B. Hoadley, "Risk Analysis of the Space Shuttle", JASA 84 (1989), 945–957. Coefficients and errors as
    // R's `glm` prints them of these data (`Challeng` of S. Weisberg's "Applied Linear Regression").
    const damaged = [53, 57, 58, 63, 70, 70, 75];
    const whole = [66, 67, 67, 67, 68, 69, 70, 70, 72, 73, 75, 76, 76, 78, 79, 81];
    const rows = [...damaged, ...whole].map((temperature) => [temperature]);
    const outcomes = Uint8Array.from([...damaged.map(() => 1), ...whole.map(() => 0)]);
    const { intercept, coefficients, standardErrors, converged } = logisticRegression(
      sparse(rows),
      outcomes,
      0,
    );
    assert.ok(converged);
    assertPrinted(intercept, "15.0429");
    assertPrinted(coefficients[0], "-0.2322");
    assertPrinted(standardErrors[0], "7.3786");
    assertPrinted(standardErrors[1], "0.1082");
  });

  it("of one yes/no column is the odds ratio of the table, with Woolf's error", () => {
    // 30 of 100 with it, 12 of 80 without.
    const rows = Array.from({ length: 180 }, (_, i) => [i < 100 ? 1 : 0]);
    const outcomes = Uint8Array.from(rows, (_, i) => (i < 30 || (i >= 100 && i < 112) ? 1 : 0));
    const { intercept, coefficients, standardErrors } = logisticRegression(
      sparse(rows),
      outcomes,
      0,
    );
    assertClose(intercept, Math.log(12 / 68));
    assertClose(coefficients[0], Math.log((30 * 68) / (70 * 12)));
    assertClose(standardErrors[0], Math.sqrt(1 / 12 + 1 / 68));
    assertClose(standardErrors[1], Math.sqrt(1 / 30 + 1 / 70 + 1 / 12 + 1 / 68));
  });

  it("is at the maximum of the penalised likelihood", () => {
    const rows = [
      [1, 0.5, 0],
      [0, -1, 1],
      [1, 2, 1],
      [0, 0, 0],
      [1, -0.5, 1],
      [0, 1.5, 0],
    ];
    const outcomes = [1, 0, 1, 0, 0, 1];
    for (const ridge of [0.01, 1, 10]) {
      const fit = logisticRegression(sparse(rows), Uint8Array.from(outcomes), ridge);
      for (const part of slope(rows, outcomes, fit.intercept, fit.coefficients, ridge)) {
        assert.ok(Math.abs(part) < 1e-12, `${part}`);
      }
    }
  });

  it("shares out what copies of a column explain, and stays finite where one separates", () => {
    const x = [-2, -1, -1, 0, 1, 1, 2, 3];
    const outcomes = Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
    const once = logisticRegression(sparse(x.map((value) => [value])), outcomes, 1);
    const twice = logisticRegression(sparse(x.map((value) => [value, value])), outcomes, 1);
    assert.ok(once.converged && twice.converged);
    assert.ok((once.coefficients[0] ?? NaN) < 5);
    assertClose(twice.coefficients[0], twice.coefficients[1] ?? NaN);
    // Halves cost half the penalty, so that together they say a little more than the one.
    const together = 2 * (twice.coefficients[0] ?? NaN);
    assert.ok(together > (once.coefficients[0] ?? NaN) && together < 5);
  });

  it("of no columns is the share of all", () => {
    const outcomes = Uint8Array.of(1, 0, 0, 0);
    const { intercept } = logisticRegression(sparse([[], [], [], []]), outcomes, 1);
    assertClose(logistic(intercept), 0.25);
  });

  it("knows both ends of the logistic curve", () => {
    assert.deepEqual([logistic(-800), logistic(0), logistic(800)], [0, 0.5, 1]);
    assertClose(logistic(-700), Math.exp(-700));
  });
});
