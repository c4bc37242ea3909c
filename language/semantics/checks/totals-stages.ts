import { diagnose } from "../../diagnostics.ts";
import type { StageNode } from "../../syntax/ast.ts";
import { eventsOf } from "../events.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import type { CheckContext } from "./check.ts";

/** Totals have no actors who could come from a stage before: they are the first stages, or none. */
export function totalsStages({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels) {
    if (!funnel.sources.some(({ shape }) => shape === "totals")) continue;
    let hasActors = false;
    for (const stage of stageNodes(funnel.node)) {
      const { totals, actors } = rowsOf(stage, funnel, scope);
      const place = stage.name?.span ?? stage.keywordSpan;
      const args = { stage: stage.name?.text ?? "" };
      if (totals && actors) scope.report(diagnose("FNL4065", args, place));
      else if (totals && hasActors) scope.report(diagnose("FNL4064", args, place));
      hasActors ||= actors;
    }
  }
}

/** What the events of a stage are rows of. */
function rowsOf(
  stage: StageNode,
  { sources }: ResolvedFunnel,
  scope: Scope,
): { readonly totals: boolean; readonly actors: boolean } {
  const shapes = new Set<string>();
  for (const step of eventSteps(stage.steps))
    for (const source of sources) {
      if (step.source && step.source.text !== source.name) continue;
      const events = step.source || step.kind === "any-event" ? undefined : eventsOf(source, scope);
      const hasEvent =
        step.kind === "any-event" ||
        step.source !== undefined ||
        events?.values.some(({ value }) => value === step.event.text);
      if (hasEvent) shapes.add(source.shape);
    }
  return { totals: shapes.has("totals"), actors: shapes.has("events") || shapes.has("records") };
}
