import { settingsOf } from "../semantics/funnel-settings.ts";
import { type ModelStage, namedModels } from "../semantics/named-models.ts";
import type { FunnelNode } from "../syntax/ast.ts";
import { stagesOf } from "./tree.ts";

/** The stages that a funnel's model names; undefined where it has none that names them. */
export function modelStages(funnel: FunnelNode): readonly ModelStage[] | undefined {
  const { model } = settingsOf(funnel);
  return model && namedModels[model];
}

/** In the model's order; the stage at an offset, which is being written, doesn't count as there. */
export function missingStages(
  funnel: FunnelNode,
  stages: readonly ModelStage[],
  offset?: number,
): readonly ModelStage[] {
  const present = new Set(
    stagesOf(funnel).map(({ name }) =>
      name === undefined ||
      (offset !== undefined && name.span.start <= offset && offset <= name.span.end)
        ? undefined
        : name.text,
    ),
  );
  return stages.filter(({ name }) => !present.has(name));
}

/** All events, those first that are likely to be meant by a stage. */
export function likelyEvents(stage: ModelStage, events: readonly string[]): readonly string[] {
  const isLikely = (event: string): boolean => stage.events.test(event);
  return [...events.filter(isLikely), ...events.filter((event) => !isLikely(event))];
}
