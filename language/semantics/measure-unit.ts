/** What a figure is measured in. `number`: a count; `ratio`: a plain number, of no unit. */
export type MeasureUnit = "number" | "share" | "duration" | "money" | "ratio";

export type MeasureOperator = "+" | "-" | "*" | "/";

/** A unit; of money also the currency (an ISO code), where it is known. */
export interface Quantity {
  readonly unit: MeasureUnit;
  readonly currency?: string;
}

/** What two quantities give; "units" and "currencies": why they give nothing. */
export type Combined = Quantity | "units" | "currencies";

type Table = Readonly<Record<MeasureUnit, Partial<Record<MeasureUnit, MeasureUnit>>>>;

/** Left unit, right unit, unit of the sum. A plain number takes on any unit but a duration. */
const sums: Table = {
  number: { number: "number", ratio: "number" },
  share: { share: "share", ratio: "share" },
  duration: { duration: "duration" },
  money: { money: "money", ratio: "money" },
  ratio: { number: "number", share: "share", money: "money", ratio: "ratio" },
};

/** Durations and money may be multiplied by what has no dimension, not with each other. */
const products: Table = {
  number: {
    number: "number",
    share: "number",
    ratio: "number",
    duration: "duration",
    money: "money",
  },
  share: { number: "number", share: "share", ratio: "share", duration: "duration", money: "money" },
  ratio: { number: "number", share: "share", ratio: "ratio", duration: "duration", money: "money" },
  duration: { number: "duration", share: "duration", ratio: "duration" },
  money: { number: "money", share: "money", ratio: "money" },
};

/** Two of a kind give a plain number, and so does a plain number by money (revenue by cost). */
const quotients: Table = {
  number: { number: "ratio", share: "number", ratio: "number", money: "ratio" },
  share: { number: "ratio", share: "ratio", ratio: "share" },
  ratio: { number: "ratio", share: "ratio", ratio: "ratio", money: "ratio" },
  duration: { number: "duration", share: "duration", ratio: "duration", duration: "ratio" },
  money: { number: "money", share: "money", ratio: "money", money: "ratio" },
};

/** The unit of a computation. */
export function combine(operator: MeasureOperator, left: Quantity, right: Quantity): Combined {
  const table = operator === "*" ? products : operator === "/" ? quotients : sums;
  const unit = table[left.unit][right.unit];
  if (!unit) return "units";
  if (differ(left, right)) return "currencies";
  const currency = unit === "money" ? (left.currency ?? right.currency) : undefined;
  return { unit, ...(currency !== undefined && { currency }) };
}

/** Undefined: they can be compared, as what can be added can. */
export function incomparable(left: Quantity, right: Quantity): "units" | "currencies" | undefined {
  const sum = combine("+", left, right);
  return typeof sum === "string" ? sum : undefined;
}

function differ(left: Quantity, right: Quantity): boolean {
  if (left.unit !== "money" || right.unit !== "money") return false;
  const [a, b] = [left.currency, right.currency];
  return a !== undefined && b !== undefined && a !== b;
}

export type MeasureForm = "percent" | "number" | "duration" | "currency";

export const measureForms: readonly MeasureForm[] = ["percent", "number", "duration", "currency"];

/** How a unit is shown where nothing is said. */
export function formOf(unit: MeasureUnit): MeasureForm {
  switch (unit) {
    case "share":
      return "percent";
    case "duration":
      return "duration";
    case "money":
      return "currency";
    case "number":
    case "ratio":
      return "number";
  }
}

/** What a unit becomes by being shown in a form; undefined where it doesn't fit. */
export function inForm(unit: MeasureUnit, form: MeasureForm): MeasureUnit | undefined {
  switch (form) {
    case "percent":
      return unit === "share" || unit === "ratio" ? "share" : undefined;
    case "number":
      return unit === "duration" ? undefined : unit;
    case "duration":
      return unit === "duration" ? unit : undefined;
    case "currency":
      return unit === "money" || unit === "ratio" ? "money" : undefined;
  }
}

/** The forms that a unit can be shown in, its own first. */
export function formsOf(unit: MeasureUnit): readonly MeasureForm[] {
  const own = formOf(unit);
  const fitting = measureForms.filter((form) => inForm(unit, form) !== undefined);
  return [own, ...fitting.filter((form) => form !== own)];
}
