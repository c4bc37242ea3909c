import { diagnose, type Fix } from "../../diagnostics.ts";
import { stagesByName } from "../stages.ts";
import { writeName } from "../write.ts";
import type { CheckContext } from "./check.ts";

/** The kernel holds what a row is forbidden by as bits of one number. */
const MAX_WITHOUT = 30;

/** `without … between` names two different required stages, the earlier one first. */
export function without({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const stages = stagesByName(node);
    const surplus = node.items.filter((item) => item.kind === "without")[MAX_WITHOUT];
    if (surplus) scope.report(diagnose("FNL4073", { limit: MAX_WITHOUT }, surplus.span));
    for (const item of node.items) {
      if (item.kind !== "without" || !item.from || !item.to) continue;
      const from = stages.get(item.from.text);
      const to = stages.get(item.to.text);
      if (!from || !to) continue;
      const span = { start: item.from.span.start, end: item.to.span.end };
      if (from === to) {
        scope.report(diagnose("FNL4053", { stage: from.name.text }, span));
        continue;
      }
      for (const { stage, place } of [
        { stage: from, place: item.from },
        { stage: to, place: item.to },
      ])
        if (stage.node.optional)
          scope.report(diagnose("FNL4054", { stage: stage.name.text }, place.span));
      if (from.index < to.index) continue;
      const swap: Fix = {
        title: {
          key: "replaceWith",
          args: { text: `${writeName(to.name.text)} and ${writeName(from.name.text)}` },
        },
        edits: [
          { span: item.from.span, newText: writeName(to.name.text) },
          { span: item.to.span, newText: writeName(from.name.text) },
        ],
        preferred: true,
      };
      const args = { from: from.name.text, to: to.name.text };
      scope.report(diagnose("FNL4052", args, span, { fixes: [swap] }));
    }
  }
}
