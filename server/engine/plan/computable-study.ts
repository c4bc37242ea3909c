import type {
  FunnelModel,
  MeasureModel,
  RetentionModel,
  StudyModel,
} from "../../../language/index.ts";

/** The kinds of studies that the engine computes. The language reports the others. */
export const computedStudies = [
  "audience",
  "drivers",
  "experiment",
  "retention",
  "scenario",
  "score",
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
  // What there is to say is said in the file that is run.
  const { span, nameSpan } = funnel.file === undefined ? funnel : study;
  const bare = {
    ...rest,
    span,
    nameSpan,
    splits: [],
    measures: [],
    expectations: [],
    notes: [],
  };
  switch (study.kind) {
    case "experiment":
      return {
        ...bare,
        count: "actors",
        splits: [{ text: "variant", span: study.span, value: study.variant, at: "entry" }],
        measures: withNeeded(study.measures, funnel.measures),
      };
    case "drivers":
    case "score":
      return { ...bare, count: "actors" };
    case "audience":
    case "scenario":
      return bare;
  }
}

/** The measures of these names, and those that they are computed from. */
function withNeeded(
  names: readonly string[],
  measures: FunnelModel["measures"],
): FunnelModel["measures"] {
  const needed = new Set(names);
  for (const name of needed) {
    const measure = measures.find((each) => each.name === name);
    for (const other of measure === undefined ? [] : namesIn(measure.value)) needed.add(other);
  }
  return measures.filter(({ name }) => needed.has(name));
}

function namesIn(measure: MeasureModel): readonly string[] {
  switch (measure.kind) {
    case "measure":
      return [measure.name];
    case "negation":
      return namesIn(measure.operand);
    case "arithmetic":
      return [...namesIn(measure.left), ...namesIn(measure.right)];
    default:
      return [];
  }
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
