import { diagnose } from "../../diagnostics.ts";
import type { CompareItem, FunnelNode } from "../../syntax/ast.ts";
import type { Scope } from "../scope.ts";
import { type CheckContext, removing } from "./check.ts";

/** A comparison is with something else: a period that has a length, or another segment. */
export function compare({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    repeatedSegments(node, scope);
    for (const item of node.items) if (item.kind === "compare") checkCompare(item, node, scope);
  }
}

function checkCompare(item: CompareItem, node: FunnelNode, scope: Scope): void {
  const { left, right, previous, span } = item;
  if (!previous) {
    if (!left || !right || left.text !== right.text) return;
    const between = { start: left.span.start, end: right.span.end };
    scope.report(diagnose("FNL4057", { segment: left.text }, between));
    return;
  }
  // A `during` that could not be read is reported itself.
  if (node.block && scope.hasMisread(node.block)) return;
  const during = node.items.find((other) => other.kind === "during");
  if (!during) scope.report(diagnose("FNL4056", { during: "none" }, span));
  else if (during.value?.kind === "range" && !during.value.to)
    scope.report(diagnose("FNL4056", { during: "open" }, span));
}

/** All segments must hold, so one of them twice is once. */
function repeatedSegments(node: FunnelNode, scope: Scope): void {
  const seen = new Set<string>();
  for (const item of node.items) {
    if (item.kind !== "segment-use" || !item.name) continue;
    const name = item.name.text;
    if (seen.has(name)) {
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4072", { name }, item.span, { fixes, unnecessary: true }));
    }
    seen.add(name);
  }
}
