import type { MeasureModel } from "../../../../language/index.ts";
import {
  decimalExtreme,
  decimalMean,
  decimalQuantile,
  decimalSum,
} from "../../statistics/decimals.ts";
import {
  add,
  divide,
  fraction,
  fromDecimal,
  multiply,
  negate,
  subtract,
  whole,
  type Fraction,
} from "../../statistics/fraction.ts";
import { inSeconds } from "../durations.ts";
import type { PairFigures } from "../figures.ts";
import type { Taken } from "./needs.ts";
import { promoterScore } from "./promoters.ts";
import { isDuration } from "./units.ts";

/** What figures are computed from, of one group of actors: of a funnel, a cohort, a variant. */
export interface Figures {
  /** How many reached a stage. */
  actors(stage: string): number;
  /** A step; without stages the whole. */
  pair(from: string | undefined, to: string | undefined): PairFigures;
  /** What was taken down for a figure, see `needs.ts`. */
  taken(figure: MeasureModel): Taken | undefined;
  /** How many entered, and how many reached the goal. */
  entered(): number;
  converted(): number;
  /** Of stages that are counted already: their count. */
  total?(stage: string): Fraction | undefined;
  /** A step from such a stage, or the whole that begins with one; undefined: it begins with actors. */
  counted?(
    from: string | undefined,
    to: string | undefined,
  ): { readonly from: Fraction; readonly to: Fraction } | undefined;
  amount?(kind: "cost" | "value", source: string): Amount | undefined;
  visits?(): Visits | undefined;
  /** The value of another measure. */
  measure(name: string): Measured;
}

/** A sum over rows of a source. */
export interface Amount {
  /** Null: missing. */
  readonly sum: Fraction | null;
  /** Rows that have one. */
  readonly rows: number;
  /** Where all are in one. */
  readonly currency?: string;
}

export interface Visits {
  readonly count: number;
  /** With one row. */
  readonly single: number;
  readonly rows: number;
  /** From the first row to the last, of all together. Microseconds. */
  readonly microseconds: bigint;
}

/** The exact value of a figure. */
export interface Measured {
  /** Shares as they are, durations in seconds. Null: missing. */
  readonly value: Fraction | null;
  /** What it was computed from: actors, rows with a value, answers, visits; absent where it is of several figures. */
  readonly n?: number;
  /** ISO code, of money whose currency the rows say. */
  readonly currency?: string;
  /** The 90th percentile beside a median. */
  readonly p90?: Fraction;
  /** Beside a share of the decided: how many are not, and left out. */
  readonly open?: number;
}

/** Whatever is computed with a missing value is missing. */
export function evaluate(measure: MeasureModel, figures: Figures): Measured {
  switch (measure.kind) {
    case "number":
      return { value: fromDecimal(measure.value) };
    case "actors": {
      const count = figures.actors(measure.stage);
      return { value: whole(count), n: count };
    }
    case "figure": {
      const isShare = measure.figure === "conversion" || measure.figure === "dropoff";
      const counted = isShare ? figures.counted?.(measure.from, measure.to) : undefined;
      if (counted !== undefined) return countedStep(measure.figure, counted.from, counted.to);
      return measure.within === undefined
        ? stepValue(measure.figure, figures.pair(measure.from, measure.to))
        : ratio(figures.taken(measure));
    }
    case "count": {
      const total = figures.total?.(measure.stage);
      if (total !== undefined) return { value: total };
      return rowCount(figures.taken(measure));
    }
    case "aggregate":
      return aggregate(measure, figures.taken(measure));
    case "share":
    case "csat":
      return shareOf(figures.taken(measure));
    case "nps": {
      const values = valuesOf(figures.taken(measure));
      return promoterScore(values, measure.low, measure.high);
    }
    case "repeat_rate":
      return ratio(figures.taken(measure));
    case "ctr": {
      const from = figures.total?.(measure.from);
      const to = figures.total?.(measure.to);
      return { value: from && to ? divide(to, from) : null };
    }
    case "cost":
    case "value": {
      const amount = figures.amount?.(measure.kind, measure.source);
      if (amount === undefined) return { value: null };
      const { sum, rows, currency } = amount;
      return { value: sum, n: rows, ...(currency === undefined ? {} : { currency }) };
    }
    case "measure":
      return figures.measure(measure.name);
    case "ltv": {
      const converted = figures.converted();
      const sum = decimalSum(valuesOf(figures.taken(measure)));
      const found = divide(inUnit(sum, measure.value), whole(converted));
      return { value: found, n: converted };
    }
    case "referrals_per_actor": {
      const entered = figures.entered();
      const { value } = rowCount(figures.taken(measure));
      return { value: value && divide(value, whole(entered)), n: entered };
    }
    case "business":
      return businessValue(measure.figure, measure, figures);
    case "negation": {
      const operand = evaluate(measure.operand, figures);
      return { ...operand, value: operand.value && negate(operand.value) };
    }
    case "arithmetic": {
      const left = evaluate(measure.left, figures);
      const right = evaluate(measure.right, figures);
      const value =
        left.value && right.value && calculate(left.value, measure.operator, right.value);
      const currency = left.currency ?? right.currency;
      const isMoney =
        currency !== undefined && (left.currency === undefined || right.currency === undefined);
      return { value, ...(isMoney ? { currency } : {}) };
    }
  }
}

