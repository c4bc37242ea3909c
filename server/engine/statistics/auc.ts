import { Z_95 } from "./normal.ts";
import type { Ends } from "./proportion.ts";

export interface AreaUnderCurve {
  /** The chance that a positive one has the higher score, equal scores counting half. */
  readonly area: number;
  readonly standardError: number;
  /** 95 %, within 0 and 1. */
  readonly interval: Ends;
}

/**
 * The area under the ROC curve, with the standard error of J. A. Hanley and B. J. McNeil, "The Meaning
 * and Use of the Area under a Receiver Operating Characteristic (ROC) Curve", Radiology 143 (1982),
 * 29–36, formula 1 (with Q₁ and Q₂ by the area). Sorts both arrays of scores; null where one is empty.
 */
export function areaUnderCurve(
  positive: Float64Array,
  negative: Float64Array,
): AreaUnderCurve | null {
  if (positive.length === 0 || negative.length === 0) return null;
  positive.sort();
  negative.sort();
  let below = 0;
  let notAbove = 0;
  let twice = 0;
  for (const score of positive) {
    while (below < negative.length && (negative[below] ?? NaN) < score) below++;
    notAbove = Math.max(notAbove, below);
    while (notAbove < negative.length && (negative[notAbove] ?? NaN) <= score) notAbove++;
    twice += below + notAbove;
  }
  const area = twice / (2 * positive.length * negative.length);
  const twoPositive = area / (2 - area);
  const twoNegative = (2 * area * area) / (1 + area);
  const variance =
    (area * (1 - area) +
      (positive.length - 1) * (twoPositive - area * area) +
      (negative.length - 1) * (twoNegative - area * area)) /
    (positive.length * negative.length);
  const standardError = Math.sqrt(variance);
  const reach = Z_95 * standardError;
  return {
    area,
    standardError,
    interval: [Math.max(0, area - reach), Math.min(1, area + reach)],
  };
}
