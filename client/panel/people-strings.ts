import { type Guard, isString, shape } from "./guards.ts";

/** The words around people. `{0}` is filled in by the page. */
export interface PeopleStrings {
  /** "Whose": the name of the pair of buttons below, for screen readers */
  readonly whose: string;
  /** "Reached" */
  readonly reached: string;
  /** "Stopped before" */
  readonly dropped: string;
  /** "Show people": of an audience or a score */
  readonly show: string;
  /** "All": whatever the reason */
  readonly all: string;
  /** "Reasons": the name of the choice among them, for screen readers */
  readonly reasons: string;
  /** "Columns": which of them are shown */
  readonly columns: string;
  /** "Save people…" */
  readonly save: string;
  /** "Close" */
  readonly close: string;
  /** "Why?": of one of them */
  readonly why: string;
  /** "What they did": the name of the list of rows, for screen readers */
  readonly timeline: string;
  /** "Looking…" */
  readonly looking: string;
  /** "Nobody." */
  readonly nobody: string;
  /** "There is no answer; try it again." */
  readonly failed: string;
  /** "Sort by {0}": a column */
  readonly sortBy: string;
}

export const isPeopleStrings: Guard<PeopleStrings> = shape<PeopleStrings>({
  whose: isString,
  reached: isString,
  dropped: isString,
  show: isString,
  all: isString,
  reasons: isString,
  columns: isString,
  save: isString,
  close: isString,
  why: isString,
  timeline: isString,
  looking: isString,
  nobody: isString,
  failed: isString,
  sortBy: isString,
});
