import type { FunnelNode } from "../syntax/ast.ts";
import { resolveFigures } from "./funnel-figures.ts";
import {
  resolveActor,
  resolveCompare,
  resolveDuring,
  resolveNote,
  resolveSplit,
  resolveTrend,
} from "./funnel-parts.ts";
import { defaultsOf, settingsOf } from "./funnel-settings.ts";
import { resolveFunnelSources } from "./funnel-sources.ts";
import type {
  ColumnPath,
  CompareModel,
  During,
  ExitModel,
  ExpectationModel,
  FunnelModel,
  MeasureDeclaration,
  NoteModel,
  RowExpr,
  SegmentModel,
  SplitModel,
  StageModel,
  TrendModel,
  WithoutModel,
} from "./model.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { resolveSegmentUse } from "./segments.ts";
import { resolveExitModel, resolveStageModel } from "./stage-models.ts";
import { stagesByName } from "./stages.ts";
import { resolveWithout } from "./without.ts";

/** A funnel resolved, whether or not it can run; undefined without a name to run it by. */
export interface ResolvedFunnel {
  readonly node: FunnelNode;
  readonly sources: readonly SourceEntry[];
  readonly model: FunnelModel | undefined;
}

/** What a funnel's statements come to, in the order of the text. */
interface Parts {
  readonly where: RowExpr[];
  readonly segments: SegmentModel[];
  readonly same: RowExpr[];
  readonly stages: StageModel[];
  readonly exits: ExitModel[];
  readonly without: WithoutModel[];
  readonly splits: SplitModel[];
  readonly notes: NoteModel[];
  readonly measures: readonly MeasureDeclaration[];
  readonly expectations: readonly ExpectationModel[];
  during?: During;
  actor?: readonly ColumnPath[];
  actorWord?: string;
  compare?: CompareModel;
  trend?: TrendModel;
}

export function resolveFunnel(
  node: FunnelNode,
  scope: Scope,
  lineAt: (offset: number) => number,
): ResolvedFunnel {
  const sources = resolveFunnelSources(node, scope);
  const parts = resolveItems(node, sources, scope, lineAt);
  if (!node.name) return { node, sources, model: undefined };
  scope.refer({
    span: node.name.span,
    target: { kind: "funnel", name: node.name.text, declaration: node.name.span },
    isDeclaration: true,
  });
  const model: FunnelModel = {
    name: node.name.text,
    span: node.span,
    nameSpan: node.name.span,
    ...(node.doc !== undefined && { doc: node.doc }),
    runnable: true,
    sources: sources.map((source) => source.name),
    ...settingsOf(node),
    ...parts,
    defaults: defaultsOf(node),
  };
  return { node, sources, model };
}

function resolveItems(
  node: FunnelNode,
  sources: readonly SourceEntry[],
  scope: Scope,
  lineAt: (offset: number) => number,
): Parts {
  const environment = rowEnvironment(scope, sources);
  const stages = stagesByName(node);
  const parts: Parts = {
    where: [],
    segments: [],
    same: [],
    stages: [],
    exits: [],
    without: [],
    splits: [],
    notes: [],
    ...resolveFigures(node, stages, scope, sources, lineAt),
  };
  const add = <Model>(list: Model[], model: Model | undefined): void => {
    if (model !== undefined) list.push(model);
  };
  for (const item of node.items) {
    switch (item.kind) {
      case "where":
        add(parts.where, resolveCondition(item.condition, environment));
        break;
      case "segment-use":
        add(parts.segments, item.name && resolveSegmentUse(item.name, scope, sources));
        break;
      case "during": {
        const during = resolveDuring(item);
        if (during) parts.during ??= during;
        break;
      }
      case "actor": {
        // Totals have no actors, so they need not have the columns.
        const acting = sources.filter(({ shape }) => shape !== "totals");
        const actor = resolveActor(item, rowEnvironment(scope, acting));
        if (actor) parts.actor ??= actor;
        if (item.word) parts.actorWord ??= item.word.value;
        break;
      }
      case "same":
        add(parts.same, environment.resolve(item.value, environment)?.expr);
        break;
      case "stage":
        add(parts.stages, resolveStageModel(item, node, scope, sources));
        break;
      case "exit":
        add(parts.exits, resolveExitModel(item, node, scope, sources));
        break;
      case "without":
        add(parts.without, resolveWithout(item, node, stages, scope, sources));
        break;
      case "split":
        add(parts.splits, resolveSplit(item, node, stages, environment));
        break;
      case "compare": {
        const compare = resolveCompare(item, scope, sources);
        if (compare) parts.compare ??= compare;
        break;
      }
      case "trend": {
        const trend = resolveTrend(item);
        if (trend) parts.trend ??= trend;
        break;
      }
      case "note":
        add(parts.notes, resolveNote(item));
        break;
      case "expect":
      case "measure":
      case "expect-trend":
      case "order":
      case "window":
      case "setting":
        break;
    }
  }
  return parts;
}
