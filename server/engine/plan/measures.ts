import type {
  FigureExpectation,
  FunnelModel,
  MatchModel,
  MeasureModel,
  RowExpr,
} from "../../../language/index.ts";
import type { MeasureNeeds, Need } from "../kernel/measures/needs.ts";
import { type ValuePlan, visitExpr } from "./plan.ts";

/** What a funnel's measures and expectations ask for. */
export interface MeasurePlan extends MeasureNeeds {
  /** What is read beside rows, in the order of the needs' `value`. */
  readonly values: readonly ValuePlan[];
  /** Which need a figure has; -1: none. */
  needOf(figure: MeasureModel): number;
  /** Steps by the names of their stages; undefined: the whole funnel. */
  readonly steps: readonly { readonly from: string | undefined; readonly to: string | undefined }[];
  /** Sums over whole sources, each once. */
  readonly amounts: readonly { readonly kind: "cost" | "value"; readonly source: string }[];
  /** Something is asked of visits. */
  readonly hasVisits: boolean;
  /** Of the mark {@link MeasureNeeds.entryMark}. */
  readonly entryMatch?: MatchModel;
}

export type MeasuredFunnel = Pick<
  FunnelModel,
  "stages" | "during" | "trend" | "without" | "exits" | "measures" | "expectations" | "model"
>;

export function planMeasures(funnel: MeasuredFunnel): MeasurePlan {
  const { stages, during, trend } = funnel;
  const indexOf = (name: string): number => stages.findIndex((stage) => stage.name === name);
  const goal = stages.findLastIndex(({ optional }) => !optional);
  const entryStage = funnel.model === "inverted" ? goal : 0;
  const mark = funnel.without.length + funnel.exits.length;
  const figures = figuresOf(funnel);
  const values: ValuePlan[] = [];
  const needs: Need[] = [];
  const keys: string[] = [];
  let asksEntry = false;

  // The points of a trend are the funnel with `during` cut to each.
  const isLimited = during !== undefined || trend !== undefined;
  /** Whether the rows of a stage outside of `during` matter, too. */
  const isOpen = (stage: number): boolean => isLimited && stage === entryStage;
  const valueOf = (wanted: ReadValue, stage: number, isAt: boolean): number => {
    const withMark = !isAt && isOpen(stage);
    if (withMark) asksEntry = true;
    const asked = { stages: 2 ** stage, ...(withMark ? { marks: 2 ** mark } : {}) };
    const key = JSON.stringify(wanted);
    const known = values.findIndex((each) => JSON.stringify(readOf(each)) === key);
    const before = values[known];
    if (before === undefined) return values.push({ ...wanted, ...asked }) - 1;
    const marks = before.marks ?? asked.marks;
    values[known] = {
      ...before,
      stages: before.stages | asked.stages,
      ...(marks === undefined ? {} : { marks }),
    };
    return known;
  };
  const needFor = (figure: MeasureModel): Need | undefined => {
    if ("stage" in figure && indexOf(figure.stage) < 0) return undefined;
    if (stages.length === 0) return undefined;
    const valuesNeed = (over: "at" | "of" | "after", stage: number, read: ReadValue): Need => ({
      kind: "values",
      over,
      stage,
      value: valueOf(read, stage, over === "at"),
    });
    const openStage = (name: string): number => {
      const stage = indexOf(name);
      if (isOpen(stage)) asksEntry = true;
      return stage;
    };
    switch (figure.kind) {
      case "figure": {
        const { from, to, within } = figure;
        if (within === undefined) return undefined;
        const start = from === undefined ? 0 : indexOf(from);
        return { kind: "within", from: start, to: to === undefined ? goal : indexOf(to), within };
      }
      case "count":
      case "referrals_per_actor":
        return { kind: "rows", stage: openStage(figure.stage) };
      case "aggregate":
        return valuesNeed(
          figure.over,
          indexOf(figure.stage),
          figure.function === "count" ? isThere(figure.value) : asNumber(figure.value),
        );
      case "share":
        return valuesNeed("at", indexOf(figure.stage), { value: figure.condition, as: "boolean" });
      case "csat":
        return valuesNeed("at", indexOf(figure.stage), answered(figure.condition));
      case "nps":
        return valuesNeed("at", indexOf(figure.stage), asNumber(figure.value));
      case "repeat_rate": {
        const { within } = figure;
        const stage = openStage(figure.stage);
        return { kind: "repeats", stage, ...(within === undefined ? {} : { within }) };
      }
      case "ltv":
        return valuesNeed("after", goal, asNumber(figure.value));
      case "business":
        return figure.figure === "win_rate" ? { kind: "won" } : undefined;
      case "number":
      case "actors":
      case "cost":
      case "value":
      case "measure":
      case "ctr":
      case "negation":
      case "arithmetic":
        return undefined;
    }
  };
  for (const figure of figures) {
    const key = JSON.stringify(figure);
    if (keys.includes(key)) continue;
    const need = needFor(figure);
    if (need === undefined) continue;
    keys.push(key);
    needs.push(need);
  }
  const entryMatch = asksEntry ? stages[entryStage]?.match : undefined;
  return {
    values,
    needs,
    needOf: (figure) => keys.indexOf(JSON.stringify(figure)),
    steps: figures.flatMap((figure) => {
      if (figure.kind === "figure" && figure.within === undefined) {
        // Steps from stages that are counted already are no steps of actors.
        if (figure.from !== undefined && indexOf(figure.from) < 0) return [];
        return [{ from: figure.from, to: figure.to }];
      }
      const isCycle = figure.kind === "business" && figure.figure === "sales_cycle";
      return isCycle ? [{ from: undefined, to: undefined }] : [];
    }),
    amounts: amountsIn(figures),
    hasVisits: figures.some(
      (figure) =>
        figure.kind === "business" &&
        figure.figure !== "win_rate" &&
        figure.figure !== "sales_cycle",
    ),
    ...(entryMatch === undefined ? {} : { entryMark: mark, entryMatch }),
  };
}

