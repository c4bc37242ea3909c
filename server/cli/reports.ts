import type { Analysis } from "../../language/index.ts";
import type { FileOutcome } from "../engine/run/run-file.ts";
import { sayOnce } from "../report/notices.ts";
import type { FunnelReport } from "../report/report.ts";
import { reportStudy } from "../report/studies/words.ts";
import { renderStudyText, renderText } from "../report/text.ts";
import { subjectOf, timeZoneOf, timeZoneOfStudy } from "../report/time-zone.ts";
import { reportFunnel } from "../report/words.ts";
import type { Terminal } from "./terminal.ts";

/** A funnel that was run. */
export type Completed = Extract<FileOutcome, { kind: "run" }>;

export function reportOf(
  { funnel, run: { result } }: Completed,
  analysis: Analysis,
  { locale }: Pick<Terminal, "locale">,
): FunnelReport {
  const timeZone = timeZoneOf(funnel, analysis.program);
  return reportFunnel(result, funnel, locale, { timeZone });
}

/** What a terminal shows of the outcomes of one file, in their order. */
export function textsOf(
  outcomes: readonly FileOutcome[],
  analysis: Analysis,
  terminal: Terminal,
): readonly string[] {
  const said = new Set<string>();
  return outcomes.flatMap((outcome) => {
    const text = textOf(outcome, analysis, said, terminal);
    return text === undefined ? [] : [`${text.trimEnd()}\n`];
  });
}

function textOf(
  outcome: FileOutcome,
  analysis: Analysis,
  said: Set<string>,
  terminal: Terminal,
): string | undefined {
  switch (outcome.kind) {
    case "run":
      return renderText(sayOnce(reportOf(outcome, analysis, terminal), said), terminal);
    case "study": {
      const { study, run } = outcome;
      const { program } = analysis;
      const timeZone = timeZoneOfStudy(study, program);
      const on = subjectOf(study, program);
      const report = reportStudy(run.result, study, on, terminal.locale, { timeZone });
      return renderStudyText(sayOnce(report, said), terminal);
    }
    case "failure":
    case "broken":
      return undefined;
  }
}
