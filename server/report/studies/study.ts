import type { FunnelModel, StudyModel } from "../../../language/index.ts";
import type { StudyResult } from "../../engine/result.ts";
import type { StudyMessages } from "../messages/studies.ts";
import type { ReportMessages } from "../messages/words.ts";
import type { Figures } from "../numbers.ts";
import type { StudyReport } from "../study-report.ts";

/** What a study is worded with. */
export interface StudyScene<Kind extends StudyResult["kind"] = StudyResult["kind"]> {
  readonly result: Extract<StudyResult, { readonly kind: Kind }>;
  readonly study: StudyModel;
  /** The funnel that it is on. */
  readonly funnel: FunnelModel | undefined;
  readonly words: StudyMessages;
  readonly messages: ReportMessages;
  readonly figures: Figures;
  /** Of the dates that only the data know; IANA. */
  readonly timeZone: string;
}

/** What each kind says by itself. */
export interface StudyWords {
  /** What stands before the sources and the time: "Audience on Signup". */
  readonly about: string;
  readonly summary: StudyReport["summary"];
  readonly tables: StudyReport["tables"];
}

/** The name of a stage as the funnel's text labels it. */
export function stageName(name: string, funnel: FunnelModel | undefined): string {
  return funnel?.stages.find((stage) => stage.name === name)?.label ?? name;
}
