import type { ExperimentModel, MeasureModel, StageModel } from "../../../../language/index.ts";
import type { MeasureNeeds, Need, Taken } from "../../kernel/measures/needs.ts";
import { roundEnd } from "../../kernel/shares.ts";
import type { ComputableFunnel } from "../../plan/computable.ts";
import { planMeasures } from "../../plan/measures.ts";
import type { VariantMeasure, VariantResult } from "../../result.ts";
import { compareMedians } from "../../statistics/bootstrap.ts";
import { normalPoint } from "../../statistics/normal.ts";
import { round } from "../../statistics/fraction.ts";
import type { Ends, Proportion } from "../../statistics/proportion.ts";
import { compareProportions, newcombe } from "../../statistics/proportions.ts";
import { sampleOf, welch } from "../../statistics/welch.ts";
import type { GroupSums } from "../group-sums.ts";
import type { JoinedSplit } from "../join-counts.ts";
import type { MeasuredFunnel } from "../measure-results.ts";
import { type MeasureTest, type ShareOf, type TestedGroup, testOf } from "./measure-tests.ts";

/** The measures of an experiment's variants. */
export interface VariantMeasures {
  /** What is to be taken down; absent: nothing. */
  readonly needs?: MeasureNeeds;
  /** Of a variant's group, against the control's; nothing where no measures are asked for. */
  of(
    groups: readonly JoinedSplit[],
    sums: GroupSums | undefined,
    group: number | undefined,
    control: number | undefined,
  ): Pick<VariantResult, "measures">;
}

/** Each measure is tested by what its kind allows: see `measure-tests.ts`. `totals`: stages that are counted already. */
export function createVariantMeasures(
  { measures: names, confidence }: ExperimentModel,
  funnel: ComputableFunnel,
  measured: MeasuredFunnel,
  totals: readonly StageModel[],
): VariantMeasures {
  const base = measured.needs;
  if (names.length === 0) return { ...(base && { needs: base }), of: () => ({}) };
  const plan = planMeasures(funnel);
  const modelOf = (name: string): MeasureModel | undefined =>
    funnel.measures.find((measure) => measure.name === name)?.value;
  const needs: Need[] = [...plan.needs];
  const counted = (from?: string, to?: string): ShareOf | undefined => {
    const isCounted = totals.some(({ name }) => from === undefined || name === from);
    return isCounted ? (group) => countedShare(measured, group, from, to) : undefined;
  };
  const tests = new Map<string, MeasureTest>();
  const take = (need: Need): number => needs.push(need) - 1;
  for (const name of names) {
    const model = modelOf(name);
    const test = model && testOf(model, { funnel, plan, modelOf, counted, take });
    if (test !== undefined) tests.set(name, test);
  }
  const z = normalPoint(confidence);
  return {
    ...(needs.length === 0
      ? {}
      : {
          needs: { needs, ...(base?.entryMark === undefined ? {} : { entryMark: base.entryMark }) },
        }),
    of(groups, sums, group, control) {
      const mine = group === undefined ? undefined : groups[group];
      const theirs = control === undefined || control === group ? undefined : groups[control];
      if (mine === undefined) return { measures: [] };
      const { measures: results = [] } = measured.results(
        measured.figures(mine, sums?.group(groups, group ?? -1)),
      );
      return {
        measures: results
          .filter(({ name }) => names.includes(name))
          .map((result): VariantMeasure => {
            const test = tests.get(result.name);
            if (test === undefined || theirs === undefined) return result;
            return { ...result, ...compare(test, mine, theirs, confidence, z) };
          }),
      };
    },
  };
}

/** Of counts; where more is counted at the second stage, it is no part of the first: nothing of nothing. */
function countedShare(
  measured: MeasuredFunnel,
  group: TestedGroup,
  from: string | undefined,
  to: string | undefined,
): Proportion {
  const counts = measured.figures(group, undefined).counted?.(from, to);
  const trials = counts === undefined ? 0 : round(counts.from, 0);
  const successes = counts === undefined ? 0 : round(counts.to, 0);
  return successes > trials ? { successes: 0, trials: 0 } : { successes, trials };
}

interface Difference {
  readonly difference: number;
  readonly interval: Ends | null;
  readonly p: number | null;
}

function compare(
  test: MeasureTest,
  mine: TestedGroup,
  theirs: TestedGroup,
  confidence: number,
  z: number,
): Pick<VariantMeasure, "difference" | "difference_interval" | "p"> {
  const found = differenceOf(test, mine, theirs, confidence, z);
  if (found === null) return { difference: null, difference_interval: null, p: null };
  const scaled = (value: number): number => roundEnd(value * test.scale);
  const { interval, p } = found;
  return {
    difference: scaled(found.difference),
    difference_interval:
      interval &&
      (test.scale < 0
        ? [scaled(interval[1]), scaled(interval[0])]
        : [scaled(interval[0]), scaled(interval[1])]),
    p: p === null ? null : roundEnd(p),
  };
}

function differenceOf(
  test: MeasureTest,
  mine: TestedGroup,
  theirs: TestedGroup,
  confidence: number,
  z: number,
): Difference | null {
  switch (test.kind) {
    case "share": {
      const [left, right] = [test.share(mine), test.share(theirs)];
      if (left.trials === 0 || right.trials === 0) return null;
      return {
        difference: left.successes / left.trials - right.successes / right.trials,
        interval: newcombe(left, right, z),
        p: compareProportions(left, right),
      };
    }
    case "mean": {
      const [left, right] = [sampleOf(valuesIn(mine, test)), sampleOf(valuesIn(theirs, test))];
      return left && right && welch(left, right, confidence);
    }
    case "median":
      return compareMedians(valuesIn(mine, test), valuesIn(theirs, test), confidence);
  }
}

/** A copy: tests sort them. */
function valuesIn({ taken }: TestedGroup, { need }: { readonly need: number }): Float64Array {
  const found: Taken | undefined = taken?.[need];
  return found?.kind === "values" ? found.values.slice() : new Float64Array(0);
}
