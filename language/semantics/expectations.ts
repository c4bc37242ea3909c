import { diagnose, type Fix } from "../diagnostics.ts";
import type { Comparison, ExpectItem, ExpectTrendItem, MeasureExpr } from "../syntax/ast.ts";
import { blanksBefore } from "../text.ts";
import { boundsOf, foregone } from "./figures/bounds.ts";
import type { Bounds, MeasureEnvironment, TypedMeasure } from "./figures/environment.ts";
import { replacing } from "./fixes.ts";
import { incomparable, type MeasureUnit } from "./measure-unit.ts";
import { resolveMeasure } from "./measures.ts";
import type { FigureExpectation, MeasureModel, TrendExpectation } from "./model.ts";
import { plainText } from "./scope.ts";
import { withUnits } from "./units.ts";

/** An expectation with its stages resolved and its units checked. */
export function resolveExpectation(
  item: ExpectItem,
  environment: MeasureEnvironment,
  lineAt: (offset: number) => number,
): FigureExpectation | undefined {
  const main = resolveSides(item, "expect", environment);
  const when = item.when && resolveSides(item.when, "when", environment);
  if (!main || (item.when && !when)) return undefined;
  const start = item.left?.span.start ?? item.span.start;
  const end = item.when?.span.end ?? item.right?.span.end ?? item.span.end;
  return {
    kind: "figures",
    span: item.span,
    line: lineAt(item.span.start),
    text: plainText(environment.scope, { start, end }),
    ...main,
    ...(when && { when }),
    otherwise: item.otherwise ?? "fail",
  };
}

/** `expect trend within forecast`, over the points of the funnel's `trend`. */
export function resolveTrendExpectation(
  item: ExpectTrendItem,
  hasTrend: boolean,
  environment: MeasureEnvironment,
  lineAt: (offset: number) => number,
): TrendExpectation | undefined {
  const { scope } = environment;
  if (!hasTrend) {
    const text = "trend weekly";
    const { start } = item.span;
    const before = blanksBefore(scope.text, start);
    const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
    const fix: Fix = {
      title: { key: "insertLine", args: { text } },
      edits: [{ span: { start, end: start }, newText: `${text}${lineBreak}${before}` }],
      preferred: true,
    };
    scope.report(diagnose("FNL4098", {}, item.span, { fixes: [fix] }));
    return undefined;
  }
  return {
    kind: "trend",
    span: item.span,
    line: lineAt(item.span.start),
    text: "trend within forecast",
    otherwise: item.otherwise ?? "fail",
  };
}

interface Sides {
  readonly left?: MeasureExpr;
  readonly operator?: Comparison;
  readonly right?: MeasureExpr;
}

interface Compared {
  readonly left: MeasureModel;
  readonly operator: Comparison;
  readonly right: MeasureModel;
}

function resolveSides(
  sides: Sides,
  part: "expect" | "when",
  environment: MeasureEnvironment,
): Compared | undefined {
  const left = resolveMeasure(sides.left, environment);
  const right = resolveMeasure(sides.right, environment);
  if (!left || !right || !sides.left || !sides.right || !sides.operator) return undefined;
  const { scope } = environment;
  const span = { start: sides.left.span.start, end: sides.right.span.end };
  const problem = incomparable(left, right);
  if (problem === "currencies") {
    const args = { left: left.currency ?? "", right: right.currency ?? "" };
    scope.report(diagnose("FNL3030", args, span));
    return undefined;
  }
  if (problem === "units") {
    const fixes = [...toUnit(sides.right, left.unit), ...toUnit(sides.left, right.unit)];
    const args = { left: left.unit, right: right.unit };
    scope.report(diagnose("FNL6002", args, span, { fixes }));
    return undefined;
  }
  const bounds = [left, right].map(({ measure }) => boundsOf(measure, environment));
  const [leftBounds, rightBounds] = bounds;
  if (!leftBounds || !rightBounds) return undefined;
  const tooLarge =
    largeShare(left, leftBounds, sides.right) ?? largeShare(right, rightBounds, sides.left);
  if (tooLarge) {
    const fixes = toUnit(tooLarge, "share");
    scope.report(diagnose("FNL6004", {}, tooLarge.span, { fixes }));
    return undefined;
  }
  const { operator } = sides;
  if (JSON.stringify(left.measure) === JSON.stringify(right.measure))
    scope.report(diagnose("FNL6012", {}, span));
  else {
    const verdict = foregone(leftBounds, operator, rightBounds);
    if (verdict === "always") scope.report(diagnose("FNL6010", { part }, span));
    if (verdict === "never") scope.report(diagnose("FNL6011", { part }, span));
  }
  return { left: left.measure, operator, right: right.measure };
}

/** A share compared with a number above 1: the percent sign is missing. */
function largeShare(
  side: TypedMeasure,
  bounds: Bounds,
  other: MeasureExpr,
): MeasureExpr | undefined {
  // A computation, as `conversion * 100`, may well be above 1.
  if (side.unit !== "share" || side.measure.kind === "number" || bounds.max > 1) return undefined;
  if (other.kind !== "number" || other.percent) return undefined;
  return Number(other.text) > 1 ? other : undefined;
}

/** Gives a plain number the unit of what it is compared with. */
function toUnit(node: MeasureExpr, wanted: MeasureUnit): readonly Fix[] {
  if (node.kind !== "number" || node.percent) return [];
  if (wanted === "duration") return withUnits(node);
  if (wanted !== "share") return [];
  const { end } = node.span;
  const title = { key: "replaceWith" as const, args: { text: `${node.text}%` } };
  return [{ ...replacing({ start: end, end }, "%"), title }];
}
