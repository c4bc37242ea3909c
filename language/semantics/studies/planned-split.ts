import { diagnose } from "../../diagnostics.ts";
import type { PlannedSplitItem, StringNode } from "../../syntax/ast.ts";
import type { ExperimentModel } from "../model.ts";
import type { Scope } from "../scope.ts";
import { reportTwice } from "./study.ts";

/** How the variants were to be shared out: two at least, the control among them, each once. */
export function resolvePlannedSplit(
  node: PlannedSplitItem,
  control: StringNode | undefined,
  scope: Scope,
): ExperimentModel["split"] {
  const variants = node.shares.flatMap(({ variant }) =>
    variant ? [{ text: variant.value, span: variant.span }] : [],
  );
  const names = reportTwice(variants, scope);
  if (variants.length < 2) {
    scope.report(diagnose("FNL4104", {}, node.span));
    return undefined;
  }
  if (control && !names.has(control.value)) {
    const related = [
      {
        span: control.span,
        note: { key: "firstDeclaredHere" as const, args: { name: control.value } },
      },
    ];
    scope.report(diagnose("FNL4105", { control: control.value }, node.span, { related }));
    return undefined;
  }
  const split: { readonly variant: string; readonly share: number }[] = [];
  for (const { variant, share } of node.shares) {
    if (!variant || !share) continue;
    const value = Number(share.text);
    if (value > 0) split.push({ variant: variant.value, share: value });
    else scope.report(diagnose("FNL4106", { variant: variant.value }, share.span));
  }
  return split.length === node.shares.length ? split : undefined;
}
