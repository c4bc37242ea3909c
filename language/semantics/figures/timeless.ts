import { diagnose } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { eventSteps } from "../matches.ts";
import { isCondition } from "../row-stages.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { type MeasuredStage, type MeasureEnvironment, sourcesOf } from "./environment.ts";

/** Says of a figure of times that one of its stages never has a time, so that it has no value. */
export function warnTimeless(
  node: FigureNode,
  stages: readonly (MeasuredStage | undefined)[],
  environment: MeasureEnvironment,
): void {
  const stage = stages.find((one) => one && isTimeless(one, environment));
  if (!stage) return;
  const args = { figure: node.name.text, stage: stage.name.text };
  environment.scope.report(diagnose("FNL4120", args, node.span));
}

/** Whether all rows of a stage are conditions on records without a time of their own. */
function isTimeless(stage: MeasuredStage, environment: MeasureEnvironment): boolean {
  const events = eventSteps(stage.steps).flatMap((step) =>
    step.kind === "event-step" ? [step.event.text] : [],
  );
  const sources = sourcesOf(stage, environment);
  return (
    sources.length > 0 &&
    events.length > 0 &&
    sources.every((source) =>
      events.every((event) => isTimelessEvent(event, source, environment.scope)),
    )
  );
}

function isTimelessEvent(event: string, source: SourceEntry, scope: Scope): boolean {
  if (source.shape !== "records" || source.time) return false;
  const stage = source.items
    .flatMap((item) => (item.kind === "row-stages" ? item.stages : []))
    .find((one) => one.event?.text === event);
  return stage !== undefined && isCondition(stage, source, scope);
}
