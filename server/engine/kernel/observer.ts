import type { Attempt } from "./attempts.ts";
import type { RowColumns } from "./sort.ts";

/**
 * Looks on while the attempts are found, and has figures of its own in the end: by cell of the splits,
 * which are put together into groups only when all actors are known.
 */
export interface Observer {
  /**
   * Takes in an attempt with the rows that it was chosen from: `start` to `end` (excluded) of columns
   * that the next one overwrites, ordered by time, equal times in file order.
   */
  add(cell: number, attempt: Attempt, columns: RowColumns, start: number, end: number): void;
  /** All attempts of an actor were taken in; the rows are all of the actor's. */
  done?(columns: RowColumns, start: number, end: number): void;
}
