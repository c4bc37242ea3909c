import { diagnose } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { replacing } from "../fixes.ts";
import { durationMicroseconds } from "../moments.ts";
import { writeName } from "../write.ts";
import {
  goalStage,
  inOrder,
  isTotals,
  type MeasuredStage,
  type MeasureEnvironment,
  refuseTotals,
  type TypedMeasure,
} from "./environment.ts";
import { isTimeFigure } from "./signatures.ts";
import { warnTimeless } from "./timeless.ts";

type StepFigure = "conversion" | "dropoff" | "median_time" | "average_time" | "p90_time";

/** A figure of the step from one stage to a later one, or of the whole funnel. */
export function stepFigure(
  node: FigureNode,
  figure: StepFigure,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const unit = isTimeFigure(figure) ? "duration" : "share";
  if (!node.args?.hasArrow) {
    if (isTimeFigure(figure)) warnTimeless(node, wholeFunnel(environment), environment);
    return { measure: { kind: "figure", figure }, unit };
  }
  const pair = resolvePair(node, environment);
  if (!pair) return undefined;
  const { from, to } = pair;
  const span = { start: from.name.span.start, end: to.name.span.end };
  const place = node.args.from && node.args.to ? pairSpan(node) : span;
  if (isTimeFigure(figure) && refuseTotals(node, from, place, environment)) return undefined;
  if (isTimeFigure(figure)) warnTimeless(node, [from, to], environment);
  const { within } = node.args;
  if (within && refuseTotals(node, from, place, environment)) return undefined;
  return {
    measure: {
      kind: "figure",
      figure,
      from: from.name.text,
      to: to.name.text,
      ...(within && { within: durationMicroseconds(within) }),
    },
    unit,
  };
}

/** `ctr(A -> B)`: both are counted already. */
export function clickThrough(
  node: FigureNode,
  environment: MeasureEnvironment,
): TypedMeasure | undefined {
  const pair = resolvePair(node, environment);
  if (!pair) return undefined;
  for (const [stage, name] of [
    [pair.from, node.args?.from],
    [pair.to, node.args?.to],
  ] as const) {
    if (isTotals(stage, environment)) continue;
    const fixes = [replacing(node.name.span, "conversion")];
    const args = { stage: stage.name.text };
    environment.scope.report(diagnose("FNL4094", args, name?.span ?? node.span, { fixes }));
    return undefined;
  }
  const { from, to } = pair;
  return { measure: { kind: "ctr", from: from.name.text, to: to.name.text }, unit: "share" };
}

/** Where the whole funnel begins and ends. */
export function wholeFunnel(
  environment: MeasureEnvironment,
): readonly (MeasuredStage | undefined)[] {
  return [inOrder(environment)[0], goalStage(environment)];
}

function pairSpan(node: FigureNode): { readonly start: number; readonly end: number } {
  const { args } = node;
  return {
    start: args?.from?.span.start ?? node.span.start,
    end: args?.to?.span.end ?? node.span.end,
  };
}

function resolvePair(
  node: FigureNode,
  environment: MeasureEnvironment,
): { readonly from: MeasuredStage; readonly to: MeasuredStage } | undefined {
  const { args } = node;
  if (!args?.from || !args.to) return undefined;
  const from = environment.stage(args.from);
  const to = environment.stage(args.to);
  if (!from || !to) return undefined;
  if (from.index < to.index) return { from, to };
  const span = pairSpan(node);
  const text = `${writeName(to.name.text)} -> ${writeName(from.name.text)}`;
  const fixes = from === to ? [] : [replacing(span, text)];
  const words = { from: from.name.text, to: to.name.text };
  environment.scope.report(diagnose("FNL6001", words, span, { fixes }));
  return undefined;
}
