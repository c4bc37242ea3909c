import { diagnose, type Fix } from "../../diagnostics.ts";
import type { Expr, FigureNode } from "../../syntax/ast.ts";
import { replacing } from "../fixes.ts";
import type { Quantity } from "../measure-unit.ts";
import type { RowExpr } from "../model.ts";
import { isNumeric, isOpen, type Typed } from "../rows/environment.ts";
import { resolveCondition, rowEnvironment } from "../rows/resolve.ts";
import { writeName } from "../write.ts";
import {
  goalStage,
  type MeasuredStage,
  type MeasureEnvironment,
  refuseTotals,
  rowsOf,
  sourcesOf,
  type TypedMeasure,
} from "./environment.ts";

type Aggregate = "count" | "sum" | "avg" | "min" | "max" | "median";

/** `sum(amount) of Paid`, `count of Paid` */
export function aggregate(
  node: FigureNode,
  name: Aggregate,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const stage = node.at?.stage && environment.stage(node.at.stage);
  if (!stage || !node.at) return undefined;
  const value = node.args?.values[0];
  if (!value) return { measure: { kind: "count", stage: stage.name.text }, unit: "number" };
  if (refuseTotals(node, stage, node.at.stage?.span ?? node.span, environment)) return undefined;
  const typed = valueAt(value, stage, environment);
  if (name === "count" && typed?.type === "boolean") {
    const fixes = conditionFixes(node, value, environment);
    environment.scope.report(diagnose("FNL3036", {}, value.span, { fixes }));
  }
  const quantity =
    typed &&
    (name === "count"
      ? { unit: "number" as const }
      : quantityOf(node, value, typed, stage, environment));
  if (!typed || !quantity) return undefined;
  const over = node.at.kind;
  return {
    measure: { kind: "aggregate", function: name, value: typed.expr, over, stage: stage.name.text },
    ...quantity,
  };
}

/** `ltv(amount)`: over the rows of the goal. */
export function lifetimeValue(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const value = node.args?.values[0];
  const stage = goalStage(environment);
  if (!value || !stage) return undefined;
  if (refuseTotals(node, stage, node.span, environment)) return undefined;
  const typed = valueAt(value, stage, environment);
  const quantity = typed && quantityOf(node, value, typed, stage, environment);
  return typed && quantity && { measure: { kind: "ltv", value: typed.expr }, ...quantity };
}

/** `share(condition) at S`, `csat(condition) at S` */
export function shareOf(
  node: FigureNode,
  kind: "share" | "csat",
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const stage = node.at?.stage && environment.stage(node.at.stage);
  const value = node.args?.values[0];
  if (!stage || !value) return undefined;
  if (refuseTotals(node, stage, node.at?.stage?.span ?? node.span, environment)) return undefined;
  const condition = resolveCondition(value, rowsOf(stage, environment));
  if (!condition) return undefined;
  return { measure: { kind, condition, stage: stage.name.text }, unit: "share" };
}

/** `nps(mark) at Survey`, `nps(mark, 1, 5) at Survey` */
export function promoters(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const stage = node.at?.stage && environment.stage(node.at.stage);
  const [value, lowNode, highNode] = node.args?.values ?? [];
  if (!stage || !value) return undefined;
  if (refuseTotals(node, stage, node.at?.stage?.span ?? node.span, environment)) return undefined;
  const typed = valueAt(value, stage, environment);
  if (!typed) return undefined;
  if (!isNumeric(typed.type) && !isOpen(typed.type)) {
    reportValue(node, value, typed, environment);
    return undefined;
  }
  const low = lowNode ? literal(lowNode) : 0;
  const high = highNode ? literal(highNode) : 10;
  if (low === undefined || high === undefined || low >= high) {
    const end = highNode ?? lowNode ?? value;
    const span = { start: (lowNode ?? value).span.start, end: end.span.end };
    environment.scope.report(diagnose("FNL3035", {}, span));
    return undefined;
  }
  const measure = { kind: "nps" as const, value: typed.expr, low, high, stage: stage.name.text };
  return { measure, unit: "number" };
}

function valueAt(
  value: Expr,
  stage: MeasuredStage,
  environment: MeasureEnvironment,
): Typed | undefined {
  const rows = rowsOf(stage, environment);
  return rows.resolve(value, rows);
}

function literal(node: Expr): number | undefined {
  if (node.kind === "number" && !node.percent) return Number(node.text);
  if (node.kind !== "unary" || node.operator !== "-" || !node.operand) return undefined;
  const value = literal(node.operand);
  return value === undefined ? undefined : -value;
}

/** What a value of the rows is measured in; reports one that can't be computed with. */
function quantityOf(
  node: FigureNode,
  value: Expr,
  typed: Typed,
  stage: MeasuredStage,
  environment: MeasureEnvironment,
): Quantity | undefined {
  if (typed.type === "duration") return { unit: "duration" };
  if (isNumeric(typed.type) || isOpen(typed.type))
    return moneyOf(typed.expr, stage, environment) ?? { unit: "ratio" };
  reportValue(node, value, typed, environment);
  return undefined;
}

function reportValue(
  node: FigureNode,
  value: Expr,
  typed: Typed,
  environment: MeasureEnvironment,
): void {
  const figure = node.name.text;
  // Of a yes/no column people want to know how often it is yes.
  const fixes =
    typed.type === "boolean" && figure !== "nps" ? conditionFixes(node, value, environment) : [];
  const args = { figure, found: typed.type };
  environment.scope.report(diagnose("FNL3033", args, value.span, { fixes }));
}

/** How often a condition holds: how many times, or among how many. */
function conditionFixes(
  node: FigureNode,
  value: Expr,
  { scope }: MeasureEnvironment,
): readonly Fix[] {
  const stage = node.at?.stage;
  if (!stage || !node.at) return [];
  const text = scope.text.slice(value.span.start, value.span.end);
  const name = writeName(stage.text);
  return [
    replacing(node.span, `share(${text}) at ${name}`, false),
    replacing(node.span, `sum(if(${text}, 1, 0)) ${node.at.kind} ${name}`, false),
  ];
}

/** The value that all the sources of a stage call `value` or `cost` is money in their currency. */
function moneyOf(
  expr: RowExpr,
  stage: MeasuredStage,
  environment: MeasureEnvironment,
): Quantity | undefined {
  const wanted = JSON.stringify(expr);
  const currencies = new Set<string | undefined>();
  const sources = sourcesOf(stage, environment);
  for (const source of sources) {
    const silent = { ...environment.scope, report: () => undefined, refer: () => undefined };
    const rows = rowEnvironment(silent, [source]);
    const isAmount = source.items.some(
      (item) =>
        item.kind === "amount" && JSON.stringify(rows.resolve(item.value, rows)?.expr) === wanted,
    );
    const currency = source.items.find((item) => item.kind === "currency");
    if (!isAmount || !currency) return undefined;
    currencies.add(currency.value?.kind === "string" ? currency.value.value : undefined);
  }
  if (sources.length === 0) return undefined;
  const [currency] = currencies;
  const isOne = currencies.size === 1 && currency !== undefined;
  return { unit: "money", ...(isOne && { currency }) };
}
