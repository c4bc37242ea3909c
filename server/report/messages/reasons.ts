/** The words of why actors stopped, in one language. Numbers arrive formatted. */
export interface ReasonMessages {
  readonly title: string;
  lost(count: number, text: string): string;
  /** Parts of the ledger: "12 too late for the window". `name`: of the exit. */
  exit(count: number, text: string, name: string): string;
  readonly parts: Readonly<
    Record<Exclude<ReasonName, "exit" | "other">, (count: number, text: string) => string>
  >;
  /** `events`: the commonest ones with their numbers. */
  other(count: number, text: string, events: string): string;
  readonly explain: ExplainMessages;
  /** What is said otherwise of funnels that are read from the last stage back. */
  readonly backward: {
    readonly parts: Readonly<
      Record<"late" | "before" | "nothing" | "rest", (count: number, text: string) => string>
    >;
    other(count: number, text: string, events: string): string;
    readonly explain: Pick<ExplainMessages, "late" | "before" | "other" | "nothing" | "converted">;
  };
}

export type ReasonName =
  | "exit"
  | "open"
  | "without"
  | "late"
  | "within"
  | "after"
  | "same"
  | "at_least"
  | "strict"
  | "several"
  | "before"
  | "other"
  | "nothing"
  | "rest";

/** Why one actor is where they are. Durations and times arrive formatted. */
export interface ExplainMessages {
  neverEntered(first: string): string;
  readonly dropped: string;
  converted(goal: string, duration: string): string;
  exit(name: string, time: string): string;
  /** `time`: of the entry that still has time; may be empty. */
  open(stage: string, time: string): string;
  /** `window` is empty within sessions and without times. */
  late(stage: string, by: string, window: string): string;
  within(stage: string, by: string, limit: string): string;
  after(stage: string, by: string, limit: string): string;
  without(event: string, time: string): string;
  same(stage: string): string;
  atLeast(stage: string): string;
  strict(stage: string): string;
  /** `rules`: their keywords. */
  several(stage: string, rules: string): string;
  before(stage: string, previous: string, time: string): string;
  other(event: string, time: string, stage: string): string;
  nothing(previous: string): string;
  /** What stands beside a row that the attempt contains: "→ Paid". */
  chosen(stage: string): string;
  more(count: number, text: string): string;
}
