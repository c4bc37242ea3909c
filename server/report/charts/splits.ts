import type { ReportMessages } from "../messages/words.ts";
import type { StageReport } from "../report.ts";
import type { SplitFamily } from "./split-family.ts";
import type { ChartPart } from "./spec.ts";
import { list } from "./split-list.ts";
import { panels } from "./split-panels.ts";

/** Above this many a list. */
const mostPanels = 6;

/**
 * The values of a split below the funnel: up to six as small funnels that share one scale, the part
 * of those who entered; more as a list of their conversions. A tick on every bar is the whole funnel.
 */
export function splitsPart(
  family: SplitFamily,
  stages: readonly StageReport[],
  overall: number | null,
  messages: ReportMessages,
): ChartPart {
  return family.groups.length <= mostPanels
    ? panels(family, stages, messages)
    : list(family, overall, messages);
}
