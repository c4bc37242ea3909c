import type { FunnelNode, WithoutItem } from "../syntax/ast.ts";
import { resolveSteps } from "./matches.ts";
import type { WithoutModel } from "./model.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { type NamedStage, resolveStage } from "./stages.ts";

/** `without E between A and B`. Whether A comes before B is a rule of its own. */
export function resolveWithout(
  item: WithoutItem,
  funnel: FunnelNode,
  stages: ReadonlyMap<string, NamedStage>,
  scope: Scope,
  sources: readonly SourceEntry[],
): WithoutModel | undefined {
  const match = resolveSteps(item.steps, scope, sources);
  const from = item.from && resolveStage(item.from, funnel, stages, scope);
  const to = item.to && resolveStage(item.to, funnel, stages, scope);
  if (!match || !from || !to) return undefined;
  return {
    match,
    from: from.name.text,
    to: to.name.text,
    dropActor: item.dropActor,
    span: item.span,
  };
}
