import type { RowStageNode } from "../../syntax/ast.ts";
import { isCondition } from "../row-stages.ts";
import type { Scope, SourceEntry } from "../scope.ts";

/** Whether nothing in any of the sources has a time. */
export function isTimeless(sources: readonly SourceEntry[], scope: Scope): boolean {
  return sources.every((source) => {
    const stages = stagesOf(source);
    return stages.length > 0 && timelessStages(source, scope).length === stages.length;
  });
}

/** The stages that hold or not, nobody knows when. */
export function timelessStages(source: SourceEntry, scope: Scope): readonly RowStageNode[] {
  if (source.time) return [];
  return stagesOf(source).filter((stage) => isCondition(stage, source, scope));
}

function stagesOf({ shape, items }: SourceEntry): readonly RowStageNode[] {
  return shape === "records"
    ? items.flatMap((item) => (item.kind === "row-stages" ? item.stages : []))
    : [];
}
