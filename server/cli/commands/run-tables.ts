import type { Analysis } from "../../../language/index.ts";
import type { FileOutcome } from "../../engine/run/run-file.ts";
import { funnelMarkdown, studyMarkdown } from "../../report/markdown.ts";
import { reportStudy } from "../../report/studies/words.ts";
import { subjectOf, timeZoneOf, timeZoneOfStudy } from "../../report/time-zone.ts";
import { reportFunnel } from "../../report/words.ts";
import { loadReport } from "../bundles.ts";
import type { Context } from "../context.ts";

type Locale = Context["terminal"]["locale"];

/** What ran, in Markdown: one after the other. */
export function markdownOf(
  outcomes: readonly FileOutcome[],
  { program }: Analysis,
  locale: Locale,
): readonly string[] {
  return outcomes.flatMap((outcome) => {
    switch (outcome.kind) {
      case "run": {
        const { funnel, run } = outcome;
        const timeZone = timeZoneOf(funnel, program);
        return [funnelMarkdown(reportFunnel(run.result, funnel, locale, { timeZone }))];
      }
      case "study": {
        const { study, run } = outcome;
        const timeZone = timeZoneOfStudy(study, program);
        const on = subjectOf(study, program);
        return [studyMarkdown(reportStudy(run.result, study, on, locale, { timeZone }))];
      }
      case "failure":
      case "broken":
        return [];
    }
  });
}

/** The figures of the first result for spreadsheets; nothing where none ran. */
export async function tableOf(
  outcomes: readonly FileOutcome[],
  format: "csv" | "xlsx",
  locale: Locale,
): Promise<string | Uint8Array> {
  const ran = outcomes.find((outcome) => outcome.kind === "run" || outcome.kind === "study");
  if (ran === undefined) return "";
  const { delimited, resultSheets, writeXlsx } = await loadReport();
  const sheets = resultSheets(ran.run.result, locale);
  return format === "csv"
    ? delimited(sheets[0], { separator: ",", decimal: "." })
    : writeXlsx(sheets);
}
