import type { Diagnostic, ExperimentModel, StageModel } from "../../../../language/index.ts";
import {
  type Compared,
  compareVariants,
  type ExperimentSpec,
  OFF,
  type VariantCounts,
} from "../../kernel/experiment.ts";
import { withoutSeveral } from "../../kernel/variants.ts";
import type { VariantResult } from "../../result.ts";
import { round } from "../../statistics/fraction.ts";
import { found } from "../failure.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { computeActors, joinCounts, type JoinedSplit, splitsWithCounts } from "../join-counts.ts";
import { measuredFunnel } from "../measure-results.ts";
import { notice } from "../notice.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";
import { createVariantMeasures } from "./variant-measures.ts";

/** More values are no variants, but names of actors or the like. */
const MOST = 50;

/** As the data have it; `group`: its place among the groups of actors, absent if nobody got it. */
interface Found extends Omit<VariantCounts, "name"> {
  /** Null: missing. */
  readonly name: string | null;
  readonly group?: number;
}

type Variant = Found & VariantCounts;

/** The funnel's split is the variant on the first entry row, see `studyFunnel`. */
export function computeExperiment(
  study: ExperimentModel,
  data: StudyData,
): StudyFigures<"experiment"> {
  const {
    request: { funnel },
    plan,
    scanned,
    sums,
    counted,
  } = data;
  const spec = funnelSpec(funnel, plan.timeless);
  const { rows, several } = withoutSeveral(scanned.rows, spec);
  const step = {
    from: funnel.stages.findIndex(({ name }) => name === study.goal.from),
    to: funnel.stages.findIndex(({ name }) => name === study.goal.to),
  };
  const totals = counted?.totals.part.stages ?? [];
  const measured = measuredFunnel(funnel, totals);
  const measures = createVariantMeasures(study, funnel, measured, totals);
  const values = scanned.splitValues[0] ?? [];
  const splits = splitsWithCounts([{ text: "variant", values }], counted);
  const asked = {
    pairs: [...(step.from < 0 ? [] : [step]), ...measured.pairs],
    needs: measures.needs,
  };
  const computed = computeActors(rows, spec, {
    splits,
    pairs: asked.pairs,
    ...(asked.needs === undefined ? {} : { measures: asked.needs }),
  });
  const groups = joinCounts(computed, splits, spec, asked, counted).splits;
  const planned =
    study.split && new Map(study.split.map(({ variant, share }) => [variant, share] as const));
  const all =
    counted === undefined
      ? groups.map(variantOf)
      : countedVariants(totals, groups, study.goal, funnel.stages, step.from < 0);
  const variants = chooseVariants(all, study.control, planned);
  const enteredOf = (of: readonly Found[]): number =>
    of.reduce((sum, { entered }) => sum + entered, 0);
  const missing = all.filter(({ name }) => name === null);
  const compared = compareVariants(variants, {
    control: study.control,
    confidence: study.confidence,
    ...(planned === undefined ? {} : { planned }),
    isUnplanned: planned === undefined && counted !== undefined,
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
        ...measures.of(groups, sums, variants[index]?.group, control),
      })),
      several,
      without_variant: enteredOf(missing),
      other_variants: enteredOf(all) - enteredOf(missing) - enteredOf(variants),
      sample_ratio: compared.sample_ratio,
      trustworthy: compared.trustworthy,
      winner: compared.winner,
    },
    diagnostics: [
      ...stageNotices(funnel, rows, scanned.range, scanned.profiles, plan.timeless),
      ...experimentNotices(study, all, variants, compared),
    ],
  };
}

/** The first of its pairs is the goal's. */
function variantOf({ by, figures, pairs: [pair] }: JoinedSplit, group: number): Found {
  const counts = { from: pair?.reachedFrom ?? 0, to: pair?.reachedBoth ?? 0 };
  return { name: by["variant"] ?? null, group, entered: figures.entered, ...counts };
}

/** Of counts, and of the actors behind them. Parts of one are rounded: what is compared are whole ones. */
function countedVariants(
  totals: readonly StageModel[],
  groups: readonly JoinedSplit[],
  goal: ExperimentModel["goal"],
  stages: readonly StageModel[],
  isCounted: boolean,
): readonly Found[] {
  return groups.map((own, group): Found => {
    const { by, figures, counts = [] } = own;
    const countOf = (stage: string): number => {
      const count = counts[totals.findIndex((each) => each.name === stage)];
      if (count !== undefined) return round(count, 0);
      return figures.stages[stages.findIndex((each) => each.name === stage)]?.count ?? 0;
    };
    return {
      name: by["variant"] ?? null,
      group,
      ...(isCounted ? { from: countOf(goal.from), to: countOf(goal.to) } : variantOf(own, group)),
      entered: countOf(totals[0]?.name ?? ""),
    };
  });
}

/** The control first, then by name: the planned ones, or else all that there are, at most {@link MOST}. */
function chooseVariants(
  all: readonly Found[],
  control: string,
  planned: ReadonlyMap<string, number> | undefined,
): readonly Variant[] {
  const inData = all.flatMap(({ name, ...found }): Variant[] =>
    name === null || planned?.has(name) === false ? [] : [{ name, ...found }],
  );
  const isFirst = ({ name }: Variant): number => (name === control ? 0 : 1);
  const kept = inData
    .toSorted(
      (a, b) => isFirst(a) - isFirst(b) || b.entered - a.entered || (a.name < b.name ? -1 : 1),
    )
    .slice(0, MOST);
  const nobody = [...(planned?.keys() ?? [])].filter((name) =>
    inData.every((each) => each.name !== name),
  );
  return [...kept, ...nobody.map((name) => ({ name, entered: 0, from: 0, to: 0 }))].sort(
    (a, b) => isFirst(a) - isFirst(b) || (a.name < b.name ? -1 : 1),
  );
}

function experimentNotices(
  study: ExperimentModel,
  all: readonly Found[],
  variants: readonly Variant[],
  { sample_ratio: { entry, from }, trustworthy }: Compared,
): Diagnostic[] {
  const place = study.nameSpan;
  const names = all.flatMap(({ name }) => name ?? []);
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
