import type { MeasureModel, RowExpr } from "../../../../language/index.ts";
import type { FigureUnit } from "../../result.ts";

/** What a figure is measured in; `measureOf` finds a measure by its name. */
export function unitOf(
  measure: MeasureModel,
  measureUnit: (name: string) => FigureUnit = () => "number",
): FigureUnit {
  switch (measure.kind) {
    case "number":
      return measure.unit;
    case "actors":
    case "count":
    case "nps":
    case "referrals_per_actor":
      return "number";
    case "figure":
      return measure.figure === "conversion" || measure.figure === "dropoff" ? "share" : "duration";
    case "aggregate":
      return measure.function !== "count" && isDuration(measure.value) ? "duration" : "number";
    case "ltv":
      return isDuration(measure.value) ? "duration" : "number";
    case "share":
    case "csat":
    case "repeat_rate":
    case "ctr":
      return "share";
    case "cost":
    case "value":
      return "money";
    case "measure":
      return measureUnit(measure.name);
    case "business":
      return businessUnit(measure.figure);
    case "negation":
      return unitOf(measure.operand, measureUnit);
    case "arithmetic": {
      const left = unitOf(measure.left, measureUnit);
      return unitOfResult(left, measure.operator, unitOf(measure.right, measureUnit));
    }
  }
}

/** Of a value of rows: durations are whole microseconds there. */
export function isDuration(expr: RowExpr): boolean {
  return expr.kind === "duration" || ("type" in expr && expr.type === "duration");
}

/** A plain number beside something else is of its unit: `1 - conversion(A -> B)`. */
export function commonUnit(left: FigureUnit, right: FigureUnit): FigureUnit {
  return left === "number" ? right : left;
}

function businessUnit(
  figure: Extract<MeasureModel, { readonly kind: "business" }>["figure"],
): FigureUnit {
  switch (figure) {
    case "bounce_rate":
    case "win_rate":
      return "share";
    case "time_on_site":
    case "sales_cycle":
      return "duration";
    case "events_per_visit":
      return "number";
  }
}

function unitOfResult(
  left: FigureUnit,
  operator: "+" | "-" | "*" | "/",
  right: FigureUnit,
): FigureUnit {
  switch (operator) {
    case "+":
    case "-":
      return commonUnit(left, right);
    case "*":
      // A share of a number is a number, a share of a duration a duration.
      if (left === "duration" || right === "duration") return "duration";
      if (left === "money" || right === "money") return "money";
      return left === "share" && right === "share" ? "share" : "number";
    case "/":
      if (left === right || right === "money") return "number";
      return left;
  }
}
