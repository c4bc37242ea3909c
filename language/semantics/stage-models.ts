import type { ExitNode, FunnelNode, NumberNode, StageNode } from "../syntax/ast.ts";
import { resolveSteps } from "./matches.ts";
import type { ExitModel, StageModel } from "./model.ts";
import { durationMicroseconds } from "./moments.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { exitSymbol, stageSymbol } from "./stages.ts";

/** A stage as the engine sees it; undefined where its name or its event is missing or wrong. */
export function resolveStageModel(
  node: StageNode,
  funnel: FunnelNode,
  scope: Scope,
  sources: readonly SourceEntry[],
): StageModel | undefined {
  const match = resolveSteps(node.steps, scope, sources);
  const { name } = node;
  if (!name) return undefined;
  scope.refer({ span: name.span, target: stageSymbol(funnel, name), isDeclaration: true });
  if (!match) return undefined;
  const duration = (kind: "within" | "after"): number | undefined => {
    const found = node.modifiers.find((modifier) => modifier.kind === kind)?.duration;
    return found && durationMicroseconds(found);
  };
  const within = duration("within");
  const after = duration("after");
  const times = node.modifiers.find((modifier) => modifier.kind === "at-least")?.times;
  const atLeast = times && timesOf(times);
  return {
    name: name.text,
    ...(node.label && { label: node.label.value }),
    ...(node.doc !== undefined && { doc: node.doc }),
    span: node.span,
    nameSpan: name.span,
    optional: node.optional,
    match,
    ...(within !== undefined && { within }),
    ...(after !== undefined && { after }),
    ...(atLeast !== undefined && { atLeast }),
  };
}

/** One row is what every stage takes, so only more than that is said. */
function timesOf(node: NumberNode): number | undefined {
  const times = Number(node.text);
  return times === 1 ? undefined : times;
}

export function resolveExitModel(
  node: ExitNode,
  funnel: FunnelNode,
  scope: Scope,
  sources: readonly SourceEntry[],
): ExitModel | undefined {
  const match = resolveSteps(node.steps, scope, sources);
  const { name } = node;
  if (!name) return undefined;
  scope.refer({ span: name.span, target: exitSymbol(funnel, name), isDeclaration: true });
  if (!match) return undefined;
  return {
    name: name.text,
    ...(node.label && { label: node.label.value }),
    ...(node.doc !== undefined && { doc: node.doc }),
    span: node.span,
    nameSpan: name.span,
    match,
  };
}
