import { diagnose } from "../../diagnostics.ts";
import type { NumberNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { type CheckContext, removing } from "./check.ts";

const MAX_SPLITS = 2;

/** At most two splits: with more, nobody could read the table of all their combinations. */
export function splits({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const items = node.items.filter((item) => item.kind === "split");
    for (const item of items.slice(MAX_SPLITS)) {
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4009", { limit: MAX_SPLITS }, item.span, { fixes }));
    }
    for (const item of items) if (item.top) checkCount("top", item.top, scope);
  }
  for (const segment of scope.segments.values())
    if (segment.value?.kind === "actors" && segment.value.atLeast)
      checkCount("at least", segment.value.atLeast, scope);
}

function checkCount(keyword: string, node: NumberNode, scope: Scope): void {
  const count = Number(node.text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return;
  scope.report(diagnose("FNL4016", { keyword, text: node.text }, node.span));
}
