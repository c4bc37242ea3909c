import { diagnose } from "../../diagnostics.ts";
import type { ModifierNode, NumberNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { type CheckContext, removing } from "./check.ts";

/** The numbers of `top`, `at least` and `forecast`: whole ones that make a difference. */
export function counts({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels)
    for (const item of node.items) {
      if (item.kind === "split" && item.top) checkCount("top", item.top, scope);
      if (item.kind === "trend" && item.forecast) checkCount("forecast", item.forecast, scope);
      if (item.kind === "stage") for (const modifier of item.modifiers) checkTimes(modifier, scope);
    }
  for (const segment of scope.segments.values())
    if (segment.value?.kind === "actors" && segment.value.atLeast)
      checkCount("at least", segment.value.atLeast, scope);
}

/** Each further row costs the kernel another look at the actor's. */
const MAX_TIMES = 1000;

function checkTimes({ times, span }: ModifierNode, scope: Scope): void {
  if (!times || !checkCount("at least", times, scope)) return;
  if (Number(times.text) > MAX_TIMES)
    scope.report(diagnose("FNL4074", { limit: MAX_TIMES }, times.span));
  if (Number(times.text) > 1) return;
  const fixes = [removing(span, scope.text)];
  scope.report(diagnose("FNL4051", {}, span, { fixes, unnecessary: true }));
}

function checkCount(keyword: string, node: NumberNode, scope: Scope): boolean {
  const count = Number(node.text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return true;
  scope.report(diagnose("FNL4016", { keyword, text: node.text }, node.span));
  return false;
}
