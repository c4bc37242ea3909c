import { diagnose, type Fix } from "../../diagnostics.ts";
import { resolveDuring } from "../funnel-parts.ts";
import { difference, periodRange } from "../moments.ts";
import type { CheckContext } from "./check.ts";

/** `during` names a time that exists and doesn't end before it starts. */
export function periods({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    for (const item of node.items) {
      if (item.kind !== "during") continue;
      const { value } = item;
      if (value?.kind === "period" && !periodRange(value))
        scope.report(diagnose("FNL4019", { text: value.text }, value.span));
      if (value?.kind !== "range" || !value.from || !value.to) continue;
      const range = resolveDuring(item);
      if (range?.kind !== "between" || !range.to) continue;
      const length = difference(range.from, range.to);
      if (length === undefined || length > 0 || (length === 0 && range.toIncluded)) continue;
      const swap: Fix = {
        title: { key: "replaceWith", args: { text: `${value.to.text} .. ${value.from.text}` } },
        edits: [
          { span: value.from.span, newText: value.to.text },
          { span: value.to.span, newText: value.from.text },
        ],
        preferred: true,
      };
      scope.report(diagnose("FNL4010", {}, value.span, { fixes: [swap] }));
    }
  }
}
