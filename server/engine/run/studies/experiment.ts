import type { Diagnostic, ExperimentModel } from "../../../../language/index.ts";
import {
  type Compared,
  compareVariants,
  type ExperimentSpec,
  OFF,
  type VariantCounts,
} from "../../kernel/experiment.ts";
import type { GroupFigures } from "../../kernel/figures.ts";
import { sumCounts } from "../../kernel/totals.ts";
import { withoutSeveral } from "../../kernel/variants.ts";
import type { VariantResult } from "../../result.ts";
import { round } from "../../statistics/fraction.ts";
import { found } from "../failure.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { computeActors } from "../join-counts.ts";
import { measuredFunnel } from "../measure-results.ts";
import { notice } from "../notice.ts";
import { stageNotices } from "../notices.ts";
import type { CountedTotals } from "../totals.ts";
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
  const { request, plan, scanned, sums, counted } = data;
  // Measures aren't compared over counts.
  const funnel = counted === undefined ? request.funnel : { ...request.funnel, measures: [] };
  const spec = funnelSpec(funnel, plan.timeless);
  const { rows, several } = withoutSeveral(scanned.rows, spec);
  const step = {
    from: funnel.stages.findIndex(({ name }) => name === study.goal.from),
    to: funnel.stages.findIndex(({ name }) => name === study.goal.to),
  };
  const measured = measuredFunnel(funnel, sums);
  const measures = createVariantMeasures(
    counted === undefined ? study : { ...study, measures: [] },
    funnel,
    measured,
  );
  const computed = computeActors(rows, spec, {
    splits: [{ text: "variant", values: scanned.splitValues[0] ?? [] }],
    pairs: [...(step.from < 0 ? [] : [step]), ...measured.pairs],
    ...(measures.needs === undefined ? {} : { measures: measures.needs }),
  });
  const groups = computed.splits;
  const planned =
    study.split && new Map(study.split.map(({ variant, share }) => [variant, share] as const));
  const all =
    counted === undefined
      ? groups.map(variantOf)
      : countedVariants(counted, groups, study.goal, funnel.stages, step.from < 0);
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
        ...measures.of(groups, variants[index]?.group, control),
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
function variantOf({ by, figures, pairs: [pair] }: GroupFigures, group: number): Found {
  const counts = { from: pair?.reachedFrom ?? 0, to: pair?.reachedBoth ?? 0 };
  return { name: by["variant"] ?? null, group, entered: figures.entered, ...counts };
}

/** Of counts, and of the actors behind them. Parts of one are rounded: what is compared are whole ones. */
function countedVariants(
  { totals, rows }: CountedTotals,
  groups: readonly GroupFigures[],
  goal: ExperimentModel["goal"],
  stages: StudyData["request"]["funnel"]["stages"],
  isCounted: boolean,
): readonly Found[] {
  const counts = totals.part.stages;
  const names = [
    ...rows.map(({ values: [value = null] }) => value),
    ...groups.map(({ by }) => by["variant"] ?? null),
  ];
  return [...new Set(names)].map((name): Found => {
    const sums = sumCounts(
      rows.filter(({ values: [value = null] }) => value === name),
      counts.length,
    ).map((sum) => round(sum, 0));
    const group = groups.findIndex(({ by }) => (by["variant"] ?? null) === name);
    const own = groups[group];
    const countOf = (stage: string): number => {
      const place = counts.findIndex((each) => each.name === stage);
      if (place >= 0) return sums[place] ?? 0;
      const index = stages.findIndex((each) => each.name === stage);
      return own?.figures.stages[index]?.count ?? 0;
    };
    const [first] = counts;
    return {
      name,
      ...(own === undefined ? {} : { group }),
      ...(isCounted || own === undefined
        ? { from: countOf(goal.from), to: countOf(goal.to) }
        : variantOf(own, group)),
      entered: first === undefined ? 0 : countOf(first.name),
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
