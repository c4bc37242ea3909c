import type { StudyResult } from "../../engine/result.ts";

/** What reports of studies say, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface StudyMessages {
  readonly kinds: Readonly<Record<StudyResult["kind"], string>>;
  /** "Audience on Signup" */
  on(kind: string, funnel: string): string;
  readonly audience: {
    actors(count: number, text: string): string;
    reached(stage: string): string;
    notReached(stage: string): string;
    dropped(stage: string): string;
  };
}
