import type { RowStageNode } from "../../syntax/ast.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { isCondition } from "../row-stages.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import type { Construct } from "./not-yet.ts";

/** Conditions without a time run where nothing else in the funnel has one. */
export function timelessConstructs(
  { node, sources }: ResolvedFunnel,
  scope: Scope,
): readonly Construct[] {
  const [first] = sources.flatMap((source) => timelessStages(source, scope));
  if (first === undefined || isTimeless(sources, scope)) return [];
  const keyword = `${first.event?.text ?? ""} without a time beside rows with one`;
  return [
    { name: "conditions without a time", keyword, span: node.name?.span ?? node.keywordSpan },
  ];
}

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
