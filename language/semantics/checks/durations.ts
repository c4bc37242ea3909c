import { diagnose } from "../../diagnostics.ts";
import type { DurationNode, FunnelNode, StageNode } from "../../syntax/ast.ts";
import { durationMicroseconds } from "../moments.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import type { CheckContext } from "./check.ts";

/** A hundred years of 365.25 days: nothing that is meant is longer, and what is computed stays exact. */
export const LONGEST = 36_525 * 86_400_000_000;

/** Windows and other limits are longer than nothing, shorter than any data, and go together. */
export function durations({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    let window: number | undefined;
    for (const item of node.items) {
      if (item.kind === "window" && item.value?.kind === "duration") {
        checkLength("window", item.value, scope);
        window ??= durationMicroseconds(item.value);
      } else if (item.kind === "during" && item.value?.kind === "last" && item.value.duration)
        checkLength("last", item.value.duration, scope);
    }
    checkStages(node, window !== undefined && window > 0 ? window : undefined, scope);
  }
}

function checkStages(node: FunnelNode, window: number | undefined, scope: Scope): void {
  /** The least time from the entry to the last required stage. */
  let waited = 0;
  for (const [index, stage] of stageNodes(node).entries()) {
    const name = stage.name?.text ?? "";
    const within = modifierOf(stage, "within", scope);
    const after = modifierOf(stage, "after", scope);
    if (within && window !== undefined && within.length > window)
      scope.report(diagnose("FNL4007", { stage: name }, within.span));
    // On the first stage it counts from nothing, which is said elsewhere.
    if (!after || index === 0) continue;
    if (within && after.length > within.length) {
      const related = [
        { span: within.span, note: { key: "firstHere" as const, args: { keyword: "within" } } },
      ];
      scope.report(diagnose("FNL4049", { stage: name }, after.span, { related }));
    } else if (window !== undefined && waited + after.length > window)
      scope.report(diagnose("FNL4050", { stage: name }, after.span));
    if (!stage.optional) waited += after.length;
  }
}

function modifierOf(
  stage: StageNode,
  kind: "within" | "after",
  scope: Scope,
): { readonly length: number; readonly span: { start: number; end: number } } | undefined {
  const first = stage.modifiers.find(
    ({ kind: found, duration }) => found === kind && duration && checkLength(kind, duration, scope),
  );
  return first?.duration && { length: durationMicroseconds(first.duration), span: first.span };
}

/** Whether a duration is one that something can last; reports another one. */
export function checkLength(keyword: string, node: DurationNode, scope: Scope): boolean {
  const length = durationMicroseconds(node);
  if (length > 0 && length <= LONGEST) return true;
  scope.report(diagnose(length > 0 ? "FNL4006" : "FNL4005", { keyword }, node.span));
  return false;
}
