import type { FunnelModel, RetentionModel, StudyModel } from "../../../language/index.ts";

/** The kinds of studies that the engine computes. The language reports the others. */
export const computedStudies = [
  "audience",
  "retention",
  "scenario",
] as const satisfies readonly StudyModel["kind"][];

export type ComputableStudy = Extract<
  StudyModel,
  { readonly kind: (typeof computedStudies)[number] }
>;

export function isComputableStudy(study: StudyModel): study is ComputableStudy {
  return computedStudies.some((kind) => kind === study.kind);
}

/**
 * The funnel whose rows a study reads: the one of these that it is on, without what is only asked of the funnel
 * itself. Undefined where there is none of that name.
 */
export function studyFunnel(
  study: StudyModel,
  funnels: readonly FunnelModel[],
): FunnelModel | undefined {
  if (study.kind === "retention") return retentionFunnel(study);
  const funnel = funnels.find(({ name }) => name === study.funnel);
  if (funnel === undefined) return undefined;
  const { compare: _compare, trend: _trend, ...rest } = funnel;
  const bare = { ...rest, splits: [], measures: [], expectations: [], notes: [] };
  // What there is to say is said in the file that is run.
  const { span, nameSpan } = study;
  return funnel.file === undefined ? bare : { ...bare, span, nameSpan };
}

/** The rows of a retention are read as those of a funnel of two stages. */
function retentionFunnel(study: RetentionModel): FunnelModel {
  const { name, span, nameSpan, runnable, source, where, splits, measures } = study;
  const stage = { span, nameSpan, optional: false };
  return {
    name,
    span,
    nameSpan,
    runnable,
    sources: [source],
    where,
    segments: [],
    order: "sequential",
    entry: "first",
    count: "actors",
    same: [],
    stages: [
      { ...stage, name: "start", match: study.start },
      { ...stage, name: "return", match: study.return },
    ],
    exits: [],
    without: [],
    splits,
    notes: [],
    measures,
    expectations: [],
    defaults: [],
  };
}
