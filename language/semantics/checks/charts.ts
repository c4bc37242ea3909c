import type { ChartNeed } from "../../diagnostics-funnels.ts";
import { diagnose, type Fix } from "../../diagnostics.ts";
import type { FunnelNode } from "../../syntax/ast.ts";
import { settingNode, settingsOf } from "../funnel-settings.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { ChartForm } from "../model.ts";
import { stageNodes } from "../stages.ts";
import { type CheckContext, insertLineAfter } from "./check.ts";

/** A chart shows what the funnel has: points in time, or actors with a time limit. */
export function charts({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels) {
    const { node } = funnel;
    const { chart } = settingsOf(node);
    const place = settingNode(node, "chart");
    const needs = chart && needOf(chart, funnel);
    if (!chart || !place?.value || !needs || (node.block && scope.hasMisread(node.block))) continue;
    const fixes: readonly Fix[] =
      needs === "trend" ? [insertLineAfter(place.span, "trend weekly", scope.text)] : [];
    scope.report(diagnose("FNL4059", { chart, needs }, place.value.span, { fixes }));
  }
}

function needOf(chart: ChartForm, funnel: ResolvedFunnel): ChartNeed | undefined {
  switch (chart) {
    case "trend":
      return funnel.node.items.some((item) => item.kind === "trend") ? undefined : "trend";
    case "survival":
      if (hasOnlyTotals(funnel)) return "actors";
      return hasDeadline(funnel.node) ? undefined : "window";
    case "time":
    case "flow":
    case "pipeline":
      return hasOnlyTotals(funnel) ? "actors" : undefined;
    case "funnel":
    case "bars":
    case "steps":
    case "table":
      return undefined;
  }
}

function hasOnlyTotals({ sources }: ResolvedFunnel): boolean {
  return sources.length > 0 && sources.every(({ shape }) => shape === "totals");
}

/** Whether it is settled at some time who will still come: by the window, or step by step. */
function hasDeadline(node: FunnelNode): boolean {
  if (settingsOf(node).window !== undefined) return true;
  return stageNodes(node)
    .slice(1)
    .every((stage) => stage.optional || stage.modifiers.some(({ kind }) => kind === "within"));
}
