import type { FunnelModel } from "../../../language/index.ts";
import type { FunnelResult } from "../../engine/result.ts";
import type { ReportMessages } from "../messages/words.ts";
import type { Figures } from "../numbers.ts";
import type { FunnelReport } from "../report.ts";

/** What the charts of a funnel are drawn from. */
export interface ChartScene {
  readonly result: FunnelResult;
  readonly report: FunnelReport;
  /** Knows notes, labels of exits and what a trend's points are. */
  readonly funnel: FunnelModel | undefined;
  readonly messages: ReportMessages;
  readonly figures: Figures;
  /** IANA. */
  readonly timeZone: string;
}
