import type { Diagnostic, Fix } from "../diagnostics.ts";
import type { Expectation } from "./expectations.ts";
import type { StartRule } from "./parser.ts";
import type { Token } from "./tokens.ts";

/** What a statement means that is said as it is said elsewhere. */
export interface Meant {
  readonly problem: Diagnostic;
  /** Of the statement as it is meant, with the places of what stands in the file. */
  readonly tokens: readonly Token[];
}

/** Knows what a statement that doesn't parse means; `start` is where its text stands in the file. */
export type HabitOf = (rule: StartRule, text: string, start: number) => Meant | undefined;

/** Small changes that may lead to what was expected at one of some tokens, or behind them. */
export type Repairs = (
  expected: Expectation,
  isAtEnd: boolean,
  index: number,
  tokens: readonly Token[],
) => readonly Fix[];

/** What is only needed where a statement doesn't parse. */
export interface Habits {
  readonly habitOf: HabitOf;
  readonly repairs: Repairs;
}

let known: Habits | undefined;
let isMissed = false;

/**
 * From now on statements that don't parse are looked at for habits and repairs. These are many, and a text
 * without mistakes needs none: a host that starts while somebody waits adds them when {@link lacksHabits}
 * says so, all others before they analyse anything.
 */
export function addHabits(habits: Habits): void {
  known = habits;
}

/** Whether a text was analysed that would have needed the habits. Analysers from before remember it so. */
export function lacksHabits(): boolean {
  return known === undefined && isMissed;
}

export function meantByHabit(rule: StartRule, text: string, start: number): Meant | undefined {
  isMissed ||= known === undefined;
  return known?.habitOf(rule, text, start);
}

export const repairsOf: Repairs = (...place) => {
  isMissed ||= known === undefined;
  return known?.repairs(...place) ?? [];
};
