import type { FunnelModel, Program, StudyModel } from "../../language/index.ts";

/** In which a report shows the dates that only the data know: that of the funnel's first source. */
export function timeZoneOf(
  funnel: Pick<FunnelModel, "sources">,
  { sources }: Program,
): string | undefined {
  return sources.find(({ name }) => name === funnel.sources[0])?.timezone;
}

/** The funnel that a study is on; a retention is on none. */
export function subjectOf(
  study: StudyModel,
  { funnels, imported }: Program,
): FunnelModel | undefined {
  if (study.kind === "retention") return undefined;
  return [...funnels, ...imported].find(({ name }) => name === study.funnel);
}

/** That of what the study is on. */
export function timeZoneOfStudy(study: StudyModel, program: Program): string | undefined {
  const sources = study.kind === "retention" ? [study.source] : subjectOf(study, program)?.sources;
  return sources && timeZoneOf({ sources }, program);
}
