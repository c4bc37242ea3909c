/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/**
 * Observations of which most columns are 0: those of row i that aren't lie between `starts[i]` and
 * `starts[i + 1]` (excluded) of `column` and `value`. The intercept is none of the columns.
 */
export interface SparseRows {
  readonly count: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

export interface LogisticFit {
  readonly intercept: number;
  /** Logarithms of odds ratios, one a column. */
  readonly coefficients: Float64Array;
  /** Of the intercept, then of the columns; of the penalised fit, so too small where `ridge` isn't 0. */
  readonly standardErrors: Float64Array;
  /** The step of the last iteration was as good as none. */
  readonly converged: boolean;
}

const MOST_ITERATIONS = 100;
const MOST_HALVINGS = 30;
const TOLERANCE = 1e-12;
/** So near to the top Newton's steps are to be trusted, and gains lie below what a double can tell. */
const NEAR = 1e-4;

/**
 * Logistic regression by iteratively reweighted least squares: Newton's method on the log-likelihood
 * less `ridge` / 2 · the sum of the squared coefficients, the intercept's excepted (S. le Cessie and
 * J. C. van Houwelingen, "Ridge Estimators in Logistic Regression", Applied Statistics 41 (1992),
 * 191–201). Above 0 the penalty has a maximum where columns are copies of each other or separate the
 * outcomes. Sums run in the order of the rows, so the same rows give the same bits. Without a ridge the
 * columns must be independent and both outcomes there.
 */
export function logisticRegression(
  rows: SparseRows,
  outcomes: Uint8Array,
  ridge: number,
): LogisticFit {
  const size = rows.columns + 1;
  let beta: Float64Array = new Float64Array(size);
  let likelihood = penalised(rows, outcomes, beta, ridge);
  let converged = false;
  for (let iteration = 0; iteration < MOST_ITERATIONS && !converged; iteration++) {
    const { gradient, information } = derivatives(rows, outcomes, beta, ridge);
    const step = solve(factor(information, size), size, gradient);
    const length = longest(step, beta);
    if (length < NEAR) {
      beta = moved(beta, step, 1);
      converged = length < TOLERANCE;
      continue;
    }
    // A full step may overshoot.
    let scale = 1;
    let next: Float64Array = moved(beta, step, scale);
    let reached = penalised(rows, outcomes, next, ridge);
    for (let halving = 0; !(reached >= likelihood) && halving < MOST_HALVINGS; halving++) {
      scale /= 2;
      next = moved(beta, step, scale);
      reached = penalised(rows, outcomes, next, ridge);
    }
    if (!(reached >= likelihood)) break;
    beta = next;
    likelihood = reached;
  }
  const { information } = derivatives(rows, outcomes, beta, ridge);
  return {
    intercept: beta[0]!,
    coefficients: beta.slice(1),
    standardErrors: errorsOf(factor(information, size), size),
    converged,
  };
}

/** 1 / (1 + e^−x), exact at both ends. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

function linear({ starts, column, value }: SparseRows, row: number, beta: Float64Array): number {
  let sum = beta[0]!;
  for (let i = starts[row]!; i < starts[row + 1]!; i++) sum += value[i]! * beta[column[i]! + 1]!;
  return sum;
}

function penalised(
  rows: SparseRows,
  outcomes: Uint8Array,
  beta: Float64Array,
  ridge: number,
): number {
  let sum = 0;
  for (let row = 0; row < rows.count; row++) {
    const x = linear(rows, row, beta);
    // The logarithm of the probability of what came out: −log(1 + e^−x), or of −x.
    const towards = outcomes[row] === 1 ? x : -x;
    sum -= towards >= 0 ? Math.log1p(Math.exp(-towards)) : Math.log1p(Math.exp(towards)) - towards;
  }
  let squares = 0;
  for (let j = 1; j < beta.length; j++) squares += beta[j]! * beta[j]!;
  return sum - (ridge / 2) * squares;
}

/** The slope and the negative curvature, row by row of a square of which the lower half is filled. */
function derivatives(
  rows: SparseRows,
  outcomes: Uint8Array,
  beta: Float64Array,
  ridge: number,
): { readonly gradient: Float64Array; readonly information: Float64Array } {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const { starts, column, value } = rows;
  for (let row = 0; row < rows.count; row++) {
    const share = logistic(linear(rows, row, beta));
    const rest = outcomes[row]! - share;
    const weight = share * (1 - share);
    gradient[0]! += rest;
    information[0]! += weight;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const a = column[i]! + 1;
      gradient[a]! += value[i]! * rest;
      const weighted = value[i]! * weight;
      information[a * size]! += weighted;
      for (let j = starts[row]!; j <= i; j++) {
        const b = column[j]! + 1;
        information[Math.max(a, b) * size + Math.min(a, b)]! += weighted * value[j]!;
      }
    }
  }
  for (let j = 1; j < size; j++) {
    gradient[j]! -= ridge * beta[j]!;
    information[j * size + j]! += ridge;
  }
  return { gradient, information };
}

/** The lower triangle of Cholesky's square root, in place. */
function factor(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * size + j]!;
    }
  }
  return matrix;
}

function solve(root: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= root[i * size + k]! * x[k]!;
    x[i]! /= root[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= root[k * size + i]! * x[k]!;
    x[i]! /= root[i * size + i]!;
  }
  return x;
}

/** The square roots of the diagonal of the inverse. */
function errorsOf(root: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    return Math.sqrt(solve(root, size, unit)[i]!);
  });
}

/** Measured by the coefficient that it moves. */
function longest(step: Float64Array, beta: Float64Array): number {
  return step.reduce((most, by, j) => Math.max(most, Math.abs(by) / (1 + Math.abs(beta[j]!))), 0);
}

function moved(beta: Float64Array, step: Float64Array, scale: number): Float64Array {
  return beta.map((value, j) => value + scale * step[j]!);
}
