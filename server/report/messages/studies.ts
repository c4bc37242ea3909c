import type { RetentionResult, StudyResult } from "../../engine/result.ts";
import type { ScoreMessages } from "./scores.ts";
import type { TrialMessages } from "./trials.ts";

/** What reports of studies say, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface StudyMessages extends ScoreMessages, TrialMessages {
  readonly kinds: Readonly<Record<StudyResult["kind"], string>>;
  /** "Audience on Signup" */
  on(kind: string, funnel: string): string;
  readonly retention: {
    readonly by: Readonly<Record<RetentionResult["every"], string>>;
    started(count: number, text: string): string;
    /** `period`: "in week 1", see below. */
    returned(share: string, of: string, period: string): string;
    period(every: RetentionResult["every"], number: string): string;
    /** No later period is over. */
    readonly tooEarly: string;
    /** Above the table; its columns are numbers of periods, its cells percents. */
    readonly table: Readonly<Record<RetentionResult["every"], string>>;
    readonly cohort: string;
    readonly actors: string;
    readonly all: string;
    readonly partial: string;
    latest(count: number, text: string, all: string): string;
  };
  readonly scenario: {
    converted(count: number, now: string, then: string, difference: string): string;
    readonly unknown: string;
    readonly arithmetic: string;
    readonly table: string;
    readonly now: string;
    readonly planned: string;
    readonly difference: string;
  };
  readonly audience: {
    actors(count: number, text: string): string;
    reached(stage: string): string;
    notReached(stage: string): string;
    dropped(stage: string): string;
  };
}
