import { diagnose } from "../../diagnostics.ts";
import type { AudienceNode, AudienceValue } from "../../syntax/ast.ts";
import { goalStage } from "../figures/environment.ts";
import type { AudienceModel } from "../model.ts";
import { headOf, refuseTotals, reportOrder, type Subject } from "./study.ts";

/** The actors who got somewhere, or no further. */
export function resolveAudience(
  node: AudienceNode,
  subject: Subject | undefined,
): AudienceModel | undefined {
  const of = subject && node.value && resolveValue(node, node.value, subject);
  const head = headOf(node);
  return head && subject && of && { ...head, kind: "audience", funnel: subject.name, of };
}

function resolveValue(
  node: AudienceNode,
  value: AudienceValue,
  subject: Subject,
): AudienceModel["of"] | undefined {
  const stage = subject.stage(value.stage);
  const missed = subject.stage(value.missed);
  if (!value.stage || !stage) return undefined;
  if (refuseTotals(node, stage, value.stage.span, subject)) return undefined;
  const name = stage.name.text;
  if (value.test === "dropped") {
    const goal = goalStage(subject);
    if (!goal || stage.index < goal.index) return { kind: "dropped", stage: name };
    subject.scope.report(diagnose("FNL4113", { stage: name }, value.stage.span));
    return undefined;
  }
  if (!value.missed) return { kind: "reached", stage: name };
  if (!missed) return undefined;
  if (stage.index >= missed.index) {
    const { start } = value.stage.span;
    const { end } = value.missed.span;
    reportOrder(stage, missed, { start, end }, subject, " not reached ");
    return undefined;
  }
  return { kind: "reached", stage: name, missed: missed.name.text };
}