/** Without the rows that have it. */
function readOf({ value, as, where }: ValuePlan): ReadValue {
  return { value, as, ...(where === undefined ? {} : { where }) };
}

type ReadValue = Pick<ValuePlan, "value" | "as" | "where">;

function asNumber(value: RowExpr): ReadValue {
  return { value, as: "number" };
}

function isThere(value: RowExpr): ReadValue {
  return { value: { kind: "missing", negated: true, operand: value }, as: "boolean" };
}

/** A row without any of the columns that a condition names is no answer. */
function answered(condition: RowExpr): ReadValue {
  const columns = new Map<string, RowExpr>();
  visitExpr(condition, (expr) => {
    if (expr.kind === "column") columns.set(JSON.stringify(expr.path), expr);
  });
  const [first, ...others] = [...columns.values()].map((operand): RowExpr => ({
    kind: "missing",
    negated: true,
    operand,
  }));
  if (first === undefined) return { value: condition, as: "boolean" };
  const where = others.reduce(
    (left, right): RowExpr => ({ kind: "logic", operator: "or", left, right }),
    first,
  );
  return { value: condition, as: "boolean", where };
}

/** Every figure of the measures and expectations of a funnel, with those that stand in others. */
export function figuresOf({
  measures,
  expectations,
}: Pick<FunnelModel, "measures" | "expectations">): readonly MeasureModel[] {
  const sides = expectations
    .filter((expectation): expectation is FigureExpectation => expectation.kind === "figures")
    .flatMap(({ left, right, when }) => [left, right, ...(when ? [when.left, when.right] : [])]);
  return [...measures.map(({ value }) => value), ...sides].flatMap(partsOf);
}

function partsOf(measure: MeasureModel): readonly MeasureModel[] {
  switch (measure.kind) {
    case "negation":
      return partsOf(measure.operand);
    case "arithmetic":
      return [...partsOf(measure.left), ...partsOf(measure.right)];
    default:
      return [measure];
  }
}

function amountsIn(figures: readonly MeasureModel[]): MeasurePlan["amounts"] {
  const found = new Map<string, MeasurePlan["amounts"][number]>();
  for (const figure of figures) {
    if (figure.kind !== "cost" && figure.kind !== "value") continue;
    found.set(`${figure.kind} ${figure.source}`, { kind: figure.kind, source: figure.source });
  }
  return [...found.values()];
}
