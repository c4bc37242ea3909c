import { diagnose } from "../../diagnostics.ts";
import type { AudienceNode, AudienceValue } from "../../syntax/ast.ts";
import { goalStage, type MeasuredStage } from "../figures/environment.ts";
import { replacing } from "../fixes.ts";
import { settingsOf } from "../funnel-settings.ts";
import type { AudienceModel } from "../model.ts";
import { writeName } from "../write.ts";
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
  const isInverted = settingsOf(subject.funnel.node).model === "inverted";
  if (isInverted && (value.test === "dropped" || missed)) {
    return resolveInverted(value, stage, missed, subject);
  }
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

/** Who is at a stage of an inverted funnel was at all later ones: only earlier ones can be missing. */
function resolveInverted(
  value: AudienceValue,
  stage: MeasuredStage,
  missed: MeasuredStage | undefined,
  subject: Subject,
): AudienceModel["of"] | undefined {
  const name = stage.name.text;
  if (missed && missed.index < stage.index) {
    return { kind: "reached", stage: name, missed: missed.name.text };
  }
  const before = [...subject.stages.values()].findLast(
    ({ index, optional }) => index < stage.index && !optional,
  );
  const [from, without] = missed && missed !== stage ? [missed, stage] : [stage, before];
  const { span } = value;
  if (without === undefined) {
    subject.scope.report(diagnose("FNL4252", { stage: name }, span));
    return undefined;
  }
  const instead = `reached ${writeName(from.name.text)} not reached ${writeName(without.name.text)}`;
  const fixes = [replacing(span, instead)];
  subject.scope.report(diagnose("FNL4252", { stage: name, instead }, span, { fixes }));
  return undefined;
}
