import { diagnose } from "../../diagnostics.ts";
import type { ParamNode } from "../../syntax/ast.ts";
import type { RowExpr } from "../model.ts";
import { resolveParam } from "../params.ts";
import type { MeasureEnvironment, TypedMeasure } from "./environment.ts";

/** A param among figures: a number, a share or a duration. */
export function paramValue(
  node: ParamNode,
  { scope }: MeasureEnvironment,
): TypedMeasure | undefined {
  const param = resolveParam(node, scope);
  if (!param) return undefined;
  const { type } = param;
  if (type === "text" || type === "time") {
    const related = [
      {
        span: param.nameSpan,
        note: { key: "firstDeclaredHere" as const, args: { name: param.name } },
      },
    ];
    const args = { name: param.name, found: type };
    scope.report(diagnose("FNL3034", args, node.span, { related }));
    return undefined;
  }
  const value = literal(param.value);
  if (value === undefined) return undefined;
  return {
    measure: { kind: "number", value, unit: type },
    unit: type === "number" ? "ratio" : type,
  };
}

/** Durations in seconds. */
function literal(expr: RowExpr): number | undefined {
  switch (expr.kind) {
    case "number":
      return Number(expr.value);
    case "duration":
      return expr.microseconds / 1_000_000;
    case "negate": {
      const value = literal(expr.operand);
      return value === undefined ? undefined : -value;
    }
    default:
      return undefined;
  }
}
