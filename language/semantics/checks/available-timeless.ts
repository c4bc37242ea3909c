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
  const without = sources.flatMap((source) => timelessStages(source, scope));
  if (without.length === 0) return [];
  const isAll = sources.every(
    (source) =>
      source.shape === "records" &&
      timelessStages(source, scope).length === stagesOf(source).length,
  );
  if (!isAll) {
    const [first] = without;
    const keyword = `${first?.event?.text ?? ""} without a time beside rows with one`;
    return [
      { name: "conditions without a time", keyword, span: node.name?.span ?? node.keywordSpan },
    ];
  }
  const during = node.items.find((item) => item.kind === "during");
  if (!during) return [];
  const { start } = during.span;
  const span = { start, end: start + "during".length };
  return [{ name: "during without a time", keyword: "during", span }];
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
