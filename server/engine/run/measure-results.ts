import type { MeasureDeclaration, MeasureModel, StageModel } from "../../../language/index.ts";
import { evaluate, type Figures, type Measured } from "../kernel/measures/evaluate.ts";
import type { MeasureNeeds } from "../kernel/measures/needs.ts";
import { figuresOfFunnel, type MeasuredGroup, pairsOf } from "../kernel/measures/of-funnel.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { planMeasures } from "../plan/measures.ts";
import type { FigureUnit, MeasureResult } from "../result.ts";
import { type Fraction, round, whole } from "../statistics/fraction.ts";
import type { PartSums } from "./group-sums.ts";

interface Group extends MeasuredGroup {
  /** Of the stages that are counted already. */
  readonly counts?: readonly Fraction[];
}

/** The measures and expectations of a funnel: what they ask for, and what they are. */
export interface MeasuredFunnel {
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  readonly needs: MeasureNeeds | undefined;
  /** Of all actors, of a group or of a point, with the sums over rows of sources of the same. */
  figures(group: Group, sums: PartSums | undefined): Figures;
  results(figures: Figures): { readonly measures?: readonly MeasureResult[] };
  unit(measure: string): FigureUnit;
}

export function measuredFunnel(
  funnel: ComputableFunnel,
  totals: readonly StageModel[] = [],
): MeasuredFunnel {
  const { stages, measures } = funnel;
  const plan = planMeasures(funnel);
  const named = new Map(measures.map((measure) => [measure.name, measure]));
  const by = {
    stages,
    needOf: (figure: MeasureModel) => plan.needOf(figure),
    measure: (name: string) => named.get(name)?.value,
  };
  return {
    pairs: pairsOf(plan.steps, stages),
    needs: plan.needs.length === 0 ? undefined : plan,
    figures: (group, sums) =>
      figuresOfFunnel(by, group, {
        ...sums,
        ...(totals.length === 0 ? {} : countsOf(totals, stages, group)),
      }),
    results: (figures) =>
      measures.length === 0
        ? {}
        : { measures: measures.map((measure) => measureResult(measure, figures)) },
    unit: (name) => resultUnit(named.get(name)?.unit ?? "number"),
  };
}

/** Figures of stages that are counted already, and of steps from them. */
function countsOf(
  totals: readonly StageModel[],
  stages: readonly StageModel[],
  { counts = [], figures }: Group,
): Pick<Figures, "total" | "counted"> {
  const total = (stage: string): Fraction | undefined =>
    counts[totals.findIndex(({ name }) => name === stage)];
  const actors = (stage: string): Fraction =>
    whole(figures.stages[stages.findIndex(({ name }) => name === stage)]?.count ?? 0);
  const goal = [...totals, ...stages].findLast(({ optional }) => !optional)?.name ?? "";
  return {
    total,
    counted(from = totals[0]?.name ?? "", to = goal) {
      const before = total(from);
      return before && { from: before, to: total(to) ?? actors(to) };
    },
  };
}

export function measureResult(measure: MeasureDeclaration, figures: Figures): MeasureResult {
  const { name, unit, currency, format } = measure;
  return resultOf(name, evaluate(measure.value, figures), resultUnit(unit), format, currency);
}

function resultOf(
  name: string,
  { value, n, currency: found, p90, open }: Measured,
  unit: FigureUnit,
  format: MeasureResult["format"],
  said: string | undefined,
): MeasureResult {
  const currency = unit === "money" ? (said ?? found) : undefined;
  return {
    name,
    value: value && round(value, 6),
    unit,
    ...(currency === undefined ? {} : { currency }),
    format,
    ...(n === undefined ? {} : { n }),
    ...(p90 === undefined ? {} : { p90: round(p90, 6) }),
    ...(open === undefined ? {} : { open }),
  };
}

/** A plain number is a number like others once it is shown. */
function resultUnit(unit: MeasureDeclaration["unit"]): FigureUnit {
  return unit === "ratio" ? "number" : unit;
}
