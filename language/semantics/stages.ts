import { diagnose } from "../diagnostics.ts";
import type { FunnelNode, NameNode, StageNode, StepsNode } from "../syntax/ast.ts";
import { didYouMean, replacedBy } from "./fixes.ts";
import { eventSteps } from "./matches.ts";
import type { SymbolId } from "./references.ts";
import { referTo, type Scope } from "./scope.ts";

/** A stage that has a name, with its place among the stages of its funnel. */
export interface NamedStage {
  readonly node: StageNode;
  readonly name: NameNode;
  readonly index: number;
}

export function stageNodes(funnel: FunnelNode): readonly StageNode[] {
  return funnel.items.filter((item) => item.kind === "stage");
}

/** The first stage of each name. */
export function stagesByName(funnel: FunnelNode): ReadonlyMap<string, NamedStage> {
  const result = new Map<string, NamedStage>();
  for (const [index, node] of stageNodes(funnel).entries())
    if (node.name && !result.has(node.name.text))
      result.set(node.name.text, { node, name: node.name, index });
  return result;
}

export function stageSymbol(funnel: FunnelNode, name: NameNode): SymbolId {
  return {
    kind: "stage",
    name: name.text,
    ...(funnel.name && { owner: funnel.name.text }),
    declaration: name.span,
  };
}

export function exitSymbol(funnel: FunnelNode, name: NameNode): SymbolId {
  return { ...stageSymbol(funnel, name), kind: "exit" };
}

/** The stage that a name means; reports a name that no stage has. */
export function resolveStage(
  name: NameNode,
  funnel: FunnelNode,
  stages: ReadonlyMap<string, NamedStage>,
  scope: Scope,
): NamedStage | undefined {
  const stage = stages.get(name.text);
  if (stage) {
    referTo(scope, stageSymbol(funnel, stage.name), name);
    return stage;
  }
  // It may be the one of a statement that could not be read.
  if (funnel.block && scope.hasMisread(funnel.block)) return undefined;
  const nodes = [...stages.values()].map(({ node }) => node);
  const meant = stageOfEvent(name.text, nodes)?.name;
  const { args, fixes } = meant ? replacedBy(name, meant.text) : didYouMean(name, stages.keys());
  scope.report(diagnose("FNL2003", args, name.span, { fixes }));
  return undefined;
}

/** The only stage that an event leads to, for an event named in its place. */
export function stageOfEvent<Stage extends { readonly steps?: StepsNode }>(
  event: string,
  stages: Iterable<Stage>,
): Stage | undefined {
  const found = [...stages].filter(({ steps }) =>
    eventSteps(steps).some((step) => step.kind === "event-step" && step.event.text === event),
  );
  return found.length === 1 ? found[0] : undefined;
}
