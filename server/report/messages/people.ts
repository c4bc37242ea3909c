import type { ReasonName } from "./reasons.ts";

/** The words around lists of people. Numbers arrive formatted. */
export interface PeopleMessages {
  reached(count: number, text: string, stage: string): string;
  dropped(count: number, text: string, stage: string): string;
  inAudience(count: number, text: string, audience: string): string;
  scored(count: number, text: string, score: string): string;
  readonly columns: {
    readonly actor: string;
    readonly entered: string;
    readonly reached: string;
    /** Of who stopped: the last stage before. */
    readonly last: string;
    readonly goal: string;
    readonly seconds: string;
    readonly reason: string;
    readonly score: string;
    readonly grade: string;
  };
  /** Why one of them stopped: "too late for the window". */
  readonly why: Readonly<Record<Exclude<ReasonName, "exit">, string>>;
  exit(name: string): string;
  /** What is said otherwise of funnels that are read from the last stage back. */
  readonly backwardWhy: Readonly<Record<"late" | "before" | "other" | "nothing" | "rest", string>>;
  moreRows(count: number, text: string): string;
}
