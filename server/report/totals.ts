import type { StageResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { ReportNotice } from "./report.ts";

/** Says of the stages that are counted already that nobody is followed there. */
export function describeTotals(
  stages: readonly StageResult[],
  messages: ReportMessages,
): ReportNotice[] {
  const counted = stages.filter(({ totals }) => totals === true);
  if (counted.length === 0) return [];
  const names = counted.map(({ label, name }) => harmless(label ?? name)).join(", ");
  const text = messages.counts.note(counted.length, names);
  return [{ severity: "info", code: "totals", text }];
}

/** Words for a funnel that begins with counts: nobody enters it there. */
export function inCounts(messages: ReportMessages, stages: readonly StageResult[]): ReportMessages {
  if (stages[0]?.totals !== true) return messages;
  const { counts, sentence, headings } = messages;
  const hasActors = stages.some(({ totals }) => totals !== true);
  return {
    ...messages,
    entered: (count, text) => counts.counted(count, text),
    ...(hasActors
      ? {}
      : { converted: (count: number, text: string) => counts.counted(count, text) }),
    sentence: {
      ...sentence,
      entry: (stage, count, text) => `${stage}: ${counts.counted(count, text)}`,
      fromFirst: (share) => counts.fromFirst(share),
    },
    headings: { ...headings, entered: counts.heading },
  };
}

/** How many people there are to tell of: those of the first stage that isn't counted already. */
export function peopleOf(stages: readonly StageResult[], entered: number): number {
  if (stages[0]?.totals !== true) return entered;
  return stages.find(({ totals }) => totals !== true)?.count ?? entered;
}
