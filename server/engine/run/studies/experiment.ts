import type { Diagnostic, ExperimentModel } from "../../../../language/index.ts";
import { computeFunnel } from "../../kernel/compute.ts";
import {
  type Compared,
  compareVariants,
  type ExperimentSpec,
  OFF,
  type VariantCounts,
} from "../../kernel/experiment.ts";
import type { GroupFigures } from "../../kernel/figures.ts";
import { withoutSeveral } from "../../kernel/variants.ts";
import type { VariantResult } from "../../result.ts";
import { found } from "../failure.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { measuredFunnel } from "../measure-results.ts";
import { notice } from "../notice.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";
import { createVariantMeasures } from "./variant-measures.ts";

/** More values are no variants, but names of actors or the like. */
const MOST = 50;

/** A variant as the data have it; `group`: its place among the groups, absent if nobody got it. */
interface Found extends VariantCounts {
  readonly group?: number;
}

/** The funnel's split is the variant on the first entry row, see `studyFunnel`. */
export function computeExperiment(
  study: ExperimentModel,
  data: StudyData,
): StudyFigures<"experiment"> {
  const { request, plan, scanned, sums } = data;
  const { funnel } = request;
  const spec = funnelSpec(funnel, plan.timeless);
  const { rows, several } = withoutSeveral(scanned.rows, spec);
  const [from, to] = [study.goal.from, study.goal.to].map((name) =>
    funnel.stages.findIndex((stage) => stage.name === name),
  );
  const step = { from: from ?? 0, to: to ?? 0 };
  const measured = measuredFunnel(funnel, sums);
  const measures = createVariantMeasures(study, funnel, measured);
  const computed = computeFunnel(rows, spec, {
    splits: [{ text: "variant", values: scanned.splitValues[0] ?? [] }],
    pairs: [step, ...measured.pairs],
    ...(measures.needs === undefined ? {} : { measures: measures.needs }),
  });
  const groups = computed.splits;
  const planned =
    study.split && new Map(study.split.map(({ variant, share }) => [variant, share] as const));
  const variants = chooseVariants(groups, study.control, planned);
  const entered = (of: readonly GroupFigures[]): number =>
    of.reduce((sum, { figures }) => sum + figures.entered, 0);
  const missing = groups.filter(({ by }) => by["variant"] === null);
  const chosen = variants.reduce((sum, each) => sum + each.entered, 0);
  const compared = compareVariants(variants, {
    control: study.control,
    confidence: study.confidence,
    ...(planned === undefined ? {} : { planned }),
  } satisfies ExperimentSpec);
  const control = variants.find(({ name }) => name === study.control)?.group;
  return {
    figures: {
      kind: "experiment",
      funnel: study.funnel,
      goal: study.goal,
      confidence: study.confidence,
      control: study.control,
      variants: compared.variants.map((variant, index): VariantResult => ({
        ...variant,
        ...measures.of(groups, variants[index]?.group, control),
      })),
      several,
      without_variant: entered(missing),
      other_variants: entered(groups) - entered(missing) - chosen,
      sample_ratio: compared.sample_ratio,
      trustworthy: compared.trustworthy,
      winner: compared.winner,
    },
    diagnostics: [
      ...stageNotices(funnel, rows, scanned.range, scanned.profiles, plan.timeless),
      ...experimentNotices(study, groups, variants, compared),
    ],
  };
}

/** The control first, then by name: the planned ones, or else all that there are, at most {@link MOST}. */
function chooseVariants(
  groups: readonly GroupFigures[],
  control: string,
  planned: ReadonlyMap<string, number> | undefined,
): readonly Found[] {
  const inData = groups.flatMap(({ by, figures, pairs }, group): Found[] => {
    const name = by["variant"];
    const [pair] = pairs;
    if (typeof name !== "string" || planned?.has(name) === false) return [];
    const counts = { from: pair?.reachedFrom ?? 0, to: pair?.reachedBoth ?? 0 };
    return [{ name, group, entered: figures.entered, ...counts }];
  });
  const isFirst = ({ name }: Found): number => (name === control ? 0 : 1);
  // Groups stand by falling entries.
  const kept = inData.toSorted((a, b) => isFirst(a) - isFirst(b)).slice(0, MOST);
  const nobody = [...(planned?.keys() ?? [])].filter((name) =>
    inData.every((each) => each.name !== name),
  );
  return [...kept, ...nobody.map((name) => ({ name, entered: 0, from: 0, to: 0 }))].sort(
    (a, b) => isFirst(a) - isFirst(b) || (a.name < b.name ? -1 : 1),
  );
}

function experimentNotices(
  study: ExperimentModel,
  groups: readonly GroupFigures[],
  variants: readonly Found[],
  { sample_ratio: { entry, from }, trustworthy }: Compared,
): Diagnostic[] {
  const place = study.nameSpan;
  const names = groups.flatMap(({ by: { variant } }) => variant ?? []);
  const control = variants.find(({ name }) => name === study.control);
  return [
    ...((control?.entered ?? 0) > 0
      ? []
      : [
          notice(
            found("FNL5290", { control: study.control, values: names.slice(0, 5).join(", ") }),
            place,
          ),
        ]),
    ...(trustworthy
      ? []
      : [
          notice(
            found("FNL5291", {
              counts: variants.map(({ name, entered }) => `${name}: ${entered}`).join(", "),
              stage: entry !== null && entry.p < OFF ? "" : study.goal.from,
              p: Math.min(entry?.p ?? 1, from?.p ?? 1),
            }),
            place,
          ),
        ]),
    ...(names.length > MOST && study.split === undefined
      ? [notice(found("FNL5292", { count: names.length, limit: MOST }), place)]
      : []),
  ];
}
