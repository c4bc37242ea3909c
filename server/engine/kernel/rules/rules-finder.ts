import type { AttemptFinder } from "../attempt.ts";

export interface RulesFinder extends AttemptFinder {
  /** `goal`: the only place that the row of the last stage may have; -1 or absent: any. */
  find(
    time: Float64Array,
    stages: Int32Array,
    start: number,
    end: number,
    row: Int32Array,
    goal?: number,
  ): number;
  /** One a `without`: how many actors its `else drop actor` has left out so far. */
  readonly dropped: readonly number[];
  /** Whether an `else drop actor` leaves out the actor whose rows were just looked at. Counts it. */
  drops(): boolean;
  /**
   * Whether the last stage is reached from an entry at the row in this place, by the row in the place of
   * `goal`, any if that is -1. For two stages of order `sequential`, or the first of them alone.
   */
  reachesFrom?(
    time: Float64Array,
    stages: Int32Array,
    start: number,
    end: number,
    row: Int32Array,
    place: number,
    goal: number,
  ): boolean;
}
