import type { Diagnostic } from "../diagnostics.ts";
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

let known: HabitOf | undefined;
let isMissed = false;

/**
 * From now on statements that don't parse are looked at for habits. These are many, and a text without
 * mistakes needs none: a host that starts while somebody waits adds them when {@link lacksHabits} says so,
 * all others before they analyse anything.
 */
export function addHabits(habitOf: HabitOf): void {
  known = habitOf;
}

/** Whether a text was analysed that would have needed the habits. Analysers from before remember it so. */
export function lacksHabits(): boolean {
  return known === undefined && isMissed;
}

export function meantByHabit(rule: StartRule, text: string, start: number): Meant | undefined {
  isMissed ||= known === undefined;
  return known?.(rule, text, start);
}