/** Of counts nothing is known but their ratio. */
function countedStep(figure: string, from: Fraction, to: Fraction): Measured {
  return { value: divide(figure === "dropoff" ? subtract(from, to) : to, from) };
}

function stepValue(
  figure: Extract<MeasureModel, { readonly kind: "figure" }>["figure"],
  { reachedFrom, reachedBoth: n, microseconds }: PairFigures,
): Measured {
  switch (figure) {
    case "conversion":
      return { value: fraction(n, reachedFrom), n: reachedFrom };
    case "dropoff":
      return { value: fraction(reachedFrom - n, reachedFrom), n: reachedFrom };
    case "median_time":
      return { value: microseconds && inSeconds(microseconds.median), n };
    case "average_time":
      return { value: microseconds && inSeconds(microseconds.average), n };
    case "p90_time":
      return { value: microseconds && inSeconds(microseconds.p90), n };
  }
}

function aggregate(
  { function: name, value: of }: Extract<MeasureModel, { readonly kind: "aggregate" }>,
  taken: Taken | undefined,
): Measured {
  const values = valuesOf(taken);
  const n = values.length;
  const found = (value: Fraction | null): Measured => ({ value: value && inUnit(value, of), n });
  switch (name) {
    case "count": {
      const count = values.reduce((sum, flag) => sum + flag, 0);
      return { value: whole(count), n: count };
    }
    case "sum":
      return found(decimalSum(values));
    case "avg":
      return found(decimalMean(values));
    case "min":
    case "max":
      return found(decimalExtreme(values, name));
    case "median":
      return found(decimalQuantile(values, 1, 2));
  }
}

function businessValue(
  figure: Extract<MeasureModel, { readonly kind: "business" }>["figure"],
  measure: MeasureModel,
  figures: Figures,
): Measured {
  switch (figure) {
    case "win_rate": {
      const decided = ratio(figures.taken(measure));
      return { ...decided, open: figures.entered() - (decided.n ?? 0) };
    }
    case "sales_cycle": {
      const { microseconds, reachedBoth } = figures.pair(undefined, undefined);
      if (microseconds === null) return { value: null, n: 0 };
      const { median, p90 } = microseconds;
      return { value: inSeconds(median), n: reachedBoth, p90: inSeconds(p90) };
    }
    case "bounce_rate":
    case "time_on_site":
    case "events_per_visit": {
      const visits = figures.visits?.();
      if (visits === undefined) return { value: null };
      return { value: visitValue(figure, visits), n: visits.count };
    }
  }
}

function visitValue(
  figure: "bounce_rate" | "time_on_site" | "events_per_visit",
  { count, single, rows, microseconds }: Visits,
): Fraction | null {
  switch (figure) {
    case "bounce_rate":
      return fraction(single, count);
    case "time_on_site":
      return fraction(microseconds, BigInt(count) * 1_000_000n);
    case "events_per_visit":
      return fraction(rows, count);
  }
}

function rowCount(taken: Taken | undefined): Measured {
  if (taken?.kind !== "part") return { value: null };
  return { value: whole(taken.part), n: taken.part };
}

function ratio(taken: Taken | undefined): Measured {
  if (taken?.kind !== "part") return { value: null };
  return { value: fraction(taken.part, taken.of), n: taken.of };
}

/** Of conditions that hold (1) or don't (0). */
function shareOf(taken: Taken | undefined): Measured {
  const values = valuesOf(taken);
  const held = values.reduce((sum, flag) => sum + flag, 0);
  return { value: fraction(held, values.length), n: values.length };
}

function valuesOf(taken: Taken | undefined): Float64Array {
  return taken?.kind === "values" ? taken.values : new Float64Array(0);
}

function inUnit(value: Fraction, of: Parameters<typeof isDuration>[0]): Fraction {
  return isDuration(of) ? inSeconds(value) : value;
}

function calculate(
  left: Fraction,
  operator: "+" | "-" | "*" | "/",
  right: Fraction,
): Fraction | null {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
  }
}
