/** How many of how many; both whole, `0 ≤ successes ≤ trials`. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** The ends of an interval, unrounded. */
export type Ends = readonly [low: number, high: number];
