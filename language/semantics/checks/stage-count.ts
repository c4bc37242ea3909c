import { diagnose } from "../../diagnostics.ts";
import { stageNodes } from "../stages.ts";
import type { CheckContext } from "./check.ts";

/** The kernel holds the stages of a row as bits of one number. */
export const MAX_STAGES = 30;

/** A funnel leads from somewhere to somewhere: two required stages at least. */
export function stageCount({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const stages = stageNodes(node);
    const place = node.name?.span ?? node.keywordSpan;
    const [first, second] = stages;
    if (!node.block || scope.hasMisread(node.block)) continue;
    if (!first || !second) {
      scope.report(diagnose("FNL4001", { count: stages.length }, place));
    } else if (stages.slice(1).every((stage) => stage.optional)) {
      const last = stages.at(-1) ?? second;
      scope.report(diagnose("FNL4018", {}, last.name?.span ?? last.keywordSpan));
    }
    const surplus = stages[MAX_STAGES];
    if (surplus) {
      const args = { count: stages.length, limit: MAX_STAGES };
      scope.report(diagnose("FNL4002", args, surplus.name?.span ?? surplus.keywordSpan));
    }
  }
}
