import { diagnose } from "../../diagnostics.ts";
import type { DurationNode } from "../../syntax/ast.ts";
import { durationMicroseconds } from "../moments.ts";
import type { Scope } from "../scope.ts";
import type { CheckContext } from "./check.ts";

/** A hundred years of 365.25 days: nothing that is meant is longer, and what is computed stays exact. */
export const LONGEST = 36_525 * 86_400_000_000;

/** Windows and other limits are longer than nothing and shorter than any data. */
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
    for (const item of node.items) {
      if (item.kind !== "stage") continue;
      for (const modifier of item.modifiers) {
        if (modifier.kind !== "within" || !modifier.duration) continue;
        if (!checkLength("within", modifier.duration, scope)) continue;
        const length = durationMicroseconds(modifier.duration);
        if (window !== undefined && window > 0 && length > window)
          scope.report(diagnose("FNL4007", { stage: item.name?.text ?? "" }, modifier.span));
      }
    }
  }
}

function checkLength(keyword: string, node: DurationNode, scope: Scope): boolean {
  const length = durationMicroseconds(node);
  if (length > 0 && length <= LONGEST) return true;
  scope.report(diagnose(length > 0 ? "FNL4006" : "FNL4005", { keyword }, node.span));
  return false;
}
