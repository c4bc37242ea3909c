import type { FigureNode } from "../../syntax/ast.ts";
import { diagnose } from "../../diagnostics.ts";
import { replacing } from "../fixes.ts";
import { durationMicroseconds } from "../moments.ts";
import { writeName } from "../write.ts";
import {
  isTotals,
  type MeasureEnvironment,
  refuseTotals,
  type TypedMeasure,
} from "./environment.ts";

type StageFigure = "actors" | "repeat_rate" | "referrals_per_actor";

/** A figure of one stage, which stands in its parentheses. */
export function stageFigure(
  node: FigureNode,
  figure: StageFigure,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const { args } = node;
  if (!args?.from) {
    environment.scope.report(diagnose("FNL6006", { figure }, node.span));
    return undefined;
  }
  const stage = environment.stage(args.from);
  if (!stage) return undefined;
  const name = stage.name.text;
  switch (figure) {
    case "actors":
      if (isTotals(stage, environment)) {
        const fixes = [replacing(node.span, `count of ${writeName(name)}`)];
        const words = { figure, stage: name };
        environment.scope.report(diagnose("FNL4093", words, args.from.span, { fixes }));
        return undefined;
      }
      return { measure: { kind: "actors", stage: name }, unit: "number" };
    case "repeat_rate": {
      if (refuseTotals(node, stage, args.from.span, environment)) return undefined;
      const within = args.within && durationMicroseconds(args.within);
      return {
        measure: { kind: "repeat_rate", stage: name, ...(within !== undefined && { within }) },
        unit: "share",
      };
    }
    case "referrals_per_actor":
      if (refuseTotals(node, stage, args.from.span, environment)) return undefined;
      return { measure: { kind: "referrals_per_actor", stage: name }, unit: "number" };
  }
}
