import type { MeasureDeclaration, MeasureModel } from "../../../language/index.ts";
import type { Computed, GroupFigures } from "../kernel/figures.ts";
import { evaluate, type Figures, type Measured } from "../kernel/measures/evaluate.ts";
import type { MeasureNeeds } from "../kernel/measures/needs.ts";
import { figuresOfFunnel, pairsOf } from "../kernel/measures/of-funnel.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { planMeasures } from "../plan/measures.ts";
import type { FigureUnit, MeasureResult } from "../result.ts";
import { round } from "../statistics/fraction.ts";
import type { GroupSums } from "./group-sums.ts";

type Group = Pick<Computed, "pairs" | "taken"> & Pick<GroupFigures, "figures">;

/** The measures and expectations of a funnel: what they ask for, and what they are. */
export interface MeasuredFunnel {
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  readonly needs: MeasureNeeds | undefined;
  /** Of all actors, or of one of the groups. */
  figures(group: Group, groups?: readonly GroupFigures[], index?: number): Figures;
  results(figures: Figures): { readonly measures?: readonly MeasureResult[] };
  unit(measure: string): FigureUnit;
}

export function measuredFunnel(
  funnel: ComputableFunnel,
  sums: GroupSums | undefined,
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
    figures: (group, groups, index) =>
      figuresOfFunnel(by, group, {
        amount: (kind, source) => sums?.amount(kind, source, groups, index),
        visits: () => sums?.visits(groups, index),
      }),
    results: (figures) =>
      measures.length === 0
        ? {}
        : { measures: measures.map((measure) => measureResult(measure, figures)) },
    unit: (name) => resultUnit(named.get(name)?.unit ?? "number"),
  };
}

export function measureResult(measure: MeasureDeclaration, figures: Figures): MeasureResult {
  const { name, unit, currency, format } = measure;
  return resultOf(name, evaluate(measure.value, figures), resultUnit(unit), format, currency);
}

function resultOf(
  name: string,
  { value, n, currency: found, p90 }: Measured,
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
  };
}

/** A plain number is a number like others once it is shown. */
function resultUnit(unit: MeasureDeclaration["unit"]): FigureUnit {
  return unit === "ratio" ? "number" : unit;
}
