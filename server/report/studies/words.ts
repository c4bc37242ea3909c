import type { FunnelModel, Locale, StudyModel } from "../../../language/index.ts";
import type { StudyResult } from "../../engine/result.ts";
import { describeRange } from "../dates.ts";
import { harmless } from "../harmless.ts";
import { studiesEn } from "../messages/studies-en.ts";
import { studiesRu } from "../messages/studies-ru.ts";
import { describeNotices } from "../notices.ts";
import { createFigures } from "../numbers.ts";
import type { StudyReport } from "../study-report.ts";
import { type ReportOptions, describeRows, reportMessages } from "../words.ts";
import { describeAudience } from "./audience.ts";
import { describeDrivers } from "./drivers.ts";
import { describeExperiment } from "./experiment.ts";
import { describeRetention } from "./retention.ts";
import { describeScenario } from "./scenario.ts";
import { describeScore } from "./score.ts";
import type { StudyScene, StudyWords } from "./study.ts";

/** Says the result of a study in words. Pure. `funnel` is the one that it is on. */
export function reportStudy(
  result: StudyResult,
  study: StudyModel,
  funnel: FunnelModel | undefined,
  locale: Locale,
  options: ReportOptions = {},
): StudyReport {
  const messages = reportMessages(locale);
  const figures = createFigures(messages);
  const timeZone = options.timeZone ?? "UTC";
  const words = locale === "ru" ? studiesRu : studiesEn;
  const scene = { study, funnel, words, messages, figures, timeZone };
  const { about, summary, tables } = describeStudy(result, scene);
  const sources = harmless(result.sources.map(({ name }) => name).join(", "));
  const range = describeRange(funnel?.during, withDuring(result, funnel), messages, timeZone);
  return {
    kind: result.kind,
    title: harmless(study.name),
    ...(study.doc === undefined ? {} : { doc: study.doc }),
    context: [about, range, sources].filter((part) => part !== "").join(" · "),
    summary,
    announcement: `${harmless(study.name)}: ${summary[0] ?? ""}`,
    tables,
    notices: describeNotices(result, locale, messages, figures),
    rows: describeRows(result, messages, figures),
  };
}

function describeStudy(result: StudyResult, scene: Omit<StudyScene, "result">): StudyWords {
  switch (result.kind) {
    case "audience":
      return describeAudience({ ...scene, result });
    case "retention":
      return describeRetention({ ...scene, result });
    case "scenario":
      return describeScenario({ ...scene, result });
    case "experiment":
      return describeExperiment({ ...scene, result });
    case "drivers":
      return describeDrivers({ ...scene, result });
    case "score":
      return describeScore({ ...scene, result });
  }
}

/** The entries of a `during last …` end with the last row. */
function withDuring(
  { as_of }: StudyResult,
  funnel: FunnelModel | undefined,
): Parameters<typeof describeRange>[1] {
  const during = funnel?.during;
  const isLast = during?.kind === "last" && as_of !== null;
  const from = isLast ? new Date(Date.parse(as_of) - during.duration / 1000).toISOString() : null;
  return { as_of, during: { from, to: as_of } };
}
