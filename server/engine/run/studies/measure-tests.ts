import type { MeasureModel } from "../../../../language/index.ts";
import type { Need, Taken } from "../../kernel/measures/needs.ts";
import { pairOf } from "../../kernel/measures/of-funnel.ts";
import { isDuration } from "../../kernel/measures/units.ts";
import type { ComputableFunnel } from "../../plan/computable.ts";
import type { MeasurePlan } from "../../plan/measures.ts";
import type { Proportion } from "../../statistics/proportion.ts";
import type { JoinedGroup } from "../join-counts.ts";

/** A variant, by what is known of its actors and counts. */
export type TestedGroup = Pick<JoinedGroup, "figures" | "pairs" | "taken" | "counts">;

/** By what two groups are compared in a measure. `scale`: from what is tested to the measure's unit. */
export type MeasureTest = { readonly scale: number } & (
  | { readonly kind: "share"; readonly share: ShareOf }
  /** `need`: which of what was taken down are the values, one an actor. */
  | { readonly kind: "mean" | "median"; readonly need: number }
);

/** How many of how many. */
export type ShareOf = (group: TestedGroup) => Proportion;

export interface MeasureScene {
  readonly funnel: ComputableFunnel;
  readonly plan: MeasurePlan;
  modelOf(name: string): MeasureModel | undefined;
  /** Of a step from a stage that is counted already; undefined: it begins with actors. */
  counted(from?: string, to?: string): ShareOf | undefined;
  /** Has something more taken down. */
  readonly take: (need: Need) => number;
}

const MICROSECOND = 1e-6;

/**
 * Shares by the test of two proportions, means by Welch's, medians by the bootstrap; undefined where there is
 * none: tests are of actors, so a measure must have one value, or one yes or no, of each.
 */
export function testOf(model: MeasureModel, scene: MeasureScene): MeasureTest | undefined {
  const { funnel, plan, take } = scene;
  const taken = (kind: "mean" | "median", value?: Parameters<typeof isDuration>[0]) =>
    ({
      kind,
      need: plan.needOf(model),
      scale: value !== undefined && isDuration(value) ? MICROSECOND : 1,
    }) satisfies MeasureTest;
  switch (model.kind) {
    case "figure":
      return figureTest(model, scene);
    case "ctr": {
      const share = scene.counted(model.from, model.to);
      return share && { kind: "share", scale: 1, share };
    }
    case "share":
    case "csat":
    case "repeat_rate":
      return { kind: "share", scale: 1, share: shareOf(plan.needOf(model)) };
    case "aggregate":
      if (model.over !== "at") return undefined;
      if (model.function === "avg") return taken("mean", model.value);
      return model.function === "median" ? taken("median", model.value) : undefined;
    case "ltv": {
      const { value } = model;
      const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
      return sumTest(plan.needs[plan.needOf(model)], goal, value, take);
    }
    case "arithmetic": {
      const { left, operator, right } = model;
      const isEach =
        operator === "/" &&
        left.kind === "aggregate" &&
        left.function === "sum" &&
        right.kind === "actors" &&
        right.stage === funnel.stages[0]?.name;
      if (!isEach || !entersFirst(funnel)) return undefined;
      return sumTest(plan.needs[plan.needOf(left)], 0, left.value, take);
    }
    case "business":
      if (model.figure === "win_rate") {
        return { kind: "share", scale: 1, share: shareOf(plan.needOf(model)) };
      }
      return model.figure === "sales_cycle" ? timeTest("median", {}, scene) : undefined;
    case "measure": {
      const other = scene.modelOf(model.name);
      return other && testOf(other, scene);
    }
    case "number":
    case "actors":
    case "count":
    case "cost":
    case "value":
    case "nps":
    case "referrals_per_actor":
    case "negation":
      return undefined;
  }
}

function figureTest(
  model: Extract<MeasureModel, { readonly kind: "figure" }>,
  scene: MeasureScene,
): MeasureTest | undefined {
  const { funnel, plan } = scene;
  switch (model.figure) {
    case "conversion":
    case "dropoff": {
      const scale = model.figure === "conversion" ? 1 : -1;
      if (model.within !== undefined) {
        return { kind: "share", scale, share: shareOf(plan.needOf(model)) };
      }
      const counted = scene.counted(model.from, model.to);
      if (counted !== undefined) return { kind: "share", scale, share: counted };
      const wanted = pairOf(model, funnel.stages);
      return {
        kind: "share",
        scale,
        share({ pairs }) {
          const pair = pairs.find(({ from, to }) => from === wanted.from && to === wanted.to);
          return { successes: pair?.reachedBoth ?? 0, trials: pair?.reachedFrom ?? 0 };
        },
      };
    }
    case "median_time":
      return timeTest("median", model, scene);
    case "average_time":
      return timeTest("mean", model, scene);
    case "p90_time":
      return undefined;
  }
}

function timeTest(
  kind: "mean" | "median",
  step: { readonly from?: string; readonly to?: string },
  { funnel, take }: MeasureScene,
): MeasureTest | undefined {
  const { stages, order } = funnel;
  const { from, to } = pairOf(step, stages);
  const isWhole = from < 0;
  // Which rows are the first and the last differs from actor to actor there.
  if (order === "any") return undefined;
  const goal = stages.findLastIndex(({ optional }) => !optional);
  const need = take({ kind: "times", from: isWhole ? 0 : from, to: isWhole ? goal : to });
  return { kind, need, scale: MICROSECOND };
}

/** What each actor brought, of all who reached `per`. */
function sumTest(
  need: Need | undefined,
  per: number,
  value: Parameters<typeof isDuration>[0],
  take: MeasureScene["take"],
): MeasureTest | undefined {
  if (need?.kind !== "values") return undefined;
  const scale = isDuration(value) ? MICROSECOND : 1;
  return { kind: "mean", need: take({ ...need, kind: "sums", per }), scale };
}

/** Whoever reached any stage reached the first one. */
function entersFirst({ order, model }: ComputableFunnel): boolean {
  return order !== "any" && order !== "furthest" && model !== "inverted";
}

function shareOf(need: number): ShareOf {
  return ({ taken }) => shareTaken(taken?.[need]);
}

/** How many of how many, of conditions and of parts. */
function shareTaken(taken: Taken | undefined): Proportion {
  if (taken === undefined) return { successes: 0, trials: 0 };
  if (taken.kind === "part") return { successes: taken.part, trials: taken.of };
  const successes = taken.values.reduce((sum, flag) => sum + flag, 0);
  return { successes, trials: taken.values.length };
}
