/** What one pass over the attempts takes down for the figures of measures. Stages by index. */
export type Need =
  /**
   * The values of rows: `at` the row that an attempt chose for the stage; `of` all of the actor's rows
   * that match it from the entry to the window's end; `after` all that match it from the chosen one on.
   * `value`: which of the rows' values. `flags`: of a condition, the rows where it holds.
   */
  | {
      readonly kind: "values";
      readonly over: "at" | "of" | "after";
      readonly stage: number;
      readonly value: number;
    }
  /** How many rows match a stage from the entry to the window's end. */
  | { readonly kind: "rows"; readonly stage: number }
  /** Who has a further row of the stage after the chosen one, at most `within` microseconds. */
  | { readonly kind: "repeats"; readonly stage: number; readonly within?: number }
  /** Who reaches `to` at most `within` microseconds after `from`, by any choice of rows. */
  | {
      readonly kind: "within";
      readonly from: number;
      readonly to: number;
      readonly within: number;
    }
  /** Who reached the goal, of those who did or went another way. */
  | { readonly kind: "won" }
  /** The time between the rows that an attempt chose for two stages. Microseconds. */
  | { readonly kind: "times"; readonly from: number; readonly to: number }
  /** As `values`, but their sum, of each attempt that reached `per`: 0 where there are none. */
  | {
      readonly kind: "sums";
      readonly over: "at" | "of" | "after";
      readonly stage: number;
      readonly value: number;
      readonly per: number;
    };

/** Whether rows behind an attempt's window count for what is asked. */
export function looksBeyondWindow(need: Need): boolean {
  switch (need.kind) {
    case "repeats":
    case "won":
      return true;
    case "values":
    case "sums":
      return need.over === "after";
    case "rows":
    case "within":
    case "times":
      return false;
  }
}

/** What was taken down: numbers, or how many of how many. */
export type Taken =
  | { readonly kind: "values"; readonly values: Float64Array }
  | { readonly kind: "part"; readonly part: number; readonly of: number };

/** What the kernel is asked for. */
export interface MeasureNeeds {
  readonly needs: readonly Need[];
  /**
   * The mark of rows that match the stage of the entry whatever their time: its own bit is set in
   * `during` alone. Absent: nothing asks for it, or neither `during` nor a trend limits anything.
   */
  readonly entryMark?: number;
}
