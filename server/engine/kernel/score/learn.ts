/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { logistic, logisticRegression, type SparseRows } from "../../statistics/logistic.ts";
import type { Entrants } from "./entrants.ts";
import { createEncoder, type Encoder, type KnownSignals, type Signal } from "./signals.ts";

export interface Learned {
  /** Places of entrants: the earlier ones that were learned from, and the later ones to test on. */
  readonly training: Uint32Array;
  readonly test: Uint32Array;
  /** Undefined where there is too little to learn from. */
  readonly model?: LearnedModel;
}

export interface LearnedModel {
  /** By entrant, judged or not: the predicted share, 0 to 1. */
  readonly shares: Float64Array;
  /** Strongest first. */
  readonly weights: readonly { readonly signal: Signal; readonly coefficient: number }[];
}

/** So many who converted, and so many who didn't, are needed to learn from. */
export const LEAST_TO_LEARN = 10;

const TRAINING = 0.7;

/**
 * Enough to keep columns finite that separate the outcomes, and to share out what copies of a column
 * explain; nothing beside what some hundred actors say.
 */
const RIDGE = 1;

/**
 * Learns from the earlier 70 % of those who can be judged, by their entries, who converts: logistic
 * regression on what was known at the entry.
 */
export function learn(entrants: Entrants, signals: KnownSignals): Learned {
  const { length, judged, converted } = entrants;
  const places = Uint32Array.from({ length }, (_, i) => i).filter((i) => judged[i] === 1);
  const cut = Math.ceil(places.length * TRAINING);
  const training = places.subarray(0, cut);
  const test = places.subarray(cut);
  const won = training.reduce((sum, place) => sum + converted[place]!, 0);
  if (won < LEAST_TO_LEARN || training.length - won < LEAST_TO_LEARN) return { training, test };
  const encoder = createEncoder(entrants, signals, training);
  const fit = logisticRegression(
    encodeAll(encoder, training),
    Uint8Array.from(training, (place) => converted[place]!),
    RIDGE,
  );
  const shares = Float64Array.from({ length }, (_, place) => {
    let sum = fit.intercept;
    encoder.encode(place, (column, value) => (sum += value * fit.coefficients[column]!));
    return logistic(sum);
  });
  const weights = encoder.signals.map((signal, column) => ({
    signal,
    coefficient: fit.coefficients[column]!,
    column,
  }));
  weights.sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient) || a.column - b.column);
  return { training, test, model: { shares, weights } };
}

function encodeAll(encoder: Encoder, places: Uint32Array): SparseRows {
  let size = 0;
  for (const place of places) encoder.encode(place, () => void size++);
  const starts = new Int32Array(places.length + 1);
  const column = new Int32Array(size);
  const value = new Float64Array(size);
  let at = 0;
  places.forEach((place, row) => {
    encoder.encode(place, (which, by) => {
      column[at] = which;
      value[at++] = by;
    });
    starts[row + 1] = at;
  });
  return { count: places.length, columns: encoder.signals.length, starts, column, value };
}
