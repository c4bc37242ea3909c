import { diagnose } from "../diagnostics.ts";
import type { FigureNode, MeasureBinary, MeasureExpr } from "../syntax/ast.ts";
import type { MeasureEnvironment, TypedMeasure } from "./figures/environment.ts";
import { hasForm } from "./figures/form.ts";
import { aggregate, lifetimeValue, promoters, shareOf } from "./figures/rows.ts";
import { isOtherFigure } from "./figures/other.ts";
import { paramValue } from "./figures/params.ts";
import { findFigure } from "./figures/signatures.ts";
import { amountOf, businessFigure } from "./figures/sources.ts";
import { stageFigure } from "./figures/stages.ts";
import { clickThrough, stepFigure } from "./figures/steps.ts";
import { reportUnknown } from "./figures/unknown.ts";
import { replacing } from "./fixes.ts";
import { combine } from "./measure-unit.ts";
import { durationMicroseconds } from "./moments.ts";
import { withUnits } from "./units.ts";

/** A figure over a funnel's result. What is wrong is reported once. */
export function resolveMeasure(
  node: MeasureExpr | undefined,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "number": {
      const value = node.percent ? Number(node.text) / 100 : Number(node.text);
      const unit = node.percent ? "share" : "number";
      return { measure: { kind: "number", value, unit }, unit: node.percent ? "share" : "ratio" };
    }
    case "duration": {
      const value = durationMicroseconds(node) / 1_000_000;
      return { measure: { kind: "number", value, unit: "duration" }, unit: "duration" };
    }
    case "param":
      return paramValue(node, environment);
    case "measure-group":
      return resolveMeasure(node.inner, environment);
    case "measure-negation": {
      const operand = resolveMeasure(node.operand, environment);
      return operand && { ...operand, measure: { kind: "negation", operand: operand.measure } };
    }
    case "measure-binary":
      return resolveBinary(node, environment);
    case "figure":
      return resolveFigure(node, environment);
  }
}

function resolveBinary(
  node: MeasureBinary,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const { operator } = node;
  const left = resolveMeasure(node.left, environment);
  const right = resolveMeasure(node.right, environment);
  if (!left || !right) return undefined;
  const quantity = combine(operator, left, right);
  if (quantity === "currencies") {
    const args = { left: left.currency ?? "", right: right.currency ?? "" };
    environment.scope.report(diagnose("FNL3030", args, node.span));
    return undefined;
  }
  if (quantity === "units") {
    const args = { operator, left: left.unit, right: right.unit };
    const fixes = [
      ...(left.unit === "duration" && node.right?.kind === "number" ? withUnits(node.right) : []),
      ...(right.unit === "duration" && node.left?.kind === "number" ? withUnits(node.left) : []),
    ];
    environment.scope.report(diagnose("FNL6003", args, node.span, { fixes }));
    return undefined;
  }
  return {
    measure: { kind: "arithmetic", operator, left: left.measure, right: right.measure },
    ...quantity,
  };
}

function resolveFigure(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const name = node.name.text;
  // A name in backticks is always the analyst's own.
  const signature = node.name.written === "backtick" ? undefined : findFigure(name);
  if (!signature) return resolveMeasureUse(node, environment);
  if (isOtherFigure(node, signature, environment)) return undefined;
  if (!hasForm(node, signature, environment)) return undefined;
  switch (signature.name) {
    case "conversion":
    case "dropoff":
    case "median_time":
    case "average_time":
    case "p90_time":
      return stepFigure(node, signature.name, environment);
    case "actors":
    case "repeat_rate":
    case "referrals_per_actor":
      return stageFigure(node, signature.name, environment);
    case "count":
    case "sum":
    case "avg":
    case "min":
    case "max":
    case "median":
      return aggregate(node, signature.name, environment);
    case "share":
    case "csat":
      return shareOf(node, signature.name, environment);
    case "nps":
      return promoters(node, environment);
    case "ltv":
      return lifetimeValue(node, environment);
    case "ctr":
      return clickThrough(node, environment);
    case "cost":
    case "value":
      return amountOf(node, signature.name, environment);
    case "bounce_rate":
    case "time_on_site":
    case "events_per_visit":
    case "win_rate":
    case "sales_cycle":
      return businessFigure(node, signature.name, environment);
  }
}

/** A measure by its name; it has neither arguments nor a stage. */
function resolveMeasureUse(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const name = node.name.text;
  const { measures } = environment;
  if (!measures.names.has(name)) {
    reportUnknown(node, environment);
    return undefined;
  }
  measures.refer(node.name);
  const used = measures.find(name);
  if (!node.args && !node.at) return used && { ...used, measure: { kind: "measure", name } };
  const span = { start: node.name.span.end, end: node.span.end };
  const text = environment.scope.text.slice(span.start, span.end).trim();
  const fix = { ...replacing(span, ""), title: { key: "remove" as const, args: { text } } };
  environment.scope.report(diagnose("FNL6009", { name }, node.span, { fixes: [fix] }));
  return undefined;
}
