import type { FunnelNode, MeasureNode } from "../syntax/ast.ts";
import { declareMeasures, measureTable } from "./declared-measures.ts";
import { resolveExpectation, resolveTrendExpectation } from "./expectations.ts";
import type { MeasuredStage, MeasureEnvironment } from "./figures/environment.ts";
import type { ExpectationModel, MeasureDeclaration } from "./model.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { type NamedStage, resolveStage } from "./stages.ts";

export interface FunnelFigures {
  readonly measures: readonly MeasureDeclaration[];
  readonly expectations: readonly ExpectationModel[];
}

/** The measures and expectations of a funnel. */
export function resolveFigures(
  node: FunnelNode,
  named: ReadonlyMap<string, NamedStage>,
  scope: Scope,
  sources: readonly SourceEntry[],
  lineAt: (offset: number) => number,
): FunnelFigures {
  const stages = new Map<string, MeasuredStage>();
  for (const [text, { node: stage, name, index }] of named) {
    const { optional, steps } = stage;
    stages.set(text, { name, index, optional, ...(steps && { steps }) });
  }
  const around = {
    scope,
    sources,
    stages,
    hasExit: node.items.some((item) => item.kind === "exit"),
    stage: (name: MeasuredStage["name"]) => {
      const stage = resolveStage(name, node, named, scope);
      return stage && stages.get(stage.name.text);
    },
  };
  const owner = node.name?.text;
  const nodes = node.items.filter((item): item is MeasureNode => item.kind === "measure");
  const environment: MeasureEnvironment = {
    ...around,
    measures: measureTable(nodes, owner, around),
  };
  const measures = declareMeasures(nodes, owner, environment);
  const hasTrend = node.items.some((item) => item.kind === "trend");
  const expectations = node.items.flatMap((item): readonly ExpectationModel[] => {
    if (item.kind !== "expect" && item.kind !== "expect-trend") return [];
    const expectation =
      item.kind === "expect"
        ? resolveExpectation(item, environment, lineAt)
        : resolveTrendExpectation(item, hasTrend, environment, lineAt);
    return expectation ? [expectation] : [];
  });
  return { measures, expectations };
}
