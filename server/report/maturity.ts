import type { StageResult } from "../engine/result.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";

/** Who could still come to a stage, in words. */
export interface MaturityWords {
  /** "212 of 1,204 still have time"; empty where nobody has. */
  readonly open: string;
  /** "expected once everyone has had 14 d: 31.0 % (28.4–33.7)"; empty where nobody is open. */
  readonly expected: string;
}

/** `windowSeconds`: null where only the steps have limits. */
export function describeMaturity(
  stage: Pick<StageResult, "immature" | "kaplan_meier"> | undefined,
  entered: number,
  windowSeconds: number | null,
  messages: ReportMessages,
  figures: Figures,
): MaturityWords {
  const open = stage?.immature ?? 0;
  if (open === 0) return { open: "", expected: "" };
  const estimate = stage?.kaplan_meier ?? null;
  const duration = windowSeconds === null ? "" : figures.duration(windowSeconds);
  return {
    open: messages.open(open, figures.count(open), figures.count(entered)),
    expected:
      estimate === null
        ? ""
        : messages.expected(
            duration,
            figures.withInterval(figures.share(estimate.share), estimate.interval),
          ),
  };
}
