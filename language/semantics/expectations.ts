import type { MeasureUnit } from "./measure-unit.ts";
import { diagnose, type Fix } from "../diagnostics.ts";
import type { Comparison, ExpectItem, MeasureExpr } from "../syntax/ast.ts";
import { type MeasureEnvironment, resolveMeasure, type TypedMeasure } from "./measures.ts";
import type { ExpectationModel, MeasureModel } from "./model.ts";
import { plainText } from "./scope.ts";
import { withUnits } from "./units.ts";

/** An expectation with its stages resolved and its units checked. */
export function resolveExpectation(
  item: ExpectItem,
  environment: MeasureEnvironment,
): ExpectationModel | undefined {
  const { scope } = environment;
  const main = resolveSides(item, environment);
  const when = item.when && resolveSides(item.when, environment);
  if (!main || (item.when && !when)) return undefined;
  const start = item.left?.span.start ?? item.span.start;
  const end = item.when?.span.end ?? item.right?.span.end ?? item.span.end;
  return {
    span: item.span,
    line: environment.lineAt(item.span.start),
    text: plainText(scope, { start, end }),
    ...main,
    ...(when && { when }),
    otherwise: item.otherwise ?? "fail",
  };
}

interface Sides {
  readonly left?: MeasureExpr;
  readonly operator?: Comparison;
  readonly right?: MeasureExpr;
}

function resolveSides(
  sides: Sides,
  environment: MeasureEnvironment,
):
  | { readonly left: MeasureModel; readonly operator: Comparison; readonly right: MeasureModel }
  | undefined {
  const left = resolveMeasure(sides.left, environment);
  const right = resolveMeasure(sides.right, environment);
  if (!left || !right || !sides.left || !sides.right || !sides.operator) return undefined;
  if (!areComparable(left.unit, right.unit)) {
    const fixes = [...toUnit(sides.right, left.unit), ...toUnit(sides.left, right.unit)];
    const span = { start: sides.left.span.start, end: sides.right.span.end };
    const args = { left: left.unit, right: right.unit };
    environment.scope.report(diagnose("FNL6002", args, span, { fixes }));
    return undefined;
  }
  const tooLarge = largeShare(left, sides.right) ?? largeShare(right, sides.left);
  if (tooLarge) {
    const fixes = toUnit(tooLarge, "share");
    environment.scope.report(diagnose("FNL6004", {}, tooLarge.span, { fixes }));
    return undefined;
  }
  return { left: left.measure, operator: sides.operator, right: right.measure };
}

/** A plain ratio may be compared with counts and with shares. */
function areComparable(a: MeasureUnit, b: MeasureUnit): boolean {
  if (a === b) return true;
  if (a === "duration" || b === "duration") return false;
  return a === "ratio" || b === "ratio";
}

/** A share compared with a number above 1: the percent sign is missing. */
function largeShare(side: TypedMeasure, other: MeasureExpr): MeasureExpr | undefined {
  // A computation, as `conversion * 100`, may well be above 1.
  if (side.unit !== "share" || side.measure.kind !== "figure") return undefined;
  if (other.kind !== "number" || other.percent) return undefined;
  return Number(other.text) > 1 ? other : undefined;
}

/** Gives a plain number the unit of what it is compared with. */
function toUnit(node: MeasureExpr, wanted: MeasureUnit): readonly Fix[] {
  if (node.kind !== "number" || node.percent) return [];
  if (wanted === "duration") return withUnits(node);
  if (wanted !== "share") return [];
  return [
    {
      title: { key: "replaceWith", args: { text: `${node.text}%` } },
      edits: [{ span: { start: node.span.end, end: node.span.end }, newText: "%" }],
      preferred: true,
    },
  ];
}
